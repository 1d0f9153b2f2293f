"""After a close nothing tells what somebody answered: not how often a form was sent, nor when.

Before, the answers were gone, and still there to be counted. Who finds a session worth little is
asked one question more: their emptied form had been saved once more than the others, and one
message more had gone to them. So whoever reads the database knew who had given three or less, who
had wished for changes, and at which minute. Now the emptied forms are all alike.
"""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from adapters.database.tables import LETTERS, RUNS
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")
SAME = ("status", "facts", "answers", "opened", "expires", "revision", "shown")


def left(here: Stage, dialog: str, answered: tuple[str, ...]) -> tuple[set[object], set[int]]:
    """What is left of all forms, and how many messages are known of each that was answered."""

    def read(connection: sa.Connection) -> tuple[set[object], set[int]]:
        forms = connection.execute(sa.select(RUNS).where(RUNS.c.dialog == dialog)).mappings().all()
        keys = connection.execute(sa.select(LETTERS.c.key)).scalars().all()
        told = {keys.count(form["id"]) for form in forms if form["person"] in answered}
        return {tuple(str(form[name]) for name in SAME) for form in forms}, told

    return here.runner.run(here.kring.database._doors.read(read))


def assert_all_alike(here: Stage, dialog: str, answered: tuple[str, ...]) -> None:
    forms, told = left(here, dialog, answered)
    assert len(forms) == 1
    assert len(told) == 1


def test_of_an_evaluation(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *SIX)
        here.keep(network(*SIX))
        here.until(KICKOFF + timedelta(minutes=115))
        for n, name in enumerate(SIX[:5]):
            people[name].token("start:evaluation:n1:s1")
            people[name].sends(roti=str(n + 1), heard="4", plus="", delta="")
            if n < 3:
                people[name].sends(one_up="")
            people[name].sends(ask_talk="no")
            here.after(minutes=1)
        here.until(KICKOFF + timedelta(days=5))
        assert_all_alike(here, "evaluation", SIX[:5])


def test_of_a_vote(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *SIX)
        group = network(*SIX, n=3)
        here.keep(group)
        here.until(group.sessions[-1].ends)
        for name, wish in zip(SIX[:4], ("stop", "as_is", "changed", "follow_up"), strict=True):
            people[name].token("start:continue:n1:s3")
            people[name].sends(prefer=wish)
            if wish == "changed":
                people[name].sends(change="")
            if wish == "follow_up":
                people[name].sends(follow_up=("pairs",))
            people[name].sends(commit="in", role=())
            here.after(minutes=1)
        here.until(group.sessions[-1].ends + timedelta(days=10))
        assert_all_alike(here, "continue", SIX[:4])
