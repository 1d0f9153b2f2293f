from datetime import date
from zoneinfo import ZoneInfo

from adapters.playground.caps import load
from scheduler.calendar import Calendar

CALENDAR = Calendar(zone=ZoneInfo("Europe/Brussels"), country="BE")


def _days(*days: int) -> list[date]:
    return [date(2027, 2, day) for day in days]


def test_two_in_five_working_days_are_allowed() -> None:
    found = load("zoe", _days(8, 10), (), CALENDAR)
    assert found.kept
    assert (found.messages, found.busiest_day, found.busiest_five) == (2, 1, 2)


def test_the_weekend_does_not_count_as_working_days() -> None:
    assert not load("zoe", _days(9, 12, 15), (), CALENDAR).kept
    assert load("zoe", _days(8, 10, 15), (), CALENDAR).kept


def test_a_third_is_allowed_near_a_session() -> None:
    days = _days(8, 9, 11)
    assert not load("zoe", days, (), CALENDAR).kept
    assert load("zoe", days, _days(10), CALENDAR).kept
    assert not load("zoe", days, _days(22), CALENDAR).kept


def test_two_on_one_day_are_too_many() -> None:
    found = load("zoe", _days(8, 8), _days(8), CALENDAR)
    assert not found.kept
    assert found.busiest_day == 2


def test_silence_is_fine() -> None:
    assert load("zoe", (), (), CALENDAR).kept
