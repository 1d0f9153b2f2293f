from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import WorkingDays
from bot.network import Person
from bot.series import public_holidays
from scheduler import calendar
from scheduler.calendar import calendar_of, forget_calendars, resolve
from tests.scheduler.people import ZONES, utc, zoe

DAY = timedelta(days=1)


@st.composite
def somebody(draw: st.DrawFn) -> Person:
    days = draw(st.sets(st.integers(0, 6), min_size=1, max_size=7))
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 1)))
    away = (first, first + timedelta(days=draw(st.integers(0, 40))))
    return zoe(
        zone=draw(st.sampled_from(ZONES)),
        country=draw(st.sampled_from(("BE", "PT", "US", "FR", "??"))),
        days=tuple(sorted(days)),
        hours=draw(
            st.sampled_from(
                (("09:00", "17:00"), ("14:00", "18:30"), ("22:00", "06:00"), ("00:00", "00:00"))
            )
        ),
        slot=draw(st.sampled_from(("morning", "afternoon"))),
        away=draw(st.sampled_from(((), (away,)))),
    )


MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def works(person: Person, day: date) -> bool:
    return (
        day.weekday() in person.days
        and day not in public_holidays(person.country, day.year)
        and not any(a <= day <= b for a, b in person.away)
    )


@given(somebody(), st.dates(date(2026, 2, 1), date(2027, 11, 1)), st.integers(-30, 30))
def test_working_days_are_counted_one_by_one(person: Person, day: date, n: int) -> None:
    found = calendar_of(person).shift(day, n)
    assert works(person, found)
    if n == 0:
        between = [day + k * DAY for k in range((found - day).days)]
        assert not any(works(person, d) for d in between)
    else:
        step = 1 if n > 0 else -1
        passed = [day + step * k * DAY for k in range(1, abs((found - day).days) + 1)]
        assert sum(works(person, d) for d in passed) == abs(n)


@given(somebody(), MOMENTS)
def test_the_next_slot_is_ahead_and_in_own_hours(person: Person, now: datetime) -> None:
    calendar = calendar_of(person)
    slot = calendar.next_slot(now)
    assert slot > now
    assert calendar.open(slot)
    assert calendar.open(calendar.free(now))
    assert calendar.free(now) >= now


@given(somebody(), MOMENTS)
def test_slots_come_once_a_working_day(person: Person, now: datetime) -> None:
    calendar = calendar_of(person)
    slots = calendar.slots(now)
    found = [next(slots) for _ in range(12)]
    days = [calendar.day(slot) for slot in found]
    assert all(a < b for a, b in pairwise(found))
    assert all(calendar.shift(a, 1) == b for a, b in pairwise(days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "2027-03-30T09:30"),  # Easter Sunday; Monday is a holiday too
        (1, "2027-03-30T09:30"),
        (2, "2027-03-31T09:30"),
        (-1, "2027-03-26T09:30"),
        (-5, "2027-03-22T09:30"),
    ],
)
def test_holidays_and_weekends_are_none(days: int, expected: str) -> None:
    found = calendar_of(zoe()).local(resolve(WorkingDays(utc("2027-03-28T10:00"), days), zoe()))
    assert found == datetime.fromisoformat(expected)


def test_the_anchor_is_a_day_on_the_persons_own_clock() -> None:
    late = utc("2027-02-02T23:30")  # the 3rd in Brussels, still the 2nd in New York
    there = zoe(zone="America/New_York", country="US")
    assert resolve(WorkingDays(late, 0), zoe()) == utc("2027-02-03T08:30")
    assert resolve(WorkingDays(late, 0), there) == utc("2027-02-02T14:30")


def test_a_rule_keeps_its_clock_over_a_change_of_the_clock() -> None:
    session = utc("2027-03-30T12:00")  # Tuesday after Easter, summer time
    rule = WorkingDays(session, -3, time(10))
    assert resolve(rule, zoe()) == utc("2027-03-24T09:00")  # winter time
    assert resolve(WorkingDays(session, 0, time(10)), zoe()) == utc("2027-03-30T08:00")


def test_an_hour_that_comes_twice_is_two_elsewhere() -> None:
    once = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    there = calendar_of(zoe(zone="Asia/Tokyo"))
    seen = [there.local(at).time() for at in (once, once.replace(fold=1))]
    assert seen == [time(9, 30), time(10, 30)]


def test_exact_instants_stay() -> None:
    at = utc("2027-02-06T23:11")
    assert resolve(at, zoe()) == at


@pytest.mark.parametrize(
    ("person", "at", "is_open"),
    [
        (zoe(), "2027-02-02T08:00", True),  # Tuesday, 09:00
        (zoe(), "2027-02-02T07:59", False),
        (zoe(), "2027-02-02T16:00", False),  # 17:00 is the end
        (zoe(), "2027-02-06T10:00", False),  # Saturday
        (zoe(days=(5,)), "2027-02-06T10:00", True),
        (zoe(away=((date(2027, 2, 1), date(2027, 2, 2)),)), "2027-02-02T10:00", False),
        (zoe(hours=("22:00", "06:00")), "2027-02-02T22:00", True),
        (zoe(hours=("22:00", "06:00")), "2027-02-06T04:00", True),  # Friday's night
        (zoe(hours=("22:00", "06:00")), "2027-02-06T22:00", False),  # Saturday's
        (zoe(hours=("?", "")), "2027-02-02T10:00", True),
        (zoe(zone="Nowhere/At_All"), "2027-02-02T10:00", True),
        (zoe(zone="../etc/passwd", days=()), "2027-02-02T10:00", True),
    ],
)
def test_own_hours(person: Person, at: str, is_open: bool) -> None:  # noqa: FBT001
    assert calendar_of(person).open(utc(at)) is is_open


@pytest.mark.parametrize(
    ("change", "clock"),
    [
        ({}, time(9, 30)),
        ({"slot": "afternoon"}, time(13, 30)),
        ({"slot": "calendar"}, time(9, 30)),
        ({"hours": ("14:00", "18:00")}, time(14)),
        ({"hours": ("06:00", "09:00")}, time(6)),
    ],
)
def test_slots_keep_to_own_hours(change: dict[str, object], clock: time) -> None:
    calendar = calendar_of(zoe(**change))
    assert calendar.local(calendar.slot_on(date(2027, 2, 2))).time() == clock


def test_whoever_never_works_still_has_an_end() -> None:
    always = zoe(away=((date(2020, 1, 1), date(2040, 1, 1)),))
    assert calendar_of(always).next_slot(utc("2027-02-02T08:00")) > utc("2027-02-02T08:00")


def test_all_countries_of_the_cast_have_holidays() -> None:
    count: Callable[[str], int] = lambda country: len(public_holidays(country, 2027))  # noqa: E731
    assert count("BE") >= 10
    assert count("PT") >= 10
    assert count("ZZ") == 0


def test_nobodys_leave_is_kept_in_mind_once_it_is_to_be_forgotten() -> None:
    """`docs/privacy.md` promises it of the hours and leave of people."""
    away = ((date(2027, 3, 1), date(2027, 3, 5)),)
    assert calendar_of(zoe(away=away)).shift(date(2027, 2, 26), 1) == date(2027, 3, 8)
    forget_calendars()
    kept = (calendar._shift, calendar.calendar_of)
    assert [each.cache_info().currsize for each in kept] == [0, 0]
