"""What somebody does at night reaches others in the morning.

Before, an invitation of Saturday at half past eleven came on Saturday at half past eleven. Now it
waits for its reader's hours, unless the meeting that it tells of comes sooner.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.dialogs.groups import cast, counted, network
from tests.dialogs.test_move import moves
from tests.stage import stage

SATURDAY = datetime(2027, 1, 16, 22, 30, tzinfo=UTC)


def test_an_invitation_of_the_night_waits_for_the_morning(tmp_path: Path) -> None:
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe"))
        people["ines"].token("start:invite:n1:")
        people["ines"].sends(whom=("bart",))
        here.until(datetime(2027, 1, 18, 8, tzinfo=UTC))
        assert here.got("bart") == []
        here.until(datetime(2027, 1, 18, 8, 30, tzinfo=UTC))
        assert counted(here, "bart", "may be something for you") == 1


def test_news_of_the_night_waits_unless_the_meeting_is_nearer(tmp_path: Path) -> None:
    with stage(tmp_path, now=SATURDAY) as here:
        people = cast(here, "zoe")
        soon = replace(network("zoe").sessions[0], starts=SATURDAY + timedelta(hours=12))
        soon = replace(soon, ends=soon.starts + timedelta(hours=2))
        here.keep(network("zoe").with_session(soon))
        moves(people["ines"], "2027-04-14T10:00", which="s2")
        assert counted(here, "zoe", "14 April at 10:00") == 0
        moves(people["ines"], "2027-03-04T10:00", which="s1")
        assert counted(here, "zoe", "4 March at 10:00") == 1
        here.until(datetime(2027, 1, 18, 9, tzinfo=UTC))
        assert counted(here, "zoe", "14 April at 10:00") == 1


def test_what_a_close_brings_waits_for_the_morning_of_every_facilitator(tmp_path: Path) -> None:
    """Before, who facilitates first heard of it before their day began: as if they had closed."""
    with stage(tmp_path) as here:
        cast(here, "zoe")
        for who in ("ines", "olga"):
            here.person(who, zone="America/Los_Angeles")
        group = network("zoe")
        here.keep(group.with_member(replace(group.members[0], person="olga")))
        here.until(datetime(2027, 3, 5, 15, 5, tzinfo=UTC))  # closed at four, seven o’clock there
        assert [counted(here, who, "Whatever came in waits") for who in ("ines", "olga")] == [0, 0]
        here.until(datetime(2027, 3, 5, 18, tzinfo=UTC))
        assert [counted(here, who, "Whatever came in waits") for who in ("ines", "olga")] == [1, 1]
