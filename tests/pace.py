"""The pace of platforms on a stage: by its own clock, or by none."""

import itertools
from collections.abc import Callable
from datetime import datetime

from adapters.database import Database
from adapters.database.paces import Alone


def by(database: Database, clock: Callable[[], datetime]) -> None:
    """Turns and pauses come when this clock says so; PostgreSQL has its own."""
    if isinstance(database.paces, Alone):
        database.paces.clock = lambda: clock().timestamp()


def unhurried(database: Database) -> None:
    """As if an hour went by between two calls: the pace is another test's matter."""
    assert isinstance(database.paces, Alone)
    hours = itertools.count(1)
    database.paces.clock = lambda: next(hours) * 3600.0
