"""Conversations of Teams from without, over all tenants: each letter asks where it goes."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from adapters.database.doors import Doors
from adapters.database.tables import CONVERSATIONS
from adapters.database.talking import Conversation, conversation
from adapters.database.together import Together

Place: TypeAlias = tuple[str, str]
"""A tenant, and an address in it."""


@cache
def _these() -> sa.Select[Any]:
    places = sa.tuple_(CONVERSATIONS.c.tenant, CONVERSATIONS.c.address)
    return sa.select(CONVERSATIONS).where(places.in_(sa.bindparam("asked", expanding=True)))


class Conversations:
    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._asked = Together[Place, Conversation | None](self._all_of)

    async def of(self, tenant: str, address: str) -> Conversation | None:
        """It as it stands now. Who asks at the same time asks together."""
        return await self._asked.ask((tenant, address))

    async def _all_of(self, places: Sequence[Place]) -> Sequence[Conversation | None]:
        given = {"asked": sorted(set(places))}
        rows = await self._doors.read(lambda c: c.execute(_these(), given).mappings().all())
        found = {(row["tenant"], row["address"]): conversation(row) for row in rows}
        return [found.get(place) for place in places]
