"""What an event is going to need, read at once: its sender, its run, the network, what waits."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.networks import Networks
from adapters.database.saying import WAITING, latest
from adapters.database.tables import (
    ADDRESSES,
    CONVERSATIONS,
    EVENTS,
    LETTERS,
    NETWORKS,
    PEOPLE,
    RUNS,
)
from bot.ports import Inbound

OTHER = ADDRESSES.alias("other")
READ = (PEOPLE, RUNS, NETWORKS, LETTERS, CONVERSATIONS)


def _same(table: sa.FromClause) -> sa.ColumnElement[bool]:
    return table.c.tenant == ADDRESSES.c.tenant


@cache
def _all(names: int) -> sa.Select[Any]:
    """From the address on, for an event of so many names; what is not there is left open.

    Whether a letter waits is asked in a way that no index of waiting letters answers: there may be
    thousands, and PostgreSQL keeps a plan that it made when there were none.
    """
    events = [sa.bindparam(f"event_{n}", type_=EVENTS.c.id.type) for n in range(names)]
    seen = sa.exists().where(EVENTS.c.tenant == sa.bindparam("tenant_"), EVENTS.c.id.in_(events))
    later = sa.exists().where(
        _same(OTHER), OTHER.c.person == ADDRESSES.c.person, OTHER.c.used > ADDRESSES.c.used
    )
    run: sa.BindParameter[Any] = sa.bindparam("run_")
    waits = LETTERS.c.state.concat(sa.literal_column("''")) == WAITING
    letter = sa.and_(_same(LETTERS), LETTERS.c.key == run, waits, LETTERS.c.lease.is_(None))
    start = ADDRESSES.join(PEOPLE, sa.and_(_same(PEOPLE), PEOPLE.c.id == ADDRESSES.c.person))
    start = start.outerjoin(RUNS, sa.and_(_same(RUNS), RUNS.c.id == run))
    start = start.outerjoin(NETWORKS, sa.and_(_same(NETWORKS), NETWORKS.c.id == RUNS.c.network))
    talks = sa.and_(_same(CONVERSATIONS), CONVERSATIONS.c.address == ADDRESSES.c.address)
    start = start.outerjoin(LETTERS, letter).outerjoin(CONVERSATIONS, talks)
    columns = (c.label(f"{table.name}_{c.name}") for table in READ for c in table.c)
    return (
        sa.select(seen.label("seen"), (~later).label("latest"), *columns)
        .select_from(start)
        .where(ADDRESSES.c.tenant == sa.bindparam("tenant_"))
        .where(ADDRESSES.c.platform == sa.bindparam("platform_"))
        .where(ADDRESSES.c.address == sa.bindparam("address_"))
        .order_by(latest())
        .limit(1)
    )


@cache
def _places() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Where in such a row the columns of a table stand."""
    found, place = {}, 2
    for table in READ:
        names = [column.name for column in table.c]
        found[table.name] = tuple((name, place + n) for n, name in enumerate(names))
        place += len(names)
    return found


class Expecting(Networks):
    def expect(self, inbound: Inbound) -> None:
        """Read all of it with one statement. Somebody who is not known is not known after it."""
        names, sender, run = inbound.names, inbound.sender, inbound.run
        if ("events", "\n".join(names)) in self._seen:
            return
        given = {f"event_{n}": name for n, name in enumerate(names)}
        given |= {"platform_": sender.platform, "address_": sender.id, "run_": run}
        row: Any = self._ask(_all(len(names)), **given).first()
        if row is None:
            return
        self._seen["events", "\n".join(names)] = bool(row[0])
        person = rows.person(_part(row, PEOPLE))
        self._seen["at", f"{sender.platform} {sender.id}"] = person.id
        self._seen["person", person.id] = person
        if row[1]:
            self._seen["address", person.id] = sender
        talks = _part(row, CONVERSATIONS)
        if talks["address"]:
            self._seen["conversation", sender.id] = talks
        if run:
            self._run_there(row, run)

    def _run_there(self, row: Sequence[Any], run: str) -> None:
        letter, network = _part(row, LETTERS), _part(row, NETWORKS)
        found = _part(row, RUNS)
        self._seen["run", run] = rows.run(found) if found["id"] else None
        self._seen["letter", run] = letter if letter["number"] is not None else None
        if network["id"]:
            self._shelved(network)


def _part(row: Sequence[Any], table: sa.Table) -> dict[str, Any]:
    return {name: row[place] for name, place in _places()[table.name]}
