from datetime import UTC, datetime
from pathlib import Path

from bot.network import Phase
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import stage


def test_the_dates_can_stay_as_they_are(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", phase=Phase.OPEN))
        ines.says("dates")
        ines.sends(way="keep")
        ines.sends(fix="yes")
        assert here.network("n1").phase is Phase.FIXED
        assert here.network("n1").sessions[0].starts == KICKOFF
        assert counted(here, "zoe", "The dates of Plan are fixed") == 1


def test_another_beginning_is_checked(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", phase=Phase.OPEN))
        ines.says("dates")
        ines.sends(way="own")
        assert set(ines.sends(own="2026-01-01T10:00").errors) == {"own"}
        assert set(ines.sends(own="2027-04-05T10:00").errors) == set()
        assert "Monday 5 April, 10:00 · kickoff" in ines.hears
        assert "was moved past a public holiday" in ines.hears  # Whit Monday, 17 May
        ines.sends(fix="yes")
        network_ = here.network("n1")
        assert network_.sessions[0].starts == datetime(2027, 4, 5, 8, tzinfo=UTC)
        assert network_.end == network_.sessions[-1].starts.date()


def test_no_changes_nothing(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", phase=Phase.OPEN))
        ines.says("dates")
        ines.sends(way="keep")
        ines.sends(fix="no")
        assert here.network("n1").phase is Phase.OPEN
        assert here.got("zoe") == []


def test_the_same_dates_again_are_not_told_again(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", phase=Phase.OPEN))
        for _ in range(2):
            ines.says("dates")
            ines.sends(way="keep")
            ines.sends(fix="yes")
        assert counted(here, "zoe", "Plan") == 1


def test_a_participant_fixes_no_dates(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe", phase=Phase.OPEN))
        zoe.token("start:dates:n1:")
        assert "facilitate" in zoe.hears
        assert here.network("n1").phase is Phase.OPEN
