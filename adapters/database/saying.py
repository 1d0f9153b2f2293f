"""The outbox from within: what this transaction says, and what was said of late."""

from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.codec import dump
from adapters.database.part import Part, mine
from adapters.database.tables import LETTERS, MESSAGES
from bot.ports import Outbox, Outgoing

WAITING, SENT, DEAD = "waiting", "sent", "dead"


@cache
def _untouched() -> sa.Select[Any]:
    free = LETTERS.c.lease.is_(None)
    return sa.select(LETTERS).where(mine(LETTERS, "key", "state"), free).with_for_update()


@cache
def _waiting() -> sa.Select[Any]:
    return sa.select(LETTERS.c.number).where(mine(LETTERS, "key", "state")).limit(1)


@cache
def _placed() -> sa.Select[Any]:
    return sa.select(MESSAGES.c.key).where(mine(MESSAGES, "key"))


@cache
def _numbered() -> sa.Update:
    return sa.update(LETTERS).where(mine(LETTERS, "number"))


@cache
def _highest() -> sa.Select[Any]:
    return sa.select(sa.func.max(LETTERS.c.number)).where(mine(LETTERS))


@cache
def _counted() -> sa.Select[Any]:
    return (
        sa.select(LETTERS.c.kind, LETTERS.c.said_on)
        .where(mine(LETTERS, "person", "counts"))
        .where(LETTERS.c.said_on >= sa.bindparam("since"), LETTERS.c.state != DEAD)
        .order_by(LETTERS.c.said_on, LETTERS.c.number)
    )


class Saying(Part):
    def post(self, out: Outgoing, now: datetime) -> None:
        """Put a message into the outbox, in place of one of the same key that nobody has taken.

        `anew` sends it to the end of its conversation.
        """
        row = {
            "key": out.key,
            "platform": out.to.platform,
            "address": out.to.id,
            "card": dump(out.card),
            "person": out.person,
            "kind": out.kind,
            "counts": out.counts,
            "said_on": out.said_on,
            "anew": out.anew,
            "until": out.until,
        }
        replaced = self._replace(row, anew=out.anew)
        if not replaced and (not out.standing or self._stands(out.key)):
            fresh = {"state": WAITING, "at": now, "attempts": 0, "code": "", "created": now}
            self._number([row | fresh])

    def _stands(self, key: str) -> bool:
        """Whether a message of this key is there, or somebody is just sending it."""
        taken = self._ask(_waiting(), key_=key, state_=WAITING).first()
        return taken is not None or self._ask(_placed(), key_=key).first() is not None

    def _replace(self, row: dict[str, Any], *, anew: bool) -> bool:
        old = self._ask(_untouched(), key_=row["key"], state_=WAITING).mappings().first()
        if old is None:
            return False
        if old["counts"]:  # what is replaced was to count, and so does what replaces it
            row = row | {name: old[name] for name in ("counts", "said_on", "person", "kind")}
        row = row | {"anew": anew or old["anew"]}
        if anew:
            self._delete(LETTERS, number=old["number"])
            same = {name: old[name] for name in ("state", "at", "attempts", "code", "created")}
            self._number([row | same])
        else:
            self._ask(_numbered(), number_=old["number"], **row)
        return True

    def _number(self, letters: list[dict[str, Any]]) -> None:
        """Insert letters in this order. PostgreSQL numbers them; SQLite has one writer, who can."""
        if self._dialect == "sqlite":
            last = int(self._ask(_highest()).scalar() or 0)
            letters = [row | {"number": n} for n, row in enumerate(letters, last + 1)]
        full = [{"tenant": self._tenant, **row} for row in letters]
        self._connection.execute(sa.insert(LETTERS), full)

    def said(self, person: str, since: date) -> list[Outbox]:
        """What counted against the caps of this person since that local day, the oldest first."""
        found = self._ask(_counted(), person_=person, counts_=True, since=since).mappings()
        return [Outbox(kind=row["kind"], said_on=row["said_on"]) for row in found]
