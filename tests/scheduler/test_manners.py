"""Whatever is planned, nobody is spoken to too often, at the wrong time, or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import At, Dialog, Due, Order, WorkingDays
from bot.effects import AGAIN
from bot.network import Person, State
from bot.ports import Moment, Outbox
from scheduler.calendar import calendar_of
from scheduler.manners import (
    Habits,
    counts,
    decide,
    later,
    room,
    sessions_of,
)
from tests.scheduler.life import START, Life
from tests.scheduler.people import ASK, END, ZONES, network, seat, utc, zoe

KINDS: Mapping[str, Dialog] = {
    "remind": Dialog(key="remind", steps=(ASK, END)),
    "vote": Dialog(key="vote", steps=(ASK, END), order=Order.DEADLINE),
    "try": Dialog(key="try", steps=(ASK, END), order=Order.TRANSFER),
    "share": Dialog(key="share", steps=(ASK, END), order=Order.SHARING),
    "tip": Dialog(key="tip", steps=(END,), order=Order.DISCOVERY),
    "result": Dialog(key="result", steps=(END,), capped=False),
}


@st.composite
def moments(draw: st.DrawFn, person: Person) -> list[Moment]:
    found = []
    for n in range(draw(st.integers(1, 40))):
        anchor = START + timedelta(minutes=draw(st.integers(0, 60 * 24 * 60)))
        rules: tuple[At, ...] = (
            anchor,
            WorkingDays(anchor, 0),
            WorkingDays(anchor, -2),
            WorkingDays(anchor, 1, time(10)),
        )
        rule = draw(st.sampled_from(rules))
        at = calendar_of(person).resolve(rule)
        use = draw(st.sampled_from((None, 3, 20, 50, 400)))
        until = None if use is None else at + timedelta(hours=use)
        name = AGAIN if draw(st.integers(0, 15)) == 7 else str(n)
        found.append(
            Moment(
                key=str(n),
                dialog=draw(st.sampled_from(sorted(KINDS))),
                network="n1",
                person="zoe",
                at=at,
                until=until,
                due=Due(at=rule, until=until, name=name),
            )
        )
    return found


@st.composite
def lives(draw: st.DrawFn) -> tuple[Life, list[Moment], timedelta]:
    person = zoe(
        zone=draw(st.sampled_from(ZONES)),
        slot=draw(st.sampled_from(("morning", "afternoon"))),
        hours=draw(st.sampled_from((("09:00", "17:00"), ("13:00", "18:00"), ("22:00", "06:00")))),
        days=draw(st.sampled_from(((0, 1, 2, 3, 4), (0, 1), (1, 2, 3, 5, 6)))),
        pace=draw(st.sampled_from(("normal", "normal", "light", "quiet", "nothing"))),
        away=((date(2027, 3, 22), date(2027, 3, 28)),),
    )
    days = draw(st.sets(st.dates(date(2027, 3, 1), date(2027, 4, 30)), max_size=4))
    sessions = {"n1": frozenset(sorted(days)[::2]), "n2": frozenset(sorted(days)[1::2])}
    asleep = draw(st.sampled_from((timedelta(0), timedelta(minutes=5), timedelta(days=2))))
    return Life(person=person, dialogs=KINDS, sessions=sessions), draw(moments(person)), asleep


@given(lives())
def test_no_life_breaks_the_limits(given_: tuple[Life, list[Moment], timedelta]) -> None:
    life, planned, asleep = given_
    life.live(planned, asleep)
    assert life.broken() == []


@given(lives())
def test_every_moment_comes_to_an_end_and_within_own_hours(
    given_: tuple[Life, list[Moment], timedelta],
) -> None:
    life, planned, asleep = given_
    life.live(planned, asleep)
    assert life.ended.keys() == {m.key for m in planned}
    assert set(life.ended.values()) <= {"said", "stale", "capped", "off"}
    calendar = calendar_of(life.person)
    for at, items, counted in life.messages:
        assert calendar.open(at)
        assert 1 <= len(items) <= 3
        for moment in items:
            assert moment.until is None or at < moment.until
            assert counts(moment, KINDS) is counted
            if counted:
                assert life.person.pace != "nothing"
                due = calendar.day(calendar.free(calendar.resolve(moment.due.at)))
                assert calendar.day(at) <= calendar.shift(due, 5)


@given(lives())
def test_whoever_wants_nothing_gets_nothing_but_what_they_put_off_themselves(
    given_: tuple[Life, list[Moment], timedelta],
) -> None:
    life, planned, asleep = given_
    life.person = replace(life.person, pace="nothing")
    life.live(planned, asleep)
    assert all(m.due.name == AGAIN for _, items, _ in life.messages for m in items)


# ── examples ──

TUESDAY = utc("2027-03-02T08:30")


def due(
    dialog: str,
    at: datetime = TUESDAY,
    *,
    until: datetime | None = None,
    key: str = "",
    name: str = "",
    where: str = "n1",
) -> Moment:
    return Moment(
        key=key or dialog,
        dialog=dialog,
        network=where,
        person="zoe",
        at=at,
        until=until,
        due=Due(at=at, until=until, name=name),
    )


def said(*days: int) -> list[Outbox]:
    return [Outbox(kind="x", said_on=date(2027, 3, day)) for day in days]


def test_the_most_important_first() -> None:
    verdict = decide(
        [due("tip"), due("try"), due("vote"), due("remind"), due("share")],
        KINDS,
        Habits(person=zoe()),
        TUESDAY,
    )
    assert [m.dialog for m in verdict.say] == ["remind", "vote", "try", "share", "tip"]


def test_one_message_a_day_waits_for_the_last_of_it() -> None:
    ten = TUESDAY + timedelta(minutes=30)
    habits = Habits(person=zoe())
    first, last = due("vote"), due("remind", ten)
    verdict = decide([first], KINDS, habits, TUESDAY, [last])
    assert verdict.wait == ((first, ten),)
    together = decide([replace(first, at=ten), last], KINDS, habits, ten)
    assert [m.dialog for m in together.say] == ["remind", "vote"]


def test_it_does_not_wait_beyond_its_use_nor_for_what_is_not_said() -> None:
    ten = TUESDAY + timedelta(minutes=30)
    short = due("vote", until=ten)
    assert decide([short], KINDS, Habits(person=zoe()), TUESDAY, [due("remind", ten)]).say
    night = due("remind", utc("2027-03-02T20:00"))
    assert decide([due("vote")], KINDS, Habits(person=zoe()), TUESDAY, [night]).say
    off = Habits(person=zoe(kinds_off=("remind",)))
    assert decide([due("vote")], KINDS, off, TUESDAY, [due("remind", ten)]).say
    free = due("result", ten)
    assert decide([due("vote")], KINDS, Habits(person=zoe()), TUESDAY, [free]).say


@pytest.mark.parametrize(
    ("before", "session", "fits"),
    [
        ([], None, True),
        ([1], None, True),
        ([1, 1], None, False),  # two in five working days
        ([2], None, False),  # one a day
        ([1, 1], date(2027, 3, 4), True),  # three near a session: two working days ahead
        ([1, 1], date(2027, 2, 26), True),  # two working days behind
        ([1, 1], date(2027, 3, 5), False),  # three ahead
        ([1, 1, 1], date(2027, 3, 2), False),
        ([2], date(2027, 3, 2), False),
    ],
)
def test_room(before: list[int], session: date | None, fits: bool) -> None:  # noqa: FBT001
    sessions = {"n1": frozenset({session} if session else ())}
    habits = Habits(person=zoe(), said=said(*before), sessions=sessions)
    assert room(date(2027, 3, 2), habits) is fits


def test_outside_of_own_hours_it_waits_for_the_next_slot() -> None:
    saturday = utc("2027-03-06T10:00")
    moment, free = due("remind", saturday), due("result", saturday)
    verdict = decide([moment, free], KINDS, Habits(person=zoe()), saturday)
    monday = utc("2027-03-08T08:30")
    assert {m.key: at for m, at in verdict.wait} == {"remind": monday, "result": monday}
    short = due("remind", saturday, until=utc("2027-03-07T10:00"))
    assert decide([short], KINDS, Habits(person=zoe()), saturday).drop == ((short, "stale"),)


def test_what_finds_no_room_waits_for_another_day_and_then_lapses() -> None:
    habits = Habits(person=zoe(), said=said(2))
    moment = due("try")
    assert decide([moment], KINDS, habits, TUESDAY).wait == ((moment, utc("2027-03-03T08:30")),)
    fifth = utc("2027-03-09T08:30")
    full = Habits(person=zoe(), said=said(9))
    assert decide([moment], KINDS, full, fifth).drop == ((moment, "capped"),)
    sixth = fifth + timedelta(days=1)
    assert decide([moment], KINDS, Habits(person=zoe()), sixth).drop == ((moment, "stale"),)


def test_a_delayed_prompt_needs_a_day_of_use_but_logistics_do_not() -> None:
    habits = Habits(person=zoe(), said=said(2))
    noon = utc("2027-03-03T12:00")
    vote, remind = due("vote", until=noon), due("remind", until=noon)
    assert decide([vote], KINDS, habits, TUESDAY).drop == ((vote, "capped"),)
    assert decide([remind], KINDS, habits, TUESDAY).wait


@pytest.mark.parametrize(
    ("person", "kind", "outcome"),
    [
        (zoe(), "tip", "said"),
        (zoe(kinds_off=("tip",)), "tip", "off"),
        (zoe(pace="light"), "tip", "off"),
        (zoe(pace="light"), "vote", "said"),
        (zoe(pace="light"), "result", "said"),
        (zoe(pace="quiet"), "remind", "off"),
        (zoe(pace="nothing"), "result", "off"),
    ],
)
def test_paces(person: Person, kind: str, outcome: str) -> None:
    verdict = decide([due(kind)], KINDS, Habits(person=person), TUESDAY)
    assert (verdict.drop[0][1] if verdict.drop else "said") == outcome


def test_quiet_lets_the_day_of_a_session_through() -> None:
    held = {"n1": frozenset({date(2027, 3, 2)}), "n2": frozenset({date(2027, 3, 9)})}
    habits = Habits(person=zoe(pace="quiet"), sessions=held)
    here, elsewhere = due("remind"), due("remind", key="other", where="n2")
    verdict = decide([here, elsewhere], KINDS, habits, TUESDAY)
    assert (verdict.say, verdict.drop) == ((here,), ((elsewhere, "off"),))


def test_a_kind_falls_silent_after_three() -> None:
    moment = due("try")
    for times, outcome in ((2, ()), (3, ((moment, "silent"),)), (7, ((moment, "silent"),))):
        habits = Habits(person=zoe(), ignored={"try": times})
        assert decide([moment], KINDS, habits, TUESDAY).drop == outcome


def test_what_the_reader_put_off_comes_back_whatever_the_limits() -> None:
    again = due("try", name=AGAIN)
    habits = Habits(person=zoe(pace="nothing"), said=said(1, 2), ignored={"try": 9})
    assert decide([again], KINDS, habits, TUESDAY).apart == (again,)


@pytest.mark.parametrize(
    ("when", "now", "then"),
    [
        ("today", "2027-03-02T08:30", "2027-03-02T11:30"),
        ("today", "2027-03-02T14:30", "2027-03-02T15:30"),
        ("today", "2027-03-02T15:30", "2027-03-03T08:30"),
        ("today", "2027-03-05T20:00", "2027-03-08T08:30"),
        ("tomorrow", "2027-03-02T08:30", "2027-03-03T08:30"),
        ("tomorrow", "2027-03-05T08:30", "2027-03-08T08:30"),
        ("week", "2027-03-02T08:30", "2027-03-09T08:30"),
        ("week", "2027-03-22T08:30", "2027-03-30T07:30"),  # Easter Monday, and summer time
    ],
)
def test_snoozes(when: str, now: str, then: str) -> None:
    assert later(calendar_of(zoe()), when, utc(now)) == utc(then)


def test_sessions_are_days_on_the_persons_clock_in_networks_where_they_sit() -> None:
    here = network(seat("zoe"), start="2027-02-02T23:30", sessions=2)
    here = here.with_session(replace(here.sessions[1], state=State.CANCELLED))
    there = network(seat("bart"), id_="n2")
    assert sessions_of(zoe(), [here, there]) == {"n1": frozenset({date(2027, 2, 3)})}
    assert sessions_of(zoe(zone="America/New_York"), [here]) == {
        "n1": frozenset({date(2027, 2, 2)})
    }
