"""What a manager may know: what people sent them by their own act, and what everybody may read.

These statements name their columns. None reads an answer (but the manager's own, to a request for
time), a ballot, or who was where.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa

from adapters.database.networks import HELD, RECRUITING
from adapters.database.part import Part, among, mine
from adapters.database.pen import Pen
from adapters.database.rows import Row
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
from bot.network import Network, Person, Phase, Role, Session, State, headline, hours
from bot.views.digest import OPENINGS, WEEK

REQUEST = {"dialog": "mgr_time", "field": "ok"}
"""Where a manager answers a request for time."""

MANAGER = "manager"
"""The audience of a learning that goes to its author's manager."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """Somebody who asked this manager for time, in a network that is not over."""

    person: str
    name: str
    network: str
    title: str
    outcome: str


class Managed(Part):
    """For one look: what it read once it does not read again."""

    def __init__(self, connection: Pen, tenant: str, manager: Person) -> None:
        super().__init__(connection, tenant)
        self._manager = manager

    def requests(self, since: datetime) -> tuple[TimeRequest, ...]:
        answers = self._answers() if self._asks else {}
        return tuple(
            _request(ask, self._sessions[ask.network], answers, since) for ask in self._asks
        )

    @cached_property
    def _team(self) -> dict[str, Row]:
        """Those who name this manager, by id: nobody, or a few, so all else begins with them."""
        found = self._ask(_led(), manager_=self._manager.id)
        return {row["id"]: row for row in found.mappings()}

    @cached_property
    def _asks(self) -> list[_Ask]:
        """Only those who name this manager and asked them, both by their own act."""
        if not self._team:
            return []
        found = [
            _Ask(name=self._team[row["person"]]["name"], **row)
            for row in self._ask(_asking(), people=list(self._team)).mappings()
        ]
        return sorted(found, key=lambda ask: (ask.title, ask.network, ask.name, ask.person))

    def _answers(self) -> dict[tuple[str, str], str]:
        """What this manager answered, by who asked and network."""
        own = {f"{name}_": value for name, value in REQUEST.items()}
        found = self._ask(_answered(), person_=self._manager.id, sees_=Sees.ASKER.value, **own)
        return {(row["asker"], row["network"]): str(row["value"]) for row in found.mappings()}

    @cached_property
    def _sessions(self) -> dict[str, list[Session]]:
        """The sessions of these networks, in order of time: also the cancelled, as they count."""
        networks = sorted({ask.network for ask in self._asks})
        found: dict[str, list[Session]] = {network: [] for network in networks}
        for row in self._ask(_held(), networks=networks).mappings() if networks else ():
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
        found: dict[str, Row] = {}
        if self._team:
            asked = self._ask(
                _by_authors(), authors=list(self._team), audience_=MANAGER, since_=since
            )
            found |= {row["id"]: row for row in asked.mappings()}
        if self._manager.team:
            asked = self._ask(_sent(), audience_=self._manager.team, since_=since)
            found |= {row["id"]: row for row in asked.mappings()}
        in_order = sorted(found.values(), key=lambda row: (row["published"], row["id"]))
        return tuple(
            Published(
                title=headline(row["text"]),
                network=row["title"] or "",
                signature=row["name"] if row["signed"] else "",
                agenda=row["agenda"],
                mention=bool(row["signed"] and row["mention"]),
            )
            for row in in_order
        )

    def phases(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """Where the networks of those who asked this manager stand, in the week that comes."""
        asked = {ask.network: ask for ask in self._asks}
        found = (
            (ask.title, _phase(self._sessions[id_], ask.outcome, since))
            for id_, ask in asked.items()
        )
        return tuple((title, phase) for title, phase in found if phase)

    def openings(self, now: datetime) -> list[str]:
        """Ids of the networks that can be joined, as many as a digest has room for."""
        return list(self._ask(_open(), many=OPENINGS, now_=now).scalars())


# ── the statements: built once, since a digest asks them all ──


@cache
def _led() -> sa.Select[Any]:
    return sa.select(PEOPLE.c.id, PEOPLE.c.name).where(mine(PEOPLE, "manager"))


@cache
def _asking() -> sa.Select[Any]:
    theirs = sa.and_(mine(MEMBERS), among(MEMBERS.c.person, "people"))
    return (
        sa.select(MEMBERS.c.person, MEMBERS.c.network, NETWORKS.c.title, NETWORKS.c.outcome)
        .join(NETWORKS, _of(NETWORKS, MEMBERS.c.network))
        .where(theirs, MEMBERS.c.asks_manager.is_(True))
        .where(MEMBERS.c.role == Role.PARTICIPANT.value, MEMBERS.c.seat.in_(HELD))
        .where(NETWORKS.c.phase.in_((Phase.OPEN.value, Phase.FIXED.value)))
    )


@cache
def _answered() -> sa.Select[Any]:
    own = mine(ENTRIES, "person", "sees", *REQUEST)
    return (
        sa.select(ENTRIES.c.asker, ENTRIES.c.network, ENTRIES.c.value)
        .where(own)
        .order_by(ENTRIES.c.filed)
    )


@cache
def _held() -> sa.Select[Any]:
    columns = (SESSIONS.c[name] for name in ("network", "id", "number", "starts", "ends", "state"))
    return (
        sa.select(*columns)
        .where(mine(SESSIONS), among(SESSIONS.c.network, "networks"))
        .order_by(SESSIONS.c.starts)
    )


@cache
def _sent() -> sa.Select[Any]:
    """What was published, and not withdrawn, for one audience."""
    columns = (
        SHARES.c.id,
        SHARES.c.published,
        SHARES.c.text,
        SHARES.c.signed,
        SHARES.c.agenda,
        NETWORKS.c.title,
        PEOPLE.c.name,
        MEMBERS.c.mention,
    )
    return (
        sa.select(*columns)
        .join(AUDIENCES, _of_share())
        .join(PEOPLE, _of(PEOPLE, SHARES.c.author))
        .join(NETWORKS, _of(NETWORKS, SHARES.c.network), isouter=True)
        .join(MEMBERS, _author(), isouter=True)
        .where(mine(AUDIENCES, "audience"), SHARES.c.withdrawn.is_(False))
        .where(SHARES.c.published >= sa.bindparam("since_"))
    )


@cache
def _by_authors() -> sa.Select[Any]:
    return _sent().where(mine(SHARES), among(SHARES.c.author, "authors"))


@cache
def _open() -> sa.Select[Any]:
    """Those that `bot.seats.joinable` would find among all that are listed."""
    ahead = sa.exists().where(
        SESSIONS.c.tenant == NETWORKS.c.tenant,
        SESSIONS.c.network == NETWORKS.c.id,
        SESSIONS.c.state == State.PLANNED.value,
        SESSIONS.c.starts > sa.bindparam("now_", type_=SESSIONS.c.starts.type),
    )
    undecided = NETWORKS.c.outcome == ""  # a follow-up is for those who were there
    phase = NETWORKS.c.phase.in_(RECRUITING)
    listed = mine(NETWORKS), NETWORKS.c.listed.is_(True), phase, undecided, ahead
    in_order = sa.select(NETWORKS.c.id).where(*listed).order_by(NETWORKS.c.title, NETWORKS.c.id)
    return in_order.limit(sa.bindparam("many", type_=sa.Integer))


def _of(table: sa.Table, column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """The row of this table to which a column of the same tenant refers."""
    tenant = column.table.c.tenant
    return sa.and_(table.c.tenant == tenant, table.c.id == column)


def _of_share() -> sa.ColumnElement[bool]:
    return sa.and_(AUDIENCES.c.tenant == SHARES.c.tenant, AUDIENCES.c.share == SHARES.c.id)


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
        hours=hours(coming),
        answer=answers.get((ask.person, ask.network), ""),
    )


def _phase(sessions: list[Session], outcome: str, since: datetime) -> str:
    """What comes within a week of the digest is told first; else that a session was held."""
    digest = since + WEEK
    network = Network(
        id="",
        title="",
        goal="",
        zone="UTC",
        created=since,
        sessions=tuple(sessions),
        outcome=outcome,
    )
    for phase, session in _turns(network):
        if digest <= session.starts < digest + WEEK:
            return phase
    held = any(since <= session.ends < digest for session in network.alive)
    return "after_session" if held else ""


def _turns(network: Network) -> Iterator[tuple[str, Session]]:
    turns = (
        ("kickoff", network.kickoff),
        ("closing", network.closing),
        ("midway", network.midway),
    )
    return ((phase, session) for phase, session in turns if session in network.alive)
