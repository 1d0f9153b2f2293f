"""Local clocks and instants. Gap: the first valid instant after; fold: the first of the two."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive local time; total, also over changes of the clock.

    A time that the clock skips becomes the first instant after the gap; a time that it shows
    twice is the first of the two.
    """
    wall = local.replace(tzinfo=zone, fold=0)
    utc = wall.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None, fold=0):
        return utc
    # Read with the offset from before the gap it lies after the jump, and the other way round,
    # however long the gap: Samoa once skipped a whole day.
    return jump(wall.replace(fold=1).astimezone(UTC), utc, zone)


def jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second in which this clock jumped, which it did once between these instants, in UTC."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
