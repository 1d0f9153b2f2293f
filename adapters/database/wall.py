"""The conversations of the web: what stands in them, and what changed since somebody looked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from adapters.database.codec import dump, load
from adapters.database.doors import Doors
from adapters.database.part import Part
from adapters.database.rows import Row
from adapters.database.tables import COUNTERS, LINES
from bot.content import Card

L = TypeVar("L")
COUNTER = "wall"


class Wall(Generic[L]):
    """A wall of lines as the web shapes them: this package does not know its class."""

    def __init__(self, doors: Doors, line: Callable[..., L]) -> None:
        self._doors = doors
        self._line = line

    async def write(
        self, tenant: str, conversation: str, *, key: str, card: Card, at: datetime, anew: bool
    ) -> int:
        """Put up a card; gives its `seq`. One of the same key stays in its place, unless `anew`."""

        def work(connection: sa.Connection) -> int:
            part = _Lines(connection, tenant)
            count = part.count()
            known = None if anew else part.place(conversation, key)
            seq, first = known or (count, at)
            line = {"key": key, "author": "", "card": dump(card), "text": "", "at": first}
            return part.put(conversation, line, count, seq)

        return await self._doors.write(work)

    async def say(
        self, tenant: str, conversation: str, *, author: str, text: str, at: datetime
    ) -> int:
        """Put up what a person said; gives its `seq`."""

        def work(connection: sa.Connection) -> int:
            part = _Lines(connection, tenant)
            count = part.count()
            said = {"author": author, "card": None, "text": text, "at": at}
            return part.put(conversation, {"key": f"said-{token_hex(8)}", **said}, count, count)

        return await self._doors.write(work)

    async def read(
        self, tenant: str, conversation: str, *, after: int = 0, limit: int = 200
    ) -> Sequence[L]:
        """The last `limit` lines that changed since the counter stood at `after`, in order."""

        def work(connection: sa.Connection) -> list[Row]:
            return _Lines(connection, tenant).since(conversation, after, limit)

        return [self._read(row) for row in await self._doors.read(work)]

    def _read(self, row: Row) -> L:
        return self._line(
            seq=row["seq"],
            key=row["key"],
            author=row["author"],
            card=None if row["card"] is None else load(Card, row["card"]),
            text=row["text"],
            at=row["at"],
        )

    async def newest(self, tenant: str) -> int:
        return await self._doors.read(lambda connection: _Lines(connection, tenant).newest())


class _Lines(Part):
    def count(self) -> int:
        """The next number. Its row stays locked until the end, so that numbers appear in order."""
        counter = {"name": COUNTER, "value": 0}
        self._add(COUNTERS, counter)
        one_more = (
            sa.update(COUNTERS)
            .where(self._mine(COUNTERS, name=COUNTER))
            .values(value=COUNTERS.c.value + 1)
            .returning(COUNTERS.c.value)
        )
        return int(self._connection.execute(one_more).scalar_one())

    def newest(self) -> int:
        value = sa.select(COUNTERS.c.value).where(self._mine(COUNTERS, name=COUNTER))
        return int(self._scalar(value) or 0)

    def place(self, conversation: str, key: str) -> tuple[int, datetime] | None:
        """Where a card stands, and since when."""
        here = self._mine(LINES, conversation=conversation, key=key)
        row = self._first(sa.select(LINES.c.seq, LINES.c.at).where(here))
        return (row["seq"], row["at"]) if row else None

    def put(self, conversation: str, line: dict[str, Any], changed: int, seq: int) -> int:
        self._put(LINES, [{"conversation": conversation, "seq": seq, "changed": changed, **line}])
        return seq

    def since(self, conversation: str, after: int, limit: int) -> list[Row]:
        here = self._mine(LINES, conversation=conversation)
        new = sa.select(LINES).where(here, LINES.c.changed > after)
        return list(reversed(self._all(new.order_by(LINES.c.seq.desc()).limit(limit))))
