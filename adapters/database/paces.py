"""How fast platforms were called of late: `scheduler.ports.Paces`, for one process or for many."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from adapters.database.doors import Doors
from adapters.database.together import Together
from bot.ports import Retry
from scheduler.ports import States

T = TypeVar("T")
KEPT = 10_000
"""States that one process remembers; one that lies an hour back says nothing any more."""
HOUR = 3600.0


class Alone:
    """Where one process is all there is, as with SQLite: in its memory."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self._states: dict[tuple[str, str], list[float]] = {}

    async def keep(
        self, tenant: str, names: Sequence[str], work: Callable[[States, float], T]
    ) -> T:
        now = self.clock()
        keys = {name: (tenant, name) for name in names}
        states = {name: self._states[key] for name, key in keys.items() if key in self._states}
        result = work(states, now)
        self._states.update({keys[name]: state for name, state in states.items()})
        if len(self._states) > KEPT:
            self._states = {k: s for k, s in self._states.items() if max(s) > now - HOUR}
        return result


@dataclass(frozen=True, slots=True)
class _Asked:
    tenant: str
    names: Sequence[str]
    work: Callable[[States, float], Any]


def _texts(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=ARRAY(sa.Text))


_LOCK = sa.text(
    "INSERT INTO paces (tenant, name, state, used)"
    " SELECT tenant, name, '[]', clock_timestamp() FROM unnest(:tenants, :names)"
    " AS asked (tenant, name) ORDER BY tenant, name"
    " ON CONFLICT (tenant, name) DO UPDATE SET used = excluded.used"
    " RETURNING tenant, name, state, extract(epoch FROM clock_timestamp())::float8 AS now"
).bindparams(_texts("tenants"), _texts("names"))
"""Makes or locks each row, all processes in the same order, and then looks at the clock."""

_WRITE = sa.text(
    "UPDATE paces SET state = new.state FROM unnest(:tenants, :names, :states)"
    " AS new (tenant, name, state)"
    " WHERE paces.tenant = new.tenant AND paces.name = new.name"
).bindparams(_texts("tenants"), _texts("names"), _texts("states"))


class Shared:
    """Where many processes are: in PostgreSQL, by its clock.

    What the calls of one process ask for at the same time goes together, in two statements. The
    table is not logged: a commit waits for no disk, and a server that crashed forgets the paces.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._together = Together[_Asked, Any](self._all)

    async def keep(
        self, tenant: str, names: Sequence[str], work: Callable[[States, float], T]
    ) -> T:
        try:
            result: T = await self._together.ask(_Asked(tenant, names, work))
        except (sa.exc.SQLAlchemyError, OSError) as failed:
            raise Retry(1, "no_database") from failed
        return result

    async def _all(self, asked: Sequence[_Asked]) -> Sequence[Any]:
        return await self._doors.write(lambda connection: _kept(connection, asked))


def _kept(connection: sa.Connection, asked: Sequence[_Asked]) -> list[Any]:
    keys = sorted({(each.tenant, name) for each in asked for name in each.names})
    tenants, names = [tenant for tenant, _ in keys], [name for _, name in keys]
    rows = connection.execute(_LOCK, {"tenants": tenants, "names": names}).all()
    now = max(row.now for row in rows)
    states = {(row.tenant, row.name): json.loads(row.state) for row in rows}
    results = [_worked(each, states, now) for each in asked]
    said = [json.dumps(states[key], separators=(",", ":")) for key in keys]
    connection.execute(_WRITE, {"tenants": tenants, "names": names, "states": said})
    return results


def _worked(asked: _Asked, states: dict[tuple[str, str], list[float]], now: float) -> Any:
    mine = {name: state for name in asked.names if (state := states[asked.tenant, name])}
    try:
        result = asked.work(mine, now)
    except Exception as failed:  # noqa: BLE001 - it is the asker's alone
        return failed
    states.update({(asked.tenant, name): state for name, state in mine.items()})
    return result
