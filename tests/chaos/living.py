"""Kring as one process lives it in these tests: quick clocks, a journal of what is being sent."""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.database.postgres import Postgres
from adapters.database.sqlite import Sqlite
from adapters.main import Kring, _asks, build
from adapters.settings import Settings
from adapters.slack import api as slack
from adapters.teams import connector as teams
from bot.ports import Adapter
from scheduler.delivery import Delivery, Patience
from scheduler.ports import Carrier, Letter, TimedStore

START = datetime(2027, 1, 13, 9, 0, tzinfo=UTC)  # a Wednesday, at ten in Brussels
PATIENCE = Patience(
    lease=timedelta(seconds=2.5),
    timeout=1.2,
    first=0.05,
    longest=0.5,
    attempts=200,
    grace=timedelta(seconds=1.2),
)
"""Thirty times as quick as in earnest: a lease outlives a call, a grace outlives a late message."""
QUICK = (0.15, 0.9)
"""Seconds: a platform's own patience and timeout, which together are less than the outbox's."""
KEY = "bXktb3duLWtleS1vZi0zMi1ieXRlcy1leGFjdGx5ISE="
SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"


def clock_from(zero: float) -> Callable[[], datetime]:
    """The time since `zero` of the monotonic clock, which all processes of a machine share."""
    return lambda: START + timedelta(seconds=time.monotonic() - zero)


def kring_on(
    kind: str,
    database: str,
    address: str,
    clock: Callable[[], datetime],
    *,
    synchronous: str = "NORMAL",
) -> Kring:
    """Slack, Teams in local mode, or (`web`) neither. Nothing is opened yet."""
    chosen: dict[str, Any] = {
        "database": database,
        "synchronous": synchronous,
        "secret": SecretStr("s" * 40),
    }
    if kind in ("slack", "both"):
        chosen |= {
            "slack_signing_secret": SecretStr(SIGNING),
            "slack_keys": SecretStr(KEY),
            "slack_api_url": f"{address}/api",
        }
    if kind in ("teams", "both"):
        chosen["teams_local"] = True
    return build(Settings(_env_file=None, **chosen), clock=clock)  # type: ignore[call-arg]


class Journal:
    """Lines that outlive the process which writes them."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


class Watched(Delivery):
    """Writes down when an attempt begins, and when it has ended in one way or the other."""

    journal: Journal

    async def _attempt(self, letter: Letter) -> None:
        self.journal.note("begun", letter.tenant, letter.id)
        await super()._attempt(letter)
        self.journal.note("ended", letter.tenant, letter.id)

    async def _perhaps(self, letter: Letter) -> None:
        self.journal.note("unknown", letter.tenant, letter.id)
        await super()._perhaps(letter)


def watched(kring: Kring, path: str, patience: Patience = PATIENCE) -> None:
    """Put a watched delivery in the place of the plain one."""
    store: TimedStore = kring.database
    slack.PATIENCE, slack.TIMEOUT = QUICK
    if kring.teams is not None:
        teams.PATIENCE, kring.teams.connector._timeout = QUICK
    adapters: Mapping[str, Adapter | Carrier] = kring.beat.delivery._adapters
    asks = _asks(kring.bot.dialogs)
    delivery = Watched(store, adapters, kring.clock, asks=asks, patience=patience)
    delivery.journal = Journal(path)
    kring.beat.delivery = delivery


async def still(kring: Kring) -> None:
    """Close everything that a fork must not share; what was compiled stays."""
    if kring.slack is not None:
        await kring.slack.api.close()
    if kring.teams is not None:
        await kring.teams.close()
    doors = kring.database._doors
    if isinstance(doors, Postgres):
        _ENGINES[:] = [doors._engines[asyncio.get_running_loop()]]
    await doors.close()


_ENGINES: list[dict[str, AsyncEngine]] = []


def awake(kring: Kring) -> None:
    """In a child: with connections and a bell of its own."""
    kring.heartbeat._bell = asyncio.Event()
    doors = kring.database._doors
    if isinstance(doors, Postgres):
        doors._engines[asyncio.get_running_loop()] = _ENGINES[0]
    if isinstance(doors, Sqlite):
        for thread in (doors._writer, doors._reader):
            _revive(thread)


def _revive(thread: Any) -> None:
    """A database's own thread lives in the parent alone: the child begins another one."""
    thread._closed = False
    if hasattr(thread, "_pool"):
        thread._pool = ThreadPoolExecutor(1)
    else:
        thread._life, thread._jobs = None, type(thread._jobs)()


async def work(kring: Kring, begun: Callable[[], object]) -> None:
    """Say and send for as long as one lives."""
    await kring.heartbeat.start()
    begun()
    await asyncio.Event().wait()


async def finish(kring: Kring, seconds: float) -> bool:
    """Say and send until nothing that is due is left; whether that was so in time."""
    end = time.monotonic() + seconds
    await kring.heartbeat.start()
    try:
        while time.monotonic() < end:
            due = await kring.next_due()
            if due is None or due > kring.clock() + timedelta(minutes=5):
                return True
            await asyncio.sleep(0.2)
        return False
    finally:
        await kring.heartbeat.stop()
