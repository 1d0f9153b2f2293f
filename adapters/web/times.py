"""Moments as the page shows them: on the reader's clock, in the reader's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_date_format

from bot.formats import dated, locale
from bot.network import Person


def clock(moment: datetime, reader: Person) -> str:
    """`14:05`."""
    there = moment.astimezone(ZoneInfo(reader.zone))
    return str(format_time(there, "HH:mm", locale=locale(reader.language)))


def day(moment: datetime, reader: Person) -> str:
    """`Tuesday 12 January 2027`."""
    there = moment.astimezone(ZoneInfo(reader.zone))
    pattern = get_date_format("full", locale(reader.language)).pattern
    return dated(there.date(), pattern, reader.language)


def short(moment: datetime, reader: Person) -> str:
    """`Tue 12 Jan 2027`."""
    there = moment.astimezone(ZoneInfo(reader.zone))
    pattern = locale(reader.language).datetime_skeletons["yMMMEd"].pattern
    return dated(there.date(), pattern, reader.language)
