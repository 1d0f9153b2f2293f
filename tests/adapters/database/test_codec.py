import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.database import rows
from adapters.database.codec import dump, load
from bot.content import Card
from bot.dialog import Does, Due, WorkingDays
from bot.memory import Result
from bot.network import Member, Network, Person, Session

TEXT = st.text(st.characters(codec=None), max_size=20)  # any character, half a pair as well
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
INSTANTS = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(datetime, INSTANTS)


def through(kind: object, value: object) -> object:
    return load(kind, json.loads(json.dumps(dump(value))))


@given(st.from_type(Card))
def test_a_card_comes_back_exactly(card: Card) -> None:
    assert through(Card, card) == card


@given(st.from_type(Person), st.from_type(Session), st.from_type(Member))
def test_people_and_their_meetings_come_back_exactly(
    person: Person, session: Session, member: Member
) -> None:
    assert through(Person, person) == person
    assert through(Session, session) == session
    assert through(Member, member) == member


@given(st.from_type(Person), st.from_type(Network))
def test_what_has_no_column_stands_in_the_settings(person: Person, network: Network) -> None:
    assert rows.person(rows.person_row(person)) == person
    row = rows.network_row(network)
    assert rows.network(row, network.sessions, network.members) == network


@given(
    st.builds(
        Due,
        at=INSTANTS | st.builds(WorkingDays, INSTANTS, st.integers(), st.none() | st.times()),
        until=st.none() | INSTANTS,
        facts=st.dictionaries(TEXT, JSON, max_size=3),
    )
)
def test_a_due_comes_back_exactly(due: Due) -> None:
    assert through(Due, due) == due


def test_a_result_comes_back_exactly() -> None:
    result = Result(
        network="n1",
        dialog="evaluation",
        about="s1",
        enough=True,
        dots={"rating": {"mean": 3.5, "thirds": {"low": 0, "mid": 30, "high": 70}}},
        shares={"again": {"yes": 80}},
        texts={"wish": ("more time", "\ud83d")},
    )
    assert through(Result, result) == result


def test_fields_at_their_default_are_not_kept_so_that_new_ones_need_no_migration() -> None:
    assert dump(Person(id="zoe", name="Zoé")) == {"is": "Person", "id": "zoe", "name": "Zoé"}
    old = {"is": "Due", "at": "2027-01-01T00:00:00+00:00", "gone": 1}
    assert load(Due, old) == Due(at=datetime(2027, 1, 1, tzinfo=UTC))


def test_dates_times_and_enums() -> None:
    due = Due(at=WorkingDays(datetime(2027, 1, 1, tzinfo=UTC), 1, time(9, 30)), does=Does.CLOSE)
    assert through(Due, due) == due
    assert through(tuple[tuple[date, date], ...], ((date(2027, 1, 1), date(2027, 1, 2)),)) == (
        (date(2027, 1, 1), date(2027, 1, 2)),
    )


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError):
        load(object, {})
