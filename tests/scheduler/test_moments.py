"""Local times against an oracle that looks at every minute."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moments import instant

ZONES = (
    "Europe/Brussels",
    "Europe/Lisbon",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
)
YEARS = range(2024, 2029)
MINUTE = timedelta(minutes=1)


def oracle(local: datetime, zone: ZoneInfo) -> datetime:
    """The first minute at which the clock shows this time, or a later one."""
    at = local.replace(tzinfo=UTC) - timedelta(hours=15)
    while at.astimezone(zone).replace(tzinfo=None) < local:
        at += MINUTE
    return at


def jumps(zone: ZoneInfo, year: int) -> list[datetime]:
    """The instants, to the hour, at which this clock is changed in a year."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(8760)]
    offsets = [at.astimezone(zone).utcoffset() for at in hours]
    return [hours[n] for n in range(1, len(hours)) if offsets[n] != offsets[n - 1]]


@pytest.mark.parametrize("name", ZONES)
def test_times_around_every_change_of_the_clock(name: str) -> None:
    zone = ZoneInfo(name)
    for year in YEARS:
        for jump in jumps(zone, year):
            middle = jump.astimezone(zone).replace(tzinfo=None)
            for quarter in range(-10, 11):
                local = middle + quarter * timedelta(minutes=15)
                assert instant(local, zone) == oracle(local, zone), (name, local)


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001 - local times
)
def test_any_time_of_any_day(name: str, local: datetime) -> None:
    local, zone = local.replace(second=0, microsecond=0, fold=0), ZoneInfo(name)
    assert instant(local, zone) == oracle(local, zone)


@pytest.mark.parametrize(
    ("name", "local", "utc"),
    [
        ("Europe/Brussels", "2026-03-29T02:30", "2026-03-29T01:00"),  # skipped: 03:00 it is
        ("Europe/Brussels", "2026-10-25T02:30", "2026-10-25T00:30"),  # shown twice: the first
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),  # half an hour skipped
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00"),
        ("Europe/Lisbon", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("Pacific/Apia", "2011-12-30T09:30", "2011-12-30T10:00"),  # a whole day skipped
    ],
)
def test_gap_and_fold(name: str, local: str, utc: str) -> None:
    found = instant(datetime.fromisoformat(local), ZoneInfo(name))
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("name", ZONES)
def test_a_daily_time_comes_once_on_every_date(name: str) -> None:
    zone, day = ZoneInfo(name), datetime(2026, 1, 1, 9, 30)  # noqa: DTZ001 - a local time
    found = [instant(day + timedelta(days=n), zone) for n in range(366)]
    shown = [at.astimezone(zone).date() for at in found]
    assert shown == [(day + timedelta(days=n)).date() for n in range(366)]
    assert found == sorted(set(found))
