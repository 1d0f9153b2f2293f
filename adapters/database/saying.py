"""The outbox from within: what this transaction says, and what was said of late."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from adapters.database.codec import dump
from adapters.database.part import Part
from adapters.database.tables import LETTERS
from bot.ports import Outbox, Outgoing

WAITING, SENT, DEAD = "waiting", "sent", "dead"


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
        }
        if not self._replace(row, anew=out.anew):
            fresh = {"state": WAITING, "at": now, "attempts": 0, "code": "", "created": now}
            self._number([row | fresh])

    def _replace(self, row: dict[str, Any], *, anew: bool) -> bool:
        untouched = sa.and_(
            self._mine(LETTERS, key=row["key"], state=WAITING), LETTERS.c.lease.is_(None)
        )
        old = self._first(sa.select(LETTERS).where(untouched).with_for_update())
        if old is None:
            return False
        if old["counts"]:  # what is replaced was to count, and so does what replaces it
            row = row | {name: old[name] for name in ("counts", "said_on", "person", "kind")}
        row = row | {"anew": anew or old["anew"]}
        here = self._mine(LETTERS, number=old["number"])
        if anew:
            self._run(sa.delete(LETTERS).where(here))
            same = {name: old[name] for name in ("state", "at", "attempts", "code", "created")}
            self._number([row | same])
        else:
            self._run(sa.update(LETTERS).where(here).values(row))
        return True

    def _number(self, letters: list[dict[str, Any]]) -> None:
        """Insert letters in this order. PostgreSQL numbers them; SQLite has one writer, who can."""
        if self._dialect == "sqlite":
            highest = sa.select(sa.func.max(LETTERS.c.number)).where(self._mine(LETTERS))
            last = int(self._scalar(highest) or 0)
            letters = [row | {"number": n} for n, row in enumerate(letters, last + 1)]
        full = [{"tenant": self._tenant, **row} for row in letters]
        self._connection.execute(sa.insert(LETTERS), full)

    def said(self, person: str, since: date) -> list[Outbox]:
        """What counted against the caps of this person since that local day, the oldest first."""
        counted = (
            sa.select(LETTERS.c.kind, LETTERS.c.said_on)
            .where(self._mine(LETTERS, person=person, counts=True))
            .where(LETTERS.c.said_on >= since, LETTERS.c.state != DEAD)
            .order_by(LETTERS.c.said_on, LETTERS.c.number)
        )
        return [Outbox(kind=row["kind"], said_on=row["said_on"]) for row in self._all(counted)]
