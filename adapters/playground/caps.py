"""The limits on messages, counted again from what was said: a second pair of eyes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.calendar import Calendar

A_DAY = 1
IN_FIVE = 2
AROUND = 3
FIVE, NEAR = 5, 2
"""Working days: what the second limit looks back on, and how near a session is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person got by Kring's own initiative."""

    person: str
    messages: int
    busiest_day: int
    busiest_five: int
    kept: bool


def load(person: str, days: Sequence[date], sessions: Iterable[date], calendar: Calendar) -> Load:
    """Count the messages of each day, and of the five working days that end with it.

    Three of those are allowed within two working days of a session, else two.
    """
    counted, met = Counter(days), tuple(sessions)
    fives = {day: _in_five(day, counted, calendar) for day in counted}
    return Load(
        person=person,
        messages=len(days),
        busiest_day=max(counted.values(), default=0),
        busiest_five=max(fives.values(), default=0),
        kept=max(counted.values(), default=0) <= A_DAY
        and all(n <= _allowed(day, met, calendar) for day, n in fives.items()),
    )


def _in_five(last: date, counted: Counter[date], calendar: Calendar) -> int:
    first = calendar.shift(last, 1 - FIVE)
    return sum(number for day, number in counted.items() if first <= day <= last)


def _allowed(day: date, sessions: Iterable[date], calendar: Calendar) -> int:
    near = any(
        calendar.shift(held, -NEAR) <= day <= calendar.shift(held, NEAR) for held in sessions
    )
    return AROUND if near else IN_FIVE
