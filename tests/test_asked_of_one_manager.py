"""No button that somebody made up tells a manager who is where, or speaks in another's name.

Before, whoever leads anybody could make a request for time appear that nobody had made: with the id
of a network and of a person they read that this person holds a seat in it, and could even answer.
Now a request is shown to the one manager who was asked, and to nobody else.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.network import Network
from tests.dialogs.groups import cast, counted, network
from tests.stage import stage


def asking(*, asks: bool) -> Network:
    here = network("zoe", "bart")
    zoe = here.member("zoe")
    assert zoe is not None
    return here.with_member(replace(zoe, asks_manager=asks))


@pytest.mark.parametrize("dialog", ["mgr_time", "mgr_reminder"])
@pytest.mark.parametrize(("who", "asks"), [("marc", False), ("odile", True), ("odile", False)])
def test_nobody_sees_a_request_that_was_not_made_to_them(
    tmp_path: Path,
    dialog: str,
    who: str,
    asks: bool,  # noqa: FBT001
) -> None:
    with stage(tmp_path) as here:
        cast(here, "bart")
        here.person("zoe", "Zoé Martin", manager="marc")
        leads = {id_: here.person(id_, leads=True) for id_ in ("marc", "odile")}
        here.keep(asking(asks=asks))
        leads[who].token(f"start:{dialog}:n1:zoe")
        assert "Zoé" not in leads[who].hears
        assert not counted(here, who, "Zoé")
        assert not here.look(lambda unit: unit.open_runs(who))


@pytest.mark.parametrize("dialog", ["mgr_time", "mgr_reminder"])
def test_who_was_asked_sees_it(tmp_path: Path, dialog: str) -> None:
    with stage(tmp_path) as here:
        cast(here, "bart")
        here.person("zoe", "Zoé Martin", manager="marc")
        marc = here.person("marc", leads=True)
        here.keep(asking(asks=True))
        marc.token(f"start:{dialog}:n1:zoe")
        assert "Zoé Martin" in marc.hears
