"""Whoever works less, or was on leave, is told later, in words that are still true.

Before, "tomorrow I put it away" came a week after it was put away, and what had stood in the
channel for a fortnight was announced for "the days to come". And where nobody had decided what
comes next, members read that the decision is kept.
"""

from datetime import date, timedelta
from pathlib import Path

from bot.content import plain
from tests.dialogs.groups import cast, counted, network
from tests.stage import stage


def test_what_is_put_away_is_not_announced_for_tomorrow(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "bart")
        here.person("zoe", days=(0, 1, 3, 4))
        here.keep(network("zoe", "bart", n=3))
        here.until(here.network("n1").sessions[-1].ends + timedelta(days=60))
        assert counted(here, "bart", " I will put it away.") == 1
        (late,) = (card for card in here.got("zoe") if "put it away" in plain(card))
        assert "I have put it away" in plain(late)


def test_what_nobody_decided_is_not_spoken_of_as_a_decision(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.keep(network("zoe", n=3))
        here.until(here.network("n1").sessions[-1].ends + timedelta(days=60))
        (told,) = (plain(card) for card in here.got("zoe") if "put it away" in plain(card))
        assert "What comes next was not decided" in told
        assert "its decision" not in told


def test_nothing_is_to_come_that_is_there_already(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "bart")
        here.person("zoe", away=((date(2027, 4, 14), date(2027, 4, 30)),))
        here.keep(network("zoe", "bart", n=3))
        second = here.network("n1").sessions[1]
        here.until(second.ends + timedelta(days=1))
        people["ines"].says("debrief")
        people["ines"].sends(held="held")
        people["ines"].sends(came=("bart",))
        here.until(second.ends + timedelta(days=25))
        assert counted(here, "zoe", "Session 2 of Plan has taken place") == 1
        assert counted(here, "zoe", "in the days to come") == 0
