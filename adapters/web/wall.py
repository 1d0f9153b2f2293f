"""What stands in the conversations of the web: who said what, and what Kring shows there now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.content import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message. `seq` is its place in the conversation; `author` is "" for Kring."""

    seq: int
    key: str
    author: str
    card: Card | None
    text: str
    at: datetime


class Wall(Protocol):
    """The messages of all conversations. A counter grows with every write in a tenant."""

    async def write(
        self, tenant: str, conversation: str, *, key: str, card: Card, at: datetime, anew: bool
    ) -> int:
        """Put up a card; gives its `seq`.

        A card of the same key is replaced where it stands or, `anew`, moves to the end.
        """

    async def say(
        self, tenant: str, conversation: str, *, author: str, text: str, at: datetime
    ) -> int:
        """Put up what a person said; gives its `seq`."""

    async def read(
        self, tenant: str, conversation: str, *, after: int = 0, limit: int = 200
    ) -> Sequence[Line]:
        """The last `limit` lines that are new or changed since the counter stood at `after`.

        In the order of the conversation.
        """

    async def newest(self, tenant: str) -> int:
        """Where the counter stands."""


class Slate:
    """A wall in memory: for a desk, for tests, for a look at a page without a database."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], dict[str, tuple[Line, int]]] = {}
        self._counters: dict[str, int] = {}

    def _count(self, tenant: str) -> int:
        self._counters[tenant] = self._counters.get(tenant, 0) + 1
        return self._counters[tenant]

    async def write(
        self, tenant: str, conversation: str, *, key: str, card: Card, at: datetime, anew: bool
    ) -> int:
        lines = self._lines.setdefault((tenant, conversation), {})
        count = self._count(tenant)
        earlier = lines.get(key)
        if earlier and not anew:
            line = replace(earlier[0], card=card)
        else:
            line = Line(seq=count, key=key, author="", card=card, text="", at=at)
        lines[key] = (line, count)
        return line.seq

    async def say(
        self, tenant: str, conversation: str, *, author: str, text: str, at: datetime
    ) -> int:
        count = self._count(tenant)
        line = Line(seq=count, key=f"said-{count}", author=author, card=None, text=text, at=at)
        self._lines.setdefault((tenant, conversation), {})[line.key] = (line, count)
        return count

    async def read(
        self, tenant: str, conversation: str, *, after: int = 0, limit: int = 200
    ) -> Sequence[Line]:
        lines = self._lines.get((tenant, conversation), {}).values()
        changed = sorted((line for line, count in lines if count > after), key=lambda x: x.seq)
        return changed[-limit:]

    async def newest(self, tenant: str) -> int:
        return self._counters.get(tenant, 0)
