"""A button that Kring never drew, or drew for somebody else, about news that is told by itself.

Before, news that lives by what it is told, and what is about a network and named none, broke on the
way: whoever pressed saw a spinner, and Slack pressed three times more for them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from bot.dialogs import discover
from tests.dialogs.groups import cast, network
from tests.stage import Actor, Stage, stage


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(Path(tmp_path_factory.mktemp("forged"))) as world:
        cast(world, "zoe")
        world.person("max", organiser=True, leads=True)
        zoe = world.look(lambda unit: unit.person("zoe"))
        assert zoe is not None
        world.look(lambda unit: unit.keep_person(replace(zoe, manager="max")))
        world.keep(network("zoe"))
        yield world


@pytest.mark.parametrize("key", discover())
def test_whatever_is_pressed_is_answered(here: Stage, key: str) -> None:
    for who, place, about in product(("ines", "zoe", "max"), ("n1", ""), ("s1", "")):
        sent = len(here.sheet.sent)
        reply = Actor(here, who).token(f"start:{key}:{place}:{about}")
        assert reply.card or len(here.sheet.sent) > sent


def test_who_is_no_member_is_told_no_dates(here: Stage) -> None:
    """Before, the welcome after a pause told the meetings of any network to whoever asked."""
    max_ = Actor(here, "max")
    max_.token("start:back:n1:")
    assert max_.hears.startswith("There is nothing to do here right now")
