"""What could not be delivered, as it stands in the database."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from adapters.database import Database
from adapters.database.saying import DEAD
from adapters.database.tables import LETTERS


async def dead_letters(database: Database, tenant: str) -> Sequence[sa.Row[Any]]:
    """The rows of one tenant, the oldest first."""
    here = sa.and_(LETTERS.c.tenant == tenant, LETTERS.c.state == DEAD)
    chosen = sa.select(LETTERS).where(here).order_by(LETTERS.c.number)
    return await database._doors.read(lambda connection: connection.execute(chosen).all())
