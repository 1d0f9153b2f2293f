"""The last meeting did not take place, and the network still comes to its decision.

Before, the one before it became the last, afterwards: the vote on what comes next was closed at
once, with nobody in it; what people had said in their look back and in their vote was counted by
nobody; and the network was put away as of a meeting of weeks ago.
"""

from datetime import timedelta
from pathlib import Path

from bot.network import Phase, State
from tests.dialogs.groups import cast, counted, network
from tests.dialogs.test_midway import NINE
from tests.stage import stage


def test_what_was_said_is_counted_and_the_decision_follows(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *NINE)
        ines = people["ines"]
        here.keep(network(*NINE, n=3))
        last = here.network("n1").sessions[-1]
        here.until(last.ends + timedelta(days=1))
        for name in NINE:
            people[name].token("start:continue:n1:s3")
            people[name].sends(prefer="as_is")
            people[name].sends(commit="in")
        ines.says("debrief")
        ines.sends(held="cancelled")
        assert "one more meeting is among its choices" in ines.hears
        assert here.network("n1").sessions[-1].state is State.CANCELLED
        here.after(hours=1)
        assert counted(here, "ines", "The vote on what comes after Plan is closed") == 0
        here.after(days=3)
        here.after(days=7)
        assert counted(here, "ines", "The vote on what comes after Plan is closed") == 1
        assert "In, if it goes on: Ann" in ines.all
        ines.sends(outcome="stop")
        ines.sends(why="Nobody could come any more.")
        ines.sends(legacy="")
        assert here.network("n1").phase is Phase.ENDED
