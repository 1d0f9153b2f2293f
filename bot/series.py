"""A series of meetings: the same weekday and hour every few weeks, never on a public holiday."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from babel.core import get_global

from bot.moments import instant
from bot.network import Network, Person, Session

HALVES = (time(9, 30), time(13, 30))
CHOICES = 10
"""Beginnings of a series that are offered at most."""
WEEK = timedelta(weeks=1)
NOWHERE = "ZZ"
"""As whose territory a clock that belongs to no country is known."""
SLIP = timedelta(days=550)
"""From so far away on, a date is taken for a slip of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One date of a series. `put_off` says that a public holiday moved it by a week or more."""

    starts: datetime
    put_off: bool = False


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """None for a country that is not known: better a message on a holiday than none at all."""
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def country_in(zone: str, person: Person) -> str:
    """Whose holidays somebody keeps in this zone: their own, or where they move to, those there."""
    if zone == person.zone or "/" not in zone:  # `EST` is a clock of many countries
        return person.country
    known = get_global("zone_aliases").get(zone, zone)  # `Asia/Calcutta`, as browsers say
    there = get_global("zone_territories").get(known, NOWHERE)
    return person.country if there == NOWHERE else str(there)


def festive(day: date, country: str) -> bool:
    """Whether this is a public holiday there."""
    return day in public_holidays(country, day.year)


def distant(day: date, today: date) -> bool:
    """Whether a day lies so far away that the year must be a slip."""
    return day - today > SLIP


def works(day: date, country: str) -> bool:
    """Whether this is a working day, Monday to Friday, for most people there."""
    return day.weekday() < 5 and not festive(day, country)  # noqa: PLR2004 - Saturday is 5


def ahead(day: date, days: int, country: str) -> date:
    """The date that lies this many working days later."""
    while days > 0:
        day += timedelta(days=1)
        days -= works(day, country)
    return day


def until(first: date, last: date, country: str, *, most: int = 366) -> int:
    """How many working days lie after the first and up to the last, counted up to `most`."""
    counted, day = 0, first
    while day < last and counted < most:
        day += timedelta(days=1)
        counted += works(day, country)
    return counted


def local(moment: datetime, zone: str) -> datetime:
    """What a clock in that zone shows then, without its zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def meetings(
    begin: datetime, n: int, every_weeks: int, zone: str, country: str
) -> Iterator[Meeting]:
    """Each at the local time of the first; one that falls on a public holiday a week later.

    Where that is the date of the next one, the next one makes room.
    """
    first = actual = local(begin, zone)
    for k in range(n):
        planned, before = first + k * every_weeks * WEEK, actual
        actual, latest = planned, planned + every_weeks * WEEK
        while k and (actual <= before or (festive(actual.date(), country) and actual < latest)):
            actual += WEEK
        yield Meeting(starts=instant(actual, ZoneInfo(zone)), put_off=actual != planned)


def sessions(
    network: str, dates: Iterator[Meeting] | tuple[Meeting, ...], minutes: int, place: str = ""
) -> tuple[Session, ...]:
    """New sessions of a network, numbered from 1."""
    return tuple(
        Session(
            id=f"{network}-s{n}",
            number=n,
            starts=meeting.starts,
            ends=meeting.starts + timedelta(minutes=minutes),
            place=place,
        )
        for n, meeting in enumerate(dates, 1)
    )


def rescheduled(network: Network, begin: datetime) -> Network:
    """The network with all coming sessions on a new series; its end moves along if need be."""
    coming = network.coming
    dates = meetings(begin, len(coming), network.every_weeks, network.zone, network.country)
    for session, meeting in zip(coming, dates, strict=True):
        ends = meeting.starts + timedelta(minutes=network.minutes)
        network = network.with_session(replace(session, starts=meeting.starts, ends=ends))
    return ending_with_the_last(network)


def ending_with_the_last(network: Network) -> Network:
    """The network, which does not end before its last session."""
    if network.closing is None:
        return network
    last = local(network.closing.ends, network.zone).date()
    return replace(network, end=max(last, network.end or last))


def series(begin: datetime, zone: str, country: str) -> tuple[datetime, ...]:
    """Beginnings to choose from: the one proposed, then each half-day of its working week."""
    first = local(begin, zone)
    monday = first.date() - timedelta(days=first.weekday())
    found = [begin.astimezone(UTC)]
    for weekday in range(5):
        for half in HALVES:
            other = datetime.combine(monday + timedelta(days=weekday), half)
            same_half = other.date() == first.date() and (other.hour < 12) == (first.hour < 12)  # noqa: PLR2004 - noon
            if not same_half and not festive(other.date(), country):
                found.append(instant(other, ZoneInfo(zone)))
    return tuple(found[:CHOICES])
