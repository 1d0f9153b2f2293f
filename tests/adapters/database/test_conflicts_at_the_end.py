"""A conflict shows when rows are written, and that may be while something else is asked.

Before, whoever suppressed a conflict of their own suppressed that one too, and the transaction went
on although it could not be kept. Now it is raised again by whatever is asked next, and at the end.
And what is withdrawn beside other changes follows those that were made before.
"""

import asyncio
import threading
from collections.abc import Callable

import pytest

from adapters.database import Database
from adapters.database.unit import Work
from bot.ports import Unit
from scheduler.tick import _settle, untold
from tests.adapters.database.lives import HOUR, NOW, ZOE, entry, moment, network, run, settle


def elsewhere(address: str, work: Callable[[Unit], None]) -> None:
    """Another process does this meanwhile, and is done with it."""

    async def whole() -> None:
        other = Database(address, synchronous="OFF")
        await other.transact("acme", work)
        await other.close()

    there = threading.Thread(target=lambda: asyncio.run(whole()))
    there.start()
    there.join()


@pytest.mark.parametrize("place", [pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_a_conflict_that_somebody_suppressed_is_a_conflict(
    database: Database, address: str
) -> None:
    """Zoe begins by herself what she is just being asked for, while another moment is put off."""

    def setup(unit: Unit) -> None:
        settle(unit)
        unit.plan("n1", "", [moment("a"), moment("b")])

    await database.transact("acme", setup)
    tries = list[int]()

    def tick(unit: Work) -> None:
        one, other = unit.due(NOW, 10)
        if unit.run_of("zoe", "evaluation", "n1", "s1") is None:
            unit.save(run("r1"))
        if not tries:
            elsewhere(address, lambda u: u.save(run("r2")))
        tries.append(1)
        _settle(unit, one, "said", NOW, untold)
        _settle(unit, other, NOW + HOUR, NOW, untold)
        assert unit.ignored("zoe", "evaluation") == 0

    await database.transact("acme", tick)
    assert len(tries) == 2
    assert await database.next_moment() == NOW + HOUR


async def test_what_is_withdrawn_beside_follows_what_was_written_before(
    database: Database,
) -> None:
    def work(unit: Unit) -> None:
        settle(unit)
        unit.file([entry(field="a")], "r1", first=True)
        unit.file([entry(field="b")], "r1")

    await database.transact("acme", work)
    mine = await database.transact("acme", lambda u: u.memory(ZOE, network()).mine("expect"))
    assert set(mine) == {"b"}
