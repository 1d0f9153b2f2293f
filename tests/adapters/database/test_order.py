"""A conversation keeps its order, whatever its platform does and however many replicas send."""

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from adapters.database import Database
from bot.content import Card
from bot.network import Address
from bot.ports import Ambiguous, Outgoing, Ref, Retry, Unit, Unreachable
from scheduler.delivery import Delivery, Patience
from scheduler.ports import Letter, Queued
from tests.adapters.database.lives import NOW
from tests.dead import dead_letters

TENANTS, PLACES, EACH = ("a", "b"), 4, 6


@dataclass
class Chance:
    """A platform that does anything at all, and remembers what arrived."""

    chance: random.Random
    arrived: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    refs: int = 0
    platform: str = "slack"

    def of(self, letter: Letter) -> "Way":
        return Way(self, letter)


@dataclass
class Way:
    there: Chance
    letter: Letter

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:  # noqa: ARG002
        await asyncio.sleep(0)
        arrived, chance = self.there.arrived[self.letter.tenant, address.id], self.there.chance
        what = chance.choices(
            ("fine", "busy", "turn", "lost", "reply lost", "gone", "broken"), (6, 1, 2, 1, 1, 1, 1)
        )[0]
        refused: dict[str, Exception] = {
            "busy": Retry(chance.uniform(0, 5), "ratelimited"),
            "turn": Queued(chance.uniform(0, 5), "method 1.000"),
            "lost": Ambiguous(),
            "gone": Unreachable("gone"),
            "broken": KeyError(key),
        }
        if what in refused:
            raise refused[what]
        if ref is None:  # else it was found, and is only brought up to date
            arrived.append(key)
        if what == "reply lost":
            raise Ambiguous
        return Ref(key)

    async def find(self, address: Address, key: str) -> Ref | None:
        arrived = self.there.arrived[self.letter.tenant, address.id]
        return Ref(key) if key in arrived else None


@pytest.mark.parametrize("seed", range(8))
async def test_in_order_and_once(database: Database, seed: int) -> None:
    clock = [NOW]
    there = Chance(random.Random(seed))
    patience = Patience(attempts=6, at_once=8, share=4)

    def now() -> datetime:
        return clock[0]

    replicas = [Delivery(database, {"slack": there}, now, patience=patience) for _ in range(3)]

    def work(unit: Unit) -> None:
        for n in range(EACH):
            for place in range(PLACES):
                to = Address(platform="slack", id=f"U{place}")
                unit.post(Outgoing(to=to, card=Card(title="T"), key=f"{place}-{n:02}"), NOW)

    for tenant in TENANTS:
        await database.transact(tenant, work)
    while (at := await database.post.next_letter()) is not None:
        clock[0] = max(clock[0], at)
        await asyncio.gather(*(replica.drain() for replica in replicas))
    for tenant in TENANTS:
        dead = {letter.key for letter in await dead_letters(database, tenant)}
        for place in range(PLACES):
            arrived = there.arrived[tenant, f"U{place}"]
            assert arrived == sorted(set(arrived))
            assert {f"{place}-{n:02}" for n in range(EACH)} - set(arrived) <= dead
