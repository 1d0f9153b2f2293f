"""`kring plan` shows what the calendar brings, and nothing that somebody did.

Before, it also showed what waits for its reader's hours, in its own words: who wishes for a call,
what a manager answered to whom, what a group had said without names. And whoever had put a question
off stood there with their name and the hour that they had chosen.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from adapters import errands
from bot.content import plain
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage


def planned(here: Stage) -> list[tuple[str, str, str]]:
    found = here.runner.run(errands.rehearsed(here.kring.settings, "n1"))
    assert found.rows is not None
    return [(r.person, r.dialog, plain(r.card) if r.card else "") for r in found.rows]


def evaluates(zoe: Actor, *, talk: str) -> None:
    zoe.token("start:evaluation:n1:s1")
    zoe.sends(roti="4", heard="4", plus="", delta="")
    zoe.sends(ask_talk=talk)


def wishes_for_a_call(zoe: Actor) -> None:
    evaluates(zoe, talk="yes")


def puts_off(zoe: Actor) -> None:
    zoe.token("start:evaluation:n1:s1")
    run = zoe.form.token.partition(":")[0]
    zoe.token(f"later:{run}:tomorrow")


@pytest.mark.parametrize("does", [wishes_for_a_call, puts_off])
def test_what_somebody_did_is_not_shown(tmp_path: Path, does: Callable[[Actor], None]) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(KICKOFF + timedelta(hours=6))  # nobody works any more
        before = planned(here)
        assert any(person == "Zoe" for person, _, _ in before)
        does(zoe)
        assert planned(here) == before


def test_of_a_cancelled_meeting_nothing_is_said(tmp_path: Path) -> None:
    """Before, the close that deletes what was said of it stood there, and a result that it brings.

    Nobody ever gets one.
    """
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe", n=3))
        ines.token("start:move:n1:s2")
        ines.sends(which="s2", what="cancel")
        ines.sends(sure="yes")
        said = [dialog for _, dialog, _ in planned(here)]
        assert said.count("evaluation") == 4  # two meetings: to Zoé, and the close
        assert said.count("eval_result") == 2
