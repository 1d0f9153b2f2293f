"""The one door to the data: a transaction is a plain function, run whole."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from adapters.database import schema
from adapters.database.address import parsed
from adapters.database.conversations import Conversations
from adapters.database.doors import Doors
from adapters.database.doubts import Doubts
from adapters.database.keeping import outside, put_away
from adapters.database.outbox import Outbox
from adapters.database.paces import Alone, Shared
from adapters.database.post import Letters
from adapters.database.saying import SENT
from adapters.database.sqlite import Sqlite
from adapters.database.tables import EVENTS, LETTERS, MOMENTS, PACES, PENDING, PEOPLE
from adapters.database.together import Together
from adapters.database.unit import Work
from adapters.database.wall import Wall
from adapters.database.workspaces import Workspaces
from bot.ports import Clock
from scheduler.ports import Doubts as Doubting
from scheduler.ports import Paces, Post

T = TypeVar("T")
L = TypeVar("L")
_Look: TypeAlias = tuple[str, Callable[[Work], Any]]

EVENTS_KEPT = timedelta(days=7)
LETTERS_KEPT = timedelta(days=35)
"""What was sent, without its words: longer than any cap looks back."""
PACES_KEPT = timedelta(days=1)
"""No limit of a platform looks back further than an hour."""


class Database:
    """`scheduler.ports.TimedStore`, on SQLite or PostgreSQL; nothing is opened before it is used.

    `address` is a path, `sqlite:///…`, or `postgresql://…`. `synchronous` is how SQLite writes:
    FULL survives a power cut, NORMAL the end of the process only, in a third of the time.
    """

    def __init__(self, address: str = "sqlite:///kring.db", *, synchronous: str = "FULL") -> None:
        self._doors = _doors(address, synchronous)
        self.side_by_side = self._doors.side_by_side
        self.post: Post = Letters(self._doors)
        self.outbox = Outbox(self._doors)
        self.doubts: Doubting = Doubts(self._doors)
        self.workspaces = Workspaces(self._doors)
        self.conversations = Conversations(self._doors)
        self._looks = Together[_Look, Any](self._look)
        alone = isinstance(self._doors, Sqlite)
        self.paces: Paces = Alone() if alone else Shared(self._doors)

    def wall_of(self, line: Callable[..., L]) -> Wall[L]:
        """The conversations of the web, made of lines of this class."""
        return Wall(self._doors, line)

    async def open(self) -> None:
        """Connect now. Raises what the driver has to say when it cannot."""
        await self._doors.read(lambda connection: connection.execute(sa.text("SELECT 1")).scalar())

    async def claim(self) -> bool:
        """Whether this process may serve it: a file has one that does, until that closes it."""
        return await self._doors.claim()

    async def close(self) -> None:
        await self._doors.close()

    async def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to this version; to the newest if none is named."""
        await self._doors.alter(lambda connection: schema.upgrade(connection, revision))

    async def downgrade(self, revision: str) -> None:
        """Bring the tables back to an earlier version; `base` is before the first."""
        await self._doors.alter(lambda connection: schema.downgrade(connection, revision))

    async def version(self) -> str:
        """The version of the tables as they are; `schema.newest()` is the one to have."""
        return await self._doors.read(schema.version)

    async def ahead(self, clock: Clock) -> timedelta:
        """By how much PostgreSQL's clock is ahead of this one. A file has no clock of its own."""

        def work(connection: sa.Connection) -> timedelta:
            if connection.dialect.name == "sqlite":
                return timedelta()
            before = clock()
            there: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
            return there - before - (clock() - before) / 2

        return await self._doors.read(work)

    async def transact(self, tenant: str, work: Callable[[Work], T]) -> T:
        return await self._doors.transact(tenant, work)

    async def look(self, tenant: str, work: Callable[[Work], T]) -> T:
        """What `work` finds, without a change. Who looks at the same time looks together."""
        found: T = await self._looks.ask((tenant, work))
        return found

    async def _look(self, asked: Sequence[_Look]) -> Sequence[Any]:
        return await self._doors.read(lambda connection: [_seen(connection, *a) for a in asked])

    async def tenants_due(self, now: datetime, limit: int = 100) -> Sequence[str]:
        """Tenants in which something is due, the one that waits longest first."""
        # Grouped by a word made on the way: by itself the tenant would lead SQLite to another
        # index, and through all that is pending.
        tenant = MOMENTS.c.tenant.concat(sa.literal_column("''"))
        waiting = (
            sa.select(tenant)
            .where(_pending(), MOMENTS.c.at <= now)
            .group_by(tenant)
            .order_by(sa.func.min(MOMENTS.c.at), tenant)
            .limit(limit)
        )
        return await self._doors.read(lambda c: list(c.execute(waiting).scalars()))

    async def tenants(self) -> Sequence[str]:
        """All in which somebody is known."""
        known = sa.select(PEOPLE.c.tenant).distinct().order_by(PEOPLE.c.tenant)
        return await self._doors.read(lambda c: list(c.execute(known).scalars()))

    async def next_moment(self) -> datetime | None:
        """When the next pending moment is due, over all tenants."""
        first = sa.select(MOMENTS.c.at).where(_pending()).order_by(MOMENTS.c.at).limit(1)
        found: datetime | None = await self._doors.read(lambda c: c.execute(first).scalar())
        return found

    async def purge(self, now: datetime) -> None:
        """Delete what has served: events seen a week ago, letters sent five weeks ago.

        And what was due to somebody then outside of a network; all of those who removed Kring, and
        of networks that are over, when their time has come.
        """
        gone = await self.workspaces.overdue(now)
        for tenant in gone:
            await self.workspaces.forget(tenant)
        old: list[sa.Delete] = [
            sa.delete(EVENTS).where(EVENTS.c.seen < now - EVENTS_KEPT),
            sa.delete(LETTERS).where(LETTERS.c.state == SENT, LETTERS.c.ended < now - LETTERS_KEPT),
            outside(now - LETTERS_KEPT),
            sa.delete(PACES).where(PACES.c.used < now - PACES_KEPT),
        ]
        await self._doors.write(
            lambda connection: [connection.execute(each).rowcount for each in old]
        )
        away = await self._doors.write(lambda connection: put_away(connection, now))
        if away:
            self._doors.shelf.clear()
        await self._doors.tidy(deleted=bool(gone or away))


def _seen(connection: sa.Connection, tenant: str, work: Callable[[Work], Any]) -> Any:
    try:
        return work(Work(connection, tenant))
    except sa.exc.SQLAlchemyError:  # the transaction's, and so everybody's
        raise
    except Exception as failed:  # noqa: BLE001 - it is the asker's alone
        return failed


def _pending() -> sa.ColumnElement[bool]:
    return MOMENTS.c.state == sa.literal_column(f"'{PENDING}'")  # as the partial index has it


def _postgres(url: sa.URL) -> Doors:
    """Imported here: who keeps everything in SQLite need not wait for it."""
    from adapters.database.postgres import Postgres  # noqa: PLC0415

    return Postgres(url)


def _doors(address: str, synchronous: str) -> Doors:
    """Raises ValueError for an address of another database."""
    url = parsed(address)
    if url.get_backend_name() == "sqlite":
        return Sqlite(url, synchronous)
    return _postgres(url)
