"""SQLite: one thread that writes and one that reads, each with its own connection."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import sqlalchemy as sa

from adapters.database.doors import ATTEMPTS
from adapters.database.shelf import Shelf
from adapters.database.sole import claimed
from adapters.database.unit import Work
from bot.ports import Conflict

T = TypeVar("T")

ROOM = 16_000
"""KiB of pages that a connection keeps at most, so that it reads each from the disk once."""
BUSY = 10_000
"""Milliseconds to wait for another process that writes."""
BRIEFLY = 100
"""The same for what can be done later as well."""
TOGETHER = 64
"""Transactions that are committed together at most, when so many wait: the disk is asked once."""

SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")


class Sqlite:
    """`adapters.database.doors.Doors`. A database in memory has one connection for everything."""

    side_by_side = 1  # there is one writer

    def __init__(self, url: sa.URL, synchronous: str) -> None:
        if synchronous not in SYNCHRONOUS:
            raise ValueError(f"synchronous is one of {', '.join(SYNCHRONOUS)}, not {synchronous}")
        memory = url.database in (None, "", ":memory:")
        self.shelf = Shelf()
        writes = _engine(url, synchronous)
        self._writer = _Thread(writes, begin="BEGIN IMMEDIATE", undone=self.shelf.clear)
        self._reader = self._writer if memory else _Thread(_engine(url, synchronous), begin="BEGIN")
        self._traces = True  # perhaps of a process that was killed
        self._sole: sqlite3.Connection | None = None

    async def transact(self, tenant: str, work: Callable[[Work], T]) -> T:
        def once(connection: sa.Connection) -> tuple[T, bool]:
            unit = Work(connection, tenant, self.shelf)
            result = work(unit)
            unit.finish()
            self._traces |= unit.unlinked  # cards that showed answers are replaced a little later
            return result, unit.unlinked

        result, unlinked = await self._writer.run(once, attempts=ATTEMPTS)
        if unlinked:
            await self._writer.run(_truncate, alone=True)
        return result

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._writer.run(work)

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._reader.run(work)

    async def alter(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._writer.run(lambda connection: _altered(connection, work), alone=True)

    async def tidy(self, *, deleted: bool = False) -> None:
        if self._traces or deleted:
            self._traces = False
            if not await self._writer.run(_truncate, alone=True):
                self._traces = True  # somebody was reading there: the next time

    async def claim(self) -> bool:
        if self._sole is None:
            file = await self._reader.run(_file)
            self._sole = claimed(f"{file}-lock") if file else None
            return self._sole is not None or not file
        return True

    async def close(self) -> None:
        await asyncio.to_thread(self._reader.close)
        await asyncio.to_thread(self._writer.close)
        if self._sole is not None:  # the last of all: who waits for it finds all written
            self._sole.close()
            self._sole = None


@dataclass(slots=True)
class _Job:
    """Something to be done, and whoever waits for it."""

    work: Callable[[sa.Connection], Any]
    alone: bool  # outside of any transaction
    attempts: int  # how often it is tried before its conflict is its caller's
    loop: asyncio.AbstractEventLoop
    done: "asyncio.Future[None]"
    result: Any = None
    failed: BaseException | None = None

    def settle(self) -> None:
        if not self.done.done():  # else nobody waits any more
            self.done.set_result(None)


class _Thread:
    """A connection that lives in a thread of its own.

    What waits there is done in one transaction, each part of it whole or not at all; everybody is
    told after the commit. `undone` is called when there was none: some may have read of others
    what now never was.
    """

    def __init__(
        self, engine: sa.Engine, *, begin: str, undone: Callable[[], None] = lambda: None
    ) -> None:
        self._engine = engine
        self._begin = begin
        self._undone = undone
        self._jobs = SimpleQueue[_Job | None]()
        self._life: threading.Thread | None = None
        self._closed = False
        self._connection: sa.Connection | None = None

    async def run(
        self, work: Callable[[sa.Connection], T], *, alone: bool = False, attempts: int = 1
    ) -> T:
        if self._closed:
            raise RuntimeError("the database is closed")
        if self._life is None:
            self._life = threading.Thread(target=self._live, name="kring-sqlite", daemon=True)
            self._life.start()
        loop = asyncio.get_running_loop()
        job = _Job(work, alone, attempts, loop, loop.create_future())
        self._jobs.put(job)
        await job.done
        if job.failed is not None:
            raise job.failed
        found: T = job.result
        return found

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            if self._life is not None:
                self._life.join()

    def _live(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs = [job]
            while not jobs[-1].alone and len(jobs) < TOGETHER:
                try:
                    more = self._jobs.get_nowait()
                except Empty:
                    break
                if more is None:
                    self._jobs.put(None)
                    break
                jobs.append(more)
            self._do(jobs)
        self._drop()
        self._engine.dispose()

    def _do(self, jobs: Sequence[_Job]) -> None:
        """All of these, of which only the last may want to be alone."""
        together = [job for job in jobs if not job.alone]
        try:
            connection = self._connection
            if connection is None:
                connection = self._connection = self._engine.connect()
            if together:
                self._together(connection, together)
                connection.rollback()  # SQLAlchemy's own idea of a transaction: there is none now
            if jobs[-1].alone:
                _attempt(jobs[-1], connection)
                connection.rollback()
        except BaseException as failed:  # noqa: BLE001 - whoever waits is told, whatever it was
            for job in jobs:
                job.failed = job.failed or failed
        if any(job.failed is not None for job in jobs):
            self._drop()
        _tell(jobs)

    def _drop(self) -> None:
        """Begin anew with the next jobs: who knows in what state this connection is."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()

    def _together(self, connection: sa.Connection, jobs: Sequence[_Job]) -> None:
        raw = _raw(connection)
        try:
            raw.execute(self._begin)
            for job in jobs:
                _apart(job, connection)
            if raw.in_transaction:
                self._commit(raw)
        except BaseException as failed:  # noqa: BLE001 - nothing of it was kept
            self._undone()
            if _inside(raw):
                raw.execute("ROLLBACK")
            for job in jobs:
                job.failed = job.failed or failed

    def _commit(self, raw: Any) -> None:
        raw.execute("COMMIT")


def _inside(raw: Any) -> bool:
    """Whether its transaction still goes on: SQLite may have given it up, or the connection."""
    try:
        return bool(raw.in_transaction)
    except sqlite3.ProgrammingError:
        return False


def _attempt(job: _Job, connection: sa.Connection) -> None:
    try:
        job.result = job.work(connection)
    except BaseException as failed:  # noqa: BLE001 - it is told to whoever waits
        job.failed = failed


def _apart(job: _Job, connection: sa.Connection) -> None:
    """Do it as a part of a transaction that is kept or taken back as a whole.

    Its failure is its own, and nobody else's. Raises what SQLite says when it has given up the
    whole transaction, as on a full disk.
    """
    raw = _raw(connection)
    for _ in range(job.attempts):
        raw.execute("SAVEPOINT apart")
        try:
            job.result = job.work(connection)
        except BaseException as failed:
            if not _inside(raw):
                raise
            raw.execute("ROLLBACK TO apart")
            raw.execute("RELEASE apart")
            job.failed = failed
            if not isinstance(failed, Conflict):
                return
        else:
            raw.execute("RELEASE apart")
            job.failed = None
            return


def _tell(jobs: Sequence[_Job]) -> None:
    """Everybody at once: to wake a loop costs more than most of what was done."""

    def settled(mine: Sequence[_Job]) -> None:
        for job in mine:
            job.settle()

    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        try:
            loop.call_soon_threadsafe(settled, mine)
        except RuntimeError:  # the loop is closed: nobody waits there
            continue


def _engine(url: sa.URL, synchronous: str) -> sa.Engine:
    engine = sa.create_engine(
        url.set(drivername="sqlite+pysqlite"),
        hide_parameters=True,
        poolclass=sa.pool.StaticPool,
        connect_args={"timeout": BUSY / 1000, "check_same_thread": False},
    )
    settings = (
        f"busy_timeout = {BUSY}",
        "journal_mode = WAL",
        f"synchronous = {synchronous}",
        "foreign_keys = ON",
        "secure_delete = ON",
        f"cache_size = -{ROOM}",
        "temp_store = MEMORY",  # what is taken back is in no file, not even for a moment
    )

    @sa.event.listens_for(engine.pool, "connect")
    def connected(connection: Any, record: object) -> None:  # noqa: ARG001
        connection.isolation_level = None  # a transaction begins where we say, and how
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").close()

    return engine


def _altered(connection: sa.Connection, work: Callable[[sa.Connection], T]) -> T:
    """With references unchecked: a table that is copied and dropped must not take others along."""
    raw = _raw(connection)
    raw.execute("PRAGMA foreign_keys = OFF").close()
    try:
        with connection.begin():
            raw.execute("BEGIN IMMEDIATE")
            return work(connection)
    finally:
        raw.execute("PRAGMA foreign_keys = ON").close()


def _truncate(connection: sa.Connection) -> bool:
    """Empty the write-ahead log, in which pages still stand as they were; whether it is."""
    raw = _raw(connection)
    raw.execute(f"PRAGMA busy_timeout = {BRIEFLY}").close()
    try:
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY}").close()
    return not busy


def _file(connection: sa.Connection) -> str:
    """Its whole path, whatever way led to it; "" in memory."""
    _, _, path = _raw(connection).execute("PRAGMA database_list").fetchone()
    return str(path)


def _raw(connection: sa.Connection) -> Any:
    """The driver's connection: SQLAlchemy is not asked where transactions begin and end."""
    return connection.connection.driver_connection
