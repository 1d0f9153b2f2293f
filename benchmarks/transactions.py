"""The transaction of one tap through our repositories, beside its statements written out by hand.

    .venv/bin/python -m benchmarks.transactions [--short] [--list] [--on sqlite postgres]

First the transaction of each tap (seen before? person, run, answers filed, the next card into the
outbox) is run and rolled back, while two things are noted: what was asked of the unit, and which
statements of SQLAlchemy Core that came to. Then, in turns, on taps that are still fresh:

- floor: those statements with those values, built beforehand, each result read to its end, and
  committed; on SQLite in one writer thread, on PostgreSQL over asyncpg in as many connections as
  ours. Nothing less would do the same work in SQLAlchemy Core;
- ours: what was asked of the unit, asked again; and, only told, the whole transaction with the
  engine and the card.

`--list` prints the statements.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database import prepared
from adapters.database.unit import Work
from adapters.main import Kring, now
from adapters.slack.places import at
from adapters.slack.taking import take
from benchmarks import floor
from benchmarks.slack_inbound import TENANT, Card, prepare, settings
from bot.ports import Inbound, Submitted

T = TypeVar("T")
AT_ONCE = 16


# ── what was done ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One transaction: the event, what it asks of its unit, and the statements behind that."""

    inbound: Inbound
    calls: Sequence[tuple[str, tuple[Any, ...], dict[str, Any]]]
    statements: Sequence[tuple[Any, Any]]


class Watched:
    """A unit that notes what is asked of it."""

    def __init__(self, unit: Work) -> None:
        self._unit = unit
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        assert name != "memory", "what a memory is asked would not be noted"
        method = getattr(self._unit, name)

        def noted(*words: Any, **named: Any) -> Any:
            self.calls.append((name, words, named))
            return method(*words, **named)

        return noted


class Undone(Exception):
    """Nothing of this transaction is kept."""


def inbound(card: Card, n: int) -> Inbound:
    what = Submitted(f"{card.run}:other_way", {"instead": "summary"})
    return Inbound(
        tenant=TENANT, sender=at(card.user), event=f"slack:tap{n}", what=what, name="somebody"
    )


class Hand:
    """Transactions by hand: on SQLite in one thread, on PostgreSQL many at once."""

    def __init__(self, where: floor.Where) -> None:
        url = sa.make_url(where.address)
        self._pool = None
        if where.sort == "postgres":
            self._async = create_async_engine(
                url, pool_size=10, max_overflow=10, isolation_level="REPEATABLE READ"
            )
            self.engine = self._async.sync_engine
        else:
            self._pool = ThreadPoolExecutor(1)
            self.engine = floor.sqlite(where)

    async def run(self, work: Callable[[sa.Connection], T]) -> T:
        if self._pool is None:
            async with self._async.begin() as connection:
                return await connection.run_sync(work)

        def whole() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._pool, whole)

    async def close(self) -> None:
        if self._pool is None:
            await self._async.dispose()
        else:
            self._pool.submit(self.engine.dispose)
            self._pool.shutdown()


@contextmanager
def as_core(statements: list[tuple[Any, Any]]) -> Iterator[None]:
    """Note what SQLite's driver runs by itself as SQLAlchemy's Core, from which it was made."""
    ready = prepared.prepared

    def noted(statement: Any, names: Any, dialect: Any) -> Any:
        made = ready(statement, names, dialect)
        return made and Noted(made, statement, statements)

    prepared.prepared = noted  # type: ignore[assignment]
    try:
        yield
    finally:
        prepared.prepared = ready


@dataclass(frozen=True, slots=True)
class Noted:
    """`adapters.database.prepared.Prepared`, and what it was made from."""

    made: Any
    statement: Any
    statements: list[tuple[Any, Any]]

    def run(self, connection: sa.Connection, given: Any) -> Any:
        self.statements.append((self.statement, given))
        return self.made.run(connection, given)

    def run_all(self, connection: sa.Connection, given: Any) -> Any:
        self.statements.append((self.statement, given if len(given) > 1 else given[0]))
        return self.made.run_all(connection, given)


async def note(it: Kring, hand: Hand, card: Card, n: int) -> Tap:
    """Run a tap, note what it did, and undo it."""
    event, statements = inbound(card, n), list[tuple[Any, Any]]()
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def heard(connection: Any, clause: Any, many: Any, one: Any, options: Any) -> None:  # noqa: ARG001
        statements.append((clause, many or one))

    def written(_: Any, cursor: Any, words: str, values: Any, context: Any, many: bool) -> None:  # noqa: ARG001, FBT001
        if context is not None and context.compiled is None:  # several as one, on PostgreSQL
            statements.append((words, values))

    def work(connection: sa.Connection) -> None:
        inner = Work(connection, TENANT, it.database._doors.shelf)
        unit = Watched(inner)
        heeded = (("before_execute", heard), ("before_cursor_execute", written))
        for name, listener in heeded:
            sa.event.listen(hand.engine, name, listener)
        try:
            with as_core(statements) if connection.dialect.name == "sqlite" else nullcontext():
                taken = take(unit, it.bot, event, now())
                inner.finish()
        finally:
            for name, listener in heeded:
                sa.event.remove(hand.engine, name, listener)
        assert not taken.reply.gone
        assert not taken.reply.errors
        calls.extend(unit.calls)
        raise Undone

    try:
        await hand.run(work)
    except Undone:
        return Tap(inbound=event, calls=calls, statements=statements)
    raise AssertionError


# ── the same again ──


def by_hand(connection: sa.Connection, tap: Tap) -> None:
    for statement, values in tap.statements:
        if isinstance(statement, str):
            found = connection.exec_driver_sql(statement, values)
        else:
            found = connection.execute(statement, values)
        if found.returns_rows:
            found.all()


def by_calls(unit: Any, tap: Tap) -> None:
    for name, words, named in tap.calls:
        getattr(unit, name)(*words, **named)


async def rate(taps: Sequence[Tap], one: Callable[[Tap], Any]) -> float:
    """Transactions a second, so many of them under way at a time."""
    waiting = iter(taps)

    async def some() -> None:
        for tap in waiting:
            await one(tap)

    begun = time.perf_counter()
    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return len(taps) / (time.perf_counter() - begun)


async def measure(where: floor.Where, *, short: bool, listed: bool) -> list[floor.Figure]:
    many, rounds = (20, 1) if short else (400, 5)
    chosen = settings(where, 9)
    cards = await prepare(chosen, many * 3 * (rounds + 1) + 1)
    async with floor.opened(chosen) as it:
        hand, given = Hand(where), 0

        async def fresh() -> list[Tap]:
            nonlocal given
            mine, given = cards[given : given + many], given + many
            return [await note(it, hand, card, given + n) for n, card in enumerate(mine)]

        async def handed() -> float:
            return await rate(
                await fresh(), lambda tap: hand.run(lambda connection: by_hand(connection, tap))
            )

        async def called() -> float:
            return await rate(
                await fresh(),
                lambda tap: it.database.transact(TENANT, lambda unit: by_calls(unit, tap)),
            )

        async def whole() -> float:
            return await rate(
                await fresh(),
                lambda tap: it.database.transact(
                    TENANT, lambda unit: take(unit, it.bot, tap.inbound, now())
                ),
            )

        floors, ours, wholes = list[float](), list[float](), list[float]()
        for round_ in range(rounds + 1):
            each = (await handed(), await called(), await whole())
            if round_:
                floors.append(each[0])
                ours.append(each[1])
                wholes.append(each[2])
        if listed:
            tell(where, await note(it, hand, cards[-1], 0), hand)
        await hand.close()
    return [
        floor.Figure(
            name=f"repositories, {where.name}",
            unit="tx/s",
            ours=ours,
            floor=floors,
            floor_is="the same statements in SQLAlchemy Core, by hand",
            must=">=",
            bound=0.8,
            more={"transactions": many, "at_once": AT_ONCE},
        ),
        floor.Figure(
            name=f"whole transaction with engine and card, {where.name}",
            unit="tx/s",
            ours=wholes,
            floor=floors,
            floor_is="the statements alone",
        ),
    ]


def tell(where: floor.Where, tap: Tap, hand: Hand) -> None:
    print(f"# {where.name}: {len(tap.statements)} statements")
    for statement, _ in tap.statements:
        words = " ".join(str(statement.compile(dialect=hand.engine.dialect)).split())
        print("#", words if len(words) <= 300 else f"{words[:120]} … {words[-170:]}")  # noqa: PLR2004


def main() -> None:
    parser = floor.arguments(__doc__)
    parser.add_argument("--list", action="store_true", help="print the statements")
    asked = parser.parse_args()
    with floor.databases(asked.on) as make:
        for sort in asked.on:
            found = floor.run(lambda: measure(make(sort), short=asked.short, listed=asked.list))  # noqa: B023
            for figure in found:
                floor.tell("transactions", figure)


if __name__ == "__main__":
    main()
