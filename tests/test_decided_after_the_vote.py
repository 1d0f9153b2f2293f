"""Nobody reads that a vote is closed while it is open.

Before, whoever leads a network and works more days than it does was told so a day before the close,
and so was everybody who asked for the decision by its word: with what was confirmed there, what the
others had still to say counted for nothing.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import cast, counted, network
from tests.stage import stage

VOTE = "The vote on what comes after Plan"
LAST = network("zoe", n=3).sessions[-1].ends  # a Tuesday; the vote closes on Wednesday of next week


def test_who_works_seven_days_a_week_is_not_told_before_it_closes(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("ines", days=(0, 1, 2, 3, 4, 5, 6))
        here.keep(network("zoe", n=3))
        here.until(LAST + timedelta(days=7))
        assert counted(here, "ines", VOTE) == 0
        here.until(LAST + timedelta(days=9))
        assert counted(here, "ines", VOTE) == 1


@pytest.mark.parametrize(("days", "closed"), [(1, False), (9, True)])
def test_whoever_asks_for_it_reads_whether_the_vote_is_closed(
    tmp_path: Path,
    days: int,
    closed: bool,  # noqa: FBT001
) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", n=3))
        here.until(LAST + timedelta(days=days))
        ines.says("decide")
        assert (f"{VOTE} is closed" in ines.hears) is closed
        assert (f"{VOTE} is still open" in ines.hears) is not closed
        assert ("Too few" in ines.hears) is closed


def test_what_was_begun_before_knows_of_the_close(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", n=3))
        here.until(LAST + timedelta(days=1))
        ines.says("decide")
        here.until(LAST + timedelta(days=9))
        ines.says("decide")
        assert f"{VOTE} is closed" in ines.hears
