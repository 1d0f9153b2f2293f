"""A letter is let out once more, or says something else by now.

Before, who retried what had come too late was told that it waits again, and it did not: it was too
late at once. And what may have arrived was not found when it was written anew meanwhile, so two
cards stood there. Now a retry is somebody's decision, and what is looked for keeps its mark.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from adapters.database import Database
from bot.content import Card
from bot.network import Address
from bot.ports import Ambiguous, Outgoing, Ref
from scheduler.delivery import Delivery
from scheduler.ports import Letter
from tests.scheduler.people import utc
from tests.scheduler.test_delivery import Office


async def test_whoever_retries_what_came_too_late_has_decided_that_it_does_not(
    database: Database,
) -> None:
    office = Office(database)
    until = office.now + timedelta(hours=1)
    out = Outgoing(
        to=Address(platform="web", id="dm:a"), card=Card(title="x"), key="k", until=until
    )
    await database.transact("t1", lambda unit: unit.post(out, office.now))
    await office.go(hours=2)
    assert office.platform.tried == []
    assert await database.outbox.retry(await database.outbox.held(9, "dead"), office.now) == 1
    await office.go(seconds=1)
    assert office.platform.tried == [("dm:a", "k")]
    assert await office.dead() == []


@dataclass
class Findable:
    """A platform that takes the first message without saying so, and can be asked."""

    stands: dict[str, Ref] = field(default_factory=dict)
    did: list[str] = field(default_factory=list)
    platform: str = "web"

    def of(self, letter: Letter) -> "Way":
        return Way(self, letter)


@dataclass
class Way:
    there: Findable
    letter: Letter

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:  # noqa: ARG002
        self.there.did.append(f"{'change' if ref else 'post'} {card.title}")
        self.there.stands[self.letter.id] = ref or Ref(str(len(self.there.did)))
        if len(self.there.did) == 1:
            raise Ambiguous
        return self.there.stands[self.letter.id]

    async def find(self, address: Address, key: str) -> Ref | None:  # noqa: ARG002
        return self.there.stands.get(self.letter.id)


@pytest.mark.parametrize("anew", [False, True])
async def test_what_may_have_arrived_is_found_though_it_says_something_else_by_now(
    database: Database,
    anew: bool,  # noqa: FBT001
) -> None:
    now, there = [utc("2027-02-02T10:00")], Findable()
    delivery = Delivery(database, {"web": there}, lambda: now[0])

    async def post(title: str, key: str, to: str, *, anew: bool) -> None:
        at = Address(platform="web", id=to)
        out = Outgoing(to=at, card=Card(title=title), key=key, anew=anew)
        await database.transact("t1", lambda unit: unit.post(out, now[0]))

    await post("first", "k", "dm:a", anew=True)
    await delivery.drain()
    await post("other", "k2", "dm:b", anew=False)
    await post("second", "k", "dm:a", anew=anew)
    now[0] += timedelta(minutes=5)
    await delivery.drain()
    assert sorted(there.did) == ["change second", "post first", "post other"]
