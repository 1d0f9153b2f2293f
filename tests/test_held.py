"""What waits for its reader's hours is still right when they come, and then leaves nothing behind.

Before, news that were held reached whoever had left meanwhile, came in any order, and were held
past the very meeting of which they told, when that was moved nearer. And what they knew of others
stayed in the database for good: the name of somebody who left and had everything deleted. Now they
are for members, come in the order in which it came about, wait for no meeting, as it was or is,
and are deleted once they are said.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.database.tables import MOMENTS
from bot.content import plain
from bot.telling import Teller
from tests.dialogs.groups import cast, counted, network
from tests.dialogs.test_move import moves
from tests.stage import Actor, Stage, stage

SATURDAY = datetime(2027, 1, 16, 22, 30, tzinfo=UTC)
MONDAY = datetime(2027, 1, 18, 9, tzinfo=UTC)


def leaves(who: Actor, data: str = "keep") -> None:
    who.says("leave")
    who.sends(what="leave")
    who.sends(data=data, tell="self")


def facts(here: Stage) -> str:
    """What all moments know, as it stands in the database."""

    def read(connection: sa.Connection) -> str:
        return str(connection.execute(sa.select(MOMENTS.c.due)).scalars().all())

    return here.runner.run(here.kring.database._doors.read(read))


def test_whoever_left_meanwhile_hears_nothing_of_it(tmp_path: Path) -> None:
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe", "bart"))
        moves(people["ines"], "2027-04-14T10:00", which="s2")
        leaves(people["zoe"])
        here.until(MONDAY)
        assert counted(here, "zoe", "14 April at 10:00") == 0
        assert counted(here, "bart", "14 April at 10:00") == 1


def test_what_was_changed_is_told_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falling = (f"x{n}" for n in range(999, 0, -1))  # ids are drawn: any order may come of them
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        monkeypatch.setattr(Teller, "new_id", lambda _: next(falling))
        for which, day in (("s3", "2027-05-26"), ("s2", "2027-04-15")):
            moves(people["ines"], f"{day}T10:00", which=which)
            here.after(minutes=1)
        here.until(MONDAY)
        (card,) = here.got("zoe")  # before, each in a message of its own
        said = plain(card)
        assert "in one message" in said
        assert "Session moved, session 3" in said
        labels = [button.label for button in card.buttons]
        assert labels == ["Say whether I come, session 3", "Say whether I come, session 2"]
        assert said.index("to Wednesday 26") < said.index("to Thursday 15")


def test_a_meeting_that_is_moved_to_tomorrow_is_told_tonight(tmp_path: Path) -> None:
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        moves(people["ines"], "2027-01-17T10:00", which="s1")
        assert counted(here, "zoe", "17 January at 10:00") == 1


def test_whoever_gets_a_seat_on_the_eve_hears_of_it_before_the_meeting(tmp_path: Path) -> None:
    night = datetime(2027, 3, 2, 5, tzinfo=UTC)  # the kickoff begins at 13:00 of this day
    with stage(tmp_path, now=night) as here:
        people = cast(here, "zoe", "kim")
        here.keep(network("zoe", seats_max=1, waiting=("kim",)))
        kim = replace(people["kim"].person, away=((night.date(), night.date()),))
        here.look(lambda unit: here.kring.bot.learn(unit, kim, night))
        leaves(people["zoe"])
        assert counted(here, "kim", "Plan") == 1


@pytest.mark.parametrize("kept", ["sqlite", "postgres"])
def test_of_somebody_who_had_everything_deleted_no_name_is_left(
    tmp_path: Path, kept: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("postgres") if kept == "postgres" else ""
    with stage(tmp_path, database=address, now=SATURDAY) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe", "bart"))
        leaves(people["zoe"], data="delete")
        assert "Zoe" in facts(here)
        here.until(MONDAY)
        assert counted(here, "ines", "Zoe") == 1
        assert "Zoe" not in facts(here)


def test_whoever_is_back_before_their_time_hears_of_it_then(tmp_path: Path) -> None:
    """Before, it was held until the end of a leave that had been told by mistake, or cut short."""
    with stage(tmp_path, now=MONDAY) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        people["zoe"].says("prefs")
        people["zoe"].sends(away="2027-01-18", away_until="2027-02-26")
        moves(people["ines"], "2027-04-14T10:00", which="s2")
        here.after(days=1)
        assert counted(here, "zoe", "14 April at 10:00") == 0
        people["zoe"].says("prefs")
        people["zoe"].sends(away="", away_until="")
        here.after(hours=1)
        assert counted(here, "zoe", "14 April at 10:00") == 1


def test_whoever_leaves_for_longer_hears_of_it_when_they_are_back(tmp_path: Path) -> None:
    """Before, what was held for a morning came on that morning, on leave or not."""
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        moves(people["ines"], "2027-04-14T10:00", which="s2")
        people["zoe"].says("prefs")
        people["zoe"].sends(away="2027-01-18", away_until="2027-01-22")
        here.until(MONDAY + timedelta(days=3))
        assert counted(here, "zoe", "14 April at 10:00") == 0
        here.until(MONDAY + timedelta(days=8))
        assert counted(here, "zoe", "14 April at 10:00") == 1
