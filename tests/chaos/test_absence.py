"""Kring was away, or its clock jumped: all of use is said once, the rest dropped with a record."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.database.tables import LETTERS, MOMENTS
from bot.ports import Moment, Unreachable
from tests.chaos.boundary import Desk, world
from tests.chaos.figures import publish
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Stage
from tests.tables import empty

SEVEN = ("ann", "bob", "cas", "dee", "eva", "fay", "gus")
AWAY = {
    "a minute": timedelta(minutes=1),
    "an hour": timedelta(hours=1),
    "a night": timedelta(hours=14),
    "a day": timedelta(days=1),
    "three days": timedelta(days=3),
    "a week": timedelta(days=7),
}
DUE = KICKOFF - timedelta(days=4)
"""Some days before the session: people are about to be asked whether they come."""


@pytest.fixture
def address(tmp_path: Path) -> str:
    empty(tmp_path / "kring.db")
    return f"sqlite:///{tmp_path / 'kring.db'}"


def rows(here: Stage) -> dict[str, tuple[str, datetime, datetime | None]]:
    """Of each moment: what came of it, when it is or was due, until when it was of use."""
    chosen = sa.select(MOMENTS.c.key, MOMENTS.c.state, MOMENTS.c.at, MOMENTS.c.until)
    found = here.runner.run(here.kring.database._doors.read(lambda c: c.execute(chosen).all()))
    return {key: (state, at, until) for key, state, at, until in found}


def letters(here: Stage) -> list[tuple[str, str, datetime | None, datetime | None]]:
    chosen = sa.select(LETTERS.c.state, LETTERS.c.code, LETTERS.c.until, LETTERS.c.ended)
    found = here.runner.run(here.kring.database._doors.read(lambda c: c.execute(chosen).all()))
    return [(state, code, until, ended) for state, code, until, ended in found]


def asked(here: Stage) -> Moment:
    """The first that asks people whether they come."""
    mine = [m for m in here.look(lambda unit: unit.moments("n1")) if m.dialog == "rsvp"]
    return min(mine, key=lambda m: m.at)


def settle(here: Stage, seconds: Sequence[int] = (0, 1, 1)) -> None:
    for each in seconds:
        here.clock[0] += timedelta(seconds=each)
        here.beat()


def once(desk: Desk) -> None:
    assert set(desk.posted.values()) <= {1}, desk.posted


@pytest.mark.parametrize("away", AWAY)
def test_after_an_absence_all_is_said_once_or_dropped_with_a_record(
    away: str, address: str
) -> None:
    desk = Desk()
    with world(address, desk) as here:
        cast(here, *SEVEN)
        here.keep(network(*SEVEN))
        gone = asked(here).at - timedelta(seconds=30)
        here.until(gone)
        before = rows(here)
    back = gone + AWAY[away]
    with world(address, desk, [back]) as here:
        settle(here)
        after = rows(here)
        missed = {k for k, (state, at, _) in before.items() if state == "pending" and at <= back}
        fates = Counter(after[key][0] for key in missed)  # none is gone without a record
        for key in missed:
            state, at, until = after[key]
            assert state != "said" or until is None or until > back, key
            assert state != "pending" or at > here.now, key
        for state, _, until, ended in letters(here):
            late = until is not None and ended is not None and ended >= until
            assert not (state == "sent" and late)
        once(desk)
        publish("absence", away=away, missed=len(missed), fates=dict(fates), late=0, gone=0)


@pytest.mark.parametrize("stale", [False, True])
def test_what_was_written_before_and_not_sent_is_not_sent_too_late(
    stale: bool,  # noqa: FBT001
    address: str,
) -> None:
    """It was in the outbox already when the platform, or Kring itself, went away."""
    desk = Desk()
    with world(address, desk) as here:
        cast(here, *SEVEN)
        here.keep(network(*SEVEN))
        first = asked(here)
        here.until(first.at - timedelta(seconds=1))
        here.clock[0] = first.at
        written = len(letters(here))
        here.runner.run(here.kring.beat.say())
        waiting = letters(here)[written:]
        assert waiting
        assert all(state == "waiting" for state, *_ in waiting)
    assert first.until is not None
    already = desk.posted.total()
    back = first.until - timedelta(seconds=0 if stale else 1)
    with world(address, desk, [back]) as here:
        here.runner.run(here.kring.beat.delivery.drain())
        fates = Counter((state, code) for state, code, *_ in letters(here)[written:])
        wanted = ("dead", "stale") if stale else ("sent", "taken")
        assert fates == {wanted: len(waiting)}
        assert desk.posted.total() - already == (0 if stale else len(waiting))
    publish("unsent", letters=len(waiting), stale=stale)


@pytest.mark.parametrize("jump", [-24, -1, 1, 24], ids="{} h".format)
def test_a_clock_that_jumps_says_nothing_twice_and_forgets_nothing(jump: int, address: str) -> None:
    desk = Desk()
    with world(address, desk) as here:
        cast(here, *SEVEN)
        here.keep(network(*SEVEN))
        here.until(DUE + timedelta(hours=4))
        here.clock[0] += timedelta(hours=jump)
        settle(here, (0, 1, 60, 60))
        here.until(max(here.now, DUE) + timedelta(days=2))
        late = [
            key
            for key, (state, at, _) in rows(here).items()
            if state == "pending" and at <= here.now
        ]
        assert late == []
        once(desk)
        publish("jump", hours=jump, messages=desk.posted.total(), twice=0, forgotten=0)


def test_a_clock_that_stands_still_repeats_nothing(address: str) -> None:
    desk = Desk()
    with world(address, desk) as here:
        cast(here, *SEVEN)
        here.keep(network(*SEVEN))
        here.until(DUE + timedelta(days=1))
        said = desk.posted.total()
        for _ in range(50):
            here.beat()
        assert desk.posted.total() == said
        once(desk)


def test_a_platform_that_refuses_for_good_is_reported_and_holds_nobody_up(address: str) -> None:
    desk = Desk()
    with world(address, desk) as here:
        cast(here, *SEVEN)
        here.keep(network(*SEVEN))
        desk.refuses = Unreachable("gone")
        here.until(DUE + timedelta(days=1))
        assert {state for state, *_ in letters(here)} == {"dead"}
        desk.refuses = None
        here.until(KICKOFF + timedelta(days=2))
        assert "sent" in {state for state, *_ in letters(here)}
        once(desk)
