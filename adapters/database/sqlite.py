"""SQLite: one thread that writes and one that reads, each with its own connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa

from adapters.database.doors import ATTEMPTS
from adapters.database.unit import Work
from bot.ports import Conflict

T = TypeVar("T")

BUSY = 10_000
"""Milliseconds to wait for another process that writes."""

SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")


class Sqlite:
    """`adapters.database.doors.Doors`. A database in memory has one connection for everything."""

    def __init__(self, url: sa.URL, synchronous: str) -> None:
        if synchronous not in SYNCHRONOUS:
            raise ValueError(f"synchronous is one of {', '.join(SYNCHRONOUS)}, not {synchronous}")
        memory = url.database in (None, "", ":memory:")
        self._writer = _Thread(_engine(url, synchronous, begin="BEGIN IMMEDIATE"))
        self._reader = self._writer if memory else _Thread(_engine(url, synchronous, begin="BEGIN"))
        self._traces = True  # perhaps of a process that was killed

    async def transact(self, tenant: str, work: Callable[[Work], T]) -> T:
        result, unlinked = await self._writer.run(lambda plain: _tried(plain, tenant, work))
        self._traces |= unlinked
        return result

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._writer.run(lambda connection: _whole(connection, work))

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._reader.run(lambda connection: _whole(connection, work))

    async def alter(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._writer.run(lambda connection: _altered(connection, work))

    async def tidy(self) -> None:
        if self._traces:
            self._traces = False
            await self._writer.run(_truncate)

    async def close(self) -> None:
        await asyncio.to_thread(self._reader.close)
        await asyncio.to_thread(self._writer.close)


class _Thread:
    """A connection that lives in a thread of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="kring-sqlite")
        self._closed = False

    async def run(self, work: Callable[[sa.Connection], T]) -> T:
        def whole() -> T:
            with self._engine.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._pool, whole)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._pool.submit(self._engine.dispose)
            self._pool.shutdown()


def _engine(url: sa.URL, synchronous: str, *, begin: str) -> sa.Engine:
    engine = sa.create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=sa.pool.StaticPool,
        connect_args={"timeout": BUSY / 1000},
    )
    settings = (
        f"busy_timeout = {BUSY}",
        "journal_mode = WAL",
        f"synchronous = {synchronous}",
        "foreign_keys = ON",
        "secure_delete = ON",
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, record: object) -> None:  # noqa: ARG001
        connection.isolation_level = None  # a transaction begins where we say, and how
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").close()

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _whole(connection: sa.Connection, work: Callable[[sa.Connection], T]) -> T:
    with connection.begin():
        return work(connection)


def _tried(connection: sa.Connection, tenant: str, work: Callable[[Work], T]) -> tuple[T, bool]:
    for _ in range(ATTEMPTS - 1):
        try:
            return _once(connection, tenant, work)
        except Conflict:
            continue
    return _once(connection, tenant, work)


def _once(connection: sa.Connection, tenant: str, work: Callable[[Work], T]) -> tuple[T, bool]:
    """The result, and whether answers left their persons."""
    with connection.begin():
        unit = Work(connection, tenant)
        result = work(unit)
    if unit.unlinked:
        _truncate(connection)
    return result, unit.unlinked


def _altered(connection: sa.Connection, work: Callable[[sa.Connection], T]) -> T:
    """With references unchecked: a table that is copied and dropped must not take others along."""
    _pragma(connection, "foreign_keys = OFF")
    try:
        return _whole(connection, work)
    finally:
        _pragma(connection, "foreign_keys = ON")


def _truncate(connection: sa.Connection) -> None:
    """Empty the write-ahead log, in which pages still stand as they were."""
    _pragma(connection, "wal_checkpoint(TRUNCATE)")


def _pragma(connection: sa.Connection, words: str) -> None:
    """Outside of a transaction, where SQLAlchemy would begin one."""
    raw: Any = connection.connection.driver_connection
    raw.execute(f"PRAGMA {words}").close()
