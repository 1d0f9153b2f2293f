"""Entries as one viewer is allowed to read them: the right is part of every statement.

Rights are looked up as they stand in the database, not as a caller believes them to be.
"""

from typing import TypeAlias

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.networks import HELD
from adapters.database.part import Part
from adapters.database.pen import Pen
from adapters.database.tables import ADDRESSES, ENTRIES, MEMBERS
from bot.fields import Sees
from bot.memory import Entry
from bot.network import CHANNEL, Role, Seat

Entries: TypeAlias = tuple[Entry, ...]


class Rights(Part):
    def __init__(self, connection: Pen, tenant: str, viewer: str, network: str) -> None:
        super().__init__(connection, tenant)
        self._viewer = viewer
        self._network = network

    def of(self, network: str) -> "Rights":
        """The same viewer's rights in another network."""
        return Rights(self._connection, self._tenant, self._viewer, network)

    # ── who one is here ──

    def belongs(self) -> sa.ColumnElement[bool]:
        """Who holds a seat; and the network's own channel, where its members read."""
        if self._viewer == CHANNEL:
            return sa.true()
        return self._seat(MEMBERS.c.seat.in_(HELD))

    def facilitates(self) -> sa.ColumnElement[bool]:
        role = MEMBERS.c.role == Role.FACILITATOR.value
        return self._seat(role, MEMBERS.c.seat == Seat.SEATED.value)

    def _seat(self, *which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
        mine = self._mine(MEMBERS, network=self._network, person=self._viewer)
        return sa.exists().where(mine, *which)

    def unreached(self) -> int:
        """How many participants cannot be reached where they last were; facilitators may know."""
        newer = ADDRESSES.alias("newer")
        same = (newer.c[name] == ADDRESSES.c[name] for name in ("tenant", "person"))
        last = ~sa.exists().where(*same, newer.c.used > ADDRESSES.c.used)
        lost = sa.exists().where(
            ADDRESSES.c.tenant == MEMBERS.c.tenant,
            ADDRESSES.c.person == MEMBERS.c.person,
            ADDRESSES.c.lost.is_not(None),
            last,
        )
        here = MEMBERS.alias("here")
        lead = sa.exists().where(
            here.c.tenant == self._tenant,
            here.c.network == self._network,
            here.c.person == self._viewer,
            here.c.role == Role.FACILITATOR.value,
            here.c.seat == Seat.SEATED.value,
        )
        counted = (
            sa.select(sa.func.count())
            .select_from(MEMBERS)
            .where(self._mine(MEMBERS, network=self._network))
            .where(MEMBERS.c.role == Role.PARTICIPANT.value, MEMBERS.c.seat.in_(HELD))
            .where(lost, lead)
        )
        return int(self._scalar(counted) or 0)

    # ── what one may read, the newest last ──

    def own(self, dialog: str, *, about: str | None = None, field: str = "") -> Entries:
        mine = ENTRIES.c.person == self._viewer
        return self._entries(mine, self._here(), dialog, about, field)

    def told(self, dialog: str) -> Entries:
        """Of this network or, outside of one, of all: it was said to this viewer."""
        asked = sa.and_(_sees(Sees.ASKER), ENTRIES.c.asker == self._viewer)
        return self._entries(asked, self._here() if self._network else sa.true(), dialog)

    def shown(self, dialog: str, field: str, about: str | None) -> Entries:
        allowed = sa.and_(_sees(Sees.NETWORK), self.belongs())
        return self._entries(allowed, self._here(), dialog, about, field)

    def noted(self, dialog: str, field: str, about: str | None) -> Entries:
        allowed = sa.and_(_sees(Sees.FACILITATOR), self.facilitates())
        return self._entries(allowed, self._here(), dialog, about, field)

    def ticked(self, dialog: str, field: str, about: str) -> bool | None:
        """Whether this viewer stands in the list that a facilitator kept last.

        None where none was kept, and for facilitators, who do not tick themselves.
        """
        role = MEMBERS.c.role == Role.FACILITATOR.value
        lead = sa.select(MEMBERS.c.person).where(self._mine(MEMBERS, network=self._network), role)
        allowed = sa.and_(ENTRIES.c.person.in_(lead), ~self._seat(role))
        lists = self._entries(allowed, self._here(), dialog, about, field)
        kept = [entry.value for entry in lists if isinstance(entry.value, list)]
        return self._viewer in kept[-1] if kept else None

    def _here(self) -> sa.ColumnElement[bool]:
        return ENTRIES.c.network == self._network

    def _entries(
        self,
        allowed: sa.ColumnElement[bool],
        where: sa.ColumnElement[bool],
        dialog: str,
        about: str | None = None,
        field: str = "",
    ) -> Entries:
        chosen = sa.select(ENTRIES).where(self._mine(ENTRIES, dialog=dialog), where, allowed)
        if about is not None:
            chosen = chosen.where(ENTRIES.c.about == about)
        if field:
            chosen = chosen.where(ENTRIES.c.field == field)
        ordered = chosen.order_by(ENTRIES.c.filed, ENTRIES.c.person, ENTRIES.c.field)
        return tuple(map(rows.entry, self._all(ordered)))


def _sees(who: Sees) -> sa.ColumnElement[bool]:
    return ENTRIES.c.sees == who.value
