"""The outbox from without: `scheduler.ports.Post`, over all tenants, a transaction each step."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

import sqlalchemy as sa

from adapters.database.codec import load
from adapters.database.doors import Doors
from adapters.database.part import Part
from adapters.database.rows import Row
from adapters.database.saying import DEAD, SENT, WAITING
from adapters.database.tables import LETTERS, MESSAGES
from bot.content import Card
from bot.network import Address
from bot.ports import Ref
from scheduler.ports import TAKEN, Letter


@cache
def _heads() -> sa.ColumnElement[bool]:
    """The oldest unsent letter of each conversation: the others wait for it."""
    earlier = LETTERS.alias("earlier")
    same = (earlier.c[name] == LETTERS.c[name] for name in ("tenant", "platform", "address"))
    older = sa.exists().where(
        *same,
        earlier.c.state == sa.literal_column("'waiting'"),
        earlier.c.number < LETTERS.c.number,
    )
    return sa.and_(LETTERS.c.state == sa.literal_column("'waiting'"), ~older)


@cache
def _claim() -> sa.Select[Any]:
    """Built once: it is asked with every beat."""
    now = sa.bindparam("now", type_=LETTERS.c.at.type)
    free = sa.or_(LETTERS.c.lease.is_(None), LETTERS.c.lease <= now)
    return (
        sa.select(LETTERS)
        .where(_heads(), LETTERS.c.at <= now, free)
        .order_by(LETTERS.c.at, LETTERS.c.tenant, LETTERS.c.number)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(of=LETTERS, skip_locked=True)
    )


def _this(letter: Letter) -> sa.ColumnElement[bool]:
    return sa.and_(LETTERS.c.tenant == letter.tenant, LETTERS.c.number == int(letter.id))


class Letters:
    """`scheduler.ports.Post`, and what became of letters that could not be delivered."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Letter]:
        def work(connection: sa.Connection) -> list[Letter]:
            found = connection.execute(_claim(), {"now": now, "most": limit}).mappings().all()
            for row in found:
                here = sa.and_(LETTERS.c.tenant == row["tenant"], LETTERS.c.number == row["number"])
                leased = {"lease": now + lease, "attempts": row["attempts"] + 1, "code": TAKEN}
                connection.execute(sa.update(LETTERS).where(here).values(leased))
            return [_letter(row, _ref(connection, row)) for row in found]

        found = await self._doors.write(work)
        if not found:  # cards that showed answers were replaced by now, if they were to be
            await self._doors.tidy()
        return found

    async def sent(self, letter: Letter, ref: Ref, now: datetime) -> None:
        """Keep where it stands; forget what it said."""

        def work(connection: sa.Connection) -> None:
            done = {"state": SENT, "card": None, "lease": None, "ended": now}
            connection.execute(sa.update(LETTERS).where(_this(letter)).values(done))
            stands = {"platform": letter.to.platform, "address": letter.to.id, "ref": ref.id}
            Part(connection, letter.tenant)._put(MESSAGES, [{"key": letter.key, **stands}])  # noqa: SLF001

        await self._doors.write(work)

    async def retry(self, letter: Letter, at: datetime, code: str) -> None:
        await self._end(letter, {"at": at, "code": code, "lease": None})

    async def dead(self, letter: Letter, code: str, now: datetime) -> None:
        await self._end(letter, {"state": DEAD, "code": code, "lease": None, "ended": now})

    async def _end(self, letter: Letter, values: dict[str, Any]) -> None:
        change = sa.update(LETTERS).where(_this(letter), LETTERS.c.state == WAITING).values(values)
        await self._doors.write(lambda connection: connection.execute(change).rowcount)

    async def next_letter(self) -> datetime | None:
        """When the next letter can go; one that is being sent can go again after its lease."""
        later = sa.and_(LETTERS.c.lease.is_not(None), LETTERS.c.lease > LETTERS.c.at)
        ready = sa.case((later, LETTERS.c.lease), else_=LETTERS.c.at)
        first = sa.select(sa.func.min(ready, type_=LETTERS.c.at.type)).where(_heads())
        found = await self._doors.read(lambda connection: connection.execute(first).scalar())
        return cast(datetime | None, found)

    async def dead_letters(self, tenant: str) -> Sequence[Letter]:
        """What could not be delivered, the oldest first, until it is discarded."""
        here = sa.and_(LETTERS.c.tenant == tenant, LETTERS.c.state == DEAD)
        chosen = sa.select(LETTERS).where(here).order_by(LETTERS.c.number)
        found = await self._doors.read(lambda c: c.execute(chosen).mappings().all())
        return [_letter(row, None) for row in found]

    async def discard(self, letter: Letter) -> None:
        gone = sa.delete(LETTERS).where(_this(letter), LETTERS.c.state == DEAD)
        await self._doors.write(lambda connection: connection.execute(gone).rowcount)


def _ref(connection: sa.Connection, row: Row) -> Ref | None:
    """Where the message stands that this letter updates; one that is sent anew updates none."""
    if row["anew"]:
        return None
    names = ("tenant", "key", "platform", "address")
    here = (MESSAGES.c[name] == row[name] for name in names)
    found = connection.execute(sa.select(MESSAGES.c.ref).where(*here)).scalar()
    return Ref(found) if found is not None else None


def _letter(row: Row, ref: Ref | None) -> Letter:
    return Letter(
        tenant=row["tenant"],
        id=str(row["number"]),
        key=row["key"],
        to=Address(platform=row["platform"], id=row["address"]),
        card=cast(Card, load(Card, row["card"])),
        kind=row["kind"],
        ref=ref,
        attempts=row["attempts"],
        created=row["created"],
        until=row["until"],
        code=row["code"],
    )
