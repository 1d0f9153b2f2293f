"""Whom nothing reaches: the facilitator learns how many, and nobody learns who."""

from dataclasses import replace

import pytest

from adapters.database import Database
from bot.content import Card
from bot.network import Address, Member, Network, Person, Role, Seat
from bot.ports import Outgoing, Ref, Unit
from scheduler.delivery import Patience
from tests.circle import NOW, circle

NETWORK = circle("zoe", "bart", "an")


def at(person: str, platform: str = "teams") -> Address:
    return Address(platform=platform, id=f"at-{person}")


async def meet(database: Database, network: Network = NETWORK) -> None:
    def work(unit: Unit) -> None:
        for member in network.members:
            unit.keep_person(Person(id=member.person, name=member.person), at(member.person))
        unit.keep_network(network)

    await database.transact("a", work)


async def tried(database: Database, person: str, code: str = "") -> None:
    """A message to somebody, and what became of it."""
    out = Outgoing(to=at(person), card=Card(title="?"), key=f"{person}{code}")
    await database.transact("a", lambda unit: unit.post(out, NOW))
    (letter,) = await database.post.claim(NOW, 10, Patience().lease)
    if code:
        await database.post.dead(letter, code, NOW)
    else:
        await database.post.sent(letter, Ref("r"), NOW)


async def counted(database: Database, viewer: str) -> int:
    def work(unit: Unit) -> int:
        who = unit.person(viewer)
        assert who is not None
        return unit.memory(who, None).unreached(NETWORK.id)

    return await database.transact("a", work)


LEAD = next(m.person for m in NETWORK.members if m.role is Role.FACILITATOR)


async def test_who_leads_learns_how_many(database: Database) -> None:
    await meet(database)
    assert await counted(database, LEAD) == 0
    await tried(database, "zoe", "blocked")
    await tried(database, "bart", "user_disabled")
    assert await counted(database, LEAD) == 2
    for other in ("zoe", "an"):
        assert await counted(database, other) == 0


async def test_whoever_is_reached_again_does_not_count(database: Database) -> None:
    await meet(database)
    await tried(database, "zoe", "not_installed")
    await tried(database, "zoe")
    assert await counted(database, LEAD) == 0


@pytest.mark.parametrize("code", ["uncertain", "too_large", "token_revoked", "no_adapter"])
async def test_what_is_no_fault_of_theirs_does_not_count(database: Database, code: str) -> None:
    await meet(database)
    await tried(database, "zoe", code)
    assert await counted(database, LEAD) == 0


async def test_another_place_where_they_write_from_counts_instead(database: Database) -> None:
    await meet(database)
    await tried(database, "zoe", "blocked")
    zoe = Person(id="zoe", name="zoe")
    await database.transact("a", lambda unit: unit.keep_person(zoe, at("zoe", "web")))
    assert await counted(database, LEAD) == 0


async def test_whoever_left_does_not_count(database: Database) -> None:
    gone = tuple(
        Member(person=m.person, role=m.role, joined=m.joined, seat=Seat.LEFT)
        if m.person == "zoe"
        else m
        for m in NETWORK.members
    )
    await meet(database, replace(NETWORK, members=gone))
    await tried(database, "zoe", "blocked")
    assert await counted(database, LEAD) == 0
