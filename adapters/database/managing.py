"""What a manager may know: what people sent them by their own act, and what everybody may read.

These statements name their columns. None reads an answer (but the manager's own, to a request for
time), a ballot, or who was where.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from adapters.database.networks import HELD
from adapters.database.part import Part
from adapters.database.pen import Pen
from adapters.database.tables import (
    AUDIENCES,
    ENTRIES,
    MEMBERS,
    NETWORKS,
    PEOPLE,
    SESSIONS,
    SHARES,
)
from bot.fields import Sees
from bot.memory import Published, TimeRequest
from bot.network import Network, Person, Phase, Role, Session, State, headline

REQUEST = {"dialog": "mgr_time", "field": "ok"}
"""Where a manager answers a request for time."""

MANAGER = "manager"
"""The audience of a learning that goes to its author's manager."""

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """Somebody who asked this manager for time, in a network that is not over."""

    person: str
    name: str
    network: str
    title: str


class Managed(Part):
    def __init__(self, connection: Pen, tenant: str, manager: Person) -> None:
        super().__init__(connection, tenant)
        self._manager = manager

    def requests(self, since: datetime) -> tuple[TimeRequest, ...]:
        asks = self._asks()
        sessions = self._sessions(asks)
        answers = self._answers()
        return tuple(_request(ask, sessions[ask.network], answers, since) for ask in asks)

    def _asks(self) -> list[_Ask]:
        """Only those who name this manager and asked them, both by their own act."""
        chosen = (
            sa.select(MEMBERS.c.person, PEOPLE.c.name, MEMBERS.c.network, NETWORKS.c.title)
            .join(PEOPLE, _of(PEOPLE, MEMBERS.c.person))
            .join(NETWORKS, _of(NETWORKS, MEMBERS.c.network))
            .where(self._mine(MEMBERS, asks_manager=True, role=Role.PARTICIPANT.value))
            .where(MEMBERS.c.seat.in_(HELD), PEOPLE.c.manager == self._manager.id)
            .where(NETWORKS.c.phase.in_((Phase.OPEN.value, Phase.FIXED.value)))
            .order_by(NETWORKS.c.title, NETWORKS.c.id, PEOPLE.c.lookup, PEOPLE.c.id)
        )
        return [_Ask(**row) for row in self._all(chosen)]

    def _answers(self) -> dict[tuple[str, str], str]:
        """What this manager answered, by who asked and network."""
        own = self._mine(ENTRIES, person=self._manager.id, sees=Sees.ASKER.value, **REQUEST)
        columns = (ENTRIES.c.asker, ENTRIES.c.network, ENTRIES.c.value)
        chosen = sa.select(*columns).where(own).order_by(ENTRIES.c.filed)
        return {(row["asker"], row["network"]): str(row["value"]) for row in self._all(chosen)}

    def _sessions(self, asks: list[_Ask]) -> dict[str, list[Session]]:
        """The sessions of these networks that are not cancelled, in order of time."""
        networks = {ask.network for ask in asks}
        columns = (
            SESSIONS.c[name] for name in ("network", "id", "number", "starts", "ends", "state")
        )
        chosen = (
            sa.select(*columns)
            .where(self._mine(SESSIONS), SESSIONS.c.network.in_(sorted(networks)))
            .where(SESSIONS.c.state != State.CANCELLED.value)
            .order_by(SESSIONS.c.starts)
        )
        found: dict[str, list[Session]] = {network: [] for network in networks}
        for row in self._all(chosen) if networks else ():
            found[row["network"]].append(
                Session(
                    id=row["id"],
                    number=row["number"],
                    starts=row["starts"],
                    ends=row["ends"],
                    state=State(row["state"]),
                )
            )
        return found

    def published(self, since: datetime) -> tuple[Published, ...]:
        """Learnings sent to the authors' manager, who is this one, or to this manager's team."""
        to = AUDIENCES.c.audience
        mine = sa.and_(to == MANAGER, PEOPLE.c.manager == self._manager.id)
        team = to == self._manager.team if self._manager.team else sa.false()
        addressed = sa.exists().where(
            self._mine(AUDIENCES), AUDIENCES.c.share == SHARES.c.id, sa.or_(mine, team)
        )
        columns = (
            SHARES.c.text,
            SHARES.c.signed,
            SHARES.c.agenda,
            NETWORKS.c.title,
            PEOPLE.c.name,
            MEMBERS.c.mention,
        )
        chosen = (
            sa.select(*columns)
            .join(PEOPLE, _of(PEOPLE, SHARES.c.author))
            .join(NETWORKS, _of(NETWORKS, SHARES.c.network), isouter=True)
            .join(MEMBERS, _author(), isouter=True)
            .where(self._mine(SHARES, withdrawn=False), SHARES.c.published >= since, addressed)
            .order_by(SHARES.c.published, SHARES.c.id)
        )
        return tuple(
            Published(
                title=headline(row["text"]),
                network=row["title"] or "",
                signature=row["name"] if row["signed"] else "",
                agenda=row["agenda"],
                mention=bool(row["signed"] and row["mention"]),
            )
            for row in self._all(chosen)
        )

    def phases(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """Where the networks of those who asked this manager stand, in the week that comes."""
        asks = self._asks()
        sessions = self._sessions(asks)
        titles = {ask.network: ask.title for ask in asks}
        found = ((title, _phase(sessions[id_], since)) for id_, title in titles.items())
        return tuple((title, phase) for title, phase in found if phase)


def _of(table: sa.Table, column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """The row of this table to which a column of the same tenant refers."""
    tenant = column.table.c.tenant
    return sa.and_(table.c.tenant == tenant, table.c.id == column)


def _author() -> sa.ColumnElement[bool]:
    return sa.and_(
        MEMBERS.c.tenant == SHARES.c.tenant,
        MEMBERS.c.network == SHARES.c.network,
        MEMBERS.c.person == SHARES.c.author,
    )


def _request(
    ask: _Ask, sessions: list[Session], answers: dict[tuple[str, str], str], since: datetime
) -> TimeRequest:
    coming = [s for s in sessions if s.state is State.PLANNED and s.starts >= since]
    return TimeRequest(
        person=ask.name,
        network=ask.title,
        dates=tuple(s.starts for s in coming),
        hours=sum(((s.ends - s.starts).total_seconds() for s in coming), 0.0) / 3600,
        answer=answers.get((ask.person, ask.network), ""),
    )


def _phase(sessions: list[Session], since: datetime) -> str:
    """What comes within a week of the digest is told first; else that a session was held."""
    digest = since + WEEK
    network = Network(id="", title="", goal="", zone="UTC", created=since, sessions=tuple(sessions))
    for phase, session in _turns(network):
        if digest <= session.starts < digest + WEEK:
            return phase
    held = any(since <= session.ends < digest for session in sessions)
    return "after_session" if held else ""


def _turns(network: Network) -> Iterator[tuple[str, Session]]:
    turns = (
        ("kickoff", network.kickoff),
        ("closing", network.closing),
        ("midway", network.midway),
    )
    return ((phase, session) for phase, session in turns if session)
