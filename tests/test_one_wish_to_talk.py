"""A wish to talk is passed on once, whatever else somebody changes in their answers.

Before, each change told the facilitators once more, by name: they were asked five times for one
call, and learnt each time that this person had just changed what they had said without a name.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import stage

WISH = "would like a call from you"


@pytest.mark.parametrize("hours", [0, 6])  # within the facilitator's hours, and in the evening
def test_it_is_told_once(tmp_path: Path, hours: int) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(KICKOFF + timedelta(minutes=119, hours=hours))
        zoe.token("start:evaluation:n1:s1")
        zoe.sends(roti="4", heard="4", plus="", delta="")
        zoe.sends(takeaway="a", ask_talk="yes")
        run = next(b for b in zoe.card.buttons if b.token.startswith("look:")).token.split(":")[1]
        for roti in ("5", "4"):
            zoe.submits(f"{run}:worth", {"roti": roti, "heard": "4", "plus": "", "delta": ""})
        here.until(KICKOFF + timedelta(days=1))
        assert counted(here, "ines", WISH) == 1


def test_who_changes_their_mind_twice_is_passed_on_as_they_ask_last(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(KICKOFF + timedelta(minutes=119))
        zoe.token("start:evaluation:n1:s1")
        zoe.sends(roti="4", heard="4", plus="", delta="")
        zoe.sends(takeaway="a", ask_talk="no")
        assert counted(here, "ines", WISH) == 0
        run = next(b for b in zoe.card.buttons if b.token.startswith("look:")).token.split(":")[1]
        zoe.submits(f"{run}:yours", {"takeaway": "a", "ask_talk": "yes"})
        assert counted(here, "ines", WISH) == 1
