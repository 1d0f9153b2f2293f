from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from adapters.database import Database
from adapters.database.unit import Work
from bot.dialogs.decision import with_follow_up
from bot.memory import Managing, TimeRequest
from bot.network import Person, Seat, Share, State
from bot.ports import Unit
from tests.adapters.database.lives import (
    BART,
    DAY,
    HOUR,
    MAX,
    NOW,
    ZOE,
    entry,
    network,
    session,
    settle,
)

WEEK = timedelta(weeks=1)
OK = entry(person="max", dialog="mgr_time", field="ok", value="changes", sees="asker", asker="zoe")
SHARE = Share(
    id="p1",
    network="n1",
    author="zoe",
    kind="tip",
    text="\nToolbox talks beat posters.\nBart showed me.",
    signed=True,
    audiences=("manager",),
    agenda="Five minutes?",
    published=NOW,
)


async def seen(
    database: Database, change: Callable[[Unit], None], manager: Person = MAX, since: datetime = NOW
) -> Managing:
    def work(unit: Unit) -> Managing:
        settle(unit)
        change(unit)
        return unit.memory(manager, None).managing(since, since + WEEK)

    return await database.transact("acme", work)


def nothing(unit: Unit) -> None:
    """Everybody, one network, and nothing that anybody did."""


async def test_who_asked_their_manager_is_told_with_dates_and_hours(database: Database) -> None:
    found = await seen(database, nothing, since=NOW + 8 * DAY)
    dates = tuple(s.starts for s in network().sessions[1:])
    assert found.requests == (
        TimeRequest(person="Zoé Maes", network="Safe sites", dates=dates, hours=6.0),
    )


async def test_the_manager_sees_their_own_answer(database: Database) -> None:
    def answer(unit: Unit) -> None:
        unit.file([OK], "m1")
        unit.file([replace(OK, person="bart", value="no")], "m2")  # somebody else's
        unit.file([replace(OK, network="n2", value="no")], "m3")  # of another network

    found = await seen(database, answer)
    assert [request.answer for request in found.requests] == ["changes"]


def _renamed(unit: Unit) -> None:
    unit.keep_person(replace(ZOE, manager="fee"))


def _never_asked(unit: Unit) -> None:
    here = network()
    zoe = replace(here.members[1], asks_manager=False)
    unit.keep_network(here.with_member(zoe))


def _left(unit: Unit) -> None:
    here = network()
    unit.keep_network(here.with_member(replace(here.members[1], seat=Seat.LEFT)))


@pytest.mark.parametrize("change", [_renamed, _never_asked, _left])
async def test_without_the_persons_own_act_nothing_is_told(
    database: Database, change: Callable[[Unit], None]
) -> None:
    found = await seen(database, change)
    assert found.requests == ()
    assert found.phases == ()


async def test_another_manager_sees_none_of_it(database: Database) -> None:
    def publish(unit: Unit) -> None:
        unit.publish(SHARE)

    other = Person(id="ann", name="Ann", leads=True, organiser=True)
    found = await seen(database, publish, other)
    assert replace(found, openings=()) == Managing()


async def test_a_learning_is_told_as_its_author_signed_it(database: Database) -> None:
    def publish(unit: Unit) -> None:
        here = network()
        unit.keep_network(here.with_member(replace(here.members[1], mention=True)))
        unit.publish(SHARE)
        unit.publish(replace(SHARE, id="p2", signed=False, published=NOW + HOUR))
        unit.publish(
            replace(SHARE, id="p3", author="bart", audiences=("team:max",), text="x " * 90)
        )

    found = await seen(database, publish)
    assert [(p.title, p.signature, p.mention) for p in found.published[:1]] == [
        ("Toolbox talks beat posters.", "Zoé Maes", True)
    ]
    team, unsigned = found.published[1:]
    assert (team.signature, team.mention, team.title) == (BART.name, False, "x " * 48 + "x…")
    assert (unsigned.signature, unsigned.mention) == ("", False)
    assert unsigned.agenda == "Five minutes?"


@pytest.mark.parametrize(
    "share",
    [
        replace(SHARE, withdrawn=True),
        replace(SHARE, published=NOW - HOUR),
        replace(SHARE, published=None),
        replace(SHARE, audiences=("channel:n1", "record", "team:other")),
        replace(SHARE, author="bart"),
    ],
)
async def test_what_was_not_addressed_to_them_is_not_told(database: Database, share: Share) -> None:
    assert (await seen(database, lambda unit: unit.publish(share))).published == ()


async def test_a_manager_without_a_team_reads_no_team(database: Database) -> None:
    nowhere = replace(SHARE, author="bart", audiences=("",))
    alone = replace(MAX, team="")
    assert (await seen(database, lambda u: u.publish(nowhere), alone)).published == ()


@pytest.mark.parametrize(
    ("week", "phase"),
    [(-2, ""), (-1, ""), (0, "kickoff"), (1, "midway"), (2, "after_session"), (3, "closing")],
)
async def test_phases_follow_the_calendar(database: Database, week: int, phase: str) -> None:
    """Sessions are a week apart from a week after NOW; the digest comes a week after `since`."""
    since = NOW + week * WEEK + HOUR - WEEK
    expected = {0: "kickoff", 1: "midway", 2: "after_session", 3: "closing"}
    found = await seen(database, nothing, since=since)
    assert [p for _, p in found.phases] == ([expected[week]] if phase else [])


async def test_a_cancelled_session_is_no_phase(database: Database) -> None:
    def cancel(unit: Unit) -> None:
        sessions = tuple(replace(s, state=State.CANCELLED) for s in network().sessions)
        unit.keep_network(network(sessions=sessions))

    found = await seen(database, cancel)
    assert found.phases == ()
    assert found.requests[0].dates == ()


async def test_half_way_is_where_it_was_planned(database: Database) -> None:
    """Before, with the last but one cancelled, a manager read of it a meeting too early."""
    sessions = tuple(
        replace(session(n), state=State.CANCELLED if n == 4 else State.PLANNED) for n in range(1, 6)
    )

    def cancel(unit: Unit) -> None:
        unit.keep_network(network(sessions=sessions))

    half_way = [
        n
        for n in range(1, 6)
        if ("Safe sites", "midway")
        in (await seen(database, cancel, since=NOW + (n - 2) * WEEK + HOUR)).phases
    ]
    assert half_way == [3]


async def test_openings_hold_nobody_but_facilitators(database: Database) -> None:
    found = await seen(database, nothing)
    assert [m.person for m in found.openings[0].members] == ["fee", "", ""]
    assert not any(m.asks_manager for m in found.openings[0].members)


async def test_what_is_over_takes_no_room_from_what_is_open(database: Database) -> None:
    """Before, networks that met for the last time in the week of the digest were all it found."""

    def add(unit: Unit) -> None:
        late = network().sessions[-1]
        for id_, title in (("n2", "A first"), ("n3", "B second")):
            unit.keep_network(network(id_, title=title, sessions=network().sessions[:1]))
        unit.keep_network(network("n4", title="Z last", sessions=(late,)))

    found = await seen(database, add, since=network().sessions[0].starts - DAY)
    assert [each.id for each in found.openings] == ["n1", "n4"]


async def test_one_more_meeting_of_the_same_people_is_open_to_nobody_new(
    database: Database,
) -> None:
    """Before, managers read that newcomers could join a network for its reunion."""

    def add(unit: Unit) -> None:
        here = network("n2", title="A reunion")
        unit.keep_network(with_follow_up(here, here.sessions[-1].ends + 21 * DAY))

    found = await seen(database, add)
    assert [each.id for each in found.openings] == ["n1"]


async def test_only_what_a_manager_may_know_is_even_asked_for(database: Database) -> None:
    """The statements name no table of answers but for the manager's own word on time."""
    statements: list[str] = []

    def work(unit: Unit) -> None:
        settle(unit)
        assert isinstance(unit, Work)
        memory = unit.memory(MAX, None)
        listen = (unit._connection.plain, "before_cursor_execute", _note)
        sa.event.listen(*listen)
        memory.managing(NOW - WEEK, NOW)
        sa.event.remove(*listen)

    def _note(*told: object) -> None:
        statements.append(str(told[2]))

    await database.transact("acme", work)
    assert statements
    forbidden = ("runs", "ballots", "boxes", "thresholds", "results", "moments", "letters")
    for words in statements:
        tables = {name.strip('",()') for name in words.split()}
        assert not tables & set(forbidden)
        if "entries" in words:
            assert "entries.dialog =" in words
            assert "entries.person =" in words
            assert "entries.field =" in words


def test_the_digest_has_no_room_for_more() -> None:
    assert {"requests", "published", "phases", "openings"} == set(Managing.__slots__)
