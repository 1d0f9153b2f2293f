"""What is planned for a local hour is planned anew when that hour falls at another instant.

Governments move their clocks at short notice. Each zone's changes of the next years are kept as a
number; where it differs from the one that was planned with, all that hangs on the zone is planned
again. At the start, and then once a day.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Protocol, TypeVar
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.moments import jump
from bot.ports import Clock, Planner
from scheduler.calendar import forget_calendars, zone
from scheduler.logs import mishap
from scheduler.ports import TimedUnit

T = TypeVar("T")
LOG = logging.getLogger(__name__)
AHEAD = 3
"""Years, this one among them; what is planned further ahead is seen in time."""
HALF_A_DAY = timedelta(hours=12)


class ZonedUnit(TimedUnit, Protocol):
    def zones(self) -> Mapping[str, int | None]:
        """The zones of this tenant's people and networks, and with what each was planned."""

    def planned_with(self, numbers: Mapping[str, int]) -> None: ...
    def networks_in(self, zones: Sequence[str]) -> list[str]:
        """Networks that have something pending, and somebody in one of these zones."""

    def people_in(self, zones: Sequence[str]) -> list[str]:
        """People in these zones for whom something is pending outside of any network."""


class ZonedStore(Protocol):
    async def tenants(self) -> Sequence[str]: ...
    async def transact(self, tenant: str, work: Callable[[ZonedUnit], T]) -> T: ...


def number_of(name: str, year: int) -> int:
    """Stands for all changes of this clock in the years from this one on; 31 bits."""
    said = ";".join(f"{at:%Y%m%d%H%M%S}{offset}" for at, offset in _changes(zone(name), year))
    return crc32(said.encode()) & 0x7FFFFFFF


def _changes(where: ZoneInfo, year: int) -> Iterator[tuple[datetime, timedelta | None]]:
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + AHEAD, 1, 1, tzinfo=UTC)
    offset = at.astimezone(where).utcoffset()
    yield at, offset
    while at < end:
        until = at + HALF_A_DAY
        if (other := until.astimezone(where).utcoffset()) != offset:
            yield jump(at, until, where), other
        at, offset = until, other


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """`number` tells of a zone and a year what `number_of` does."""

    store: ZonedStore
    planner: Planner
    clock: Clock
    number: Callable[[str, int], int] = number_of

    async def replan(self) -> int:
        """Plan anew what hangs on a zone that changed; how many networks and people that were."""
        forget_calendars()
        number, year = cache(self.number), self.clock().year
        found = 0
        for tenant in await self.store.tenants():
            known = await self.store.transact(tenant, lambda unit: unit.zones())
            now = {name: number(name, year) for name in known}
            changed = {name: n for name, n in now.items() if known[name] != n}
            if changed:
                found += await self._tenant(tenant, changed)
        return found

    async def _tenant(self, tenant: str, changed: Mapping[str, int]) -> int:
        """A transaction each, so that nobody waits long; noted last, so that nobody is left out."""
        names = tuple(changed)
        networks = await self.store.transact(tenant, lambda unit: unit.networks_in(names))
        people = await self.store.transact(tenant, lambda unit: unit.people_in(names))
        works = [*(partial(self._network, id_=id_) for id_ in networks)]
        works += [partial(self._person, id_=id_) for id_ in people]
        done = [await self._planned(tenant, work) for work in works]
        if all(done):
            await self.store.transact(tenant, lambda unit: unit.planned_with(changed))
        return sum(done)

    async def _planned(self, tenant: str, work: Callable[[ZonedUnit], None]) -> bool:
        """Whether it was; what cannot be keeps no other from it, and is tried again tomorrow."""
        try:
            await self.store.transact(tenant, work)
        except Exception as error:  # noqa: BLE001 - a mistake in a dialog, or the database
            mishap(LOG, "zones.failed", error, {"tenant": tenant})
            return False
        await asyncio.sleep(0)
        return True

    def _network(self, unit: ZonedUnit, id_: str) -> None:
        if (network := unit.network(id_)) is not None:
            self.planner.network(unit, network, self.clock())

    def _person(self, unit: ZonedUnit, id_: str) -> None:
        if (person := unit.person(id_)) is not None:
            self.planner.person(unit, person, self.clock())
