"""What is read for an answer or a tick is found by an index, however much stands in the tables.

Before, a list of people was compared in a way that no index answers, and the newest letter of a
message was looked for among all letters of its organisation: both were right, and slower with each
day. Now the plan of each statement is looked at.

So it is with what is deleted once a day: for each network that is over all conversations of its
organisation were read, every day for two years, and nobody else was answered meanwhile.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from adapters.database.keeping import outside, put_away
from adapters.database.unit import Work
from bot.network import Address, Phase
from bot.ports import Inbound, Submitted
from tests.adapters.database.lives import NOW, entry, moment, network, out, run, settle

DM = Address(platform="web", id="dm:zoe")
ALL = re.compile(
    r"^(SCAN (?!json_each|CONSTANT)\w+.*|SEARCH (letters|moments|entries|runs) .*\(tenant=\?\).*)$",
    re.MULTILINE,
)
"""All of a table, or all that an organisation has in it."""


def _answered(unit: Work) -> None:
    what = Submitted("r1:ask", {})
    unit.expect(Inbound(tenant="acme", sender=DM, event="e1", what=what))
    assert unit.first_sight("e1", NOW)
    found = unit.run("r1")
    assert found is not None
    unit.save(replace(found, revision=found.revision + 1), shown=NOW)
    unit.file([entry()], "r1")
    unit.mark("zoe", "evaluation", answered=True)
    unit.post(out("r1", "next"), NOW)
    unit.finish()


def _ticked(unit: Work) -> None:
    for each in unit.due(NOW, 10):
        assert unit.address_of(each.person)
        unit.take(each, "said", NOW)
    unit.finish()


def _asked_singly(unit: Work) -> None:
    unit.people(["zoe", "bart", "fee"])
    unit.networks_of("zoe")
    unit.post(out("r1", "next"), NOW)
    unit.said("zoe", NOW.date())
    unit.coming("zoe", NOW)
    unit.finish()


@pytest.fixture
def engine() -> Iterator[sa.Engine]:
    from adapters.database import schema  # noqa: PLC0415

    made = sa.create_engine("sqlite://")
    with made.begin() as connection:
        schema.upgrade(connection)
    yield made
    made.dispose()


def _looking(connection: sa.Connection) -> dict[str, str]:
    """The plan of each statement from now on."""
    plans = dict[str, str]()

    def look(_: object, cursor: Any, words: str, given: Any, __: object, many: bool) -> None:  # noqa: FBT001
        if words.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            values = given[0] if many else given
            steps = cursor.connection.execute(f"EXPLAIN QUERY PLAN {words}", values).fetchall()
            plans[words] = "\n".join(step[3] for step in steps)

    sa.event.listen(connection, "before_cursor_execute", look)
    return plans


@pytest.mark.parametrize("work", [_answered, _ticked, _asked_singly])
def test_nothing_is_looked_through(engine: sa.Engine, work: Callable[[Work], None]) -> None:
    with engine.connect() as connection:
        before = Work(connection, "acme")
        settle(before)
        before.keep_network(network())
        before.keep_person(before.people(["zoe"])["zoe"], DM)
        before.save(run("r1"))
        before.post(out("r1", "first"), NOW)
        before.plan("n1", "", [moment("a")])
        before.finish()
        plans = _looking(connection)
        work(Work(connection, "acme"))
    assert plans
    found = {words[:80]: plan for words, plan in plans.items() if ALL.search(plan)}
    assert found == {}


LARGE = re.compile(r"^(SCAN|SEARCH) (moments|lines|letters)\b(?!.*\(tenant=\? AND )", re.MULTILINE)


def test_what_is_over_is_found_where_it_stands(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        before = Work(connection, "acme")
        settle(before)
        before.keep_network(replace(network(), phase=Phase.ARCHIVED))
        before.finish()
        plans = _looking(connection)
        put_away(connection, NOW + timedelta(days=365))
        connection.execute(outside(NOW))
    deleted = [
        words for words in plans if words.startswith(("DELETE FROM lines", "DELETE FROM mo"))
    ]
    assert len(deleted) == 3  # lines, moments of a network, moments outside of one
    assert {words[:80]: plan for words, plan in plans.items() if LARGE.search(plan)} == {}
