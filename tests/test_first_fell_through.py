"""The first meeting did not take place, and nobody has to introduce themselves once more.

Before, the next one became the first, and everything that is asked before it was asked anew of
everybody: who they are, with a reminder, and what they hope for. Where the first one was cancelled
beforehand, what they had said about needs and worries was deleted besides, and they were told that
nothing is collected about that session.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.dialogs.test_join import take
from tests.stage import Actor, Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")


def asked_before(here: Stage) -> dict[str, Actor]:
    people = cast(here, *SIX, "gus")
    here.keep(network(*SIX, "gus"))
    here.until(KICKOFF - timedelta(days=3))
    for name in SIX:
        people[name].says("intro")
        people[name].sends(work=f"{name} keeps bees")
        people[name].sends()
        people[name].says("expect")
        people[name].sends(goal_1=f"{name} wants to dare", show_1="yes")
        people[name].sends(bring=("tool",))
        people[name].sends(worry=f"worry of {name}", need_safe=(), forms=(), great_if=f"if {name}")
    return people


def fell_through(here: Stage, ines: Actor, how: str) -> None:
    if how == "beforehand":
        ines.token("start:move:n1:s1")
        ines.sends(which="s1", what="cancel")
        ines.sends(sure="yes")
        return
    here.until(KICKOFF + timedelta(hours=3))
    ines.token("start:debrief:n1:s1")
    ines.sends(held="cancelled")


@pytest.mark.parametrize("how", ["beforehand", "afterwards"])
def test_what_was_said_before_it_holds_for_the_next_one(tmp_path: Path, how: str) -> None:
    with stage(tmp_path) as here:
        people = asked_before(here)
        introduced, hoped = (
            counted(here, "ann", words)
            for words in ("the others would like to know who", "What do you want to get out of")
        )
        fell_through(here, people["ines"], how)
        here.until(here.network("n1").sessions[1].starts)
        assert counted(here, "ann", "the others would like to know who") == introduced
        assert counted(here, "ann", "What do you want to get out of") == hoped
        assert counted(here, "ann", "nothing is collected") == 0
        assert "worry of ann" in people["ines"].all
        assert counted(here, "ines", "Too few answers on needs and worries") == 0
        assert here.said_in("channel:n1").count("Who is who") == 1
        given_back = here.said_in("channel:n1").rpartition("What we hope for")[2]
        assert "if ann" in given_back  # where the group meets first


def test_who_came_in_between_is_asked(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = asked_before(here)
        fell_through(here, people["ines"], "afterwards")
        here.after(days=3)
        take(here.person("lou"))
        here.until(here.network("n1").sessions[1].starts)
        assert counted(here, "lou", "What you hope for") == 1
        assert counted(here, "lou", "Who you are") == 1
