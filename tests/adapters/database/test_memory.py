from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database import Database
from bot.dialog import Status
from bot.fields import Sees
from bot.memory import Memory, Result
from bot.network import Member, Network, Person, Role, Seat
from bot.ports import Unit
from tests.adapters.database.lives import (
    BART,
    FEE,
    HOUR,
    MAX,
    NOW,
    ZOE,
    entry,
    network,
    run,
    settle,
)

READERS = {
    "author": ZOE,
    "member": BART,
    "facilitator": FEE,
    "paused": Person(id="paused", name="P"),
    "paused facilitator": Person(id="paused-fee", name="P"),
    "waiting": Person(id="waiting", name="W"),
    "left": Person(id="left", name="L"),
    "facilitator elsewhere": Person(id="elsewhere", name="E"),
    "manager": Person(id="max", name="Max", leads=True, organiser=True),
    "stranger": Person(id="stranger", name="S"),
}
SEATS = {
    "paused": (Role.PARTICIPANT, Seat.PAUSED),
    "paused-fee": (Role.FACILITATOR, Seat.PAUSED),
    "waiting": (Role.PARTICIPANT, Seat.WAITING),
    "left": (Role.FACILITATOR, Seat.LEFT),
}
MEMBERS = {"author", "member", "facilitator", "paused", "paused facilitator"}


def populate(unit: Unit) -> Network:
    settle(unit)
    for person in READERS.values():
        unit.keep_person(person)
    here = network()
    for person_id, (role, seat) in SEATS.items():
        here = here.with_member(Member(person=person_id, role=role, seat=seat, joined=NOW))
    unit.keep_network(here)
    lead = Member(person="elsewhere", role=Role.FACILITATOR, joined=NOW)
    unit.keep_network(network("n2", members=(lead,)))
    unit.file([entry(field=s.value, sees=s.value, value=f"says {s.value}") for s in Sees], "r1")
    return here


def told(memory: Memory) -> set[str]:
    """Everything of the author's that this memory gives away, however it is asked."""
    found = {
        e.sees
        for s in Sees
        for e in (*memory.shown("expect", s.value), *memory.notes("expect", s.value))
    }
    return found | {e.sees for e in memory.told("expect")} | set(memory.mine("expect"))


@pytest.mark.parametrize("reader", READERS)
async def test_who_may_read_what(database: Database, reader: str) -> None:
    def work(unit: Unit) -> tuple[set[str], set[str]]:
        here = populate(unit)
        lying = replace(here, members=(Member(person="x", role=Role.FACILITATOR, joined=NOW),))
        forged = lying.with_member(
            Member(person=READERS[reader].id, role=Role.FACILITATOR, joined=NOW)
        )
        return told(unit.memory(READERS[reader], here)), told(unit.memory(READERS[reader], forged))

    honest, forged = await database.transact("acme", work)
    allowed = {
        *(s.value for s in Sees if reader == "author"),
        *(["network"] if reader in MEMBERS else []),
        *(["facilitator"] if reader == "facilitator" else []),
    }
    assert honest == allowed
    assert forged == allowed


async def test_nothing_is_told_of_another_network_or_outside(database: Database) -> None:
    def work(unit: Unit) -> list[set[str]]:
        populate(unit)
        elsewhere = READERS["facilitator elsewhere"]
        return [
            told(unit.memory(ZOE, network("n2"))),
            told(unit.memory(elsewhere, network("n2"))),
            told(unit.memory(ZOE, None)),
            told(unit.memory(FEE, None)),
        ]

    assert await database.transact("acme", work) == [set(), set(), set(), set()]


async def test_a_memory_has_no_way_to_write_or_to_read_around_it(database: Database) -> None:
    def work(unit: Unit) -> set[str]:
        settle(unit)
        return {name for name in dir(unit.memory(ZOE, None)) if not name.startswith("_")}

    names = {name for name in vars(Memory) if not name.startswith("_")}
    assert await database.transact("acme", work) == names


async def test_what_was_answered_on_my_behalf_is_told_to_me_alone(database: Database) -> None:
    said = entry(person="max", dialog="mgr_time", field="ok", value="yes", sees="asker")

    def work(unit: Unit) -> list[int]:
        settle(unit)
        unit.file([replace(said, asker="zoe")], "m1")
        here = network()
        return [
            *(len(unit.memory(p, here).told("mgr_time")) for p in (ZOE, BART, FEE)),
            *(len(unit.memory(p, None).told("mgr_time")) for p in (ZOE, MAX)),
            len(unit.memory(ZOE, network("n2")).told("mgr_time")),
        ]

    assert await database.transact("acme", work) == [1, 0, 0, 1, 0, 0]


async def test_mine_is_the_newest_of_each_field(database: Database) -> None:
    def work(unit: Unit) -> list[dict[str, object]]:
        settle(unit)
        unit.file([entry(about="s1", value="old"), entry(about="s1", field="fear")], "r1")
        unit.file([entry(about="s2", value="new")], "r2")
        mine = unit.memory(ZOE, network())
        return [dict(mine.mine("expect")), dict(mine.mine("expect", "s1"))]

    assert await database.transact("acme", work) == [
        {"hope": "new", "fear": "less paper"},
        {"hope": "old", "fear": "less paper"},
    ]


async def test_came_is_the_tick_else_the_rsvp_else_yes(database: Database) -> None:
    rsvp = entry(dialog="rsvp", about="s1", field="come", value="cannot", sees="network")
    tick = entry(person="fee", dialog="debrief", about="s1", field="came", sees="facilitator")

    def work(unit: Unit) -> list[bool]:
        settle(unit)
        zoe, bart = (unit.memory(person, network()) for person in (ZOE, BART))
        seen = [zoe.came("s1")]
        unit.file([rsvp], "r1")
        seen += [zoe.came("s1"), bart.came("s1")]
        unit.file([replace(tick, person="bart", value=["zoe"])], "f0")  # no facilitator
        seen += [zoe.came("s1")]
        unit.file([replace(tick, value=["zoe"])], "f1")
        unit.file([replace(tick, about="s2", value=None)], "f2")  # left open
        fee = unit.memory(FEE, network())
        return [*seen, zoe.came("s1"), bart.came("s1"), bart.came("s2"), fee.came("s1")]

    expected = [True, False, True, False, True, False, True, True]
    assert await database.transact("acme", work) == expected


async def test_answered_is_about_me(database: Database) -> None:
    def work(unit: Unit) -> list[bool]:
        settle(unit)
        zoe, bart = (unit.memory(person, network()) for person in (ZOE, BART))
        unit.save(run())
        seen = [zoe.answered("evaluation", "s1")]
        unit.save(run(status=Status.DONE, revision=1))
        seen.append(zoe.answered("evaluation", "s1"))
        unit.save(run(status=Status.CLOSED, revision=2))
        return [*seen, zoe.answered("evaluation", "s1"), bart.answered("evaluation", "s1")]

    assert await database.transact("acme", work) == [False, True, True, False]


async def test_asked_is_what_waits_for_me_oldest_first(database: Database) -> None:
    def work(unit: Unit) -> list[str]:
        settle(unit)
        unit.save(run("r2", about="s2", opened=NOW + HOUR, facts={"n": 1}))
        unit.save(run("r1", expires=NOW + timedelta(days=2)))
        unit.save(run("b1", person="bart"))
        return [asked.run for asked in unit.memory(ZOE, None).asked()]

    assert await database.transact("acme", work) == ["r1", "r2"]


@pytest.mark.parametrize("reader", READERS)
async def test_results_are_for_members(database: Database, reader: str) -> None:
    def work(unit: Unit) -> bool:
        here = populate(unit)
        unit.keep_result(Result(network="n1", dialog="evaluation", about="s1", enough=False))
        return unit.memory(READERS[reader], here).result("evaluation", "s1") is not None

    assert await database.transact("acme", work) == (reader in MEMBERS)


async def test_the_catalogue_names_facilitators_and_oneself_only(database: Database) -> None:
    def work(unit: Unit) -> tuple[Network, Network]:
        settle(unit)
        return unit.memory(ZOE, None).catalogue()[0], unit.memory(ZOE, None).networks()[0]

    listed, own = await database.transact("acme", work)
    assert [m.person for m in listed.members] == ["fee", "zoe", ""]
    assert own == network()
    assert listed.full == own.full
    assert len(listed.participants) == len(own.participants)
