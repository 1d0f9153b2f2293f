"""The workspaces in which Kring is installed, and what it knows of each: over all tenants."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database.doors import Doors
from adapters.database.part import Part, among, mine
from adapters.database.prepared import ask
from adapters.database.tables import HOMES, METADATA, NETWORKS, PLACES, STATES, WORKSPACES
from adapters.database.together import Together

NOBODYS = "-"
"""The tenant of what belongs to none yet: somebody is about to install Kring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One installation.

    `token` is sealed, None once it was taken back: `due` is when all of the tenant is deleted.
    """

    tenant: str
    enterprise: str
    team: str
    name: str
    app: str
    bot: str
    token: str | None
    installed: datetime
    ended: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The channel that stands for an address of ours: its id there, and what was done to it."""

    address: str
    place: str
    title: str
    invited: tuple[str, ...] = ()
    archived: bool = False


def _one(tenant: str) -> sa.ColumnElement[bool]:
    return WORKSPACES.c.tenant == tenant


@cache
def _untended() -> sa.Select[Any]:
    """Built once: it is asked after each event."""
    now = sa.func.sum(NETWORKS.c.revision + 1)
    there = sa.and_(PLACES.c.tenant == NETWORKS.c.tenant, PLACES.c.address == NETWORKS.c.channel)
    far = (
        sa.select(PLACES.c.address, now.label("far"))
        .join(NETWORKS, there)
        .where(mine(PLACES))
        .group_by(PLACES.c.address, PLACES.c.tended)
        .having(now != PLACES.c.tended)
        .subquery()
    )
    chosen = sa.select(PLACES, far.c.far).join(far, far.c.address == PLACES.c.address)
    return chosen.where(mine(PLACES)).order_by(PLACES.c.address)


@cache
def _homes() -> sa.Select[Any]:
    here = sa.and_(mine(HOMES), among(HOMES.c.address, "addresses_"))
    return sa.select(HOMES.c.address, HOMES.c.hash).where(here)


@cache
def _these() -> sa.Select[Any]:
    return sa.select(WORKSPACES).where(among(WORKSPACES.c.tenant, "asked"))


class Workspaces:
    """One transaction for each step."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._asked = Together[str, Workspace | None](self._all_of)

    # ── installations ──

    async def of(self, tenant: str) -> Workspace | None:
        """It as it stands now. Each call of Slack asks; who asks at the same time asks together."""
        return await self._asked.ask(tenant)

    async def _all_of(self, tenants: Sequence[str]) -> Sequence[Workspace | None]:
        given = {"asked": sorted(set(tenants))}
        rows = await self._doors.read(lambda c: ask(c, _these(), given).mappings().all())
        found = {row["tenant"]: Workspace(**row) for row in rows}
        return [found.get(tenant) for tenant in tenants]

    async def all(self) -> Sequence[Workspace]:
        chosen = sa.select(WORKSPACES).order_by(WORKSPACES.c.tenant)
        rows = await self._doors.read(lambda c: c.execute(chosen).mappings().all())
        return [Workspace(**row) for row in rows]

    async def keep(
        self,
        tenant: str,
        *,
        enterprise: str,
        team: str,
        name: str,
        app: str,
        bot: str,
        token: str,
        at: datetime,
    ) -> None:
        """It was installed, perhaps once more; nothing is to be deleted any longer."""
        row = {
            "enterprise": enterprise,
            "team": team,
            "name": name,
            "app": app,
            "bot": bot,
            "token": token,
            "installed": at,
            "ended": None,
            "due": None,
        }
        await self._doors.write(lambda c: Part(c, tenant)._put(WORKSPACES, [row]))  # noqa: SLF001

    async def end(self, tenant: str, *, since: datetime, at: datetime, due: datetime) -> bool:
        """Its access was taken back: the token is gone now, everything else is deleted when due.

        Told twice, the first due date stays. Told of an installation that has been renewed after
        `since`, nothing happens; whether something did.
        """
        gone = (
            sa.update(WORKSPACES)
            .where(_one(tenant), WORKSPACES.c.installed <= since)
            .values(
                token=None,
                ended=sa.func.coalesce(
                    WORKSPACES.c.ended, sa.bindparam("at", at, WORKSPACES.c.ended.type)
                ),
                due=sa.func.coalesce(
                    WORKSPACES.c.due, sa.bindparam("till", due, WORKSPACES.c.due.type)
                ),
            )
        )
        return await self._doors.write(lambda c: c.execute(gone).rowcount) == 1

    async def reseal(self, again: Callable[[str], str]) -> int:
        """Give every token a new seal; how many there were."""

        def work(connection: sa.Connection) -> int:
            here = sa.select(WORKSPACES).where(
                WORKSPACES.c.token.is_not(None), WORKSPACES.c.token != ""
            )
            rows = connection.execute(here.with_for_update()).mappings().all()
            for row in rows:
                change = sa.update(WORKSPACES).where(_one(row["tenant"]))
                connection.execute(change.values(token=again(row["token"])))
            return len(rows)

        return await self._doors.write(work)

    async def overdue(self, now: datetime) -> Sequence[str]:
        """Tenants of which everything is to be deleted by now."""
        chosen = sa.select(WORKSPACES.c.tenant).where(WORKSPACES.c.due <= now)
        return await self._doors.read(lambda c: list(c.execute(chosen).scalars()))

    async def forget(self, tenant: str) -> int:
        """Delete everything of a tenant; how many rows that were."""

        def work(connection: sa.Connection) -> int:
            tables = reversed(METADATA.sorted_tables)
            gone = (sa.delete(table).where(table.c.tenant == tenant) for table in tables)
            return sum(connection.execute(each).rowcount for each in gone)

        gone = await self._doors.write(work)
        self._doors.shelf.clear()
        return gone

    # ── on the way to one ──

    async def issue(self, state: str, browser: str, *, until: datetime, now: datetime) -> None:
        """Remember that somebody went to install Kring; what has run out is cleared away."""
        row = {"id": state, "browser": browser, "expires": until}

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.delete(STATES).where(STATES.c.expires <= now))
            Part(connection, NOBODYS)._add(STATES, row)  # noqa: SLF001

        await self._doors.write(work)

    async def consume(self, state: str, browser: str, *, now: datetime) -> bool:
        """Whether this browser went to install Kring just now; true once at most."""
        taken = (
            sa.delete(STATES)
            .where(STATES.c.tenant == NOBODYS, STATES.c.id == state)
            .where(STATES.c.browser == browser, STATES.c.expires > now)
            .returning(STATES.c.id)
        )
        return await self._doors.write(lambda c: c.execute(taken).scalar()) is not None

    # ── channels ──

    async def place(self, tenant: str, address: str) -> Place | None:
        row = await self._doors.read(lambda c: c.execute(_at(tenant, address)).mappings().first())
        return _place(row) if row else None

    async def places(self, tenant: str) -> Sequence[Place]:
        chosen = sa.select(PLACES).where(PLACES.c.tenant == tenant).order_by(PLACES.c.address)
        rows = await self._doors.read(lambda c: c.execute(chosen).mappings().all())
        return [_place(row) for row in rows]

    async def untended(self, tenant: str) -> Sequence[tuple[Place, int]]:
        """Channels whose networks changed since they were looked after, and how far these are."""
        here = {"tenant_": tenant}
        rows = await self._doors.read(lambda c: c.execute(_untended(), here).mappings().all())
        return [(_place(row), row["far"]) for row in rows]

    async def tended(self, tenant: str, address: str, far: int) -> None:
        """It was looked after, as far as its networks had come."""
        change = sa.update(PLACES).where(PLACES.c.tenant == tenant, PLACES.c.address == address)
        await self._doors.write(lambda c: c.execute(change.values(tended=far)).rowcount)

    async def first_place(self, tenant: str, address: str, *, place: str, title: str) -> Place:
        """Keep this channel, unless another process kept one for this address; the one that is."""
        row = {"address": address, "place": place, "title": title, "invited": [], "archived": False}

        def work(connection: sa.Connection) -> Place:
            Part(connection, tenant)._add(PLACES, row)  # noqa: SLF001
            return _place(connection.execute(_at(tenant, address)).mappings().one())

        return await self._doors.write(work)

    async def keep_place(
        self,
        tenant: str,
        address: str,
        *,
        place: str,
        title: str,
        invited: Sequence[str],
        archived: bool,
    ) -> None:
        row = {
            "address": address,
            "place": place,
            "title": title,
            "invited": sorted(invited),
            "archived": archived,
        }
        await self._doors.write(lambda c: Part(c, tenant)._put(PLACES, [row]))  # noqa: SLF001

    async def networks_at(self, tenant: str, address: str) -> Sequence[str]:
        """Ids of the networks whose own channel this address is, the newest first."""
        chosen = (
            sa.select(NETWORKS.c.id)
            .where(NETWORKS.c.tenant == tenant, NETWORKS.c.channel == address)
            .order_by(NETWORKS.c.created.desc(), NETWORKS.c.id)
        )
        return await self._doors.read(lambda c: list(c.execute(chosen).scalars()))

    async def channels_of(self, tenant: str) -> Sequence[str]:
        """The addresses of all channels in which networks of this tenant are told things."""
        chosen = (
            sa.select(NETWORKS.c.channel)
            .where(NETWORKS.c.tenant == tenant, NETWORKS.c.channel != "")
            .distinct()
            .order_by(NETWORKS.c.channel)
        )
        return await self._doors.read(lambda c: list(c.execute(chosen).scalars()))

    # ── Home tabs ──

    async def homes(self, tenant: str, addresses: Collection[str]) -> Mapping[str, str]:
        """The hashes of Home tabs as they were published last; of those that were ever opened."""
        here = {"tenant_": tenant, "addresses_": sorted(addresses)}
        found = await self._doors.read(lambda c: ask(c, _homes(), here).mappings().all())
        return {row["address"]: row["hash"] for row in found}

    async def keep_home(self, tenant: str, address: str, hash: str) -> None:  # noqa: A002
        row = {"address": address, "hash": hash}
        await self._doors.write(lambda c: Part(c, tenant)._put(HOMES, [row]))  # noqa: SLF001


def _at(tenant: str, address: str) -> sa.Select[Any]:
    return sa.select(PLACES).where(PLACES.c.tenant == tenant, PLACES.c.address == address)


def _place(row: Any) -> Place:
    known = {name: row[name] for name in ("address", "place", "title", "archived")}
    return Place(**known, invited=tuple(row["invited"]))
