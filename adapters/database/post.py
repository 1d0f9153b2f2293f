"""The outbox from without: `scheduler.ports.Post`, over all tenants.

A step of one letter is a row or two; the steps that come at the same time are one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any, TypeAlias, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from adapters.database.codec import load
from adapters.database.doors import Doors
from adapters.database.part import inserting
from adapters.database.prepared import ask, put
from adapters.database.reaching import given_up, reached
from adapters.database.rows import Row
from adapters.database.saying import DEAD, DOUBTED, SENT, WAITING, in_state
from adapters.database.tables import LETTERS, MESSAGES
from adapters.database.together import Together
from bot.content import Card
from bot.network import Address
from bot.ports import Ref
from scheduler.ports import LOST, TAKEN, Letter

_WAITS = in_state(WAITING)
_HERE = sa.and_(
    LETTERS.c.tenant == sa.bindparam("of"),
    LETTERS.c.number == sa.bindparam("no"),
    LETTERS.c.key == sa.bindparam("its"),
)
"""By its key too: SQLite gives the number of a letter that was deleted once more."""


@cache
def heads() -> sa.ColumnElement[bool]:
    """The oldest unsent letter of each conversation: the others wait for it."""
    earlier = LETTERS.alias("earlier")
    same = (earlier.c[name] == LETTERS.c[name] for name in ("tenant", "platform", "address"))
    older = sa.exists().where(
        *same,
        in_state(WAITING, earlier),
        earlier.c.number < LETTERS.c.number,
    )
    return sa.and_(_WAITS, ~older)


def _free() -> sa.ColumnElement[bool]:
    now = sa.bindparam("now", type_=LETTERS.c.at.type)
    leased = sa.or_(LETTERS.c.lease.is_(None), LETTERS.c.lease <= now)
    return sa.and_(LETTERS.c.at <= now, leased)


@cache
def _tenants() -> sa.Select[Any]:
    """Tenants with a letter that is due, the one that waits longest first.

    From one tenant to the next in the index, so that it costs the same however many letters one
    of them has.
    """
    names = sa.select(sa.func.min(LETTERS.c.tenant).label("tenant")).where(_WAITS)
    found = names.cte("names", recursive=True)
    following = sa.select(sa.func.min(LETTERS.c.tenant)).where(
        _WAITS, LETTERS.c.tenant > found.c.tenant
    )
    step = sa.select(following.scalar_subquery()).where(found.c.tenant.is_not(None))
    found = found.union_all(step)
    first = (
        sa.select(LETTERS.c.at)
        .where(_WAITS, LETTERS.c.tenant == found.c.tenant, _free())
        .order_by(LETTERS.c.at)
        .limit(1)
        .scalar_subquery()
        .label("first")
    )
    due = sa.select(found.c.tenant, first).where(found.c.tenant.is_not(None)).subquery()
    return (
        sa.select(due.c.tenant).where(due.c.first.is_not(None)).order_by(due.c.first, due.c.tenant)
    )


def _due(tenant: sa.ColumnElement[str], most: sa.ColumnElement[int]) -> sa.Select[Any]:
    """The first letters of a tenant that can go, and where the messages stand that they update."""
    names = ("tenant", "key", "platform", "address")
    same = sa.and_(*(MESSAGES.c[name] == LETTERS.c[name] for name in names))
    return (
        sa.select(LETTERS, MESSAGES.c.ref)
        .select_from(LETTERS.outerjoin(MESSAGES, same))
        .where(LETTERS.c.tenant == tenant, heads(), _free())
        .order_by(LETTERS.c.at, LETTERS.c.number)
        .limit(most)
        .with_for_update(of=LETTERS, skip_locked=True)
    )


@cache
def _of_one() -> sa.Select[Any]:
    return _due(sa.bindparam("of"), sa.bindparam("most", type_=sa.Integer))


@cache
def _of_each() -> sa.Select[Any]:
    """The same of many tenants, of each its portion, in one way to PostgreSQL."""
    of = sa.bindparam("of", type_=postgresql.ARRAY(sa.Text))
    most = sa.bindparam("most", type_=postgresql.ARRAY(sa.Integer))
    asked = sa.func.unnest(of, most).table_valued(
        sa.column("tenant", sa.Text), sa.column("most", sa.Integer)
    )
    each = asked.render_derived(name="asked")
    theirs = _due(each.c.tenant, each.c.most).lateral("theirs")
    return sa.select(theirs).select_from(each.join(theirs, sa.true()))


@cache
def _lease() -> sa.Update:
    taken = {"attempts": LETTERS.c.attempts + 1, "code": TAKEN, "turn": ""}
    until = sa.bindparam("new_lease", type_=LETTERS.c.lease.type)
    return sa.update(LETTERS).where(_HERE).values(lease=until, **taken)


@cache
def _sent() -> sa.Update:
    done = {"state": SENT, "card": None, "lease": None, "turn": ""}
    ended = sa.bindparam("now", type_=LETTERS.c.ended.type)
    return sa.update(LETTERS).where(_HERE).values(ended=ended, **done)


@cache
def _doubted() -> sa.Update:
    """The same of one that may stand twice: it is looked at once more."""
    at = sa.bindparam("new_at", type_=LETTERS.c.at.type)
    return _sent().values(code=DOUBTED, at=at)


@cache
def _back() -> sa.Update:
    named = ("at", "code", "attempts", "turn")
    values = {name: sa.bindparam(f"new_{name}", type_=LETTERS.c[name].type) for name in named}
    ours = LETTERS.c.state == WAITING, LETTERS.c.attempts == sa.bindparam("claimed")
    return sa.update(LETTERS).where(_HERE, *ours).values(lease=None, **values)


@cache
def _dead() -> sa.Update:
    gone = {"state": DEAD, "lease": None, "turn": ""}
    ended = sa.bindparam("now", type_=LETTERS.c.ended.type)
    why = sa.bindparam("new_code", type_=LETTERS.c.code.type)
    change = sa.update(LETTERS).where(_HERE, LETTERS.c.state == WAITING)
    return change.values(code=why, ended=ended, **gone)


@cache
def _stands(dialect: str) -> sa.Insert:
    insert = inserting(dialect, MESSAGES)
    changed = {name: insert.excluded[name] for name in ("platform", "address", "ref")}
    return insert.on_conflict_do_update(index_elements=["tenant", "key"], set_=changed)


def _this(letter: Letter) -> sa.ColumnElement[bool]:
    number = LETTERS.c.number == int(letter.id)
    return sa.and_(LETTERS.c.tenant == letter.tenant, number, LETTERS.c.key == letter.key)


@dataclass(frozen=True, slots=True)
class _Sent:
    letter: Letter
    ref: Ref
    now: datetime
    doubted: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Back:
    letter: Letter
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Dead:
    letter: Letter
    code: str
    now: datetime


_End: TypeAlias = _Sent | _Back | _Dead


class Letters:
    """`scheduler.ports.Post`."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._ends = Together[_End, None](self._record)
        self._turn: list[str] = []  # tenants that are still to be asked, before it is looked anew

    async def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        *,
        held: Mapping[str, int] | None = None,
        share: int | None = None,
    ) -> Sequence[Letter]:
        most = limit if share is None else share

        def work(connection: sa.Connection) -> list[Letter]:
            found = self._claimed(connection, now, limit, held or {}, most)
            if found:
                leased = [{**_here(letter), "new_lease": now + lease} for letter in found]
                put(connection, _lease(), leased)
            return found

        found = await self._doors.write(work)
        if not found:  # cards that showed answers were replaced by now, if they were to be
            await self._doors.tidy()
        return found

    def _claimed(
        self,
        connection: sa.Connection,
        now: datetime,
        limit: int,
        held: Mapping[str, int],
        share: int,
    ) -> list[Letter]:
        """Due letters of all tenants in turns: first of those that were not asked before.

        Nobody is left out because others were asked in vain: what they have due may be held up.
        """
        looked, vain = False, set[str]()
        while True:
            mine = _shared(self._turn, limit, held, share)
            if len(mine) < limit and not looked:
                more = (each for each in _due_tenants(connection, now) if each not in vain)
                self._turn, looked = list(dict.fromkeys((*self._turn, *more))), True
                continue
            self._turn = [tenant for tenant in self._turn if tenant not in mine]
            rows = _portions(connection, mine, now)
            if rows or not mine:
                return [_letter(row) for row in rows]
            vain.update(mine)

    async def sent(
        self, letter: Letter, ref: Ref, now: datetime, *, doubted: datetime | None = None
    ) -> None:
        """Keep where it stands; forget what it said. `doubted`: when to see if it stands twice."""
        await self._ends.ask(_Sent(letter, ref, now, doubted))

    async def retry(self, letter: Letter, at: datetime, code: str) -> None:
        tried = {"code": code, "attempts": letter.attempts + 1, "turn": ""}
        await self._ends.ask(_Back(letter, {"at": at, **tried}))

    async def queue(self, letter: Letter, at: datetime, turn: str) -> None:
        """It was not tried: it waits for its turn, and everything else stays as it was."""
        same = {"code": letter.code, "attempts": letter.attempts}
        await self._ends.ask(_Back(letter, {"at": at, "turn": turn, **same}))

    async def release(self, letters: Sequence[Letter]) -> None:
        """Give back what was claimed and not begun: as if nobody had claimed it."""

        def work(connection: sa.Connection) -> None:
            for letter in letters:
                before = {name: getattr(letter, name) for name in ("attempts", "code", "turn")}
                ours = LETTERS.c.state == WAITING, LETTERS.c.attempts == letter.attempts + 1
                here = sa.and_(_this(letter), *ours)
                connection.execute(sa.update(LETTERS).where(here).values(lease=None, **before))

        if letters:
            await self._doors.write(work)

    async def dead(self, letter: Letter, code: str, now: datetime) -> None:
        await self._ends.ask(_Dead(letter, code, now))

    async def _record(self, ends: Sequence[_End]) -> Sequence[Exception | None]:
        """All of them at once; where that fails, each alone, so that one hinders no other."""
        try:
            await self._doors.write(lambda connection: _recorded(connection, ends))
        except Exception as failed:
            if len(ends) == 1:
                raise
            if isinstance(failed, OSError):  # nobody is there: that is so for each of them
                raise
            return [await self._alone(end) for end in ends]
        return [None] * len(ends)

    async def _alone(self, end: _End) -> Exception | None:
        try:
            await self._doors.write(lambda connection: _recorded(connection, [end]))
        except Exception as failed:  # noqa: BLE001 - told to whoever sent this letter
            return failed
        return None

    async def next_letter(self) -> datetime | None:
        """When the next letter can go; one that is being sent can go again after its lease."""
        later = sa.and_(LETTERS.c.lease.is_not(None), LETTERS.c.lease > LETTERS.c.at)
        ready = sa.case((later, LETTERS.c.lease), else_=LETTERS.c.at)
        first = sa.select(sa.func.min(ready, type_=LETTERS.c.at.type)).where(heads())
        found = await self._doors.read(lambda connection: connection.execute(first).scalar())
        return cast(datetime | None, found)


def _due_tenants(connection: sa.Connection, now: datetime) -> list[str]:
    return list(ask(connection, _tenants(), {"now": now}).scalars())


def _shared(
    tenants: Sequence[str], limit: int, held: Mapping[str, int], share: int
) -> dict[str, int]:
    """For each its portion; who has the most under way comes last."""
    open_ = sorted((t for t in tenants if held.get(t, 0) < share), key=lambda t: held.get(t, 0))
    portions: dict[str, int] = {}
    left = limit
    for n, tenant in enumerate(open_[:limit]):
        portions[tenant] = min(ceil(left / (len(open_) - n)), share - held.get(tenant, 0))
        left -= portions[tenant]
    return portions


def _portions(
    connection: sa.Connection, portions: Mapping[str, int], now: datetime
) -> Sequence[Row]:
    if connection.dialect.name == "postgresql":
        given = {"of": list(portions), "most": list(portions.values()), "now": now}
        return ask(connection, _of_each(), given).mappings().all() if portions else ()
    return [
        row
        for tenant, most in portions.items()
        for row in ask(connection, _of_one(), {"of": tenant, "most": most, "now": now}).mappings()
    ]


def _here(letter: Letter) -> dict[str, Any]:
    return {"of": letter.tenant, "no": int(letter.id), "its": letter.key}


def _recorded(connection: sa.Connection, ends: Sequence[_End]) -> None:
    sent: list[dict[str, Any]] = []
    doubted: list[dict[str, Any]] = []
    back: list[dict[str, Any]] = []
    dead: list[dict[str, Any]] = []
    stands: dict[tuple[str, str], dict[str, Any]] = {}
    for end in ends:
        here = _here(end.letter)
        match end:
            case _Sent(letter, ref, now, later):
                if later is None:
                    sent.append({**here, "now": now})
                else:
                    doubted.append({**here, "now": now, "new_at": later})
                at = {"platform": letter.to.platform, "address": letter.to.id, "ref": ref.id}
                key = {"tenant": letter.tenant, "key": letter.key}
                stands[letter.tenant, letter.key] = {**key, **at}
            case _Back(letter, values):
                ours = {"claimed": letter.attempts + 1}  # else its lease ran out: another has it
                back.append({**here, **ours, **{f"new_{name}": v for name, v in values.items()}})
            case _Dead(_, code, now):
                dead.append({**here, "new_code": code, "now": now})
    every = ((_sent(), sent), (_doubted(), doubted), (_back(), back), (_dead(), dead))
    for change, rows in every:
        if rows:  # in one order for all processes, so that none waits for another in a circle
            put(connection, change, sorted(rows, key=lambda row: (row["of"], row["no"])))
    if stands:
        ordered = [stands[key] for key in sorted(stands)]
        put(connection, _stands(connection.dialect.name), ordered)
    reached(connection, [(e.letter.tenant, e.letter.to) for e in ends if isinstance(e, _Sent)])
    lost = [e for e in ends if isinstance(e, _Dead) and e.code in LOST]
    given_up(connection, [(e.letter.tenant, e.letter.to, e.now) for e in lost])


def _ref(row: Row) -> Ref | None:
    """Where the message stands that this letter updates; one that is sent anew updates none."""
    return None if row["anew"] or row["ref"] is None else Ref(row["ref"])


def _letter(row: Row) -> Letter:
    return Letter(
        tenant=row["tenant"],
        id=str(row["number"]),
        key=row["key"],
        to=Address(platform=row["platform"], id=row["address"]),
        card=cast(Card, load(Card, row["card"])),
        kind=row["kind"],
        ref=_ref(row),
        attempts=row["attempts"],
        created=row["created"],
        until=row["until"],
        code=row["code"],
        turn=row["turn"],
    )
