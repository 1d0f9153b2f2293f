"""Where a person or a channel of Teams can be written to: within the event that told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.part import Part, mine
from adapters.database.tables import CONVERSATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Through which app and connector, as which bot; `conversation` is "" until it is opened."""

    address: str
    app: str
    service: str
    conversation: str
    bot: str
    ended: datetime | None = None


@cache
def _one() -> sa.Select[Any]:
    return sa.select(CONVERSATIONS).where(mine(CONVERSATIONS, "address"))


class Talking(Part):
    def conversation(self, address: str) -> Conversation | None:
        row = self._ask(_one(), address_=address).mappings().first()
        return _conversation(row) if row else None

    def keep_conversation(
        self, address: str, *, app: str, service: str, conversation: str, bot: str
    ) -> bool:
        """It can be written to, in this way; an opened one is not forgotten for "".

        Whether it could not be before: it is new, or it had ended.
        """
        old = self.conversation(address)
        new = Conversation(
            address=address,
            app=app,
            service=service,
            conversation=conversation or (old.conversation if old else ""),
            bot=bot,
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
        names = ("address", "app", "service", "conversation", "bot", "ended")
        self._put(CONVERSATIONS, [{name: getattr(new, name) for name in names}])


def _conversation(row: Mapping[Any, Any]) -> Conversation:
    names = ("address", "app", "service", "conversation", "bot", "ended")
    return Conversation(**{name: row[name] for name in names})
