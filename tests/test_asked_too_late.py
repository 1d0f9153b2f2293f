"""Nobody is asked for an answer that nobody collects any more.

Before, who was on leave after a meeting, or works one day a week, was asked what it was worth, and
to vote on its ground rules, when both had been closed for days: a working day later on their own
calendar, which is a week later for some. The same form was to be had by its word. What they said
was counted by nobody, and stayed beside their name.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import cast, counted, network
from tests.dialogs.test_midway import NINE
from tests.stage import stage

CLOSED = datetime(2027, 3, 5, 16, tzinfo=UTC)  # three working days after 2 March, 17:00 in Brussels
WEEK = (0, 1, 2, 3, 4)
ON_LEAVE = ((date(2027, 3, 3), date(2027, 3, 5)),)


@pytest.mark.parametrize(("away", "days"), [(ON_LEAVE, WEEK), ((), (1,))])
def test_whoever_comes_back_after_the_close_is_asked_no_more(
    tmp_path: Path, away: tuple[tuple[date, date], ...], days: tuple[int, ...]
) -> None:
    with stage(tmp_path) as here:
        cast(here, *NINE)
        here.person("zoe", away=away, days=days)
        here.keep(network(*NINE, "zoe", n=3))
        here.until(CLOSED)
        assert counted(here, "ann", "what was it worth to you?") == 1
        here.until(CLOSED + timedelta(days=14))
        assert counted(here, "zoe", "what was it worth to you?") == 0
        assert counted(here, "zoe", "How do we want to work together in Plan?") == 0
        assert counted(here, "zoe", "that somebody else could use?") == 1


@pytest.mark.parametrize("word", ["eval", "charter"])
def test_nor_do_they_get_the_form_by_its_word(tmp_path: Path, word: str) -> None:
    with stage(tmp_path) as here:
        cast(here, *NINE)
        zoe = here.person("zoe", away=ON_LEAVE)
        here.keep(network(*NINE, "zoe", n=3))
        here.until(CLOSED + timedelta(hours=1))
        zoe.says(word)
        assert zoe.reply.card is not None
        assert "three working days" in zoe.hears


def test_until_the_close_it_is_there_for_the_asking(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *NINE)
        zoe = here.person("zoe", away=ON_LEAVE)
        here.keep(network(*NINE, "zoe", n=3))
        here.until(CLOSED - timedelta(hours=2))
        zoe.says("eval")
        assert "what was it worth to you?" in zoe.hears
