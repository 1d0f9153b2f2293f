"""Dates as the words of a choice, where a template cannot say them."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.fields import Facts
from bot.formats import dated, on_clock
from bot.network import Person, Session


def when(moment: datetime, reader: Person, zone: str = "") -> str:
    """`Tuesday 12 January, 14:00` on the reader's clock, which is named if it is not `zone`."""
    there = moment.astimezone(ZoneInfo(reader.zone))
    day = dated(there.date(), "EEEE d MMMM", reader.language)
    return f"{day}, {on_clock(moment, reader.zone, zone, reader.language)}"


def weekly(moment: datetime, reader: Person, zone: str) -> str:
    """`Tuesday 14:00 · 12 January`: a weekday and an hour, and the first date of the series."""
    there = moment.astimezone(ZoneInfo(reader.zone))
    weekday = dated(there.date(), "EEEE", reader.language)
    first = dated(there.date(), "d MMMM", reader.language)
    return f"{weekday} {on_clock(moment, reader.zone, zone, reader.language)} · {first}"


def choices(sessions: Iterable[Session], reader: Person, zone: str) -> list[Facts]:
    """Sessions to choose from: `2 · Tuesday 12 January, 14:00`."""
    return [
        {"key": s.id, "label": f"{s.number} · {when(s.starts, reader, zone)}"} for s in sessions
    ]


def listed(sessions: Iterable[Session]) -> list[Facts]:
    """Sessions as facts that a template can go through."""
    every = tuple(sessions)
    return [
        {"number": s.number, "starts": s.starts.isoformat(), "kind": _kind(n, len(every))}
        for n, s in enumerate(every, 1)
    ]


def _kind(n: int, of: int) -> str:
    return "closing" if n == of else "kickoff" if n == 1 else "regular"
