"""How a transaction is run: `sqlite` in one writer thread, `postgres` many at once."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import sqlalchemy as sa

from adapters.database.shelf import Shelf
from adapters.database.unit import Work

T = TypeVar("T")

ATTEMPTS = 16
"""How often a transaction is tried before its conflict is its caller's: a whole network may answer
in the same second, and of all that meet one is done in each round."""


class Doors(Protocol):
    shelf: Shelf
    side_by_side: int
    """How many transactions of one tenant gain by going on at the same time."""

    async def transact(self, tenant: str, work: Callable[[Work], T]) -> T:
        """One tenant's transaction; tried again after a conflict."""

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """A transaction over all tenants: it changes rows one by one, and waits for their locks."""

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """What changes nothing, over all tenants. It may see what was committed meanwhile."""

    async def alter(self, work: Callable[[sa.Connection], T]) -> T:
        """A transaction that changes the tables themselves, one process at a time."""

    async def tidy(self, *, deleted: bool = False) -> None:
        """Take from the disk what was deleted since answers last left their persons.

        `deleted` says that something else was, of which nothing is to be left either.
        """

    async def claim(self) -> bool:
        """Whether this process may serve it: SQLite until it is closed, if no other one does."""

    async def close(self) -> None: ...
