"""The managers' Monday: as many digests as there are managers, rendered and put in the outbox.

    .venv/bin/python -m benchmarks.digests [--short] [--managers 10000] [--on sqlite postgres]

One process of Kring, on a Monday at 09:31: each manager's digest is due, its facts are gathered
(who asked for time, what was published for them, where the networks stand, which are open), it is
rendered in their language, put in the outbox, and next week's is planned. One in five managers has
nobody in a network; of the others' people half asked for time and one in three has published
something this week. There is a network for every ten managers, fifteen people in each.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from adapters.main import Kring
from benchmarks import floor, population
from benchmarks.timeline import said
from bot.network import Address, Network, Person, Share
from scheduler.timeline import plan_person

TENANT = "home"
MONDAY = datetime(2027, 2, 1, 9, 31, tzinfo=UTC)  # the first of a month: everybody gets one
FIRST = datetime(2027, 2, 4, 13, 0, tzinfo=UTC)
EACH = 10
"""Managers to a network."""
LONGEST = 60.0


def manager(n: int) -> Person:
    return replace(population.person(n), id=f"m{n:06}", name=f"Manager {n}", leads=True, manager="")


def led(n: int, managers: int) -> str:
    """Who leads a person; the last fifth of all managers lead nobody here."""
    return manager(n % (managers * 4 // 5)).id


def network(n: int) -> Network:
    """Its kickoff was some weeks ago, or is coming; half of its people asked their manager."""
    first = FIRST - timedelta(days=14 * (n % 12))
    here = population.network(n, first, platform="web")
    asked = (replace(m, asks_manager=i % 2 == 1) for i, m in enumerate(here.members))
    return replace(here, title=f"Sites without accidents {n}", members=tuple(asked))


async def populate(it: Kring, managers: int) -> None:
    networks = [network(n) for n in range(-(-managers // EACH))]
    people = [population.person(n) for n in range(len(networks) * population.PEOPLE_EACH)]
    await population.settle(it, TENANT, networks, platform="web")
    for some in _chunks(range(managers)):
        await it.database.transact(TENANT, lambda unit: _lead(unit, some))  # noqa: B023
    for some in _chunks(range(len(people))):
        await it.database.transact(TENANT, lambda unit: _report(unit, some, managers))  # noqa: B023
    bosses = map(manager, range(managers))
    before = MONDAY - timedelta(hours=12)
    due = chain.from_iterable(plan_person(boss, it.bot.dialogs, before) for boss in bosses)
    await population.schedule(it, TENANT, [m for m in due if m.dialog == "digest"])
    await population.counted(it)


def _chunks(all_: range, size: int = 500) -> list[range]:
    return [all_[start : start + size] for start in range(0, len(all_), size)]


def _lead(unit: Any, some: Sequence[int]) -> None:
    for n in some:
        boss = manager(n)
        unit.keep_person(boss, Address(platform="web", id=f"dm:{boss.id}"))


def _report(unit: Any, some: Sequence[int], managers: int) -> None:
    for n in some:
        who = replace(population.person(n), manager=led(n, managers))
        unit.keep_person(who)
        if n % 3 == 0:
            unit.publish(
                Share(
                    id=f"s{n}",
                    network=f"n{n // population.PEOPLE_EACH:05}",
                    author=who.id,
                    kind="learning",
                    text=f"A toolbox talk of five minutes beats a poster {n}.",
                    signed=n % 2 == 0,
                    agenda="",
                    audiences=("manager",),
                    published=MONDAY - timedelta(days=2),
                )
            )


async def measure(where: floor.Where, managers: int) -> floor.Figure:
    async with floor.opened(where.settings(), clock=lambda: MONDAY) as it:
        await populate(it, managers)
        begun, used = time.perf_counter(), time.process_time()
        handled = await it.beat.say()
        took, busy = time.perf_counter() - begun, time.process_time() - used
        letters = await said(it)
    assert handled == managers, f"{handled} of {managers} were dealt with"
    return floor.Figure(
        name=f"{managers:,} managers' digests in the outbox, {where.name}",
        unit="s",
        ours=[took],
        must="<=" if managers >= 10_000 else "",  # noqa: PLR2004 - what is to be reached
        bound=LONGEST,
        more={
            "digests": letters,
            "cpu_ms_each": round(busy / managers * 1000, 2),
        },
    )


def main() -> None:
    parser = floor.arguments(__doc__, on=("sqlite", "postgres"))
    parser.add_argument("--managers", type=int, default=10_000)
    asked = parser.parse_args()
    managers = 60 if asked.short else asked.managers
    with floor.databases(asked.on) as make:
        for sort in asked.on:
            floor.tell("digests", floor.run(lambda: measure(make(sort), managers)))  # noqa: B023


if __name__ == "__main__":
    main()
