from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.network import Network, Phase
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import Stage, stage

SEATS = "begins on Tuesday 2 March"
NAMES = tuple("abcdefghijkl")


def group(here: Stage, n: int, *, teams: int = 0, least: int = 8) -> Network:
    """So many people, taken in turn from so many teams, and ines."""
    here.person("ines")
    for k, name in enumerate(NAMES[:n]):
        here.person(name, team=f"team:{k % teams}" if teams else "")
    made = replace(network(*NAMES[:n], phase=Phase.OPEN), seats_min=least)
    here.keep(made)
    return made


def test_three_times_while_seats_are_free(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        group(here, 7, teams=3)
        here.until(datetime(2027, 2, 3, 12, tzinfo=UTC))
        assert counted(here, "ines", SEATS) == 1
        assert counted(here, "ines", "7 seats are taken. One more person makes") == 1
        assert counted(here, "ines", "They come from 3 teams") == 1
        here.until(KICKOFF)
        assert counted(here, "ines", SEATS) == 3
        assert counted(here, "a", "the smallest group you wanted") == 0


def test_silence_once_the_group_is_there(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        group(here, 8, teams=3)
        here.until(KICKOFF)
        assert counted(here, "ines", SEATS) == 0


def test_most_from_one_team_is_said_without_names(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        group(here, 8, teams=1)
        here.until(datetime(2027, 2, 3, 12, tzinfo=UTC))
        assert counted(here, "ines", "More than half come from one team.") == 1
        assert counted(here, "ines", "team:0") == 0


def test_a_week_before_with_too_few_it_may_begin_later(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        group(here, 5)
        ines = cast(here)["ines"]
        here.until(datetime(2027, 2, 22, 12, tzinfo=UTC))
        assert counted(here, "ines", "Beginning later is no defeat") == 0
        here.until(datetime(2027, 2, 26, 12, tzinfo=UTC))
        assert counted(here, "ines", "Beginning later is no defeat") == 1
        ines.presses("Move the dates")
        assert "The dates of Plan can be fixed now" in ines.hears


def test_the_button_invites(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        group(here, 5)
        ines = cast(here)["ines"]
        here.until(datetime(2027, 2, 3, 12, tzinfo=UTC))
        ines.presses("Invite people")
        assert "Who else belongs in Plan?" in ines.hears


def test_a_network_of_today_is_given_time(tmp_path: Path) -> None:
    with stage(tmp_path, now=datetime(2027, 2, 10, 8, tzinfo=UTC)) as here:
        made = group(here, 2)
        here.keep(replace(made, created=here.now))
        here.after(days=1)
        assert counted(here, "ines", SEATS) == 0
        here.until(KICKOFF - timedelta(days=12))
        assert counted(here, "ines", SEATS) == 1


def test_the_mix_alone_is_spoken_of_once(tmp_path: Path) -> None:
    """Before, the same lines came three times, the last when all dates were long fixed."""
    with stage(tmp_path) as here:
        group(here, 8, teams=1)
        here.until(KICKOFF)
        assert counted(here, "ines", "More than half come from one team.") == 1
