"""What was said of a meeting that did not take place is deleted, and shown to nobody.

Before, the evaluation went out on the morning after, and the facilitator said later that the
meeting had not been held. What some had answered by then was collected by nobody, and lay beside
their names until the network was put away.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.dialog import Status
from bot.network import State
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")
WORDS = "less shouting from the left"


def evaluated(here: Stage) -> dict[str, Actor]:
    """All have said what the first meeting was worth, but for one who has only begun."""
    people = cast(here, *SIX)
    here.keep(network(*SIX))
    here.until(KICKOFF + timedelta(minutes=115))
    for name in SIX:
        people[name].token("start:evaluation:n1:s1")
        people[name].sends(roti="4", heard="4", plus="", delta=WORDS)
        if name != "fay":
            people[name].sends(ask_talk="no")
    return people


def left(here: Stage) -> list[str]:
    runs = here.look(lambda unit: unit.runs(dialog="evaluation", network="n1", about="s1"))
    assert runs
    return [f"{run.person} {run.status.value}" for run in runs if run.answers.stored() or run.facts]


def test_nothing_of_it_stays(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = evaluated(here)
        people["ines"].token("start:debrief:n1:s1")
        people["ines"].sends(held="cancelled")
        here.until(KICKOFF + timedelta(days=7))
        assert left(here) == []
        runs = here.look(lambda unit: unit.runs(dialog="evaluation", network="n1", about="s1"))
        assert {run.status for run in runs} == {Status.CLOSED}
        assert "did not take place" in people["ann"].all
        assert "did not take place" in people["fay"].all
        assert "evaluation" not in people["ines"].all.lower()
        here.after(days=1)
    files = b"".join(file.read_bytes() for file in tmp_path.glob("kring.db*"))
    assert WORDS.encode() not in files


def test_who_tapped_the_wrong_word_loses_nothing(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = evaluated(here)
        people["ines"].token("start:debrief:n1:s1")
        people["ines"].sends(held="cancelled")
        said = here.network("n1").sessions[0]
        assert said.state is State.CANCELLED
        here.keep(here.network("n1").with_session(replace(said, state=State.HELD)))
        here.until(KICKOFF + timedelta(days=7))
        assert left(here) == []
        assert "did not take place" not in people["ann"].all
        assert WORDS in people["ines"].all
