"""Letters that may stand twice: `scheduler.ports.Doubts`, over all tenants."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.doors import Doors
from adapters.database.saying import DOUBTED, WAITING, in_state
from adapters.database.tables import LETTERS, MESSAGES
from bot.content import Card
from bot.network import Address
from bot.ports import Ref
from scheduler.ports import Doubt, Letter

_FORGOTTEN = Card(title="")
_CONVERSATION = ("tenant", "key", "platform", "address")


@cache
def _due() -> sa.Select[Any]:
    """Those whose time has come, but for those of which a newer version is on its way."""
    now = sa.bindparam("now", type_=LETTERS.c.at.type)
    newer = LETTERS.alias("newer")
    on_its_way = sa.exists().where(
        *(newer.c[name] == LETTERS.c[name] for name in _CONVERSATION),
        in_state(WAITING, newer),
    )
    return (
        sa.select(LETTERS)
        .where(LETTERS.c.code == sa.literal_column(f"'{DOUBTED}'"), LETTERS.c.at <= now)
        .where(sa.or_(LETTERS.c.lease.is_(None), LETTERS.c.lease <= now), ~on_its_way)
        .order_by(LETTERS.c.at, LETTERS.c.tenant, LETTERS.c.number)
        .limit(sa.bindparam("most", type_=sa.Integer))
    )


def _this(letter: Letter) -> sa.ColumnElement[bool]:
    return sa.and_(
        LETTERS.c.tenant == letter.tenant,
        LETTERS.c.number == int(letter.id),
        LETTERS.c.code == DOUBTED,
    )


class Doubts:
    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def due(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Doubt]:
        given = {"now": now, "most": limit}
        if not await self._doors.read(lambda c: c.execute(_due(), given).first()):
            return []  # nearly always, and without the lock of a writer

        def work(connection: sa.Connection) -> list[Doubt]:
            locked = _due().with_for_update(of=LETTERS, skip_locked=True)
            found = connection.execute(locked, given).mappings().all()
            for row in found:
                here = sa.and_(LETTERS.c.tenant == row["tenant"], LETTERS.c.number == row["number"])
                connection.execute(sa.update(LETTERS).where(here).values(lease=now + lease))
            return [_doubt(connection, row) for row in found]

        return await self._doors.write(work)

    async def settled(self, doubt: Doubt, ref: Ref | None) -> None:
        letter = doubt.letter

        def work(connection: sa.Connection) -> None:
            done = sa.update(LETTERS).where(_this(letter)).values(code="", lease=None)
            connection.execute(done)
            if ref is not None and letter.ref is not None and ref != letter.ref:
                known = (MESSAGES.c.tenant == letter.tenant, MESSAGES.c.key == letter.key)
                stands = sa.update(MESSAGES).where(*known, MESSAGES.c.ref == letter.ref.id)
                connection.execute(stands.values(ref=ref.id))

        await self._doors.write(work)

    async def later(self, doubt: Doubt, at: datetime) -> None:
        change = sa.update(LETTERS).where(_this(doubt.letter)).values(at=at, lease=None)
        await self._doors.write(lambda connection: connection.execute(change).rowcount)


def _doubt(connection: sa.Connection, row: Any) -> Doubt:
    here = (MESSAGES.c[name] == row[name] for name in _CONVERSATION)
    stands = connection.execute(sa.select(MESSAGES.c.ref).where(*here)).scalar()
    same = (LETTERS.c[name] == row[name] for name in _CONVERSATION)
    later = sa.select(LETTERS.c.number).where(*same, LETTERS.c.number > row["number"]).limit(1)
    letter = Letter(
        tenant=row["tenant"],
        id=str(row["number"]),
        key=row["key"],
        to=Address(platform=row["platform"], id=row["address"]),
        card=_FORGOTTEN,
        kind=row["kind"],
        ref=Ref(stands) if stands is not None else None,
        attempts=row["attempts"],
        created=row["created"],
        code=row["code"],
    )
    return Doubt(letter=letter, changed=connection.execute(later).first() is not None)
