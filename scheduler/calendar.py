"""When a person works: their own days, the public holidays of their country, their leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.dialog import At
from bot.moments import instant
from bot.network import DAY, Network, Person
from bot.series import festive

SLOTS: Mapping[str, time] = MappingProxyType({"morning": time(9, 30), "afternoon": time(13, 30)})
OFFICE = (time(9), time(17))
WEEK = (0, 1, 2, 3, 4)
FURTHEST = 2000
"""Days to look for a working day before giving up: longer than any leave."""


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """UTC for a zone that does not exist, so that one person's setting stops nobody else."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("UTC")


def forget_calendars() -> None:
    """Keep nobody's days and leave, nor any clock's rules, which may have been renewed by now."""
    ZoneInfo.clear_cache()
    zone.cache_clear()
    calendar_of.cache_clear()
    _local.cache_clear()
    _shift.cache_clear()


def _clock(text: str, otherwise: time) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One person's (or network's) own days and hours. A night's work belongs to its first day."""

    zone: ZoneInfo
    country: str
    days: tuple[int, ...] = WEEK
    hours: tuple[time, time] = OFFICE
    slot: time = SLOTS["morning"]
    away: tuple[tuple[date, date], ...] = ()

    def local(self, at: datetime) -> datetime:
        """Wall time, without zone."""
        return _local(self.zone, at if at.tzinfo is UTC else at.astimezone(UTC))

    def day(self, at: datetime) -> date:
        return self.local(at).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant, in UTC, at which this clock shows that time."""
        return instant(datetime.combine(day, clock), self.zone)

    def works(self, day: date) -> bool:
        return _works(self.country, self.days, self.away, day)

    def shift(self, day: date, days: int) -> date:
        """So many working days on, or back; 0 is the day itself or else the next working day."""
        return _shift(self.country, self.days, self.away, day, days)

    def open(self, at: datetime) -> bool:
        """Whether this is a time to be spoken to."""
        local, (first, last) = self.local(at), self.hours
        clock, today = local.time(), local.date()
        if first < last:
            return first <= clock < last and self.works(today)
        return (clock >= first and self.works(today)) or (clock < last and self.works(today - DAY))

    def slot_on(self, day: date) -> datetime:
        """The instant of that day's slot, or of the beginning of work if the slot lies outside."""
        (first, last), slot = self.hours, self.slot
        inside = first <= slot < last if first < last else slot >= first or first == last
        return self.at(day, slot if inside else first)

    def slots(self, after: datetime) -> Iterator[datetime]:
        """The slots that come, strictly after an instant."""
        day = self.shift(self.day(after) - DAY, 0)
        while True:
            if (slot := self.slot_on(day)) > after:
                yield slot
            day = self.shift(day, 1)

    def next_slot(self, after: datetime) -> datetime:
        return next(self.slots(after))

    def free(self, at: datetime) -> datetime:
        """This very instant, or the next slot when it is no time to be spoken to."""
        return at if self.open(at) else self.next_slot(at)

    def resolve(self, at: At) -> datetime:
        """The instant, in UTC, of an exact time or of a rule in working days."""
        if isinstance(at, datetime):
            return at.astimezone(UTC)
        day = self.shift(self.day(at.anchor), at.days)
        return self.slot_on(day) if at.clock is None else self.at(day, at.clock)


Away: TypeAlias = tuple[tuple[date, date], ...]


@lru_cache(maxsize=65536)  # the same meetings, seen by everybody who is in them
def _local(zone: ZoneInfo, at: datetime) -> datetime:
    """`at` in UTC: the two readings of an hour that comes twice are equal in its own zone."""
    return at.astimezone(zone).replace(tzinfo=None)


def _works(country: str, days: tuple[int, ...], away: Away, day: date) -> bool:
    return (
        day.weekday() in days
        and not festive(day, country)
        and not any(first <= day <= last for first, last in away)
    )


@lru_cache(maxsize=65536)  # most people of a country keep the same days
def _shift(country: str, days: tuple[int, ...], away: Away, day: date, by: int) -> date:
    step = -DAY if by < 0 else DAY
    if by == 0:
        day, by = day - DAY, 1
    for _ in range(abs(by)):
        tried = (day + step * n for n in range(1, FURTHEST))
        day = next((d for d in tried if _works(country, days, away, d)), day + step)
    return day


@lru_cache(maxsize=4096)
def calendar_of(person: Person) -> Calendar:
    return Calendar(
        zone=zone(person.zone),
        country=person.country,
        days=person.days or WEEK,
        hours=(_clock(person.hours[0], OFFICE[0]), _clock(person.hours[1], OFFICE[1])),
        slot=SLOTS.get(person.slot, SLOTS["morning"]),
        away=person.away,
    )


def calendar_in(network: Network) -> Calendar:
    """The calendar of a network's channel."""
    return Calendar(zone=zone(network.zone), country=network.country)


def resolve(at: At, person: Person) -> datetime:
    """The instant, in UTC, at which a rule falls for this person."""
    return calendar_of(person).resolve(at)
