"""A meeting is moved on its eve, when everybody has been reminded.

Before, nobody heard anything on its new eve. Now that is another one.
"""

from datetime import UTC, datetime
from pathlib import Path

from bot.content import plain
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
        assert "23 March" in plain(here.got("bart")[-1])
        assert all(len(here.got(who)) == n + 1 for who, n in said.items())
