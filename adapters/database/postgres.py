"""PostgreSQL: many transactions at once, in as many processes as there are."""

import asyncio
import random
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from adapters.database.doors import ATTEMPTS
from adapters.database.shelf import Shelf
from adapters.database.unit import Work
from bot.ports import Conflict

T = TypeVar("T")

AGAIN = ("40001", "40P01", "23505")
"""Could not serialize; deadlock; a unique row that somebody else inserted in between."""

LEVELS = ("REPEATABLE READ", "READ COMMITTED", "AUTOCOMMIT")

CONNECTIONS = 10
"""Kept for good: each has to learn every statement once, the server as well as the driver."""

LONGEST = 0.3
"""Seconds to wait at most before another try."""

ONE_AT_A_TIME = 0x6B72696E67  # the lock under which tables are changed: "kring"


class Postgres:
    """`adapters.database.doors.Doors`.

    A tenant's transaction sees the data as it stood when it began; when it changes a row that
    was changed since, it is tried again. A pool of connections belongs to one event loop.
    """

    side_by_side = 3  # while one waits for the server, another works

    def __init__(self, url: sa.URL) -> None:
        self._url = url.set(drivername="postgresql+asyncpg")
        self.shelf = Shelf()
        self._engines = WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, AsyncEngine]]()

    async def transact(self, tenant: str, work: Callable[[Work], T]) -> T:
        for attempt in range(1, ATTEMPTS):
            try:
                return await self._once(tenant, work)
            except (Conflict, sa.exc.DBAPIError) as failed:
                if not _again(failed):
                    raise
            await asyncio.sleep(random.uniform(0, min(0.005 * 2**attempt, LONGEST)))  # noqa: S311 - only to part them
        return await self._once(tenant, work)

    async def _once(self, tenant: str, work: Callable[[Work], T]) -> T:
        return await self._run("REPEATABLE READ", lambda plain: self._whole(plain, tenant, work))

    def _whole(self, connection: sa.Connection, tenant: str, work: Callable[[Work], T]) -> T:
        unit = Work(connection, tenant, self.shelf)
        result = work(unit)
        unit.finish()
        return result

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        return await self._run("READ COMMITTED", work)

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Statement by statement: to begin and to end would be two more ways to the server."""
        return await self._run("AUTOCOMMIT", work)

    async def alter(self, work: Callable[[sa.Connection], T]) -> T:
        def alone(connection: sa.Connection) -> T:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
            return work(connection)

        return await self._run("READ COMMITTED", alone)

    async def tidy(self, *, deleted: bool = False) -> None:
        """Nothing to do: autovacuum clears deleted rows away in its own time."""

    async def claim(self) -> bool:
        return True

    async def close(self) -> None:
        for engine in self._engines.pop(asyncio.get_running_loop(), {}).values():
            await engine.dispose()

    async def _run(self, isolation: str, work: Callable[[sa.Connection], T]) -> T:
        """From begin to commit in one greenlet: each way in and out of one costs time."""
        engine = self._engine(isolation).sync_engine

        def whole() -> T:
            with engine.begin() as connection:
                return work(connection)

        return await greenlet_spawn(whole)

    def _engine(self, isolation: str) -> AsyncEngine:
        loop = asyncio.get_running_loop()
        if loop not in self._engines:
            self._engines[loop] = engines(self._url)
        return self._engines[loop][isolation]


def engines(url: sa.URL) -> dict[str, AsyncEngine]:
    """One pool under each level of isolation: to name it each time takes as long as a statement."""
    plain = create_async_engine(url, pool_size=CONNECTIONS, max_overflow=0, hide_parameters=True)
    return {each: plain.execution_options(isolation_level=each) for each in LEVELS}


def _again(failed: Exception) -> bool:
    return isinstance(failed, Conflict) or (
        isinstance(failed, sa.exc.DBAPIError) and getattr(failed.orig, "sqlstate", None) in AGAIN
    )
