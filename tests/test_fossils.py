"""What an earlier version saved, this version finishes.

A fossil is a database as it was: `<revision>.sql`. It holds Zoé in the middle of a new network, Ann
in the middle of an evaluation, and a network with all that is still to be said in it. With a new
column comes a fossil of the revision before it:

    python -m tests.test_fossils 0003
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import Raw
from bot.dialog import Run, Status, waiting
from bot.dialogs import discover
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

FOSSILS = Path(__file__).parent / "fossils"
SEVEN = ("ann", "bob", "cas", "dee", "eva", "fay", "gus")
GOAL = "Each of us plans a week that holds."


def _ask(actor: Actor) -> None:
    actor.token("start:evaluation:n1:s1")


def live(here: Stage) -> None:
    """Up to the moment that a fossil keeps."""
    people = cast(here, "zoe", *SEVEN)
    here.keep(network(*SEVEN))
    here.until(KICKOFF + timedelta(minutes=113))
    for name in SEVEN:
        _ask(people[name])
    for name in SEVEN[1:]:
        people[name].sends(roti="4", plus=f"plus {name}")
    people["ann"].sends(roti="2", delta="Less haste")
    people["zoe"].says("new")
    people["zoe"].sends()
    people["zoe"].sends(title="Planning", goal=GOAL, signs="Fewer calls")


def token(run: Run) -> str:
    """Of the form that waits: no message of then is here any more."""
    step = waiting(discover()[run.dialog], run.answers, run.facts)
    assert step is not None
    return f"{run.id}:{step.key}"


@pytest.mark.parametrize("fossil", sorted(FOSSILS.glob("*.sql")), ids=lambda path: path.stem)
def test_what_was_begun_is_finished(fossil: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "kring.db")) as file:
        file.executescript(fossil.read_text())
    now = KICKOFF + timedelta(minutes=113)
    with stage(tmp_path, database=f"sqlite:///{tmp_path / 'kring.db'}", now=now) as here:
        runs = here.look(lambda unit: unit.open_runs("zoe"))
        (run,) = [run for run in runs if run.dialog == "create"]
        assert run.answers.stored()["goal"] == GOAL
        zoe, ann = Actor(here, "zoe"), Actor(here, "ann")
        seats: dict[str, Raw] = {"seats_min": "8", "seats_max": "12", "asks": ("try",)}
        assert not zoe.submits(token(run), seats).gone
        (asked,) = [
            run
            for run in here.look(lambda unit: unit.open_runs("ann"))
            if run.dialog == "evaluation"
        ]
        assert not ann.submits(token(asked), {"one_up": "Listen"}).gone
        done = here.look(lambda unit: unit.run(asked.id))
        assert done is not None
        assert done.answers.stored()["one_up"] == "Listen"
        assert done.status in (Status.OPEN, Status.DONE)
        here.until(KICKOFF + timedelta(days=4))
        assert "plus bob" in Actor(here, "ines").all  # enough have answered to show it
        rsvp = {m.person for m in here.look(lambda unit: unit.moments("n1")) if m.dialog == "rsvp"}
        assert rsvp == set(SEVEN)


def write(revision: str) -> None:
    from tests.chaos.boundary import Desk, world  # noqa: PLC0415 - its ids are never drawn again

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "fossil.db"
        with world(f"sqlite:///{place}", Desk()) as here:
            here.runner.run(here.kring.database.upgrade())
            live(here)
            here.runner.run(here.kring.database.downgrade(revision))
        with closing(sqlite3.connect(place)) as file:
            (FOSSILS / f"{revision}.sql").write_text("\n".join(file.iterdump()) + "\n")


if __name__ == "__main__":
    write(sys.argv[1])
