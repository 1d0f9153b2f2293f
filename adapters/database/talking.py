"""Where a person or a channel of Teams can be written to: within the event that told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.part import Part, mine
from adapters.database.saying import SENT
from adapters.database.tables import (
    ADDRESSES,
    CONVERSATIONS,
    LETTERS,
    MESSAGES,
    WORKSPACES,
)

NAMES = tuple(column.name for column in CONVERSATIONS.columns if column.name != "tenant")
TEAMS = "teams"
BETWEEN = " · "
"""Stands between the name of a team and that of its channel."""
READERS = 500
"""People who are remembered of a channel: enough to know that one of them reads along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Through which app and connector, as which bot; `conversation` is "" until it is opened.

    `team` is the one that a channel belongs to. `added` and `ended` are instants of Teams' own
    clock, so that what is told late changes nothing. Of what was uninstalled nothing else is left.
    """

    address: str
    app: str
    service: str
    conversation: str
    bot: str
    title: str = ""
    readers: tuple[str, ...] = ()
    ended: datetime | None = None
    team: str = ""
    added: datetime | None = None


@cache
def _one() -> sa.Select[Any]:
    return sa.select(CONVERSATIONS).where(mine(CONVERSATIONS, "address"))


@cache
def _any() -> sa.Select[Any]:
    live = sa.and_(mine(CONVERSATIONS), CONVERSATIONS.c.ended.is_(None))
    return sa.select(CONVERSATIONS).where(live).order_by(CONVERSATIONS.c.address).limit(1)


@cache
def _around() -> sa.Select[Any]:
    """A place; or all of a team, and whatever stands for one of its channels."""
    place: sa.BindParameter[str] = sa.bindparam("place")
    known = sa.or_(
        CONVERSATIONS.c.address == place,
        CONVERSATIONS.c.conversation == place,
        CONVERSATIONS.c.team == place,
    )
    return sa.select(CONVERSATIONS).where(mine(CONVERSATIONS), known)


@cache
def _installed() -> sa.Select[Any]:
    """Where Kring is, as far as is known: somebody who blocked it has not removed it."""
    there = sa.or_(CONVERSATIONS.c.ended.is_(None), CONVERSATIONS.c.title == "")
    here = sa.and_(mine(CONVERSATIONS), CONVERSATIONS.c.conversation != "", there)
    return sa.select(CONVERSATIONS.c.address).where(here).limit(1)


@cache
def _stays() -> sa.Update:
    due = sa.and_(mine(WORKSPACES), WORKSPACES.c.due.is_not(None))
    return sa.update(WORKSPACES).where(due).values(ended=None, due=None)


@cache
def _leaving() -> sa.Select[Any]:
    return sa.select(WORKSPACES.c.due).where(mine(WORKSPACES))


@cache
def _unsent() -> sa.Delete:
    there = mine(LETTERS, "platform", "address")
    return sa.delete(LETTERS).where(there, LETTERS.c.state != SENT)


@cache
def _standing() -> sa.Delete:
    return sa.delete(MESSAGES).where(mine(MESSAGES, "platform", "address"))


@cache
def _lost(now: bool) -> sa.Update:  # noqa: FBT001 - two statements of one form
    value = sa.bindparam("now", type_=ADDRESSES.c.lost.type) if now else None
    return sa.update(ADDRESSES).where(mine(ADDRESSES, "platform", "address")).values(lost=value)


@cache
def _shared() -> sa.Select[Any]:
    """Channels that can be written to: a conversation of two has no title."""
    named = sa.and_(CONVERSATIONS.c.title != "", CONVERSATIONS.c.ended.is_(None))
    return (
        sa.select(CONVERSATIONS).where(mine(CONVERSATIONS), named).order_by(CONVERSATIONS.c.title)
    )


class Talking(Part):
    def conversation(self, address: str) -> Conversation | None:
        row = self._seen.pop(("conversation", address), None)  # read with its event, good once
        row = row or self._ask(_one(), address_=address).mappings().first()
        return conversation(row) if row else None

    def any_conversation(self) -> Conversation | None:
        """One that can be written to, of whoever: it tells the app and the connector."""
        row = self._ask(_any()).mappings().first()
        return conversation(row) if row else None

    def channels_of(self, reader: str) -> dict[str, str]:
        """Titles of the channels in which this person was seen, by their addresses."""
        rows = self._ask(_shared()).mappings().all()
        return {row["address"]: row["title"] for row in rows if reader in row["readers"]}

    def keep_conversation(  # noqa: PLR0913 - what a row holds
        self,
        address: str,
        *,
        app: str,
        service: str,
        conversation: str,
        bot: str,
        title: str = "",
        reader: str = "",
        team: str = "",
        at: datetime | None = None,
        added: bool = False,
    ) -> bool:
        """It can be written to, in this way; what is left open stays as it was known.

        Whether it could not be before: it is new, it had ended, or nobody had opened it. What was
        said `at` an instant before it ended changes nothing. `added` tells that Kring was.
        """
        old = self.conversation(address)
        if old is not None and old.ended is not None and at is not None and at < old.ended:
            return False
        news = old is None or old.ended is not None or not old.conversation
        before = old or Conversation(address=address, app="", service="", conversation="", bot="")
        readers = before.readers
        if reader and reader not in readers:
            readers = (*readers, reader)[-READERS:]
        new = replace(
            before,
            app=app,
            service=service,
            conversation=conversation or before.conversation,
            bot=bot,
            title=title or before.title,
            readers=readers,
            team=team or before.team,
            ended=None,
            added=_later(before.added, at) if added or news else before.added,
        )
        if new != old:
            self._put_conversation(new)
        if news:
            self._ask(_stays())
            self._ask(_lost(now=False), platform_=TEAMS, address_=address)
        return news

    def end_conversation(self, address: str, at: datetime, *, told: bool = True) -> None:
        """Nothing can be sent there any more, until it is kept again.

        `told` by Teams, perhaps late; else it was just tried.
        """
        for old in self._known_at(address, at, late=told):
            if old.ended is None:
                self._put_conversation(replace(old, ended=at))

    def restore(self, address: str, at: datetime) -> None:
        """It is there again, and so is all that went with it; not what went before.

        Where Kring was removed nothing is left that could be.
        """
        gone = [
            (old.ended, old)
            for old in self._known_at(address, at)
            if old.ended is not None and old.ended <= at and old.conversation
        ]
        own = [ended for ended, old in gone if old.address == address]
        last = max(own or [ended for ended, _ in gone], default=None)
        for ended, old in gone:
            if ended == last:
                self._put_conversation(replace(old, ended=None, added=_later(old.added, at)))

    def retitle(self, address: str, title: str) -> None:
        """A channel, or a team with all of its channels, has another name."""
        old = self.conversation(address)
        rows = self._ask(_around(), place=address).mappings().all()
        for known in map(conversation, rows):
            if known.address == address:
                self._put_conversation(replace(known, title=title))
            elif old and known.title.startswith(f"{old.title}{BETWEEN}"):
                rest = known.title.removeprefix(old.title)
                self._put_conversation(replace(known, title=f"{title}{rest}"))

    def uninstall(self, address: str, at: datetime, due: datetime) -> bool:
        """Kring was removed there: what was known of the conversation, and is on its way, goes.

        Whether that was the last place of this tenant: then all of it is to be deleted when `due`,
        unless Kring is added again. Told of a time before it was added, nothing happens.
        """
        found = self._known_at(address, at)
        for old in found:
            self._put_conversation(
                Conversation(
                    address=old.address,
                    app="",
                    service="",
                    conversation="",
                    bot="",
                    ended=max(at, old.ended or at),
                    added=old.added,
                )
            )
            there = {"platform_": TEAMS, "address_": old.address}
            self._ask(_unsent(), **there)
            self._ask(_standing(), **there)
            self._ask(_lost(now=True), now=at, **there)
        return bool(found) and self._left(found[0], at, due)

    def _known_at(self, address: str, at: datetime, *, late: bool = True) -> list[Conversation]:
        """The place, or the channels of the team; where it may be `late`, unless added since."""
        rows = self._ask(_around(), place=address).mappings().all()
        known = [conversation(row) for row in rows]
        return [old for old in known if not late or old.added is None or old.added <= at]

    def _left(self, last: Conversation, at: datetime, due: datetime) -> bool:
        if self._ask(_installed()).first() is not None:
            return False
        if self._ask(_leaving()).scalar() is None:
            words = {"enterprise": "", "team": "", "name": "", "app": last.app, "bot": last.bot}
            times = {"installed": at, "ended": at, "due": due}
            self._put(WORKSPACES, [{**words, **times, "token": None}])
        return True

    def _put_conversation(self, new: Conversation) -> None:
        self._put(CONVERSATIONS, [{name: getattr(new, name) for name in NAMES}])


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


def conversation(row: Mapping[Any, Any]) -> Conversation:
    known = {name: row[name] for name in NAMES if name != "readers"}
    return Conversation(**known, readers=tuple(row["readers"]))
