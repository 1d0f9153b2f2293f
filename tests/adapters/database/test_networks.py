from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from adapters.database import Database
from bot.network import Address, Member, Network, Phase, Role, Seat, State
from bot.ports import Unit
from tests.adapters.database.lives import DAY, NOW, network, settle


async def test_a_network_comes_back_as_kept(database: Database) -> None:
    full = network(
        phase=Phase.FIXED,
        signs=("loss",),
        end=date(2027, 12, 1),
        languages=("en", "fr"),
        charter=("c1",),
        icebreakers=("i1", "i2"),
        parent="n0",
    )

    def work(unit: Unit) -> tuple[Network | None, Network | None]:
        settle(unit)
        unit.keep_network(full)
        return unit.network("n1"), unit.network("n2")

    assert await database.transact("acme", work) == (full, None)


async def test_sessions_and_members_are_reconciled(database: Database) -> None:
    first = network()
    paused = replace(first.members[1], seat=Seat.PAUSED, paused_until=date(2027, 5, 1))
    moved = replace(first.sessions[2], starts=NOW, state=State.CANCELLED)
    late = Member(person="max", role=Role.PARTICIPANT, joined=NOW + DAY)
    changed = replace(
        first,
        sessions=(first.sessions[3], first.sessions[0], moved),
        members=(first.members[2], paused, late),
    )

    def work(unit: Unit) -> Network | None:
        settle(unit)
        unit.keep_network(changed)
        unit.keep_network(changed)
        return unit.network("n1")

    assert await database.transact("acme", work) == changed


async def test_networks_of_a_person_are_those_of_a_seat_held_or_awaited(database: Database) -> None:
    def seat(id_: str, seat: Seat) -> Network:
        mine = Member(person="zoe", role=Role.PARTICIPANT, joined=NOW, seat=seat)
        return network(id_, members=(mine,), created=NOW + DAY)

    def work(unit: Unit) -> list[str]:
        settle(unit)
        for id_, state in zip("abcd", Seat, strict=True):
            unit.keep_network(seat(id_, state))
        return [each.id for each in unit.networks_of("zoe")]

    found = await database.transact("acme", work)
    assert found == ["n1", *(i for i, s in zip("abcd", Seat, strict=True) if s is not Seat.LEFT)]


async def test_the_catalogue_holds_what_is_listed_and_can_be_joined(database: Database) -> None:
    def work(unit: Unit) -> list[str]:
        settle(unit)
        unit.keep_network(network("a", listed=False))
        for id_, phase in zip("bcde", Phase, strict=True):
            unit.keep_network(network(id_, phase=phase))
        return [each.id for each in unit.catalogue()]

    assert await database.transact("acme", work) == ["b", "c", "n1"]


async def test_a_member_is_somebody(database: Database) -> None:
    def work(unit: Unit) -> None:
        settle(unit)
        stranger = Member(person="nobody", role=Role.PARTICIPANT, joined=NOW)
        unit.keep_network(network().with_member(stranger))

    with pytest.raises(sa.exc.IntegrityError):
        await database.transact("acme", work)
    assert await database.transact("acme", lambda unit: unit.network("n1")) is None


async def test_a_network_is_found_where_its_channel_was_made(database: Database) -> None:
    """By the id of the place too, which is all that somebody outside can name."""
    made = replace(network(), platform="slack", channel="channel:n1")
    await database.transact("acme", settle)
    await database.transact("acme", lambda unit: unit.keep_network(made))
    await database.workspaces.keep_place(
        "acme", "channel:n1", place="C01", title="Safe sites", invited=(), archived=False
    )
    for tenant, place, found in (
        ("acme", "channel:n1", "n1"),
        ("acme", "C01", "n1"),
        ("acme", "C02", None),
        ("other", "C01", None),
    ):
        there = Address(platform="slack", id=place)
        here = await database.transact(tenant, lambda unit, at=there: unit.network_at(at))  # type: ignore[misc]
        assert (here.id if here else None) == found
