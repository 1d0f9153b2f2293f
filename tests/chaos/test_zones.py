"""Local hours over five years, against somebody who looks at the clock every minute.

The oracle walks through each year in UTC, minute by minute, and writes down when the clock on the
wall first showed each local minute. It knows nothing of gaps, folds or offsets.
"""

import random
from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.dialog import Dialog, Due, Step, WorkingDays
from bot.moments import instant
from bot.network import Person, Role
from scheduler.calendar import calendar_of
from scheduler.timeline import plan_person
from tests.chaos.figures import count, publish

ZONES = (
    "Australia/Lord_Howe",  # half an hour
    "Europe/Brussels",
    "America/Sao_Paulo",
    "Africa/Casablanca",  # back for the month of Ramadan
    "Asia/Kathmandu",  # a quarter of an hour off
    "Pacific/Apia",
    "Europe/Lisbon",
    "Europe/Dublin",  # its winter is the exception
    "America/St_Johns",
    "America/Santiago",
    "America/New_York",
    "Pacific/Chatham",
    "Africa/Cairo",  # begins at midnight, on a Friday
    "Asia/Beirut",
)
YEARS = range(2025, 2030)
CASES = count("ZONES", 2_000, 100_000)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PAIRS = [(zone, year) for zone in ZONES for year in YEARS]
TRIED = PAIRS if CASES > 10_000 else [(z, YEARS[n % len(YEARS)]) for n, z in enumerate(ZONES[:4])]


class Wall:
    """A year on the wall of one place."""

    def __init__(self, name: str, year: int) -> None:
        zone = ZoneInfo(name)
        self.begin = datetime(year, 1, 1)  # noqa: DTZ001 - on the wall
        self._utc = datetime(year, 1, 1, tzinfo=UTC) - DAY
        self.minutes = int((datetime(year + 1, 1, 1) - self.begin) / MINUTE)  # noqa: DTZ001
        self._first = array("l", [-1]) * (self.minutes + 2 * 24 * 60)
        for n in range(self.minutes + 4 * 24 * 60):
            shown = (self._utc + n * MINUTE).astimezone(zone).replace(tzinfo=None)
            place = (shown - self.begin) // MINUTE
            if 0 <= place < len(self._first) and self._first[place] < 0:
                self._first[place] = n

    def first(self, local: datetime) -> datetime:
        """When this minute is on the wall, or else the next one that ever is."""
        place = (local - self.begin) // MINUTE
        while self._first[place] < 0:
            place += 1
        return self._utc + self._first[place] * MINUTE


@lru_cache(maxsize=8)
def wall(name: str, year: int) -> Wall:
    return Wall(name, year)


def jumps(name: str, year: int) -> list[datetime]:
    """Local times near which the clock is changed."""
    zone, at = ZoneInfo(name), datetime(year, 1, 1, tzinfo=UTC)
    days = [at + n * DAY for n in range(367)]
    pairs = pairwise(days)
    changed = [
        a for a, b in pairs if a.astimezone(zone).utcoffset() != b.astimezone(zone).utcoffset()
    ]
    return [at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0) for at in changed]


def locals_(name: str, year: int, most: int, chance: random.Random) -> Iterator[datetime]:
    """Half of them in the two days around a change of the clock, where there is one."""
    begin, near = datetime(year, 1, 1), jumps(name, year)  # noqa: DTZ001
    for n in range(most):
        if near and n % 2:
            at = chance.choice(near) + timedelta(minutes=chance.randrange(-24 * 60, 48 * 60))
        else:
            at = begin + timedelta(minutes=chance.randrange(365 * 24 * 60))
        yield min(max(at, begin), begin + 365 * DAY - MINUTE)


@pytest.mark.parametrize(("name", "year"), TRIED)
def test_each_local_time_is_the_instant_at_which_the_wall_first_shows_it(
    name: str, year: int
) -> None:
    chance, here = random.Random(f"{name}{year}"), wall(name, year)
    zone, cases = ZoneInfo(name), CASES // len(TRIED)
    calendar = calendar_of(Person(id="p", name="P", zone=name, country="", days=tuple(range(7))))
    for local in locals_(name, year, cases, chance):
        wanted = here.first(local)
        assert instant(local, zone) == wanted, local
        assert calendar.at(local.date(), local.time()) == wanted, local
        noon = datetime.combine(local.date(), time(12), zone).astimezone(UTC)
        rule = WorkingDays(noon, 0, local.time())
        assert calendar.resolve(rule) == wanted, local
    publish("zones", zone=name, year=year, cases=cases, different=0)


def _daily(clock: time) -> Dialog:
    """Something that comes back every day at that time, weekends and holidays too."""

    def recurs(person: Person, now: datetime) -> Due:
        return Due(at=WorkingDays(now, 0, clock))

    return Dialog(
        key="daily", audience=Role.ANYONE, steps=(Step("show"),), recurs=recurs, examples=({},)
    )


@pytest.mark.parametrize(("name", "year"), TRIED)
def test_what_recurs_comes_once_on_each_local_date(name: str, year: int) -> None:
    here, zone, said = wall(name, year), ZoneInfo(name), 0
    person = Person(id="p", name="P", zone=name, country="", days=tuple(range(7)))
    clocks = [time(2, 30), time(23, 59), time(0, 0), time(2, 15)]
    for clock in clocks if CASES > 10_000 else clocks[:2]:
        dialogs = {"daily": _daily(clock)}
        now, keys = instant(datetime(year, 1, 1), zone) - MINUTE, set[str]()  # noqa: DTZ001
        for n in range(365):
            (moment,) = plan_person(person, dialogs, now)
            day = date(year, 1, 1) + n * DAY
            assert moment.at == here.first(datetime.combine(day, clock)), (day, clock)
            assert moment.key not in keys
            keys.add(moment.key)
            now, said = moment.at, said + 1
    publish("recurs", zone=name, year=year, cases=said, different=0)
