"""Whoever leaves and has all deleted, also what they showed the group, has it deleted there too.

Before, a learning went on standing in the channel under its author's name, and since it was deleted
everywhere else, nobody could take it back any more. Now it is taken back where it stands, first.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dialogs.groups import cast, network
from tests.stage import Actor, stage

LEARNT = "Three lines beat one phone call"
AFTER_THE_FIRST = datetime(2027, 3, 4, 12, tzinfo=UTC)


def publishes(who: Actor) -> None:
    who.token("start:share:n1:s1")
    who.sends(kind="tip", text=LEARNT, whose="mine")
    who.sends(audience=("network", "record"))
    who.sends(signed="name", agenda="")
    who.sends(confirm="publish")


@pytest.mark.parametrize("data", ["keep", "delete"])
def test_a_learning_stays_or_goes_with_its_author(tmp_path: Path, data: str) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(AFTER_THE_FIRST)
        publishes(zoe)
        assert LEARNT in here.said_in("channel:n1")
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data=data, tell="self")
        assert (LEARNT in here.said_in("channel:n1")) is (data == "keep")
        zoe.says("my")
        offered = any("withdraw" in button.token for button in zoe.card.buttons)
        assert offered is (data == "keep")
