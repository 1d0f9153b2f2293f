"""Whoever reads a result from five answers has given none of them.

Before, a facilitator who answered too, by the word or by the button in the channel, was one of the
five: with four others they read worries and wishes of which they knew their own, so that four
stood for five. Now five others must have answered as well, whichever facilitator it was.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

FIVE = ("ann", "bob", "cas", "dee", "eva")
GROUP = network(*FIVE, seats_max=5, n=3)
LAST = GROUP.sessions[-1]


def expects(who: Actor) -> None:
    who.says("expect")
    who.sends(goal_1="more", show_1="no")
    who.sends(bring=("tool",))
    who.sends(worry=f"worry of {who.id}", need_safe=(), forms=())


def votes(who: Actor) -> None:
    who.token("start:charter:n1:s1")
    who.sends()
    who.sends(discuss_why=f"worry of {who.id}")


def wishes(who: Actor) -> None:
    who.token("start:continue:n1:s3")
    who.sends(prefer="changed")
    who.sends(change=f"worry of {who.id}")
    who.sends(commit="in", role=())


WAYS = (
    (expects, KICKOFF - timedelta(days=1), KICKOFF),
    (votes, KICKOFF + timedelta(hours=1), KICKOFF + timedelta(days=4)),
    (wishes, LAST.ends, LAST.ends + timedelta(days=10)),
)


def lived(
    here: Stage, way: tuple[object, datetime, datetime], participants: tuple[str, ...]
) -> Actor:
    answer, opened, closed = way
    people = cast(here, *FIVE)
    here.keep(GROUP)
    here.until(opened)
    assert callable(answer)
    for name in (*participants, "ines"):
        answer(people[name])
    here.until(closed)
    return people["ines"]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0].__name__)
def test_with_four_others_a_facilitator_who_answered_reads_nothing(
    tmp_path: Path, way: tuple[object, datetime, datetime]
) -> None:
    with stage(tmp_path) as here:
        assert "worry of ann" not in lived(here, way, FIVE[:4]).all


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0].__name__)
def test_with_five_others_they_read_what_everybody_said(
    tmp_path: Path, way: tuple[object, datetime, datetime]
) -> None:
    with stage(tmp_path) as here:
        assert "worry of ann" in lived(here, way, FIVE).all
