"""What waits for somebody's own hours is said as it is by then.

Before, a meeting that was moved three times on a Saturday was said three times on Monday, in any
order, so that the last word could be an old date. Now only what still stands is said.
"""

from datetime import UTC, datetime
from pathlib import Path

from bot.content import plain
from tests.dialogs.groups import cast, network
from tests.stage import Actor, stage

SATURDAY = datetime(2027, 1, 16, 12, tzinfo=UTC)
MONDAY = datetime(2027, 1, 18, 12, tzinfo=UTC)


def moves(ines: Actor, to: str) -> None:
    ines.says("move")
    ines.sends(which="s2", what="move")
    ines.sends(moment=to)


def test_of_three_moves_the_last_is_said(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        here.until(SATURDAY)
        for day in (14, 15, 16):
            moves(people["ines"], f"2027-04-{day}T14:00")
        here.until(MONDAY)
        (said,) = [plain(card) for card in here.got("zoe")]
        assert "to Friday 16 April" in said


def test_of_a_move_and_a_cancellation_the_last_is_said(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        here.until(SATURDAY)
        moves(people["ines"], "2027-04-14T14:00")
        people["ines"].says("move")
        people["ines"].sends(which="s2", what="cancel")
        people["ines"].sends(sure="yes")
        here.until(MONDAY)
        (said,) = [plain(card) for card in here.got("zoe")]
        assert "does not take place" in said
