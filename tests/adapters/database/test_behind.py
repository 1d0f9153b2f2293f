"""What is read beforehand, kept between transactions or written behind is the same as without."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.database import Database
from adapters.database.unit import Work
from bot.dialog import Status
from bot.network import Address, Network
from bot.ports import Conflict, Inbound, Moment, Submitted, Unit
from tests.adapters.database.lives import (
    BART,
    DAY,
    FEE,
    HOUR,
    NOW,
    ZOE,
    entry,
    later,
    moment,
    network,
    out,
    run,
    settle,
)

PEOPLE = (ZOE.id, BART.id, FEE.id)


# ── together ──


async def test_who_fails_among_many_takes_nobody_along(database: Database) -> None:
    await database.transact("acme", settle)

    def work(n: int) -> Callable[[Unit], int]:
        def note(unit: Unit) -> int:
            unit.save(run(f"r{n}", about=f"a{n}"))
            if n % 3 == 0:
                raise ZeroDivisionError
            return n

        return note

    asked = (database.transact("acme", work(n)) for n in range(30))
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [n for n, each in enumerate(found) if isinstance(each, ZeroDivisionError)] == [
        *range(0, 30, 3)
    ]

    def kept(unit: Unit) -> list[int]:
        return [n for n in range(30) if unit.run(f"r{n}") is not None]

    assert await database.transact("acme", kept) == [n for n in range(30) if n % 3]


async def test_whoever_does_not_wait_any_more_is_no_trouble_to_others(database: Database) -> None:
    await database.transact("acme", settle)
    gone = asyncio.ensure_future(database.transact("acme", lambda u: u.save(run("r1"))))
    await asyncio.sleep(0)
    gone.cancel()
    await database.transact("acme", lambda u: u.save(run("r2", about="s2")))
    assert await database.transact("acme", lambda u: u.run("r2")) is not None


# ── behind ──


async def test_what_was_written_is_seen_by_whatever_reads_next(database: Database) -> None:
    def work(unit: Unit) -> tuple[object, ...]:
        settle(unit)
        first = run()
        unit.save(first)
        unit.file([entry(value="old")], "r1", first=True)
        unit.file([entry(value="new")], "r1")
        unit.mark("zoe", "rsvp", answered=False)
        unit.mark("zoe", "rsvp", answered=False)
        unit.post(out("k1", counts=True, said_on=NOW.date(), person="zoe"), NOW)
        unit.save(later(first, rating=4))
        return (
            unit.runs(dialog="evaluation", network="n1", about="s1")[0].answers.stored(),
            unit.memory(ZOE, network()).mine("expect"),
            unit.ignored("zoe", "rsvp"),
            len(unit.said("zoe", NOW.date())),
        )

    seen = ({"rating": 4}, {"hope": "new"}, 2, 1)
    assert await database.transact("acme", work) == seen


async def test_a_run_that_somebody_saved_meanwhile_undoes_all_that_was_written_beside_it(
    database: Database, at_once: None
) -> None:
    def setup(unit: Unit) -> None:
        settle(unit)
        unit.save(run())
        unit.save(later(run(), rating=1))

    await database.transact("acme", setup)

    def outdated(unit: Unit) -> None:
        unit.mark("zoe", "rsvp", answered=False)
        unit.save(later(run(), rating=5))
        unit.post(out("k1"), NOW)

    with pytest.raises(Conflict):
        await database.transact("acme", outdated)

    def look(unit: Unit) -> tuple[object, ...]:
        saved = unit.run("r1")
        assert saved is not None
        return saved.answers.stored(), unit.ignored("zoe", "rsvp")

    assert await database.transact("acme", look) == ({"rating": 1}, 0)
    assert await database.post.claim(NOW, 10, timedelta(minutes=1)) == []


async def test_an_event_is_taken_once_though_it_was_looked_up_before(database: Database) -> None:
    await database.transact("acme", settle)
    inbound = Inbound(
        tenant="acme",
        sender=Address(platform="web", id="dm:zoe"),
        event="e1",
        same=("m1",),
        what=Submitted("r1:ask", {}),
    )

    def take(unit: Unit) -> bool:
        unit.expect(inbound)
        return unit.first_sight("e1", NOW, "m1")

    found = await asyncio.gather(*(database.transact("acme", take) for _ in range(6)))
    assert sorted(found) == [False] * 5 + [True]


# ── on the shelf ──


async def test_a_network_that_was_not_kept_after_all_is_as_it_was(database: Database) -> None:
    await database.transact("acme", settle)

    def undone(unit: Unit) -> None:
        unit.keep_network(replace(network(), title="Never"))
        assert _title(unit) == "Never"
        raise ZeroDivisionError

    def _title(unit: Unit) -> str:
        here = unit.network("n1")
        assert here is not None
        return here.title

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await database.transact("acme", undone)
        assert await database.transact("acme", _title) == "Safe sites"
    await database.transact("acme", lambda u: u.keep_network(replace(network(), title="Now")))
    assert await database.transact("acme", _title) == "Now"


async def test_what_another_process_changed_is_seen(database: Database, address: str) -> None:
    await database.transact("acme", settle)
    here: Network | None = await database.transact("acme", lambda u: u.network("n1"))
    assert here is not None
    other = Database(address, synchronous="OFF")
    changed = replace(here, members=here.members[:2])
    await other.transact("acme", lambda u: u.keep_network(changed))
    await other.close()
    found = await database.transact("acme", lambda u: u.network("n1"))
    assert found == changed


# ── foreseen ──


def _due(n: int, person: str, **more: object) -> Moment:
    return moment(f"m{n}", person=person, at=NOW - HOUR + timedelta(minutes=n), **more)


def _life(unit: Unit) -> None:
    settle(unit)
    unit.save(run("z1"), shown=NOW - 3 * HOUR)
    unit.save(run("z2", about="s2"), shown=NOW - HOUR)
    unit.save(run("z3", dialog="rsvp", about="s1", status=Status.DONE))
    unit.save(run("b1", person="bart", opened=NOW - DAY))
    unit.mark("zoe", "evaluation", answered=False)
    unit.mark("bart", "rsvp", answered=False)
    for n, person in enumerate(PEOPLE):
        kept: dict[str, Any] = {
            "person": person,
            "counts": True,
            "kind": "rsvp",
            "said_on": (NOW - DAY).date(),
        }
        unit.post(out(f"k{n}", **kept), NOW)
        unit.snooze(_due(n, person))
        unit.snooze(_due(10 + n, person, dialog="rsvp"))
    unit.snooze(moment("later", person="zoe", at=NOW + 5 * HOUR))


def _asked(unit: Work) -> list[object]:
    """Everything that a person's turn asks for."""
    since = (NOW - 9 * DAY).date()
    return [
        (
            unit.person(person),
            unit.address_of(person),
            unit.networks_of(person),
            [unit.run_of(person, d, "n1", a) for d in ("evaluation", "rsvp") for a in ("s1", "s2")],
            unit.open_runs(person),
            [unit.ignored(person, kind) for kind in ("evaluation", "rsvp", "share")],
            unit.said(person, since),
            [m.key for m in unit.coming(person, NOW + 6 * HOUR)],
        )
        for person in PEOPLE
    ]


async def test_what_was_foreseen_is_what_would_have_been_read(database: Database) -> None:
    await database.transact("acme", _life)
    plain = await database.transact("acme", _asked)

    def foreseen(unit: Work) -> list[object]:
        assert len(unit.due(NOW, 100)) == 6
        return _asked(unit)

    assert await database.transact("acme", foreseen) == plain


async def test_what_was_foreseen_follows_what_is_written(database: Database) -> None:
    await database.transact("acme", _life)

    def turns(unit: Work) -> list[object]:
        due = unit.due(NOW, 100)
        unit.save(later(run("z2", about="s2"), rating=3), shown=NOW)
        unit.save(run("z4", about="s3", opened=NOW), shown=NOW)
        unit.save(replace(later(run("b1", person="bart", opened=NOW - DAY)), status=Status.LAPSED))
        unit.mark("zoe", "evaluation", answered=True)
        unit.mark("bart", "rsvp", answered=False)
        counted: dict[str, Any] = {
            "person": "zoe",
            "counts": True,
            "kind": "rsvp",
            "said_on": NOW.date(),
        }
        unit.post(out("fresh", **counted), NOW)
        unit.post(out("k1", person="bart"), NOW)  # in place of one that counts
        for each in due[:3]:
            unit.take(each, "said", NOW)
        unit.put_off(due[3], NOW + 2 * HOUR)
        unit.keep_network(replace(network(), title="Changed"))
        return _asked(unit)

    followed = await database.transact("acme", turns)
    for mine, read in zip(followed, await database.transact("acme", _asked), strict=True):
        assert mine == read
