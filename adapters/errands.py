"""What the command line has done over an open database, one errand at a time."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from adapters.database.address import lost
from adapters.database.unit import Work
from adapters.main import Kring, Unreached, build, choices
from adapters.settings import Settings
from adapters.slack.vault import Vault
from adapters.web.keys import link_for
from bot.network import Network, Person
from bot.ports import Unit
from scheduler.rehearsal import Row, rehearse

T = TypeVar("T")


async def upgrade(settings: Settings) -> None:
    """Bring the tables to the version of this program."""
    kring = build(settings)
    await kring.open(upgrade=True)
    await kring.close()


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Kring]:
    """Raises as `Kring.open`, and Unreached too where the database is lost on the way."""
    kring = build(settings)
    await kring.open()
    try:
        yield kring
    except Exception as failed:
        if why := lost(failed):
            raise Unreached(f"The database failed on the way: {why}.") from failed
        raise
    finally:
        await kring.close()


async def within(settings: Settings, work: Callable[[Kring], Awaitable[T]]) -> tuple[datetime, T]:
    """What `work` gives over an open database, and the time at which it began."""
    async with opened(settings) as kring:
        return kring.clock(), await work(kring)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """All that is to be said in a network; `rows` is None when there is none of that name."""

    rows: Sequence[Row] | None
    zone: str = ""
    titles: tuple[str, ...] = ()


async def rehearsed(settings: Settings, named: str) -> Rehearsed:
    """The dry run of a network that is known by its id or its title, of whatever organisation."""

    def look(kring: Kring, unit: Work) -> Rehearsed:
        network = unit.network(named) or _titled(unit, named)
        if network is None:
            return Rehearsed(rows=None, titles=tuple(n.title for n in unit.every_network()))
        people = unit.people(m.person for m in network.members)
        pending = (*unit.moments(network.id), *unit.moments(""))
        rows = rehearse(kring.bot, network, people, pending)
        return Rehearsed(rows=rows, zone=network.zone)

    titles: list[str] = []
    async with opened(settings) as kring:
        for tenant in await kring.database.tenants():
            found = await kring.database.look(tenant, lambda unit: look(kring, unit))
            if found.rows is not None:
                return found
            titles += found.titles
    return Rehearsed(rows=None, titles=tuple(titles))


def _titled(unit: Work, title: str) -> Network | None:
    """The newest of that name: a network that goes on keeps it."""
    wanted = title.casefold().strip()
    every = reversed(unit.every_network())
    return next((n for n in every if n.title.casefold() == wanted), None)


async def link(settings: Settings, named: str) -> str | Sequence[Person]:
    """A personal link; or, where not exactly one person is meant, all who may be."""

    def named_so(unit: Unit) -> Sequence[Person]:
        known = unit.person(named)
        return [known] if known else unit.find_people(named)

    async with opened(settings) as kring:
        found = await kring.transact(named_so)
        if len(found) != 1:
            return found
        return link_for(
            found[0].id,
            tenant=settings.tenant,
            secret=settings.secret.get_secret_value(),
            address=settings.address,
            now=kring.clock(),
        )


async def resealed(settings: Settings) -> int:
    """Seal all tokens of workspaces with the first key; how many there were. Raises Locked."""
    async with opened(settings) as kring:
        return await kring.database.workspaces.reseal(Vault(choices(settings).keys).again)


async def forgotten(settings: Settings, tenant: str, *, at_once: bool) -> datetime | int | None:
    """Delete all of a workspace; how many rows that were.

    Without `at_once` nothing is deleted, and what comes back is when it is due, if it is.
    """
    async with opened(settings) as kring:
        books = kring.database.workspaces
        if at_once:
            return await books.forget(tenant)
        here = await books.of(tenant)
        return here.due if here else None
