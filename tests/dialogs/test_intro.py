from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.content import plain
from bot.dialog import Does, WorkingDays
from bot.dialogs.intro import DIALOG
from tests.circle import BEGIN, circle
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.dialogs.test_move import moves
from tests.stage import stage

NETWORK = circle("zoe", "bart")


def test_it_is_asked_a_week_of_work_before_and_once_more() -> None:
    dues = list(DIALOG.due(NETWORK, NETWORK.members[1]))
    assert [(d.does, d.at) for d in dues] == [
        (Does.START, WorkingDays(BEGIN, -7)),
        (Does.REMIND, WorkingDays(BEGIN, -3)),
    ]
    assert list(DIALOG.due(NETWORK, NETWORK.members[0])) == []  # the facilitator is known


def test_who_joins_later_is_asked_the_day_after() -> None:
    joined = BEGIN + timedelta(days=20)
    late = replace(NETWORK.members[1], joined=joined)
    assert [d.at for d in DIALOG.due(NETWORK, late)] == [WorkingDays(joined, 1)]


def test_introductions_are_read_by_members_and_stand_in_the_channel(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe, bart = cast(here, "zoe", "bart")["zoe"], here.person("bart", "_Bart_ <!here>")
        here.keep(network("zoe", "bart", n=2))
        here.until(KICKOFF - timedelta(days=8))
        zoe.commands("intro")
        zoe.sends(work="I plan the crews", ask_me="scaffolds")
        zoe.sends(contact="call")
        assert "Nice to meet you, Zoe" in zoe.hears
        bart.commands("intro")
        bart.sends(work="*Buying*")
        bart.sends()
        bart.presses("Who else")
        assert "Zoe · I plan the crews" in bart.hears
        assert "Best reached: by phone" in bart.hears
        here.until(KICKOFF - timedelta(hours=1))
        assert "_Bart_ <!here> · *Buying*" in here.said_in("channel:n1")
        assert counted(here, "zoe", "would like to know who is coming") == 0


def test_one_reminder_and_then_silence(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.keep(network("zoe", n=2))
        here.until(KICKOFF)
        assert counted(here, "zoe", "would like to know who is coming") == 1


def test_the_reminder_names_the_day_to_which_the_meeting_moved(tmp_path: Path) -> None:
    """Before, it named the day that was known when it was asked first."""
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", n=2))
        here.until(KICKOFF - timedelta(days=10))
        moves(ines, "2027-03-10T14:00")
        here.until(KICKOFF + timedelta(days=6))
        reminders = [
            plain(card)
            for card in here.got("zoe")
            if "would like to know who is coming" in plain(card)
        ]
        assert len(reminders) == 1
        assert "10 March" in reminders[0]
        assert "2 March" not in reminders[0]
