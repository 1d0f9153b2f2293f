"""An event may have several names, as a message does that is told twice.

Before, the second was written as it came: PostgreSQL refused the event for a character that no
text may hold, and SQLite kept an instant that nobody could read back. Now all are written alike.
"""

import sqlalchemy as sa

from adapters.database import Database
from adapters.database.tables import EVENTS
from tests.adapters.database.lives import NOW


async def test_every_name_of_an_event_is_kept_in_the_same_way(database: Database) -> None:
    assert await database.transact("acme", lambda unit: unit.first_sight("e1", NOW, "\x00m1"))
    seen = sa.select(EVENTS.c.seen)
    kept = await database._doors.read(lambda c: list(c.execute(seen).scalars()))
    assert kept == [NOW, NOW]
