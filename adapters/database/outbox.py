"""The outbox for those who run Kring: what waits and what died, never what it says or to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from adapters.database.doors import Doors
from adapters.database.part import Part
from adapters.database.post import heads
from adapters.database.saying import DEAD, SENT, WAITING, followed, in_state
from adapters.database.tables import COUNTERS, LETTERS
from scheduler.ports import UNCERTAIN

State = Literal["waiting", "uncertain", "dead"]
LAPSED = "lapsed"
"""The code of a letter that was waiting, and was counted as sent by whoever runs Kring."""
PROBE = "probe"
"""A row of no tenant, written to see whether anything can be written."""

_SHOWN = (
    LETTERS.c.tenant,
    LETTERS.c.number,
    LETTERS.c.platform,
    LETTERS.c.kind,
    LETTERS.c.state,
    LETTERS.c.attempts,
    LETTERS.c.code,
    LETTERS.c.created,
    LETTERS.c.at,
    LETTERS.c.lease,
    LETTERS.c.ended,
)
_IS_WAITING, _IS_DEAD = in_state(WAITING), in_state(DEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A letter from outside. `at` is when it may go next; `lease` until when it is being sent."""

    tenant: str
    number: int
    platform: str
    kind: str
    state: str
    attempts: int
    code: str
    created: datetime
    at: datetime
    lease: datetime | None
    ended: datetime | None

    @property
    def look(self) -> State:
        if self.state == DEAD:
            return "dead"
        return "uncertain" if self.code == UNCERTAIN else "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Letters of one platform in one state, and of one code where they are dead."""

    platform: str
    state: State
    code: str
    number: int
    oldest: datetime


class Outbox:
    """Over all tenants. What is chosen by a number may be several: each tenant has its own."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    # ── to look at ──

    async def piles(self) -> Sequence[Pile]:
        """How much there is of what, and since when."""
        uncertain = sa.case((LETTERS.c.code == UNCERTAIN, UNCERTAIN), else_=WAITING)
        oldest = sa.func.min(LETTERS.c.created, type_=LETTERS.c.created.type)
        count = sa.func.count()
        alive = sa.select(LETTERS.c.platform, uncertain, sa.literal(""), count, oldest)
        dead = sa.select(LETTERS.c.platform, sa.literal(DEAD), LETTERS.c.code, count, oldest)
        asked = (
            alive.where(_IS_WAITING).group_by(LETTERS.c.platform, uncertain),
            dead.where(_IS_DEAD).group_by(LETTERS.c.platform, LETTERS.c.code),
        )

        def work(connection: sa.Connection) -> list[Pile]:
            return [
                Pile(platform=platform, state=state, code=code, number=number, oldest=oldest)
                for each in asked
                for platform, state, code, number, oldest in connection.execute(each)
            ]

        return await self._doors.read(work)

    async def held(self, limit: int, state: State | None = None) -> Sequence[Held]:
        """What waits or died, the oldest first."""
        uncertain = LETTERS.c.code == UNCERTAIN
        which: dict[State | None, sa.ColumnElement[bool]] = {
            None: sa.or_(_IS_WAITING, _IS_DEAD),
            "waiting": sa.and_(_IS_WAITING, ~uncertain),
            "uncertain": sa.and_(_IS_WAITING, uncertain),
            "dead": _IS_DEAD,
        }
        order = (LETTERS.c.created, LETTERS.c.tenant, LETTERS.c.number)
        chosen = sa.select(*_SHOWN).where(which[state]).order_by(*order).limit(limit)
        return await self._all(chosen)

    async def numbered(self, number: int) -> Sequence[Held]:
        """The letters of this number, of each tenant one at most; sent ones too."""
        return await self._all(sa.select(*_SHOWN).where(LETTERS.c.number == number))

    async def _all(self, chosen: sa.Select[Any]) -> Sequence[Held]:
        found = await self._doors.read(lambda c: c.execute(chosen).mappings().all())
        return [Held(**row) for row in found]

    async def late(self, now: datetime, by: timedelta) -> bool:
        """Whether a letter that could go has been left lying for longer than this."""
        before = now - by
        left = sa.or_(LETTERS.c.lease.is_(None), LETTERS.c.lease <= before)
        lies = sa.select(sa.literal(1)).where(heads(), LETTERS.c.at <= before, left).limit(1)
        return await self._doors.read(lambda c: c.execute(lies).first() is not None)

    async def probe(self, now: datetime) -> None:
        """Write something. Raises what the driver raises where that cannot be done."""
        row = {"name": PROBE, "value": int(now.timestamp()) % 86_400}
        await self._doors.write(lambda c: Part(c, "")._put(COUNTERS, [row]))  # noqa: SLF001

    # ── to do ──

    async def retry(self, letters: Sequence[Held], now: datetime) -> int:
        """Let dead letters wait again, as if new; how many do.

        One that was followed by a newer letter of the same message stays dead: it would put an
        old text in the place of a newer one. One that may have arrived is looked for first. Who
        lets it wait again has decided that it is of use.
        """
        code = sa.case((LETTERS.c.code == UNCERTAIN, UNCERTAIN), else_="")
        again = {"state": WAITING, "at": now, "attempts": 0, "code": code, "until": None}
        change = sa.update(LETTERS).where(_IS_DEAD, ~followed())
        return await self._each(letters, change.values(**again, lease=None, ended=None))

    async def discard(self, letters: Sequence[Held]) -> int:
        """Delete dead letters, with what they say; how many there were."""
        return await self._each(letters, sa.delete(LETTERS).where(_IS_DEAD))

    async def lapse(self, before: datetime, now: datetime, tenant: str = "") -> int:
        """Count as sent what waits since before then, and delete its words; how many there were.

        So it counts as what people got. What is being sent just now is left.
        """
        free = sa.or_(LETTERS.c.lease.is_(None), LETTERS.c.lease <= now)
        here = [LETTERS.c.tenant == tenant] if tenant else []
        gone = {"state": SENT, "card": None, "lease": None, "turn": "", "code": LAPSED}
        change = sa.update(LETTERS).where(_IS_WAITING, LETTERS.c.created < before, free, *here)
        done = change.values(**gone, ended=now)
        number = await self._doors.write(lambda connection: connection.execute(done).rowcount)
        await self._doors.tidy()
        return number

    async def _each(self, letters: Sequence[Held], change: sa.Update | sa.Delete) -> int:
        def work(connection: sa.Connection) -> int:
            return sum(
                connection.execute(
                    change.where(LETTERS.c.tenant == each.tenant, LETTERS.c.number == each.number)
                ).rowcount
                for each in letters
            )

        done = await self._doors.write(work)
        await self._doors.tidy()
        return done
