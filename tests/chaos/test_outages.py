"""The database goes away and comes back: platforms are told to send again, and nothing is lost."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from adapters.database.sqlite import Sqlite
from tests.chaos.figures import count, publish
from tests.chaos.served import Here, served
from tests.chaos.server import cluster

SECONDS = count("OUTAGE", 3, 30)
PEOPLE = count("PEOPLE", 4, 20)
RECOVERY = 60.0
"""Seconds after which somebody would have to look; the figure is in the line."""

Outage = Callable[[], Awaitable[None]]


async def through(here: Here, begin: Outage, end: Outage, seconds: float) -> dict[str, Any]:
    """Events before, during and after; what was met, and how long it took to recover."""
    senders = here.senders
    for kind in ("slack", "teams"):
        await senders.until_taken(kind, "before")
    assert await here.quiet(10)
    before = {kind: met.copy() for kind, met in senders.met.items()}
    await begin()
    names = [f"p{n}" for n in range(PEOPLE)]
    tasks = [
        asyncio.create_task(senders.until_taken(kind, who))
        for kind in ("slack", "teams")
        for who in names
    ]
    await asyncio.sleep(seconds)
    senders.first.clear()
    back = time.monotonic()
    await end()
    await asyncio.wait_for(asyncio.gather(*tasks), RECOVERY)
    recovered = senders.first[0] - back
    assert await here.quiet(RECOVERY)
    drained = time.monotonic() - back
    met = {kind: dict(met - before[kind]) for kind, met in senders.met.items()}
    heard = here.heard()
    assert set(heard.values()) == {2}, heard  # a welcome, and what was asked for
    lost = len(senders.acknowledged) - len(heard)
    assert lost == 0
    assert len(heard) == 2 * (PEOPLE + 1)
    return {
        "seconds": seconds,
        "events": len(tasks),
        "met": met,
        "lost": lost,
        "recovered_s": round(recovered, 2),
        "drained_s": round(drained, 2),
    }


@asynccontextmanager
async def on_file(tmp_path: Path) -> AsyncIterator[Here]:
    async with served(f"sqlite:///{tmp_path / 'kring.db'}", str(tmp_path / "journal")) as here:
        yield here


LOCK = """
import sqlite3, sys, time
file = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
file.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


async def test_sqlite_is_locked_by_another_process(tmp_path: Path) -> None:
    seconds = count("LOCK", 4, 12)
    held: list[subprocess.Popen[str]] = []

    async def lock() -> None:
        words = [sys.executable, "-c", LOCK, str(tmp_path / "kring.db")]
        pipe = subprocess.PIPE
        held.append(subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True))  # noqa: ASYNC220
        assert held[0].stdout is not None
        await asyncio.to_thread(held[0].stdout.readline)

    async def free() -> None:
        held[0].communicate()

    async with on_file(tmp_path) as here:
        found = await through(here, lock, free, seconds)
    publish("sqlite-locked", **found)
    assert set(found["met"]["slack"]) <= {200, 503}


async def test_the_disk_is_full(tmp_path: Path) -> None:
    async with on_file(tmp_path) as here:
        doors = here.kring.database._doors
        assert isinstance(doors, Sqlite)

        async def fill() -> None:
            """No page more than there are: SQLite says then what it says of a full disk."""
            await doors._writer.run(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1").all())

        async def clear() -> None:
            await doors._writer.run(
                lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").all()
            )

        found = await through(here, fill, clear, SECONDS)
    publish("disk-full", **found)
    assert found["met"]["slack"][503]
    assert found["met"]["teams"][500]


@pytest.mark.postgres
async def test_postgresql_stops_and_starts_again(tmp_path: Path) -> None:
    with cluster() as own:
        address = await asyncio.to_thread(own.server.create, "kring")
        async with served(address, str(tmp_path / "journal")) as here:

            async def stop() -> None:
                await asyncio.to_thread(own.stop)

            async def start() -> None:
                await asyncio.to_thread(own.start)

            found = await through(here, stop, start, SECONDS)
    publish("postgresql-stopped", **found)
    assert found["met"]["slack"][503]
    assert found["met"]["teams"][500]
