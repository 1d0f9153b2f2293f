from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.series import ahead, festive, meetings, series, until

BRUSSELS = ZoneInfo("Europe/Brussels")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - local times
    st.integers(3, 12),
    st.sampled_from([2, 3, 4, 6, 8]),
    st.sampled_from(["Europe/Brussels", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Kolkata"]),
)
def test_a_series_rises_and_keeps_its_hour(local: datetime, n: int, weeks: int, zone: str) -> None:
    begin = local.replace(second=0, microsecond=0, hour=14, tzinfo=ZoneInfo(zone))
    dates = [m.starts for m in meetings(begin, n, weeks, zone, "BE")]
    assert len(dates) == n
    assert dates == sorted(set(dates))
    for k, at in enumerate(dates):
        there = at.astimezone(ZoneInfo(zone))
        assert (there.hour, there.minute) == (14, begin.minute)
        assert there.weekday() == begin.weekday()
        assert k == 0 or not festive(there.date(), "BE")


def test_a_public_holiday_puts_one_meeting_off_and_leaves_the_others() -> None:
    begin = datetime(2027, 4, 5, 10, tzinfo=BRUSSELS)
    dates = list(meetings(begin, 3, 6, "Europe/Brussels", "BE"))
    assert [d.starts.date() for d in dates] == [
        date(2027, 4, 5),
        date(2027, 5, 24),  # 17 May is Whit Monday
        date(2027, 6, 28),
    ]
    assert [d.put_off for d in dates] == [False, True, False]


def test_a_meeting_that_is_put_off_never_meets_the_next_one() -> None:
    """Before, two Fridays in a row on a holiday put one meeting at the very instant of the next."""
    begin = datetime(2026, 12, 11, 14, tzinfo=BRUSSELS)
    dates = list(meetings(begin, 4, 2, "Europe/Brussels", "BE"))
    assert [d.starts.date() for d in dates] == [
        date(2026, 12, 11),
        date(2027, 1, 8),  # Christmas, New Year
        date(2027, 1, 15),  # makes room
        date(2027, 1, 22),
    ]
    assert [d.put_off for d in dates] == [False, True, True, False]


def test_ten_series_at_most_the_proposed_one_first() -> None:
    begin = datetime(2027, 3, 2, 13, tzinfo=UTC)
    found = series(begin, "Europe/Brussels", "BE")
    assert found[0] == begin
    assert len(found) == len(set(found)) == 10
    assert len(series(datetime(2027, 3, 6, 9, tzinfo=UTC), "Europe/Brussels", "BE")) == 10


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert ahead(date(2027, 3, 25), 2, "BE") == date(2027, 3, 30)  # over Easter Monday
    assert until(date(2027, 3, 25), date(2027, 3, 30), "BE") == 2
    assert not festive(date(2027, 7, 21), "XX")  # a country that nobody knows
    assert festive(date(2027, 7, 21), "BE")
