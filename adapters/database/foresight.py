"""What a hundred people's turns are going to need, read table by table before they come.

It is kept for the length of one transaction, follows what that transaction writes, and is dropped
where following would be guessing: then it is asked for again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.foreseen import Foreseen
from adapters.database.networks import AWAITED, Networks
from adapters.database.part import among, mine
from adapters.database.people import People
from adapters.database.saying import DEAD
from adapters.database.tables import ADDRESSES, IGNORED, LETTERS, MEMBERS, MOMENTS, NETWORKS, RUNS
from bot.dialog import Status
from bot.network import Address
from bot.ports import Moment, Outbox
from scheduler.ports import AHEAD

SAID = timedelta(days=30)
"""How far back the caps look at most, before they are asked for by themselves."""
COMING = timedelta(hours=36)
"""To the end of everybody's day."""


def _theirs(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(mine(table), among(table.c.person, "people_"))


@cache
def _addresses() -> sa.Select[Any]:
    last = (ADDRESSES.c.used, ADDRESSES.c.platform.desc(), ADDRESSES.c.address.desc())
    columns = (ADDRESSES.c.person, ADDRESSES.c.platform, ADDRESSES.c.address)
    return sa.select(*columns).where(_theirs(ADDRESSES)).order_by(*last)


@cache
def _seats() -> sa.Select[Any]:
    columns = (MEMBERS.c.person, MEMBERS.c.network)
    return sa.select(*columns).where(_theirs(MEMBERS), MEMBERS.c.seat.in_(AWAITED))


@cache
def _by_ids() -> sa.Select[Any]:
    return sa.select(NETWORKS).where(mine(NETWORKS), among(NETWORKS.c.id, "ids"))


@cache
def _runs() -> sa.Select[Any]:
    matter = sa.and_(among(RUNS.c.dialog, "dialogs_"), among(RUNS.c.about, "abouts_"))
    wanted = sa.or_(RUNS.c.status == Status.OPEN.value, matter)
    return sa.select(RUNS).where(_theirs(RUNS), wanted)


@cache
def _ignored() -> sa.Select[Any]:
    columns = (IGNORED.c.person, IGNORED.c.kind, IGNORED.c.times)
    return sa.select(*columns).where(_theirs(IGNORED))


@cache
def _said() -> sa.Select[Any]:
    columns = (LETTERS.c.person, LETTERS.c.kind, LETTERS.c.said_on)
    counted = sa.and_(LETTERS.c.counts.is_(True), LETTERS.c.state != DEAD)
    return (
        sa.select(*columns)
        .where(_theirs(LETTERS), counted, LETTERS.c.said_on >= sa.bindparam("since_"))
        .order_by(LETTERS.c.said_on, LETTERS.c.number)
    )


@cache
def _coming() -> sa.Select[Any]:
    pending = MOMENTS.c.state == sa.literal_column("'pending'")
    soon = sa.and_(pending, MOMENTS.c.at <= sa.bindparam("until_"))
    return sa.select(MOMENTS).where(_theirs(MOMENTS), soon).order_by(MOMENTS.c.at, MOMENTS.c.key)


class Foresight(Networks, People):
    def foresee(self, moments: Sequence[Moment], now: datetime) -> None:
        """Read all that the turns of these moments' people will ask for."""
        people = sorted({moment.person for moment in moments} - {""})
        if not people:
            return
        matters = frozenset((moment.dialog, moment.due.about) for moment in moments)
        recurs = any(not moment.network for moment in moments)
        since, until = (now - SAID).date(), now + (AHEAD if recurs else COMING)
        known = {person: Foreseen(matters=matters, since=since, until=until) for person in people}
        self._placed(people)
        self._seated(known, people)
        self._done(known, people, matters)
        for row in self._ask(_ignored(), people_=people).mappings():
            known[row["person"]].ignored[row["kind"]] = row["times"]
        for row in self._ask(_said(), people_=people, since_=since).mappings():
            said = Outbox(kind=row["kind"], said_on=row["said_on"])
            known[row["person"]].said.append(said)  # type: ignore[union-attr]
        here = {moment.key: moment for moment in moments}
        for row in self._ask(_coming(), people_=people, until_=until).mappings():
            moment = here.get(row["key"]) or rows.moment(row)
            known[row["person"]].coming.append(moment)  # type: ignore[union-attr]
        self._foreseen.update(known)

    def _placed(self, people: Sequence[str]) -> None:
        """Where each of them is reached: the conversation used last comes last."""
        for person in people:
            self._seen["address", person] = None
        for row in self._ask(_addresses(), people_=people).mappings():
            place = Address(platform=row["platform"], id=row["address"])
            self._seen["address", row["person"]] = place

    def _done(
        self,
        known: dict[str, Foreseen],
        people: Sequence[str],
        matters: frozenset[tuple[str, str]],
    ) -> None:
        dialogs = sorted({dialog for dialog, _ in matters})
        abouts = sorted({about for _, about in matters})
        found = self._ask(_runs(), people_=people, dialogs_=dialogs, abouts_=abouts)
        for row in found.mappings():
            runs = known[row["person"]].runs
            if runs is not None:
                runs[row["id"]] = (rows.run(row), row["shown"])

    def _seated(self, known: dict[str, Foreseen], people: Sequence[str]) -> None:
        """The networks in which each of them holds or awaits a seat, and who facilitates these."""
        found = self._ask(_seats(), people_=people).mappings()
        seats = [(row["person"], row["network"]) for row in found]
        ids = sorted({network for _, network in seats})
        networks = {network.id: network for network in self._networks(_by_ids(), ids=ids)}
        leads = {m.person for network in networks.values() for m in network.facilitators}
        self.people({*people, *leads})
        for person, network in seats:
            known[person].networks.append(networks[network])  # type: ignore[union-attr]
        for each in known.values():
            each.networks.sort(key=lambda n: (n.created, n.id))  # type: ignore[union-attr]
