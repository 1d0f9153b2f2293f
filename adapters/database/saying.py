"""The outbox from within: what this transaction says, and what was said of late."""

from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.codec import dump
from adapters.database.part import Part, mine
from adapters.database.tables import LETTERS, MESSAGES
from bot.ports import Outbox, Outgoing
from scheduler.ports import UNCERTAIN

WAITING, SENT, DEAD = "waiting", "sent", "dead"
DOUBTED = "doubted"
"""The code of a letter that was sent, and is to be looked at once more."""


def in_state(state: str, letters: sa.FromClause = LETTERS) -> sa.ColumnElement[bool]:
    """As the partial indexes have it: with a value that comes later they could not be used."""
    return letters.c.state == sa.literal_column(f"'{state}'")


@cache
def followed() -> sa.ColumnElement[bool]:
    """Whether a newer letter of the same message was written: this one has only old words."""
    newer = LETTERS.alias("newer")
    same = (newer.c[name] == LETTERS.c[name] for name in ("tenant", "key"))
    later = newer.c.number + sa.literal_column("0") > LETTERS.c.number  # see `latest`
    return sa.exists().where(*same, later)


@cache
def latest() -> sa.ColumnElement[Any]:
    """The newest letters of a message first, among the few that it has.

    By the number as it stands, both databases would go through all letters in their order.
    """
    return (LETTERS.c.number + sa.literal_column("0")).desc()


@cache
def _untouched() -> sa.Select[Any]:
    """The newest: one before it may have come back to the outbox when it was written."""
    here = sa.and_(mine(LETTERS, "key", "state"), LETTERS.c.lease.is_(None))
    return sa.select(LETTERS).where(here).order_by(latest()).limit(1).with_for_update()


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
def _buried() -> sa.Delete:
    return sa.delete(LETTERS).where(mine(LETTERS, "key", "state"))


@cache
def _taken_back() -> sa.Delete:
    return sa.delete(LETTERS).where(mine(LETTERS, "number"))


@cache
def _written(dialect: str) -> sa.Insert:
    """PostgreSQL numbers letters by itself; SQLite has one writer, who can count."""
    if dialect != "sqlite":
        return sa.insert(LETTERS).inline()
    before = LETTERS.alias("before")
    last = sa.select(sa.func.max(before.c.number)).where(before.c.tenant == sa.bindparam("tenant_"))
    return sa.insert(LETTERS).values(number=sa.func.coalesce(last.scalar_subquery(), 0) + 1)


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
        if out.standing:
            self._later(_buried(), key_=out.key, state_=DEAD)
        replaced = not out.first and self._replace(row, anew=out.anew)
        self._counted(out, replaced=replaced)
        if not replaced and (not out.standing or self._stands(out.key)):
            fresh = {"state": WAITING, "at": now, "attempts": 0, "code": "", "created": now}
            self._write(row | fresh)

    def _counted(self, out: Outgoing, *, replaced: bool) -> None:
        """What was read of this person's messages stays true, or is asked for again."""
        known = self._foreseen.get(out.person)
        if known is None:
            return
        if replaced:
            known.said = None
        elif out.counts and out.said_on is not None and known.said is not None:
            known.said.append(Outbox(kind=out.kind, said_on=out.said_on))

    def _stands(self, key: str) -> bool:
        """Whether a message of this key is there, or somebody is just sending it."""
        taken = self._ask(_waiting(), key_=key, state_=WAITING).first()
        return taken is not None or self._ask(_placed(), key_=key).first() is not None

    def _replace(self, row: dict[str, Any], *, anew: bool) -> bool:
        if ("letter", row["key"]) not in self._seen:
            found = self._ask(_untouched(), key_=row["key"], state_=WAITING).mappings().first()
            self._seen["letter", row["key"]] = found
        old = self._seen.pop(("letter", row["key"]))
        if old is None:
            return False
        if old["counts"]:  # what is replaced was to count, and so does what replaces it
            row = row | {name: old[name] for name in ("counts", "said_on", "person", "kind")}
        row = row | {"anew": anew or old["anew"]}
        if anew and old["code"] != UNCERTAIN:  # by its number it is found, if it arrived
            self._later(_taken_back(), number_=old["number"])
            same = {name: old[name] for name in ("state", "at", "attempts", "code", "created")}
            self._write(row | same)
        else:
            self._later(_numbered(), number_=old["number"], **row)
        return True

    def _write(self, letter: dict[str, Any]) -> None:
        given = {"tenant_": self._tenant} if self._dialect == "sqlite" else {}
        self._seen.pop(("letter", letter["key"]), None)
        self._connection.later(_written(self._dialect), {"tenant": self._tenant, **given, **letter})

    def said(self, person: str, since: date) -> list[Outbox]:
        """What counted against the caps of this person since that local day, the oldest first."""
        known = self._foreseen.get(person)
        if known is not None and known.said is not None and known.since <= since:
            return [out for out in known.said if out.said_on >= since]
        found = self._ask(_counted(), person_=person, counts_=True, since=since).mappings()
        return [Outbox(kind=row["kind"], said_on=row["said_on"]) for row in found]
