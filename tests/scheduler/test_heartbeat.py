import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.database import Database
from bot.content import Card
from bot.network import Address
from bot.ports import Outgoing
from scheduler.beat import Beat
from scheduler.heartbeat import Heartbeat
from tests.scheduler.people import network, seat, utc, zoe
from tests.scheduler.stage import Stage
from tests.scheduler.tally import Tally


async def soon(happened: Callable[[], object], within: float = 5.0) -> float:
    started = time.monotonic()
    while not happened():
        assert time.monotonic() - started < within
        await asyncio.sleep(0.005)
    return time.monotonic() - started


async def put(stage: Stage, *keys: str) -> None:
    for key in keys:
        out = Outgoing(to=Address(platform="web", id="dm:zoe"), card=Card(title=key), key=key)
        await stage.do(lambda unit, out=out: unit.post(out, stage.now))  # type: ignore[misc]


async def test_what_is_due_is_said_at_the_start(stage: Stage) -> None:
    await stage.meet(zoe())
    await stage.found(network(seat("zoe"), sessions=1))
    stage.now = utc("2027-01-22T08:30")
    heart = Heartbeat(stage.beat)
    await heart.start()
    try:
        await soon(stage.heard)
    finally:
        await heart.stop()
    assert [title for _, title in stage.heard()] == ["rsvp"]


async def test_it_beats_by_itself(stage: Stage) -> None:
    heart = Heartbeat(stage.beat, seconds=0.1)
    await heart.start()
    try:
        await asyncio.sleep(0.3)
        await put(stage, "a")
        await soon(stage.heard)
    finally:
        await heart.stop()


async def test_woken_it_answers_at_once_and_goes_through_a_whole_conversation(stage: Stage) -> None:
    heart = Heartbeat(stage.beat, seconds=3600)
    await heart.start()
    try:
        await asyncio.sleep(0.2)
        await put(stage, "a", "b", "c")
        heart.wake()
        assert await soon(lambda: len(stage.heard()) == 3) < 1
    finally:
        await heart.stop()
    assert [title for _, title in stage.heard()] == ["a", "b", "c"]


async def test_stopped_it_is_still_and_may_start_again(stage: Stage) -> None:
    heart = Heartbeat(stage.beat, seconds=0.05)
    await heart.start()
    await heart.stop()
    await put(stage, "a")
    heart.wake()
    await asyncio.sleep(0.3)
    assert stage.heard() == []
    await heart.start()
    await soon(stage.heard)
    await heart.stop()
    await heart.stop()


async def test_a_database_that_fails_for_a_while(
    stage: Stage, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    heart = Heartbeat(stage.beat, seconds=0.05)
    kept, broken = stage.delivery._store, object()
    stage.delivery._store = broken  # type: ignore[assignment]
    with caplog.at_level(logging.ERROR):
        await heart.start()
        try:
            await put(stage, "a")
            await asyncio.sleep(0.3)
            stage.delivery._store = kept
            await soon(stage.heard)
        finally:
            await heart.stop()
    assert "heartbeat.failed" in {r.msg for r in caplog.records}


async def test_a_beat_under_way_is_not_cut_off(stage: Stage) -> None:
    """Before: what was just being claimed stayed claimed, and was uncertain for ever after."""
    heart = Heartbeat(stage.beat, seconds=3600)
    await put(stage, "a")
    await heart.start()
    await asyncio.sleep(0)  # the first beat is claiming
    await heart.stop()
    left = await stage.database.post.claim(stage.now, 10, timedelta(seconds=60))
    assert len(stage.heard()) + len(left) == 1
    assert [letter.code for letter in left] in ([], [""])


async def test_what_came_of_moments_is_counted_once(stage: Stage) -> None:
    tally = Tally()
    beat = Beat(stage.database, stage.bot, stage.delivery, stage.clock, tally)
    await stage.meet(zoe())
    await stage.found(network(seat("zoe"), sessions=1))
    stage.now = utc("2027-01-22T08:31")
    handled = await beat.say()
    outcomes = [note[1] for note in tally.noted if note[0] == "said"]
    assert len(outcomes) == handled
    assert "said" in outcomes
    assert all(note[2] >= 0 for note in tally.noted)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("tenants", "full", "more"),
    [
        (["a"], {"a"}, ["a", "a"]),
        (["a", "b"], {"a", "b"}, ["a"]),
        (["a", "b", "c"], {"a"}, []),
        (["a"], set(), []),
        (["x"], {"x"}, []),  # it stumbled: one batch at a time, until it is known which one it is
    ],
)
async def test_who_has_much_to_say_gets_the_hands_that_are_free(
    stage: Stage, tenants: list[str], full: set[str], more: list[str]
) -> None:
    stage.beat._store.side_by_side = 3
    stage.beat._stumbled["x"] = frozenset()
    assert stage.beat._again(tenants, full) == more
