"""A meeting keeps its number when another one is cancelled.

Before, some messages counted anew and some did not: session 3 was cancelled, the question who would
come to session 3 followed, the list of dates called it 4, and the overview spoke of session 4 of 3.
"""

from datetime import UTC, datetime
from pathlib import Path

from tests.dialogs.groups import cast, network
from tests.dialogs.test_join import take
from tests.dialogs.test_move import moves
from tests.stage import stage


def test_everything_said_calls_it_the_same(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        zoe, ines = people["zoe"], people["ines"]
        here.keep(network("zoe", n=4))
        here.until(datetime(2027, 4, 20, 12, tzinfo=UTC))  # after the second
        ines.says("move")
        ines.sends(which="s3", what="cancel")
        ines.sends(sure="yes")
        assert "session 3 of Plan" in zoe.hears
        moves(ines, "2027-07-07T14:00", which="s4")
        assert "session 4 of Plan moves" in zoe.hears
        zoe.presses("Say whether I come")
        assert "Session 4 of Plan is on Wednesday 7 July" in zoe.hears
        zoe.token("start:home::")
        assert "session 4 of 4" in zoe.hears


def test_so_do_the_welcome_of_a_newcomer_and_ones_own_record(tmp_path: Path) -> None:
    """Before, session 3 was welcomed to as number 2 of 3, and stood in the record as session 2."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "lou")
        here.keep(network("zoe", n=4))
        here.until(datetime(2027, 3, 20, 12, tzinfo=UTC))  # after the first
        people["ines"].says("move")
        people["ines"].sends(which="s2", what="cancel")
        people["ines"].sends(sure="yes")
        take(people["lou"])
        assert "its next one is number 3 of 4" in people["lou"].all
        third = here.network("n1").sessions[2]
        here.until(third.ends)
        people["zoe"].token("start:evaluation:n1:s3")
        people["zoe"].sends(roti="4", heard="4", plus="", delta="")
        people["zoe"].sends(takeaway="Ask first", ask_talk="no")
        people["zoe"].token("start:record:n1:")
        assert "Session 3, " in people["zoe"].hears
