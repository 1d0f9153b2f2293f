"""The half-way check is of one meeting, and stays with it whatever becomes of the others.

Before, the middle was counted anew among the meetings that were left. Where a later one was
cancelled, or one more was booked at the end, it went to another meeting: what people had said at
the half-way check was never shown to anybody, they were asked about the same meeting once more, and
the facilitator was told of a half-way check with too few answers that had never been held.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogs.decision import with_follow_up
from bot.network import Network, State
from tests.dialogs.groups import cast, counted, network
from tests.dialogs.test_midway import NINE
from tests.stage import Actor, Stage, stage


def without(here: Network, *numbers: int) -> Network:
    for session in here.sessions:
        if session.number in numbers:
            here = here.with_session(replace(session, state=State.CANCELLED))
    return here


@pytest.mark.parametrize(
    ("n", "gone", "middle"),
    [
        (3, (), None),
        (4, (), 2),
        (4, (3,), 2),
        (5, (), 3),
        (5, (4,), 3),
        (5, (1,), 3),
        (5, (3,), 4),  # it was cancelled itself: the next one
        (4, (2,), 3),
        (4, (2, 3), None),  # the closing looks back on its own
        (6, (1, 2), 4),  # nor is it the first
    ],
)
def test_it_is_in_the_middle_of_what_was_planned(
    n: int, gone: tuple[int, ...], middle: int | None
) -> None:
    found = without(network("zoe", n=n), *gone).midway
    assert (found.number if found else None) == middle


@contextmanager
def answered(folder: Path, n: int) -> Iterator[tuple[Stage, dict[str, Actor]]]:
    """Everybody has answered the half-way check; it is not closed yet."""
    with stage(folder) as here:
        actors = cast(here, *NINE)
        here.keep(network(*NINE, n=n))
        middle = here.network("n1").midway
        assert middle is not None
        here.until(middle.ends + timedelta(minutes=5))
        for name in NINE:
            actors[name].commands("midway")
            actors[name].sends(roti="4", goal="4", own_goal="4", rhythm="right")
            actors[name].sends(safe_mistake="4", asked_freely="4", differ="4")
            actors[name].sends(keep=f"keep {name}")
        here.after(days=1, hours=20)
        yield here, actors


def test_a_later_meeting_is_cancelled_and_what_was_said_is_shown(tmp_path: Path) -> None:
    with answered(tmp_path, 4) as (here, actors):
        asked = counted(here, "ann", "what was it worth to you?")
        actors["ines"].token("start:move:n1:s3")
        actors["ines"].sends(which="s3", what="cancel")
        actors["ines"].sends(sure="yes")
        here.after(days=7)
        assert counted(here, "ann", "what was it worth to you?") == asked
        assert "keep ann" in actors["ines"].all


def test_a_cancelled_meeting_makes_no_other_one_the_middle_afterwards(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = cast(here, *NINE)
        here.keep(network(*NINE, n=5))
        here.until(here.network("n1").sessions[1].ends + timedelta(days=10))
        actors["ines"].token("start:move:n1:s3")
        actors["ines"].sends(which="s3", what="cancel")
        actors["ines"].sends(sure="yes")
        here.after(days=3)
        assert "half-way" not in actors["ines"].all.lower()


def test_one_more_meeting_leaves_the_middle_where_it_was(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *NINE)
        here.keep(network(*NINE, n=4))
        here.until(here.network("n1").sessions[-1].ends + timedelta(days=12))
        before = counted(here, "ines", "Half-way in")
        here.keep(with_follow_up(here.network("n1"), datetime(2027, 9, 14, 12, tzinfo=UTC)))
        here.after(days=3)
        assert counted(here, "ines", "Half-way in") == before
