"""A slip of the year is asked about, wherever a date is chosen; no date stops Kring.

Before, only a new network looked at it. In the years 1 and 9999 a form failed with an error, and a
meeting could be put into the year 2270, where it kept its network from ever coming to an end. A
network that goes on could begin on a public holiday. Now every such date is refused in plain words.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.network import Phase
from tests.dialogs.groups import cast, network
from tests.stage import stage

SLIPS = ("0001-01-01T00:00", "2270-03-02T14:00", "9999-12-31T23:59")
AFTER_THE_LAST = datetime(2027, 5, 25, 18, tzinfo=UTC)


@pytest.mark.parametrize("slip", SLIPS)
def test_the_dates_of_a_network(tmp_path: Path, slip: str) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", phase=Phase.OPEN))
        ines.says("dates")
        ines.sends(way="own")
        assert list(ines.sends(own=slip).errors) == ["own"]


@pytest.mark.parametrize("slip", SLIPS)
def test_another_moment_for_a_meeting(tmp_path: Path, slip: str) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe"))
        ines.says("move")
        ines.sends(which="s4", what="move")
        assert list(ines.sends(moment=slip).errors) == ["moment"]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_follow_up(tmp_path: Path, slip: str) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", n=3))
        here.until(AFTER_THE_LAST)
        ines.says("decide")
        ines.sends(outcome="follow_up")
        ines.sends(why="Nearly there")
        assert list(ines.sends(follow_on=slip).errors) == ["follow_on"]
