"""With which rules of the clock the moments of a tenant were planned."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from adapters.database.part import Part
from adapters.database.tables import COUNTERS, MOMENTS, NETWORKS, PENDING, PEOPLE

ZONE = "zone:"


class Zones(Part):
    """`scheduler.zones.ZonedUnit`."""

    def zones(self) -> Mapping[str, int | None]:
        here = (sa.select(t.c.zone).where(self._mine(t)) for t in (PEOPLE, NETWORKS))
        names = self._connection.execute(sa.union(*here)).scalars()
        noted = self._mine(COUNTERS), COUNTERS.c.name.startswith(ZONE, autoescape=True)
        found = self._all(sa.select(COUNTERS.c.name, COUNTERS.c.value).where(*noted))
        known = {row["name"]: row["value"] for row in found}
        return {name: known.get(ZONE + name) for name in names}

    def planned_with(self, numbers: Mapping[str, int]) -> None:
        self._put(COUNTERS, [{"name": ZONE + name, "value": n} for name, n in numbers.items()])

    def networks_in(self, zones: Sequence[str]) -> list[str]:
        """In their order, so that two processes which do the same wait for one another."""
        pending = self._mine(MOMENTS, state=PENDING), MOMENTS.c.network != ""
        theirs = (
            sa.select(MOMENTS.c.network)
            .join(PEOPLE, (PEOPLE.c.tenant == MOMENTS.c.tenant) & (PEOPLE.c.id == MOMENTS.c.person))
            .where(*pending, PEOPLE.c.zone.in_(zones))
        )
        own = (
            sa.select(MOMENTS.c.network)
            .join(
                NETWORKS,
                (NETWORKS.c.tenant == MOMENTS.c.tenant) & (NETWORKS.c.id == MOMENTS.c.network),
            )
            .where(*pending, NETWORKS.c.zone.in_(zones))
        )
        return sorted(self._connection.execute(sa.union(theirs, own)).scalars())

    def people_in(self, zones: Sequence[str]) -> list[str]:
        chosen = (
            sa.select(MOMENTS.c.person)
            .join(PEOPLE, (PEOPLE.c.tenant == MOMENTS.c.tenant) & (PEOPLE.c.id == MOMENTS.c.person))
            .where(self._mine(MOMENTS, state=PENDING, network=""), PEOPLE.c.zone.in_(zones))
            .distinct()
        )
        return sorted(self._connection.execute(chosen).scalars())
