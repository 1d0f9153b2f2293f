"""A meeting is moved on its eve, when everybody has been reminded.

Before, nobody heard anything on its new eve. Now that is another one.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content import plain
from bot.dialogs import rsvp
from bot.views import tomorrow
from tests.dialogs.groups import cast, network
from tests.dialogs.test_move import moves
from tests.stage import stage

ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # seven working days before 2 March
EVE = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_a_meeting_moved_on_its_eve_has_another_eve(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe", "bart"))
        here.until(ASKED)
        people["zoe"].token("start:rsvp:n1:s1")
        people["zoe"].sends(come="onsite")
        here.until(EVE)
        moves(people["ines"], "2027-03-23T14:00")
        said = {who: len(here.got(who)) for who in ("zoe", "bart")}
        here.until(datetime(2027, 3, 22, 18, tzinfo=UTC))
        assert "23 March" in plain(here.got("zoe")[-1])
        assert "I have you down as coming" in plain(here.got("zoe")[-1])  # she said it of another
        assert "23 March" in plain(here.got("bart")[-1])
        assert all(len(here.got(who)) == n + 1 for who, n in said.items())


@pytest.mark.parametrize(
    ("first", "then", "another"),
    [
        ("2027-03-02T08:00", "2027-03-02T11:00", False),
        ("2027-03-03T08:00", "2027-03-02T19:00", True),
    ],
)
def test_the_day_is_that_of_the_network(first: str, then: str, another: bool) -> None:  # noqa: FBT001
    """Before, it was that of Greenwich: eight in the morning in Tokyo is the day before there."""

    def eves(begin: str) -> set[str]:
        starts = datetime.fromisoformat(begin).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
        starts = starts.astimezone(UTC)
        here = replace(network("zoe"), zone="Asia/Tokyo")
        here = here.with_session(
            replace(here.sessions[0], starts=starts, ends=starts + timedelta(hours=2))
        )
        zoe = here.member("zoe")
        assert zoe is not None
        dues = [*rsvp.DIALOG.due(here, zoe), *tomorrow.DIALOG.due(here, zoe)]
        return {due.name for due in dues if due.about == "s1" and due.name}

    assert len(eves(first)) == 1
    assert (eves(first) != eves(then)) is another
