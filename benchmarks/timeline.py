"""From the due moment to its run and its letter, committed, beside two floors.

    .venv/bin/python -m benchmarks.timeline [--short] [--pending 1000000] [--moments 1000]
        [--only rate million two cold burst] [--on sqlite postgres]

What is due are `rsvp` prompts of as many people, each in a network of fifteen with six meetings;
all of the tick is done: manners, facts, the run, the card in its reader's language, the outbox.

- `rate`: moments a second, beside APScheduler's job store on PostgreSQL running jobs that do
  nothing, and beside the bare claim of as many rows: 100 with FOR UPDATE SKIP LOCKED, marked as
  done, committed, in SQLAlchemy Core;
- `million`: the rate with 1,000,000 pending beside that with 10,000;
- `two`: the rate of two processes beside that of one, on PostgreSQL;
- `cold`: with 1,000,000 pending, from the start of a process to its first prompt;
- `burst`: 10,000 due within one second, until the last of them is in the outbox.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database.tables import LETTERS
from adapters.main import Kring, build
from adapters.serving import settled
from adapters.settings import Settings
from benchmarks import floor, population
from bot.dialog import Does
from bot.ports import Moment

TENANT = "home"
NOW = datetime(2027, 1, 12, 9, 31, tzinfo=UTC)  # a Tuesday; everybody is at work
FIRST = datetime(2027, 1, 21, 13, 0, tzinfo=UTC)  # seven working days on
EACH = population.PEOPLE_EACH - 1
FEW = 10_000
BATCH = 100
WHAT = ("rate", "million", "two", "cold", "burst")


# ── ours ──


class Supply:
    """Prompts of people who have not been prompted yet, given out bit by bit."""

    def __init__(self, moments: Iterator[Moment]) -> None:
        self._moments = moments

    def some(self, many: int) -> list[Moment]:
        found = list(islice(self._moments, many))
        assert len(found) == many, "too few people were made up"
        return found


async def supply(kring: Kring, many: int) -> Supply:
    """People for so many prompts, and the prompts."""
    networks = [population.network(n, FIRST, platform="web") for n in range(-(-many // EACH))]
    await population.settle(kring, TENANT, networks, platform="web")
    await population.counted(kring)
    settled()  # what was made up here would not be there

    def first(moment: Moment) -> bool:
        due = moment.due
        return moment.dialog == "rsvp" and due.does is Does.START and due.about == "s1"

    each = (population.planned(kring, [here], first) for here in networks)
    return Supply(chain.from_iterable(each))


async def said(kring: Kring) -> int:
    count = sa.select(sa.func.count()).select_from(LETTERS)
    return int(await kring.database._doors.read(lambda c: c.execute(count).scalar_one()))


async def tick(kring: Kring, moments: Sequence[Moment]) -> float:
    """Let these be due, and say them; how many a second that were."""
    await population.schedule(kring, TENANT, moments)
    before = await said(kring)
    begun = time.perf_counter()
    handled = await kring.beat.say()
    took = time.perf_counter() - begun
    assert handled == len(moments), f"{handled} of {len(moments)} were handled"
    assert await said(kring) - before == len(moments), "not each of them led to a letter"
    return handled / took


# ── floors ──


class Claim:
    """A plain table, and nothing done with what is due in it."""

    def __init__(self, where: floor.Where) -> None:
        self._table = sa.Table(
            "floor",
            sa.MetaData(),
            sa.Column("id", sa.BigInteger, primary_key=True),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("state", sa.Text, nullable=False),
            sa.Index(
                "ix_floor_due",
                "at",
                postgresql_where=sa.text("state = 'pending'"),
                sqlite_where=sa.text("state = 'pending'"),
            ),
        )
        url = sa.make_url(where.address)
        self._given = 0
        self._on_postgres = where.sort == "postgres"
        if self._on_postgres:
            self._engine = create_async_engine(url)
        else:
            self._sync = floor.sqlite(where)

    async def _run(self, work: Callable[[sa.Connection], Any]) -> Any:
        if self._on_postgres:
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)
        with self._sync.begin() as connection:
            return work(connection)

    async def fill(self, waiting: int) -> None:
        later = [{"id": -n - 1, "at": NOW + timedelta(days=1, minutes=n), "state": "pending"}
                 for n in range(waiting)]  # fmt: skip
        await self._run(self._table.create)
        for start in range(0, waiting, FEW):
            some = later[start : start + FEW]
            await self._run(lambda c: c.execute(sa.insert(self._table), some))  # noqa: B023

    async def rate(self, many: int) -> float:
        numbers = range(self._given, self._given + many)
        self._given += many
        due = [{"id": n, "at": NOW, "state": "pending"} for n in numbers]
        await self._run(lambda c: c.execute(sa.insert(self._table), due))
        claimed, begun = 0, time.perf_counter()
        while some := await self._run(self._claim):
            claimed += some
        took = time.perf_counter() - begun
        assert claimed == many
        return many / took

    def _claim(self, connection: sa.Connection) -> int:
        table = self._table
        waiting = table.c.state == sa.literal_column("'pending'")
        chosen = (
            sa.select(table.c.id)
            .where(waiting, table.c.at <= NOW)
            .order_by(table.c.at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        ids = connection.execute(chosen).scalars().all()
        if ids:
            connection.execute(sa.update(table).where(table.c.id.in_(ids)).values(state="done"))
        return len(ids)

    async def close(self) -> None:
        if self._on_postgres:
            await self._engine.dispose()
        else:
            self._sync.dispose()


def nothing() -> None:
    """What APScheduler's jobs do."""


def apscheduler(where: floor.Where, many: int) -> float:
    """Jobs a second that do nothing, from a store on the same server."""
    url = where.address.replace("+asyncpg", "+psycopg") + "&client_encoding=utf8"
    store = SQLAlchemyJobStore(url=url)
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    for n in range(many):
        scheduler.add_job(
            nothing, "date", run_date=NOW - timedelta(days=400), id=f"{n}", misfire_grace_time=None
        )
    begun = time.perf_counter()
    scheduler.resume()
    while store.get_next_run_time() is not None:
        time.sleep(0.002)
    took = time.perf_counter() - begun
    scheduler.shutdown()
    store.remove_all_jobs()
    return many / took


# ── figures ──


def kring(where: floor.Where, **more: Any) -> Any:
    return floor.opened(where.settings(), **{"clock": lambda: NOW, **more})


async def rate(where: floor.Where, many: int, rounds: int) -> list[floor.Figure]:
    async with kring(where) as it:
        people = await supply(it, many * (rounds + 1))
        claim = Claim(where)
        await claim.fill(0)
        claims, jobs, ours = list[float](), list[float](), list[float]()
        for round_ in range(rounds + 1):
            if round_ == 1:
                await population.counted(it)
            each = (
                await claim.rate(many * 5),
                await asyncio.to_thread(apscheduler, where, many // 3)
                if where.sort == "postgres"
                else 0.0,
                await tick(it, people.some(many)),
            )
            if round_:
                claims.append(each[0])
                jobs.append(each[1])
                ours.append(each[2])
        await claim.close()
    found = [
        floor.Figure(
            name=f"due to committed run and letter, {where.name}",
            unit="moments/s",
            ours=ours,
            floor=claims,
            floor_is=f"bare claim of {BATCH}, marked as done, in SQLAlchemy Core",
            must=">=",
            bound=0.25,
            more={"moments": many},
        )
    ]
    if where.sort == "postgres":
        found.append(
            floor.Figure(
                name=f"due to committed run and letter, {where.name}",
                unit="moments/s",
                ours=ours,
                floor=jobs,
                floor_is="APScheduler's SQLAlchemyJobStore on PostgreSQL, empty jobs",
                must=">=",
                bound=5,
            )
        )
    return found


async def million(
    few: floor.Where, where: floor.Where, pending: int, many: int, rounds: int
) -> list[floor.Figure]:
    """`few` and `where` are databases of the same sort."""
    async with kring(few) as small, kring(where) as big:
        supplies = [await supply(it, many * (rounds + 1) + 1) for it in (small, big)]
        for it, people, waiting in zip((small, big), supplies, (FEW, pending), strict=True):
            like = people.some(1)
            await population.schedule(it, TENANT, like)
            await population.wait(it, TENANT, like[0], waiting)
            await it.beat.say()
        with_few, with_many = await floor.in_turns(
            lambda: tick(small, supplies[0].some(many)),
            lambda: tick(big, supplies[1].some(many)),
            rounds,
        )
    return [
        floor.Figure(
            name=f"with {pending:,} pending, {where.name}",
            unit="moments/s",
            ours=with_many,
            floor=with_few,
            floor_is=f"the same with {FEW:,} pending",
            must=">=",
            bound=0.8,
        )
    ]


def worker(settings: Settings, begin: Any, ready: Callable[[Any], None]) -> None:
    """A process that says what is due when it is told to."""

    async def work() -> None:
        it = build(settings, clock=lambda: NOW)
        await it.open()
        settled()
        ready(None)
        while True:
            begin.wait()
            await it.beat.say()
            begin.wait()

    floor.run(work)


async def two(where: floor.Where, many: int, rounds: int) -> list[floor.Figure]:
    found: dict[int, list[float]] = {1: [], 2: []}
    async with kring(where) as it:
        people = await supply(it, many * (rounds + 1) * 2)
        await it.beat.say()
        lines = {n: floor.SPAWN.Barrier(n + 1) for n in (1, 2)}
        with (
            floor.started(worker, where.settings(), lines[1]),
            floor.started(worker, where.settings(), lines[2]),
            floor.started(worker, where.settings(), lines[2]),
        ):
            for round_ in range(rounds + 1):
                for n, line in lines.items():
                    await population.schedule(it, TENANT, people.some(many))
                    before = await said(it)
                    await asyncio.to_thread(line.wait)
                    begun = time.perf_counter()
                    await asyncio.to_thread(line.wait)
                    took = time.perf_counter() - begun
                    assert await said(it) - before == many
                    if round_:
                        found[n].append(many / took)
    return [
        floor.Figure(
            name=f"two processes, {where.name}",
            unit="moments/s",
            ours=found[2],
            floor=found[1],
            floor_is="one process",
            must=">=",
            bound=1.5,
            more={"moments": many},
        )
    ]


def beating(settings: Settings, ready: Callable[[Any], None]) -> None:
    """A whole Kring whose clock begins at NOW, as `kring serve` would have it."""

    async def live() -> None:
        begun = time.perf_counter()
        it = build(settings, clock=lambda: NOW + timedelta(seconds=time.perf_counter() - begun))
        await it.open()
        settled()
        ready(None)
        async with it.alive():
            await asyncio.Event().wait()

    floor.run(live)


async def until(it: Kring, many: int, since: float) -> float:
    """Seconds until there are so many letters."""
    while await said(it) < many:
        assert time.perf_counter() - since < 120, "they are not said"  # noqa: PLR2004
        await asyncio.sleep(0.01)
    return time.perf_counter() - since


async def cold(where: floor.Where, pending: int, rounds: int) -> list[floor.Figure]:
    took: list[float] = []
    async with kring(where) as it:
        people = await supply(it, rounds + 1)
        like = people.some(1)
        await population.schedule(it, TENANT, like)
        await population.wait(it, TENANT, like[0], pending)
        await it.beat.say()
        for _ in range(rounds):
            await population.schedule(it, TENANT, people.some(1))
            before, since = await said(it), time.perf_counter()
            with floor.started(beating, where.settings()):
                took.append(await until(it, before + 1, since))
    return [
        floor.Figure(
            name=f"cold start to first prompt with {pending:,} pending, {where.name}",
            unit="s",
            ours=took,
            must="<=",
            bound=2,
        )
    ]


async def burst(where: floor.Where, many: int, rounds: int) -> list[floor.Figure]:
    """The clock starts with the process; what is due, is due a while after that."""
    ahead = 4 + many // 500  # seconds in which they are written down
    took: list[float] = []
    async with kring(where) as it:
        people = await supply(it, many * rounds)
        for _ in range(rounds):
            before = await said(it)
            with floor.started(beating, where.settings()):
                since = time.perf_counter()
                spread = [
                    replace(m, at=NOW + timedelta(seconds=ahead + n / many))
                    for n, m in enumerate(people.some(many))
                ]
                await population.schedule(it, TENANT, spread)
                left = since + ahead - time.perf_counter()
                assert left > 0, "it took too long to write down what is due"
                await asyncio.sleep(left)
                took.append(await until(it, before + many, since + ahead))
    return [
        floor.Figure(
            name=f"{many:,} due in one second until all are in the outbox, {where.name}",
            unit="s",
            ours=took,
            must="<=",
            bound=3,
            more={"counted": "from the first due moment"},
        )
    ]


def measure(
    what: str, make: Callable[[str], floor.Where], sort: str, asked: Any
) -> list[floor.Figure]:
    rounds, pending = (1, 20_000) if asked.short else (3, asked.pending)
    many, burst_of = (60, 200) if asked.short else (asked.moments, 10_000)
    work: dict[str, Callable[[], Any]] = {
        "rate": lambda: rate(make(sort), many, rounds),
        "million": lambda: million(make(sort), make(sort), pending, many, rounds),
        "two": lambda: two(make(sort), many * 2, rounds),
        "cold": lambda: cold(make(sort), pending, rounds),
        "burst": lambda: burst(make(sort), burst_of, rounds),
    }
    if what == "two" and sort != "postgres":
        return []
    return floor.run(work[what])  # type: ignore[no-any-return]


def main() -> None:
    parser = floor.arguments(__doc__, on=("sqlite", "postgres"))
    parser.add_argument("--only", nargs="*", default=WHAT, choices=WHAT)
    parser.add_argument("--pending", type=int, default=1_000_000)
    parser.add_argument("--moments", type=int, default=1000, help="in each round")
    asked = parser.parse_args()
    with floor.databases(asked.on) as make:
        for what in asked.only:
            for sort in asked.on:
                for figure in measure(what, make, sort, asked):
                    floor.tell("timeline", figure)


if __name__ == "__main__":
    main()
