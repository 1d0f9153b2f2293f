"""Letters that could not be delivered: given up, looked at, and let out once more."""

from datetime import datetime

import sqlalchemy as sa

from adapters.database.part import Part
from adapters.database.reaching import given_up
from adapters.database.saying import DEAD, WAITING, followed
from adapters.database.tables import LETTERS
from bot.network import Address
from bot.ports import Lost
from scheduler.ports import LOST, Letter


class Losing(Part):
    def bury(self, letter: Letter, code: str, now: datetime) -> bool:
        here = self._mine(LETTERS, number=int(letter.id), key=letter.key, state=WAITING)
        gone = {"state": DEAD, "code": code, "lease": None, "ended": now}
        buried = self._run(sa.update(LETTERS).where(here).values(gone)) == 1
        if buried and code in LOST:
            given_up(self._connection, [(letter.tenant, letter.to, now)])
        return buried

    def lost(self, to: Address) -> list[Lost]:
        here = self._mine(LETTERS, platform=to.platform, address=to.id, state=DEAD)
        columns = (LETTERS.c.number, LETTERS.c.key, LETTERS.c.ended)
        chosen = sa.select(*columns).where(here, ~followed())
        rows = self._all(chosen.order_by(LETTERS.c.number))
        return [Lost(id=str(r["number"]), key=r["key"], ended=r["ended"]) for r in rows]

    def resend(self, lost: Lost, now: datetime) -> None:
        here = self._mine(LETTERS, number=int(lost.id), state=DEAD)
        again = {"state": WAITING, "code": "", "attempts": 0, "at": now, "ended": None}
        self._run(sa.update(LETTERS).where(here).values(again))
