"""What comes back to somebody outside of any network, week after week.

Before, each of a manager's digests left a row for good. Now it goes when its message does.
"""

from datetime import timedelta

import sqlalchemy as sa

from adapters.database import Database
from adapters.database.tables import MOMENTS
from bot.dialog import Due
from bot.ports import Moment
from scheduler.ports import TimedUnit
from tests.adapters.database.lives import NOW, settle

WEEK = timedelta(weeks=1)


def digest(week: int, network: str = "") -> Moment:
    at = NOW + week * WEEK
    return Moment(
        key=f"digest:{network}:{week}",
        dialog="digest",
        network=network,
        person="max",
        at=at,
        until=None,
        due=Due(at=at, about=str(week)),
    )


async def test_what_was_said_long_ago_is_deleted(database: Database) -> None:
    every = [*(digest(week) for week in range(10)), digest(0, "n1")]

    def live(unit: TimedUnit) -> None:
        settle(unit)
        for moment in every:
            unit.snooze(moment)
        for moment in (*every[:9], every[-1]):  # the last one still waits
            unit.take(moment, "said", moment.at)

    await database.transact("acme", live)
    await database.purge(NOW + 10 * WEEK)
    keys = sa.select(MOMENTS.c.key).order_by(MOMENTS.c.key)
    left = await database._doors.read(lambda c: list(c.execute(keys).scalars()))
    assert left == [*(f"digest::{week}" for week in range(5, 10)), "digest:n1:0"]
