"""What was put off comes back only if it is still of use.

Before, it came back whatever had happened: the day after the meeting, for one that was cancelled,
and to somebody who had left. And a polite no counted as silence. Now it is looked at like anything
else that is due, and a no is an answer.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, stage

ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # seven working days before 2 March
EVE = datetime(2027, 3, 1, 12, tzinfo=UTC)


def puts_off(who: Actor, when: str) -> None:
    tokens = (b.token for card in reversed(who.cards) for b in card.buttons)
    who.token(next(token for token in tokens if token.startswith("later:")))
    who.token(next(b.token for b in who.card.buttons if b.token.endswith(f":{when}")))


def test_nobody_is_asked_whether_they_come_to_a_meeting_of_last_week(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(EVE)
        puts_off(zoe, "week")
        said = counted(here, "zoe", "Will you be there?")
        here.until(EVE + timedelta(days=9))
        assert counted(here, "zoe", "Will you be there?") == said


def test_nobody_is_asked_whether_they_come_to_a_meeting_that_is_cancelled(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        here.until(datetime(2027, 4, 5, 12, tzinfo=UTC))  # session 2 was asked about
        puts_off(people["zoe"], "tomorrow")
        people["ines"].says("move")
        people["ines"].sends(which="s2", what="cancel")
        people["ines"].sends(sure="yes")
        said = len(here.got("zoe"))
        here.until(datetime(2027, 4, 6, 18, tzinfo=UTC))
        assert len(here.got("zoe")) == said


def test_whoever_has_left_is_not_asked_what_they_had_put_off(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(ASKED)
        puts_off(zoe, "week")
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data="keep", tell="self")
        said = len(here.got("zoe"))
        here.until(EVE)
        assert len(here.got("zoe")) == said


def test_not_this_one_is_an_answer(tmp_path: Path) -> None:
    """Whoever says no three times has not been silent."""
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe", n=4))
        for k in range(4):
            here.until(datetime(2027, 3, 3, 12, tzinfo=UTC) + k * timedelta(weeks=6))
            mine = here.look(lambda unit: unit.open_runs("zoe"))
            (share,) = [run for run in mine if run.dialog == "share"]
            zoe.token(f"skip:{share.id}")
