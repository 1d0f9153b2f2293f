"""One organisation in trouble, and all the others: who is sent to, and when."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from adapters.database import Database
from bot.content import Card
from bot.network import Address
from bot.ports import Outgoing, Ref, Retry, Unit
from scheduler.delivery import Delivery
from scheduler.ports import Letter, States
from scheduler.turns import Even, close, turn
from tests.dead import dead_letters
from tests.pace import by
from tests.scheduler.people import utc

BEGIN = utc("2027-02-02T10:00")


@dataclass
class Platform:
    """Takes three a second for each tenant, or refuses all of a tenant for a while."""

    database: Database
    clock: list[datetime]
    storm: dict[str, float] = field(default_factory=dict)  # Retry-After, by tenant
    calls: list[tuple[str, datetime]] = field(default_factory=list)
    platform: str = "slack"

    def of(self, letter: Letter) -> "Way":
        return Way(self, letter)


@dataclass
class Way:
    there: Platform
    letter: Letter

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:  # noqa: ARG002
        tenant, paces = self.letter.tenant, self.there.database.paces
        method = Even(name="m", calls=180, seconds=60, most=3)
        await turn(paces, tenant, method, shown=self.letter.turn, patience=0)
        self.there.calls.append((tenant, self.there.clock[0]))
        if tenant in self.there.storm:
            after = self.there.storm[tenant]

            def pause(states: States, now: float) -> None:
                close(states, now, "m", after)

            await paces.keep(tenant, ("m",), pause)
            raise Retry(after, "ratelimited")
        return Ref(key)


@pytest.fixture
def clock() -> list[datetime]:
    return [BEGIN]


async def post(database: Database, tenant: str, many: int, now: datetime) -> None:
    def work(unit: Unit) -> None:
        for n in range(many):
            to = Address(platform="slack", id=f"U{n}")
            unit.post(Outgoing(to=to, card=Card(title="T"), key=f"k{n}"), now)

    await database.transact(tenant, work)


def office(database: Database, there: Platform, clock: list[datetime]) -> Delivery:

    def now() -> datetime:
        return clock[0]

    by(database, now)
    return Delivery(database, {"slack": there}, now)


async def live(delivery: Delivery, database: Database, clock: list[datetime], end: float) -> None:
    """Sent at the instant at which it is due, until so many seconds from the beginning."""
    while (at := await database.post.next_letter()) is not None:
        if at > BEGIN + timedelta(seconds=end):
            return
        clock[0] = max(clock[0], at)
        await delivery.drain()


@pytest.mark.parametrize("after", [1, 7, 60])
async def test_a_storm_of_one_tenant_delays_nobody_else(
    database: Database, clock: list[datetime], after: float
) -> None:
    there = Platform(database, clock, storm={"big": after})
    delivery = office(database, there, clock)
    await post(database, "big", 300, clock[0])
    for n in range(5):
        await post(database, f"small{n}", 3, clock[0])
    await delivery.begin()
    under_way = delivery._held.copy()
    await delivery.drain()
    assert under_way["big"] <= 32
    assert all(under_way[f"small{n}"] == 3 for n in range(5))
    others = [at for tenant, at in there.calls if tenant != "big"]
    assert others == [BEGIN] * 15
    await live(delivery, database, clock, 300)
    big = sorted(at for tenant, at in there.calls if tenant == "big")
    first = [at for at in big if at == BEGIN]
    assert len(first) <= 3  # what was let through before the first refusal was known
    later = big[len(first) :]
    assert later[0] >= BEGIN + timedelta(seconds=after)
    for before, then in pairwise(later):
        assert then - before >= timedelta(seconds=after)


async def test_after_the_storm_all_goes_out_at_the_limit(
    database: Database, clock: list[datetime]
) -> None:
    there = Platform(database, clock, storm={"big": 30})
    delivery = office(database, there, clock)
    await post(database, "big", 200, clock[0])
    await live(delivery, database, clock, 25)
    there.storm.clear()
    there.calls.clear()
    await live(delivery, database, clock, 600)
    assert len(there.calls) == 200
    times = sorted(at for _, at in there.calls)
    assert times[0] >= BEGIN + timedelta(seconds=30)
    # Letters that were refused themselves wait longer with each refusal, as everywhere.
    assert times[190] - times[0] <= timedelta(seconds=1.1 * 190 / 3)
    assert await dead_letters(database, "big") == []


async def test_two_thousand_letters_of_one_tenant_stand_in_nobodys_way(
    database: Database, clock: list[datetime]
) -> None:
    """Before, the oldest letters were taken first, whosoever they were."""
    await post(database, "big", 2000, clock[0])
    clock[0] += timedelta(seconds=1)
    await post(database, "small", 2, clock[0])
    taken = await database.post.claim(clock[0], 64, timedelta(minutes=1), held={}, share=32)
    assert Counter(letter.tenant for letter in taken) == {"big": 32, "small": 2}
    more = await database.post.claim(
        clock[0], 30, timedelta(minutes=1), held={"big": 32, "small": 2}, share=32
    )
    assert more == []
