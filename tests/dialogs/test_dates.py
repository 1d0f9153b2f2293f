from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.network import Member, Phase, Role
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
        assert "Monday 5 April at 10:00 · kickoff" in ines.hears
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


def test_of_two_facilitators_one_fixes_the_dates(tmp_path: Path) -> None:
    """Before, the form of the second said that they could be fixed, and fixed others."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "omar")
        here.keep(
            network("zoe", phase=Phase.OPEN).with_member(
                Member(person="omar", role=Role.FACILITATOR, joined=KICKOFF - timedelta(days=57))
            )
        )
        for who in ("ines", "omar"):
            people[who].says("dates")
            people[who].sends(way="own")
        for who, day in (("ines", "2027-04-06T10:00"), ("omar", "2027-04-07T10:00")):
            people[who].sends(own=day)
            if who == "ines":
                people[who].sends(fix="yes")
        assert "they were fixed meanwhile" in people["omar"].hears
        assert here.network("n1").sessions[0].starts == datetime(2027, 4, 6, 8, tzinfo=UTC)
        assert counted(here, "zoe", "dates for Plan") == 0
        people["omar"].says("dates")
        assert "The dates are fixed already" in people["omar"].hears
