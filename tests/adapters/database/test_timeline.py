from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from adapters.database import Database
from adapters.database.tables import METADATA, MOMENTS
from adapters.database.unit import Work
from bot.dialog import Does
from bot.ports import Conflict, Moment
from scheduler.ports import TimedUnit
from tests.adapters.database.lives import CAST, DAY, HOUR, NOW, moment, network, settle


def keys(moments: list[Moment]) -> list[str]:
    return [each.key for each in moments]


async def test_a_plan_comes_back_by_time(database: Database) -> None:
    plan = [
        moment("b", at=NOW + HOUR),
        moment("a", at=NOW + HOUR),
        moment("post", person="", at=NOW, until=None),
        moment("close", person="", at=NOW + DAY, does=Does.CLOSE),
    ]

    def work(unit: TimedUnit) -> list[Moment]:
        settle(unit)
        unit.plan("n1", "", plan)
        return unit.moments("n1")

    assert await database.transact("acme", work) == [plan[2], plan[1], plan[0], plan[3]]


async def test_a_plan_adds_moves_and_withdraws_but_what_was_said_stays_said(
    database: Database,
) -> None:
    def work(unit: TimedUnit) -> list[object]:
        settle(unit)
        unit.plan("n1", "", [moment("said"), moment("moved"), moment("gone"), moment("same")])
        unit.take(moment("said"), "said", NOW)
        moved = moment("moved", at=NOW + DAY)
        again = moment("said", at=NOW + DAY)
        unit.plan("n1", "", [again, moved, moment("same"), moment("new", at=NOW + HOUR)])
        return [unit.moments("n1"), unit.due(NOW, 10)]

    pending, due = await database.transact("acme", work)
    assert pending == [moment("same"), moment("new", at=NOW + HOUR), moment("moved", at=NOW + DAY)]
    assert due == [moment("same")]


async def test_a_close_that_did_not_take_place_is_planned_at_its_new_time(
    database: Database,
) -> None:
    close = moment("close", person="", does=Does.CLOSE)
    done = moment("done", person="", does=Does.CLOSE)

    def work(unit: TimedUnit) -> list[list[str]]:
        settle(unit)
        unit.plan("n1", "", [close, done])
        unit.take(close, "stale", NOW)
        unit.take(done, "said", NOW)
        unit.plan("n1", "", [close, done])  # nothing changed
        seen = [keys(unit.moments("n1"))]
        at = NOW + DAY
        unit.plan(
            "n1",
            "",
            [moment(c.key, person="", does=Does.CLOSE, at=at) for c in (close, done)],
        )
        return [*seen, keys(unit.moments("n1"))]

    assert await database.transact("acme", work) == [[], ["close"]]


async def test_plans_do_not_touch_one_another(database: Database) -> None:
    def work(unit: TimedUnit) -> list[list[str]]:
        settle(unit)
        unit.keep_network(network("n2"))
        unit.plan("n1", "", [moment("one"), moment("two", person="bart")])
        unit.plan("n2", "", [moment("other", network="n2")])
        unit.plan("", "zoe", [moment("digest", network="")])
        unit.plan("", "bart", [moment("digest-b", network="", person="bart")])
        unit.plan("", "zoe", [])
        unit.plan("n1", "bart", [])
        return [
            keys(unit.moments("n1")),
            keys(unit.moments("n2")),
            keys(unit.coming("bart", NOW)),
            keys(unit.coming("zoe", NOW)),
        ]

    assert await database.transact("acme", work) == [
        ["one"],
        ["other"],
        ["digest-b"],
        ["one", "other"],
    ]


async def test_what_its_reader_put_off_is_outside_of_the_plan(database: Database) -> None:
    def work(unit: TimedUnit) -> list[object]:
        settle(unit)
        unit.plan("n1", "", [moment("one")])
        unit.take(moment("one"), "said", NOW)
        unit.snooze(moment("one:later", at=NOW + HOUR))
        unit.plan("n1", "", [moment("one")])
        seen: list[object] = [keys(unit.moments("n1"))]
        unit.snooze(moment("one", at=NOW + DAY))  # with the key of its own past
        unit.plan("n1", "", [moment("one", at=NOW + HOUR)])
        return [*seen, [(m.key, m.at) for m in unit.moments("n1")]]

    assert await database.transact("acme", work) == [
        ["one:later"],
        [("one:later", NOW + HOUR), ("one", NOW + DAY)],
    ]


async def test_what_was_put_off_stays_so_until_its_plan_changes(database: Database) -> None:
    def work(unit: TimedUnit) -> list[object]:
        settle(unit)
        unit.plan("n1", "", [moment("one")])
        unit.put_off(moment("one"), NOW + HOUR)
        seen = [[m.at for m in unit.moments("n1")]]
        unit.plan("n1", "", [moment("one")])
        seen.append([m.at for m in unit.moments("n1")])
        unit.plan("n1", "", [moment("one", at=NOW + DAY)])
        return [*seen, [m.at for m in unit.moments("n1")]]

    assert await database.transact("acme", work) == [
        [NOW + HOUR],
        [NOW + HOUR],
        [NOW + DAY],
    ]


async def test_a_moment_is_taken_once(database: Database, at_once: None) -> None:
    def setup(unit: TimedUnit) -> None:
        settle(unit)
        unit.plan("n1", "", [moment("one")])

    await database.transact("acme", setup)
    await database.transact("acme", lambda unit: unit.take(moment("one"), "said", NOW))
    with pytest.raises(Conflict):
        await database.transact("acme", lambda unit: unit.take(moment("one"), "said", NOW))
    with pytest.raises(Conflict):
        await database.transact("acme", lambda unit: unit.put_off(moment("one"), NOW))


async def test_all_of_a_person_is_due_together(database: Database) -> None:
    def work(unit: TimedUnit) -> list[list[str]]:
        settle(unit)
        many = [moment(f"z{n}", at=NOW - n * HOUR) for n in range(5)]
        other = [moment(f"b{n}", person="bart", at=NOW - (n + 9) * HOUR) for n in range(2)]
        posts = [moment("post", person="", at=NOW - 3 * DAY), moment("future", at=NOW + HOUR)]
        unit.plan("n1", "", [*many, *other, *posts])
        return [keys(unit.due(NOW, limit)) for limit in (1, 2, 4, 100)]

    posted, bart, zoe, everything = await database.transact("acme", work)
    assert posted == ["post"]
    assert bart == ["post", "b1", "b0"]
    assert zoe == ["post", "b1", "b0", "z4", "z3", "z2", "z1", "z0"]
    assert everything == zoe


async def test_what_is_due_over_all_tenants(database: Database) -> None:
    def plan(*moments: Moment) -> Any:
        def work(unit: TimedUnit) -> None:
            settle(unit)
            unit.plan("n1", "", moments)

        return work

    assert await database.next_moment() is None
    await database.transact("b", plan(moment("one", at=NOW - HOUR)))
    await database.transact("a", plan(moment("one", at=NOW), moment("two", at=NOW + DAY)))
    await database.transact("c", plan(moment("one", at=NOW + HOUR)))
    assert await database.tenants_due(NOW) == ["b", "a"]
    assert await database.tenants_due(NOW, 1) == ["b"]
    assert await database.next_moment() == NOW - HOUR
    await database.transact("b", lambda unit: unit.take(moment("one"), "said", NOW))
    assert await database.next_moment() == NOW


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    made = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    METADATA.create_all(made)
    with made.begin() as connection:
        settle(Work(connection, "acme"))
    yield made
    made.dispose()


PLANS = st.dictionaries(
    st.sampled_from([f"m{n}" for n in range(12)]),
    st.tuples(st.integers(0, 5), st.sampled_from(["", *(p.id for p in CAST)])),
)


def planned(plan: dict[str, tuple[int, str]]) -> list[Moment]:
    return [moment(k, at=NOW + n * HOUR, person=person) for k, (n, person) in plan.items()]


class Counted:
    """The statements that change moments, and the rows they change."""

    def __init__(self, connection: sa.Connection) -> None:
        self.statements = 0
        self.rows = 0
        sa.event.listen(connection, "after_cursor_execute", self._note)

    def _note(self, *told: Any) -> None:
        _, cursor, words, parameters, _, many = told
        if words.startswith(("INSERT", "UPDATE", "DELETE")):
            assert cursor is not None
            self.statements += 1
            self.rows += len(parameters) if many else 1


@given(PLANS, PLANS, st.sets(st.sampled_from([f"m{n}" for n in range(12)])))
def test_reconciling(
    engine: sa.Engine,
    before: dict[str, tuple[int, str]],
    after: dict[str, tuple[int, str]],
    said: set[str],
) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        unit = Work(connection, "acme")
        unit.plan("n1", "", planned(before))
        for each in planned(before):
            if each.key in said:
                unit.take(each, "said", NOW)
        untouched = {k for k in before if k in after and before[k] == after[k] and k not in said}
        counted = Counted(connection)
        unit.plan("n1", "", planned(after))
        silent = said & set(before)
        assert {m.key: m for m in unit.moments("n1")} == {
            m.key: m for m in planned(after) if m.key not in silent
        }
        assert counted.statements <= 2
        assert counted.rows == len((set(before) | set(after)) - untouched - silent)
        first = counted.rows
        unit.plan("n1", "", planned(after))
        assert counted.rows == first  # to plan twice is to plan once
        transaction.rollback()


def test_moving_one_session_touches_its_own_moments_only(engine: sa.Engine) -> None:
    def plan(moved: int) -> list[Moment]:
        return [
            moment(f"eval:s{s}:{p.id}", person=p.id, at=NOW + s * DAY + (s == moved) * HOUR)
            for s in range(20)
            for p in CAST
        ]

    with engine.connect() as connection, connection.begin() as transaction:
        unit = Work(connection, "acme")
        unit.plan("n1", "", plan(-1))
        counted = Counted(connection)
        unit.plan("n1", "", plan(7))
        assert (counted.statements, counted.rows) == (1, len(CAST))
        transaction.rollback()


def test_the_due_are_found_by_an_index(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        question = sa.select(MOMENTS.c.at).where(
            MOMENTS.c.state == sa.literal_column("'pending'"), MOMENTS.c.at <= NOW
        )
        words = str(question.compile(engine, compile_kwargs={"literal_binds": True}))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}").all()
        assert "ix_moments_due" in str(plan)


def test_a_moment_of_a_changed_plan_has_its_new_facts(engine: sa.Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        unit = Work(connection, "acme")
        unit.plan("n1", "", [moment()])
        told = replace(moment(), due=replace(moment().due, facts={"n": 2}))
        unit.plan("n1", "", [told])
        assert unit.moments("n1") == [told]
        transaction.rollback()
