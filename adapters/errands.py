"""What the command line has done over an open database, one errand at a time."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from adapters.main import Kring, build, choices
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


async def asked(settings: Settings, work: Callable[[Kring, Unit], T]) -> T:
    """One look into the database."""
    kring = build(settings)
    await kring.open()
    try:
        return await kring.transact(lambda unit: work(kring, unit))
    finally:
        await kring.close()


async def within(settings: Settings, work: Callable[[Kring], Awaitable[T]]) -> tuple[datetime, T]:
    """What `work` gives over an open database, and the time at which it began."""
    kring = build(settings)
    await kring.open()
    try:
        return kring.clock(), await work(kring)
    finally:
        await kring.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """All that is to be said in a network; `rows` is None when there is none of that name."""

    rows: Sequence[Row] | None
    zone: str = ""
    titles: tuple[str, ...] = ()


async def rehearsed(settings: Settings, named: str) -> Rehearsed:
    """The dry run of a network that is known by its id or its title, of whatever organisation."""

    def look(kring: Kring, unit: Unit) -> Rehearsed:
        network = unit.network(named) or _titled(unit, named)
        if network is None:
            return Rehearsed(rows=None, titles=tuple(n.title for n in unit.catalogue()))
        people = unit.people(m.person for m in network.members)
        apart = [m for m in unit.moments("") if m.person in people]
        pending = (*unit.moments(network.id), *apart)
        rows = rehearse(kring.bot, network, people, kring.clock(), pending)
        return Rehearsed(rows=rows, zone=network.zone)

    async def work(kring: Kring) -> Rehearsed:
        titles: list[str] = []
        for tenant in await kring.database.tenants():
            found = await kring.database.transact(tenant, lambda unit: look(kring, unit))
            if found.rows is not None:
                return found
            titles += found.titles
        return Rehearsed(rows=None, titles=tuple(titles))

    _, found = await within(settings, work)
    return found


def _titled(unit: Unit, title: str) -> Network | None:
    wanted = title.casefold().strip()
    return next((n for n in unit.catalogue() if n.title.casefold() == wanted), None)


async def link(settings: Settings, named: str) -> str | Sequence[Person]:
    """A personal link; or, where not exactly one person is meant, all who may be."""

    def work(kring: Kring, unit: Unit) -> str | Sequence[Person]:
        known = unit.person(named)
        found = [known] if known else unit.find_people(named)
        if len(found) != 1:
            return found
        return link_for(
            found[0].id,
            tenant=settings.tenant,
            secret=settings.secret.get_secret_value(),
            address=settings.address,
            now=kring.clock(),
        )

    return await asked(settings, work)


async def resealed(settings: Settings) -> int:
    """Seal all tokens of workspaces with the first key; how many there were. Raises Locked."""
    kring = build(settings)
    await kring.open()
    try:
        return await kring.database.workspaces.reseal(Vault(choices(settings).keys).again)
    finally:
        await kring.close()


async def forgotten(settings: Settings, tenant: str, *, at_once: bool) -> datetime | int | None:
    """Delete all of a workspace; how many rows that were.

    Without `at_once` nothing is deleted, and what comes back is when it is due, if it is.
    """
    kring = build(settings)
    await kring.open()
    try:
        books = kring.database.workspaces
        if at_once:
            return await books.forget(tenant)
        here = await books.of(tenant)
        return here.due if here else None
    finally:
        await kring.close()
