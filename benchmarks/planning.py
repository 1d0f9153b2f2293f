"""A network planned and reconciled: how long it takes, how it grows, and what a moved date touches.

    .venv/bin/python -m benchmarks.planning [--short] [--on sqlite postgres]

A plan is everything that is ever to be said in a network to each of its people, in its channel and
at its closes. `planned` is the first plan of a network of fifteen people and six meetings, with all
its rows written; `unchanged` plans it again and finds that nothing differs; `moved` after one of
its meetings was put two days later. Each is a transaction of its own, committed. The floor, only
told, is the same rows inserted in SQLAlchemy Core.

How it grows is asked of each moment's share: were it not linear, a network that is larger would
pay more for each of its moments than one of the usual size.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.tables import MOMENTS, PENDING
from adapters.main import Kring
from benchmarks import floor, population
from bot.network import Network
from scheduler.timeline import plan

TENANT = "home"
NOW = datetime(2027, 1, 5, 8, 0, tzinfo=UTC)
FIRST = datetime(2027, 2, 23, 13, 0, tzinfo=UTC)
MOVED = timedelta(days=2)
USUAL = (population.PEOPLE_EACH, population.SESSIONS_EACH)
SIZES = ((5, 6), (10, 6), (30, 6), (15, 3), (15, 12))
OTHERS = 50
"""Networks that are there before: of a handful PostgreSQL reads all, and goes on so for a while."""
LONGEST = 50.0
"""Milliseconds."""
LINEAR = 1.3
"""How much more a moment may cost in a larger network: what a busy machine makes of equal costs."""


class Planning:
    """One database, and networks of any size in it."""

    def __init__(self, it: Kring) -> None:
        self._it = it
        self._given = 0

    async def network(self, people: int, meetings: int) -> Network:
        """A new one, with its people, not planned yet."""
        here = population.network(
            self._given, FIRST, people=people, meetings=meetings, platform="web", lead=self._given
        )
        self._given += people
        await population.settle(self._it, TENANT, [here], platform="web")
        return here

    async def plan(self, here: Network) -> float:
        """Milliseconds, from the beginning of its transaction to the end."""
        begun = time.perf_counter()
        await self._it.database.transact(
            TENANT, lambda unit: self._it.planner.network(unit, here, NOW)
        )
        return (time.perf_counter() - begun) * 1000

    async def bare(self, here: Network) -> float:
        """The same rows, inserted and nothing else."""
        planned = list(plan(here, population.people_of(here), self._it.bot.dialogs))
        state = {"tenant": TENANT, "state": PENDING, "planned": True, "taken": None}
        full = [rows.moment_row(m) | state for m in planned]
        begun = time.perf_counter()
        await self._it.database._doors.write(lambda c: c.execute(sa.insert(MOMENTS), full))
        return (time.perf_counter() - begun) * 1000

    def moments(self, here: Network) -> dict[str, Any]:
        found = plan(here, population.people_of(here), self._it.bot.dialogs)
        return {m.key: m for m in found if m.at > NOW}

    async def stored(self, here: Network) -> dict[str, tuple[Any, ...]]:
        chosen = sa.select(MOMENTS).where(MOMENTS.c.tenant == TENANT, MOMENTS.c.network == here.id)
        found = await self._it.database._doors.read(lambda c: c.execute(chosen).mappings().all())
        return {row["key"]: tuple(map(str, row.values())) for row in found}

    async def move(self, here: Network) -> Network:
        """One of its meetings is two days later; saved, and not planned yet."""
        third = here.sessions[2]
        later = replace(third, starts=third.starts + MOVED, ends=third.ends + MOVED)
        moved = here.with_session(later)
        await self._it.database.transact(TENANT, lambda unit: unit.keep_network(moved))
        return moved


async def measure(where: floor.Where, *, short: bool) -> list[floor.Figure]:
    times = 3 if short else 25
    async with floor.opened(where.settings(), clock=lambda: NOW) as it:
        here = Planning(it)
        for _ in range(OTHERS):
            await here.network(*USUAL)
        await here.plan(await here.network(*USUAL))
        await population.counted(it)
        first, again, moved, bare = list[float](), list[float](), list[float](), list[float]()
        for _ in range(times):
            bare.append(await here.bare(await here.network(*USUAL)))
            one = await here.network(*USUAL)
            first.append(await here.plan(one))
            again.append(await here.plan(one))
            other = await here.move(one)
            moved.append(await here.plan(other))
        return [
            _within("planned", first, where, {"moments": len(here.moments(one)),
                    "floor": round(statistics.median(bare), 1)}),
            _within("unchanged", again, where, {}),
            _within("moved", moved, where, {}),
            *await grown(here, where, times),
            await touched(here, where),
        ]  # fmt: skip


def _within(
    what: str, took: Sequence[float], where: floor.Where, more: dict[str, Any]
) -> floor.Figure:
    return floor.Figure(
        name=f"15 people, 6 meetings, {what}, {where.name}",
        unit="ms",
        ours=took,
        must="<=",
        bound=LONGEST,
        more=more,
    )


async def grown(here: Planning, where: floor.Where, times: int) -> list[floor.Figure]:
    """What each moment costs in networks of other sizes, beside one of the usual size."""
    found = []
    for size in SIZES:
        usual, other = list[float](), list[float]()
        for _ in range(times):
            for which, kept in ((USUAL, usual), (size, other)):
                one = await here.network(*which)
                kept.append(await here.plan(one) / len(here.moments(one)) * 1000)
        people, meetings = size
        found.append(
            floor.Figure(
                name=f"a moment's share with {people} people, {meetings} meetings, {where.name}",
                unit="µs",
                ours=other,
                floor=usual,
                floor_is="the same with 15 people, 6 meetings",
                must="<=" if people * meetings > USUAL[0] * USUAL[1] else "",
                bound=LINEAR,
            )
        )
    return found


async def touched(here: Planning, where: floor.Where) -> floor.Figure:
    """Rows that differ after a meeting was moved, beside those that hang on that meeting."""
    one = await here.network(*USUAL)
    await here.plan(one)
    before, stood = here.moments(one), await here.stored(one)
    other = await here.move(one)
    after = here.moments(other)
    hang = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    written = await _written(here, other)
    stands = await here.stored(other)
    changed = [key for key in stood.keys() | stands.keys() if stood.get(key) != stands.get(key)]
    assert set(changed) == set(hang), "what is stored is not what was planned"
    return floor.Figure(
        name=f"rows written after one meeting was moved, {where.name}",
        unit="rows",
        ours=[written],
        floor=[len(hang)],
        floor_is="moments that the move changes",
        must="<=",
        bound=1,
        more={"of": len(stands)},
    )


async def _written(here: Planning, network: Network) -> int:
    """How many rows a plan of this network writes."""
    count = 0

    def heard(_: Any, cursor: Any, words: str, values: Any, context: Any, many: bool) -> None:  # noqa: ARG001, FBT001
        nonlocal count
        if not words.startswith("SELECT"):
            count += len(values) if many else 1

    def work(unit: Any) -> None:
        sa.event.listen(unit._connection.plain, "before_cursor_execute", heard)
        here._it.planner.network(unit, network, NOW)
        sa.event.remove(unit._connection.plain, "before_cursor_execute", heard)

    await here._it.database.transact(TENANT, work)
    return count


def main() -> None:
    asked = floor.arguments(__doc__, on=("sqlite", "postgres")).parse_args()
    with floor.databases(asked.on) as make:
        for sort in asked.on:
            for figure in floor.run(lambda: measure(make(sort), short=asked.short)):  # noqa: B023
                floor.tell("planning", figure)


if __name__ == "__main__":
    main()
