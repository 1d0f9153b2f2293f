"""A form that was begun and then put aside keeps nothing of it once its collection is closed.

Before, only open and finished forms were emptied at the close. Who had said something and then
tapped "Not this one" had their score and their words lie beside their name for months, and so had
who left before the close. Now they are emptied too; what they held counts for nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")
WORDS = "less shouting from the left"


def begins(who: Actor) -> str:
    """The first page is sent, the last is not; the run that this is."""
    who.token("start:evaluation:n1:s1")
    who.sends(roti="1", heard="1", plus="", delta=WORDS)
    return who.form.token.partition(":")[0]


def skips(who: Actor, run: str) -> None:
    who.token(f"skip:{run}")


def leaves_and_answers(who: Actor, run: str) -> None:
    who.says("leave")
    who.sends(what="leave")
    who.sends(data="keep", tell="self")
    who.submits(f"{run}:more", {"one_up": "nothing"})


def kept(here: Stage) -> list[str]:
    runs = here.look(lambda unit: unit.runs(dialog="evaluation", network="n1", about="s1"))
    return [str(run.answers.stored()) for run in runs if run.answers.stored() or run.facts]


@pytest.mark.parametrize("puts_aside", [skips, leaves_and_answers])
@pytest.mark.parametrize("others", [0, 5])
def test_nothing_of_it_stays(
    tmp_path: Path, puts_aside: Callable[[Actor, str], None], others: int
) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *SIX)
        here.keep(network(*SIX))
        here.until(KICKOFF + timedelta(minutes=115))
        puts_aside(people["ann"], begins(people["ann"]))
        for name in SIX[1 : 1 + others]:
            people[name].token("start:evaluation:n1:s1")
            people[name].sends(roti="4", heard="4", plus="", delta="")
            people[name].sends(ask_talk="no")
        here.until(KICKOFF + timedelta(days=5))
        assert kept(here) == []
        assert WORDS not in people["ines"].all  # what is put aside is not said
        here.after(days=1)
    files = b"".join(file.read_bytes() for file in tmp_path.glob("kring.db*"))
    assert WORDS.encode() not in files
