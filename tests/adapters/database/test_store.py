import asyncio
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import anyio
import pytest
import sqlalchemy as sa

from adapters.database import Database
from adapters.database.tables import METADATA
from adapters.web.wall import Line
from bot.network import Member, Network, Role, Share
from bot.ports import Ballot, Unit
from scheduler.ports import TimedStore, TimedUnit
from tests.adapters.database.lives import (
    HOUR,
    MAX,
    NOW,
    ZOE,
    card,
    entry,
    moment,
    network,
    out,
    run,
    settle,
)

CROWD = 12


def stored(database: Database) -> TimedStore:
    return database  # mypy says whether it is one


async def test_what_fails_leaves_nothing(database: Database) -> None:
    def work(unit: Unit) -> None:
        settle(unit)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.transact("acme", work)
    assert await database.transact("acme", lambda unit: unit.person("zoe")) is None


def _crowd(unit: Unit) -> None:
    settle(unit)
    for n in range(CROWD):
        unit.keep_person(ZOE.__class__(id=f"p{n}", name=f"P {n}"))


def _join(unit: Unit, person: str) -> None:
    here = unit.network("n1")
    assert here
    joined = Member(person=person, role=Role.PARTICIPANT, joined=NOW)
    unit.keep_network(here.with_member(joined))


async def test_all_who_join_at_once_have_joined(database: Database) -> None:
    await database.transact("acme", _crowd)

    async def join(n: int) -> None:
        await database.transact("acme", lambda unit: _join(unit, f"p{n}"))

    await asyncio.gather(*map(join, range(CROWD)))
    found = await database.transact("acme", lambda unit: unit.network("n1"))
    assert isinstance(found, Network)
    assert len(found.members) == 3 + CROWD


async def test_one_event_through_many_doors_at_once_is_new_once(database: Database) -> None:
    def work(unit: Unit) -> bool:
        return unit.first_sight("e1", NOW)

    seen = await asyncio.gather(*(database.transact("acme", work) for _ in range(8)))
    assert sorted(seen) == [False] * 7 + [True]


async def test_one_matter_started_by_many_at_once_is_open_once(database: Database) -> None:
    """Who comes late finds the run of who came first."""
    await database.transact("acme", settle)

    def start(unit: Unit, id_: str) -> str:
        found = unit.run_of("zoe", "evaluation", "n1", "s1")
        if found is None:
            unit.save(run(id_))
        return found.id if found else id_

    names = [f"r{n}" for n in range(8)]
    got = await asyncio.gather(
        *(database.transact("acme", partial(start, id_=name)) for name in names)
    )
    assert len(set(got)) == 1
    assert len(await database.transact("acme", lambda unit: unit.open_runs("zoe"))) == 1


async def test_what_was_read_is_read_again_once_it_was_written(database: Database) -> None:
    def work(unit: Unit) -> list[object]:
        settle(unit)
        seen: list[object] = [unit.person("zoe"), unit.network("n1")]
        unit.keep_person(replace(ZOE, pace="quiet"))
        unit.keep_network(network(title="Other"))
        return [*seen, unit.person("zoe"), unit.network("n1")]

    before, there, after, changed = await database.transact("acme", work)
    assert (before, after) == (ZOE, replace(ZOE, pace="quiet"))
    assert (there, changed) == (network(), network(title="Other"))


async def test_ballots_cast_at_once_are_all_there(database: Database) -> None:
    await database.transact("acme", settle)
    vote = Ballot(network="n1", dialog="evaluation", field="rating", value="4")
    await asyncio.gather(
        *(database.transact("acme", lambda unit: unit.cast([vote], 1)) for _ in range(4))
    )
    ballots, people = await database.transact("acme", lambda u: u.drawn("n1", "evaluation"))
    assert (len(ballots), people) == (4, 4)


async def test_what_is_due_is_taken_once_and_a_person_never_in_halves(database: Database) -> None:
    def setup(unit: TimedUnit) -> None:
        _crowd(unit)
        moments = [
            moment(f"m{n}:{k}", person=f"p{n}", at=NOW - k * HOUR)
            for n in range(CROWD)
            for k in range(3)
        ]
        unit.plan("n1", "", [*moments, *(moment(f"c{n}", person="") for n in range(6))])

    await database.transact("acme", setup)
    taken: list[set[str]] = []

    def take(unit: TimedUnit) -> list[tuple[str, str]]:
        due = unit.due(NOW, 5)
        for each in due:
            unit.take(each, "said", NOW)
        return [(each.person, each.key) for each in due]

    async def replica() -> None:
        idle = 0
        while idle < 5:
            due = await database.transact("acme", take)
            idle = 0 if due else idle + 1
            people = {person for person, _ in due if person}
            taken.extend({key for p, key in due if p == person} for person in people)

    await asyncio.gather(*(replica() for _ in range(6)))
    assert all(len(keys) == 3 for keys in taken)
    assert len(taken) == CROWD
    assert await database.next_moment() is None


CANARY = "canary-of-the-other-tenant"


def _other(unit: TimedUnit) -> None:
    """A whole life with the same ids, in which every word is a canary."""
    for person in (ZOE, MAX):
        unit.keep_person(person.__class__(id=person.id, name=CANARY, manager="max", team=CANARY))
    members = tuple(
        Member(person=id_, role=Role.FACILITATOR, joined=NOW, asks_manager=True)
        for id_ in ("zoe", "max")
    )
    unit.keep_network(network(title=CANARY, members=members))
    unit.save(run(facts={"x": CANARY}))
    unit.file([entry(value=CANARY, sees=s) for s in ("network",)], "r1")
    unit.file([entry(value=CANARY, field="note", sees="facilitator")], "r2")
    share = Share(id="p1", network="n1", author="zoe", kind="tip", text=CANARY, signed=True)
    unit.publish(share)
    unit.cast([Ballot(network="n1", dialog="evaluation", field="x", value=CANARY)], 1)
    unit.open_box("n1", "evaluation", "s1", 99)
    unit.plan("n1", "", [moment(dialog=CANARY)])
    unit.post(out("r1", CANARY, person="zoe", kind=CANARY, counts=True, said_on=NOW.date()), NOW)
    unit.mark("zoe", "quiz", answered=False)
    unit.first_sight(CANARY, NOW)


def _everything(unit: TimedUnit) -> list[object]:
    memory = unit.memory(ZOE, network())
    return [
        unit.person("zoe"),
        unit.people(["zoe", "max"]),
        unit.address_of("zoe"),
        unit.find_people("canary"),
        unit.network("n1"),
        unit.networks_of("zoe"),
        unit.catalogue(),
        unit.run("r1"),
        unit.run_of("zoe", "evaluation", "n1", "s1"),
        unit.runs(dialog="evaluation", network="n1", about="s1"),
        unit.open_runs("zoe"),
        unit.drawn("n1", "evaluation"),
        unit.share("p1"),
        unit.said("zoe", NOW.date()),
        unit.moments("n1"),
        unit.coming("zoe", NOW + HOUR),
        unit.due(NOW, 10),
        unit.ignored("zoe", "quiz"),
        memory.mine("expect"),
        memory.shown("expect", "hope"),
        memory.notes("expect", "note"),
        memory.shares(),
        memory.networks(),
        memory.catalogue(),
        memory.asked(),
        memory.answered("evaluation", "s1"),
        unit.memory(MAX, None).managing(NOW - HOUR, NOW),
    ]


async def test_nothing_of_another_tenant_is_ever_read(database: Database) -> None:
    await database.transact("other", _other)
    empty = await database.transact("acme", _everything)
    assert CANARY not in repr(empty)
    assert not any(x for x in empty[:-1] if x not in ([([], 0)], ([], 0)))
    assert await database.transact("acme", lambda u: u.first_sight(CANARY, NOW)) is True
    assert CANARY in repr(await database.transact("other", _everything))


async def test_nothing_of_another_tenant_is_ever_changed(database: Database) -> None:
    await database.transact("other", _other)
    before = await database._doors.read(_rows)

    def work(unit: TimedUnit) -> None:
        settle(unit)
        unit.plan("n1", "", [])
        unit.save(run())
        unit.file([entry()], "r1")
        unit.cast([Ballot(network="n1", dialog="evaluation", field="x", value="1")], 1)
        unit.empty_box("n1", "evaluation")
        unit.unfile("zoe", "n1")
        unit.mark("zoe", "quiz", answered=True)
        unit.post(out("r1"), NOW)

    await database.transact("acme", work)
    assert before <= await database._doors.read(_rows)


def _rows(connection: sa.Connection) -> set[str]:
    return {
        f"{table.name} {row}"
        for table in METADATA.sorted_tables
        for row in connection.execute(sa.select(table).where(table.c.tenant == "other")).all()
    }


async def test_an_address_of_neither_database_is_refused() -> None:
    with pytest.raises(ValueError, match="not in mysql"):
        Database("mysql://x/y")
    with pytest.raises(ValueError, match="synchronous"):
        Database("sqlite://", synchronous="SOMETIMES")


async def test_a_database_in_memory(tmp_path: Path) -> None:
    database = Database("sqlite://")
    await database.upgrade()
    await database.transact("acme", settle)
    assert await database.transact("acme", lambda unit: unit.person("zoe")) == ZOE
    assert await database.next_moment() is None
    await database.wall_of(Line).write("acme", "dm:zoe", key="k", card=card(), at=NOW, anew=False)
    await database.close()


async def test_closing_joins_the_threads_and_may_be_repeated(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "kring.db"))
    await database.open()
    await database.upgrade()
    assert any("kring-sqlite" in thread.name for thread in threading.enumerate())
    await database.close()
    await database.close()
    assert not any("kring-sqlite" in thread.name for thread in threading.enumerate())
    assert not (tmp_path / "kring.db-wal").exists()


def test_one_database_serves_event_loops_one_after_another(address: str) -> None:
    database = Database(address)

    async def visit() -> object:
        await database.upgrade()
        try:
            return await database.transact("loops", lambda unit: unit.first_sight("e", NOW))
        finally:
            if address.startswith("postgres"):
                await database.close()

    assert [anyio.run(visit) for _ in range(2)] == [True, False]
    asyncio.run(database.close())


async def test_the_settings_of_sqlite(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "kring.db"))
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    for door in (database._doors.write, database._doors.read):
        found = await door(
            lambda c: [c.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
        )
        assert found == ["wal", 2, 1, 1, 10_000]
    await database.close()


WRITER = """
import asyncio, sys
from adapters.database import Database
from tests.adapters.database.lives import ZOE

async def main():
    database = Database(sys.argv[1], synchronous="OFF")
    for _ in range(int(sys.argv[2])):
        await database.transact("acme", lambda unit: unit.mark("zoe", "quiz", answered=False))
    await database.close()

asyncio.run(main())
"""


async def _race(file: Path, each: int) -> int:
    database = Database(str(file))
    await database.upgrade()
    await database.transact("acme", settle)
    command = [sys.executable, "-c", WRITER, str(file), str(each)]
    writers = [subprocess.Popen(command) for _ in range(4)]  # noqa: ASYNC220
    assert [await asyncio.to_thread(writer.wait) for writer in writers] == [0] * 4
    found = await database.transact("acme", lambda unit: unit.ignored("zoe", "quiz"))
    await database.close()
    return found


async def test_four_processes_that_read_and_then_write_lose_nothing(tmp_path: Path) -> None:
    assert await _race(tmp_path / "kring.db", 50) == 200


@pytest.mark.slow
async def test_four_processes_for_longer(tmp_path: Path) -> None:
    assert await _race(tmp_path / "kring.db", 1000) == 4000
