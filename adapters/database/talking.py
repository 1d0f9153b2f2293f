"""Where a person or a channel of Teams can be written to: within the event that told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.part import Part, mine
from adapters.database.tables import CONVERSATIONS

NAMES = tuple(column.name for column in CONVERSATIONS.columns if column.name != "tenant")
READERS = 500
"""People who are remembered of a channel: enough to know that one of them reads along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Through which app and connector, as which bot; `conversation` is "" until it is opened."""

    address: str
    app: str
    service: str
    conversation: str
    bot: str
    title: str = ""
    readers: tuple[str, ...] = ()
    ended: datetime | None = None


@cache
def _one() -> sa.Select[Any]:
    return sa.select(CONVERSATIONS).where(mine(CONVERSATIONS, "address"))


@cache
def _any() -> sa.Select[Any]:
    live = sa.and_(mine(CONVERSATIONS), CONVERSATIONS.c.ended.is_(None))
    return sa.select(CONVERSATIONS).where(live).order_by(CONVERSATIONS.c.address).limit(1)


@cache
def _shared() -> sa.Select[Any]:
    """Channels that can be written to: a conversation of two has no title."""
    named = sa.and_(CONVERSATIONS.c.title != "", CONVERSATIONS.c.ended.is_(None))
    return (
        sa.select(CONVERSATIONS).where(mine(CONVERSATIONS), named).order_by(CONVERSATIONS.c.title)
    )


class Talking(Part):
    def conversation(self, address: str) -> Conversation | None:
        row = self._ask(_one(), address_=address).mappings().first()
        return _conversation(row) if row else None

    def any_conversation(self) -> Conversation | None:
        """One that can be written to, of whoever: it tells the app and the connector."""
        row = self._ask(_any()).mappings().first()
        return _conversation(row) if row else None

    def channels_of(self, reader: str) -> dict[str, str]:
        """Titles of the channels in which this person was seen, by their addresses."""
        rows = self._ask(_shared()).mappings().all()
        return {row["address"]: row["title"] for row in rows if reader in row["readers"]}

    def keep_conversation(
        self,
        address: str,
        *,
        app: str,
        service: str,
        conversation: str,
        bot: str,
        title: str = "",
        reader: str = "",
    ) -> bool:
        """It can be written to, in this way; what is left open stays as it was known.

        Whether it could not be before: it is new, it had ended, or nobody had opened it.
        """
        old = self.conversation(address)
        readers = old.readers if old else ()
        if reader and reader not in readers:
            readers = (*readers, reader)[-READERS:]
        new = Conversation(
            address=address,
            app=app,
            service=service,
            conversation=conversation or (old.conversation if old else ""),
            bot=bot,
            title=title or (old.title if old else ""),
            readers=readers,
        )
        if new != old:
            self._put_conversation(new)
        return old is None or old.ended is not None or not old.conversation

    def end_conversation(self, address: str, now: datetime) -> None:
        """Nothing can be sent there any more, until it is kept again."""
        old = self.conversation(address)
        if old is not None and old.ended is None:
            self._put_conversation(replace(old, ended=now))

    def _put_conversation(self, new: Conversation) -> None:
        self._put(CONVERSATIONS, [{name: getattr(new, name) for name in NAMES}])


def _conversation(row: Mapping[Any, Any]) -> Conversation:
    known = {name: row[name] for name in NAMES if name != "readers"}
    return Conversation(**known, readers=tuple(row["readers"]))
