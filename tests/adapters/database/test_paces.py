"""What is kept of paces: for one process, and for many on one PostgreSQL."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest

from adapters.database import Database
from adapters.main import now as clock
from adapters.teams.buckets import of_thread
from adapters.teams.connector import Connector
from adapters.teams.credentials import Nothing
from adapters.teams.hosts import loopback
from bot.ports import Retry
from scheduler.ports import Paces, Queued, States
from tests.adapters.teams.microsoft import Fault, Microsoft

T = TypeVar("T")


def count(states: States, now: float) -> float:
    """One more, and the clock."""
    states["n"] = [states.get("n", [0.0])[0] + 1]
    return now


async def counted(database: Database, tenant: str = "acme") -> float:
    return await database.paces.keep(tenant, ("n",), lambda states, _: states.get("n", [0.0])[0])


async def test_what_is_kept_is_found_again(database: Database) -> None:
    first = await database.paces.keep("acme", ("n",), count)
    second = await database.paces.keep("acme", ("m", "n"), count)
    assert second >= first
    assert await counted(database) == 2
    assert await counted(database, "other") == 0


async def test_many_at_once_lose_nothing(database: Database) -> None:
    await asyncio.gather(*(database.paces.keep("acme", ("m", "n"), count) for _ in range(100)))
    assert await counted(database) == 100


async def test_one_that_fails_fails_alone(database: Database) -> None:
    def fails(states: States, now: float) -> float:
        states["n"] = [1000.0]
        raise ZeroDivisionError

    done = await asyncio.gather(
        database.paces.keep("acme", ("n",), count),
        database.paces.keep("acme", ("n",), fails),
        database.paces.keep("acme", ("n",), count),
        return_exceptions=True,
    )
    assert [isinstance(each, Exception) for each in done] == [False, True, False]


@pytest.fixture
def replicas(postgres: str) -> tuple[Database, Database]:
    return Database(postgres), Database(postgres)


@pytest.mark.postgres
@pytest.mark.parametrize("place", ["postgres"])
async def test_two_processes_count_together(
    database: Database, replicas: tuple[Database, Database]
) -> None:
    one, two = replicas
    await asyncio.gather(
        *(
            each.paces.keep("acme", names, count)
            for names in (("n", "m"), ("m", "n"))
            for each in (one, two)
            for _ in range(25)
        )
    )
    assert await counted(database) == 100
    for each in replicas:
        await each.close()


@pytest.mark.postgres
async def test_without_a_database_the_call_is_made_later() -> None:
    nowhere = Database("postgresql://postgres@/none?host=/nowhere")
    with pytest.raises(Retry):
        await nowhere.paces.keep("acme", ("n",), count)
    await nowhere.close()


@dataclass(frozen=True)
class Noted:
    """Paces that note at which instant each call may be made: a busy machine makes them late."""

    paces: Paces
    given: list[float]

    async def keep(
        self, tenant: str, names: Sequence[str], work: Callable[[States, float], T]
    ) -> T:
        def noted(states: States, now: float) -> T:
            result = work(states, now)
            if isinstance(result, tuple) and not result[1]:  # seconds, and no turn to wait for
                self.given.append(now + result[0])
            return result

        return await self.paces.keep(tenant, names, noted)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("place", ["postgres"])
async def test_two_connectors_write_to_a_thread_no_faster_than_one_may(
    database: Database, replicas: tuple[Database, Database]
) -> None:
    at, made = list[float](), list[float]()
    async with Microsoft.open() as microsoft:
        connectors = [
            Connector(Nothing(), loopback, paces=Noted(each.paces, at)) for each in replicas
        ]
        where = {"conversation": {"id": "a:x", "tenantId": "t1"}, "type": "message"}

        async def say(connector: Connector, shown: str = "") -> None:
            try:
                await connector.say("", microsoft.service, "a:x", where, shown=shown, patience=0.1)
            except Queued as turn:
                await asyncio.sleep(turn.after)
                await say(connector, turn.turn)
            else:
                made.append(clock().timestamp())

        await asyncio.gather(*(say(each) for each in connectors for _ in range(6)))
        assert len(microsoft.said) == len(made) == len(at) == 12
        at.sort()
        assert all(then >= may - 0.01 for then, may in zip(sorted(made), at, strict=True))
        for most, seconds in ((7, 1.0), (8, 2.0)):  # Microsoft's own figures
            for n, first in enumerate(at):
                assert sum(first <= t < first + seconds for t in at[n:]) <= most

        microsoft.faults.append(Fault(status=429, after="30"))
        await asyncio.sleep(2)
        with pytest.raises(Retry):
            await connectors[0].say("", microsoft.service, "a:x", where, patience=5)
        calls = len(microsoft.calls)
        with pytest.raises(Queued) as later:
            await connectors[1].say("", microsoft.service, "a:x", where)
        assert 29 < later.value.after < 30.5
        assert later.value.turn.startswith(of_thread("", "a:x").name)
        assert len(microsoft.calls) == calls
        for connector in connectors:
            await connector.close()
    for each in replicas:
        await each.close()
