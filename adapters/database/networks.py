"""Networks with their sessions and members: read whole, and written where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.part import Part, among, mine
from adapters.database.shelf import Edition
from adapters.database.tables import MEMBERS, NETWORKS, PLACES, SESSIONS
from bot.network import Address, Member, Network, Phase, Seat

HELD = (Seat.SEATED.value, Seat.PAUSED.value)
"""Seats of somebody who belongs to a network."""

AWAITED = (*HELD, Seat.WAITING.value)

RECRUITING = (Phase.OPEN.value, Phase.FIXED.value)
"""Phases in which a network can still be joined: fixing its dates does not close it."""


def _changes(table: sa.Table, old: Mapping[Any, Any] | None, new: Mapping[str, Any]) -> bool:
    return old is None or any(old[name] != value for name, value in new.items() if name in table.c)


def _edition(row: rows.Row) -> Edition:
    """Whoever changes anything of a network changes its revision."""
    return row["tenant"], row["id"], row["created"], row["revision"]


@cache
def _by_id() -> sa.Select[Any]:
    return sa.select(NETWORKS).where(mine(NETWORKS, "id"))


@cache
def _of_person() -> sa.Select[Any]:
    belongs = mine(MEMBERS, "person"), MEMBERS.c.seat.in_(AWAITED)
    mine_ = NETWORKS.c.id.in_(sa.select(MEMBERS.c.network).where(*belongs))
    return _in_order(sa.select(NETWORKS).where(mine(NETWORKS), mine_))


@cache
def _listed() -> sa.Select[Any]:
    open_ = NETWORKS.c.listed.is_(True), NETWORKS.c.phase.in_(RECRUITING)
    return _in_order(sa.select(NETWORKS).where(mine(NETWORKS), *open_))


@cache
def _every() -> sa.Select[Any]:
    return _in_order(sa.select(NETWORKS).where(mine(NETWORKS)))


@cache
def _at() -> sa.Select[Any]:
    """By the address of its channel, or by the id that Slack gave to one that Kring made."""
    made = sa.select(PLACES.c.address).where(mine(PLACES, "place"))
    there = sa.or_(mine(NETWORKS, "channel"), NETWORKS.c.channel.in_(made))
    here = sa.select(NETWORKS).where(mine(NETWORKS, "platform"), there)
    return here.order_by(NETWORKS.c.created.desc(), NETWORKS.c.id).limit(1)


def _in_order(chosen: sa.Select[Any]) -> sa.Select[Any]:
    return chosen.order_by(NETWORKS.c.created, NETWORKS.c.id)


@cache
def _parts(table: sa.Table) -> sa.Select[Any]:
    theirs = sa.and_(mine(table), among(table.c.network, "ids"))
    return sa.select(table).where(theirs).order_by(table.c.position)


class Networks(Part):
    def network(self, id: str) -> Network | None:  # noqa: A002
        known: Network | None = self._seen.get(("network", id))
        return known or next(iter(self._networks(_by_id(), id_=id)), None)

    def networks_of(self, person: str) -> list[Network]:
        """Networks in which this person holds or awaits a seat, the oldest first."""
        known = self._foreseen.get(person)
        if known is not None and known.networks is not None:
            return list(known.networks)
        return self._networks(_of_person(), person_=person)

    def catalogue(self) -> list[Network]:
        """Networks that are listed and can be joined, the oldest first."""
        return self._networks(_listed())

    def every_network(self) -> list[Network]:
        """Those that cannot be joined too, the oldest first: for whoever runs Kring."""
        return self._networks(_every())

    def network_at(self, channel: Address) -> Network | None:
        there = {"channel_": channel.id, "place_": channel.id}
        found = self._networks(_at(), platform_=channel.platform, **there)
        return next(iter(found), None)

    def _networks(self, chosen: sa.Select[Any], **given: Any) -> list[Network]:
        found = self._ask(chosen, **given).mappings().all()
        fresh = [row for row in found if not self._shelved(row)]
        sessions = self._grouped(SESSIONS, [row["id"] for row in fresh])
        members = self._grouped(MEMBERS, [row["id"] for row in fresh])
        for row in fresh:
            whole = rows.network(
                row,
                tuple(map(rows.session, sessions[row["id"]])),
                tuple(map(rows.member, members[row["id"]])),
            )
            self._seen["network", row["id"]] = whole
            if not self.changed:  # what this transaction wrote may yet be taken back
                self._shelf.put(_edition(row), whole)
        return [self._seen["network", row["id"]] for row in found]

    def _shelved(self, row: rows.Row) -> bool:
        """Whether this network is known as it now is, from this transaction or an earlier one."""
        here = self.changed or ("network", row["id"]) in self._seen
        if not here and (kept := self._shelf.get(_edition(row))) is not None:
            self._seen["network", row["id"]] = kept
        return ("network", row["id"]) in self._seen

    def _grouped(self, table: sa.Table, networks: Iterable[str]) -> dict[str, list[rows.Row]]:
        """The rows of these networks, in their order, by network."""
        found: dict[str, list[rows.Row]] = defaultdict(list)
        if ids := list(networks):
            for row in self._ask(_parts(table), ids=ids).mappings():
                found[row["network"]].append(row)
        return found

    def keep_network(self, network: Network) -> None:
        """Write what differs.

        Who writes anything of a network writes its row, so that two who change it at once
        collide there and one of them begins again.
        """
        self._seen.pop(("network", network.id), None)
        self.changed = True
        for known in self._foreseen.values():
            known.networks = None
        old = self._ask(_by_id(), id_=network.id).mappings().first()
        new = rows.network_row(network)
        if old is None:
            self._put(NETWORKS, [new | {"revision": 0}])
        sessions = [(s.id, rows.session_row(s)) for s in network.sessions]
        members = [(m.person, rows.member_row(m)) for m in network.members]
        changed = [
            self._reconcile(SESSIONS, "id", network.id, sessions),
            self._reconcile(MEMBERS, "person", network.id, members),
        ]
        if old is not None and (any(changed) or _changes(NETWORKS, old, new)):
            self._put(NETWORKS, [new | {"revision": old["revision"] + 1}])

    def _reconcile(
        self, table: sa.Table, key: str, network: str, wanted: list[tuple[str, dict[str, Any]]]
    ) -> bool:
        known = {row[key]: row for row in self._grouped(table, (network,))[network]}
        placed = {
            id_: {"network": network, "position": n, **row} for n, (id_, row) in enumerate(wanted)
        }
        changed = [row for id_, row in placed.items() if _changes(table, known.get(id_), row)]
        gone = [id_ for id_ in known if id_ not in placed]
        self._put(table, changed)
        if gone:
            here = self._mine(table, network=network)
            self._run(sa.delete(table).where(here, table.c[key].in_(gone)))
        return bool(changed or gone)


def public(network: Network, viewer: str) -> Network:
    """A network as it stands in the catalogue: who facilitates it, and how many seats are held.

    Of the others nothing is told but that somebody holds, or awaits, a seat; and nothing of who
    was invited.
    """
    known = {member.person for member in network.facilitators} | {viewer}

    def shown(member: Member) -> Member:
        if member.person in known:
            return member
        return Member(person="", role=member.role, seat=member.seat, joined=network.created)

    return replace(network, members=tuple(map(shown, network.members)), invited=())
