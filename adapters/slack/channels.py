"""The channel of a network: made when it is first written to, and kept as the database says.

An address `channel:<id>` stands for a private channel that Kring makes; any other is an id of
Slack's own, a channel that somebody chose. What is to be done follows from the database alone, so
it can be done again at any time, by any process.
"""

import asyncio
import logging
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from adapters.slack.access import Access
from adapters.slack.api import PATIENCE
from adapters.slack.errors import Refused
from adapters.slack.places import ID, PLATFORM
from adapters.slack.ports import Books, Made, Store
from bot.archive import lets_go
from bot.network import Network, Phase, Seat
from bot.ports import Ambiguous, Retry, Unit, Unreachable

LOG = logging.getLogger(__name__)
OURS = "channel:"
NAME = 80
"""Characters of a channel's name."""
TRIES = 5
"""Names that are tried when others have them."""
REST = 600.0
"""Seconds that a channel is left alone after Slack refused what it needs."""
MOMENT = 0.1
"""Seconds in which what several gestures change is looked after once."""
NEXT = 5.0
"""Seconds to wait for the turn of the next name; the one before would be asked for again."""
AT_ONCE = 100
"""People who can be invited with one call."""


def name(title: str, n: int = 0) -> str:
    """A title as Slack takes it for a channel: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "kring"
    tail = f"-{n}" if n else ""
    return words[: NAME - len(tail)].strip("-") + tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A channel as it should be. A network that goes on under its old title is counted."""

    title: str
    people: tuple[str, ...]  # user ids
    archived: bool


def wanted(unit: Unit, networks: list[str]) -> Wanted | None:
    """The newest network of an address decides; None where there is none."""
    found = [network for id_ in networks if (network := unit.network(id_))]
    if not found:
        return None
    newest = found[0]
    again = sum(network.title == newest.title for network in found)
    return Wanted(
        title=f"{newest.title} {again}" if again > 1 else newest.title,
        people=_people(unit, newest),
        archived=all(n.phase is Phase.ARCHIVED for n in found) and lets_go(unit, newest),
    )


def _people(unit: Unit, network: Network) -> tuple[str, ...]:
    seated = [m.person for m in network.members if m.seat in (Seat.SEATED, Seat.PAUSED)]
    places = [unit.address_of(person) for person in seated]
    return tuple(place.id for place in places if place and place.platform == PLATFORM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    access: Access
    books: Books
    store: Store
    locks: defaultdict[tuple[str, str], asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock), init=False
    )
    resting: dict[tuple[str, str], float] = field(default_factory=dict, init=False)
    following: set[str] = field(default_factory=set, init=False)

    async def resolve(self, tenant: str, address: str) -> str:
        """Where to write for an address. Raises as the Web API."""
        if not address.startswith(OURS):
            if not ID.fullmatch(address):
                raise Unreachable("not_on_slack")
            return address
        async with self.locks[tenant, address]:
            made = await self.books.place(tenant, address)
            if made is None:
                made = await self._make(tenant, address)
            return made.place

    async def follow(self, tenant: str) -> None:
        """Rename, invite and archive where a network changed, once for all that changes at once."""
        if tenant in self.following:  # somebody came first, and does it for all
            return
        self.following.add(tenant)
        await asyncio.sleep(MOMENT)
        self.following.discard(tenant)
        for made, far in await self.books.untended(tenant):
            if await self._tend(tenant, made):
                await self.books.tended(tenant, made.address, far)

    async def tend(self, tenant: str) -> None:
        """The same for every channel there is."""
        for made in await self.books.places(tenant):
            await self._tend(tenant, made)

    async def _tend(self, tenant: str, made: Made) -> bool:
        """Whether all of it is done; what fails is tried again after a while."""
        if self.resting.get((tenant, made.address), 0.0) > monotonic():
            return False
        async with self.locks[tenant, made.address]:
            return await self._tried(tenant, made)

    async def _tried(self, tenant: str, made: Made) -> bool:
        try:
            await self._mend(tenant, made)
        except (Retry, Ambiguous, Unreachable) as no:
            rest = REST if isinstance(no, Unreachable) else getattr(no, "after", 30.0)
            self.resting[tenant, made.address] = monotonic() + rest
            reason = getattr(no, "code", "uncertain")
            LOG.warning("channel.untended", extra={"reason": reason})
            return False
        return True

    async def _want(self, tenant: str, address: str) -> Wanted | None:
        networks = list(await self.books.networks_at(tenant, address))
        return await self.store.transact(tenant, lambda unit: wanted(unit, networks))

    async def _make(self, tenant: str, address: str) -> Made:
        want = await self._want(tenant, address)
        if want is None:
            raise Unreachable("channel_not_found")
        place = await self._create(tenant, want.title)
        await self.books.keep_place(
            tenant, address, place=place, title=want.title, invited=(), archived=False
        )
        made = await self.books.place(tenant, address)
        if made is None:
            raise Retry(1, "channel_not_kept")
        await self._tried(tenant, made)  # the channel is there; what fails, `tend` goes on with
        return made

    async def _create(self, tenant: str, title: str) -> str:
        for n in range(TRIES):
            asked = {"name": name(title, n and n + 1), "is_private": True}
            try:
                said = await self._named(tenant, "conversations.create", asked, n)
            except Refused as taken:
                if taken.code != "name_taken":
                    raise
            else:
                return str(said["channel"]["id"])
        raise Unreachable("name_taken")

    async def _mend(self, tenant: str, made: Made) -> None:
        want = await self._want(tenant, made.address)
        if want is None or made.archived:
            return
        invited = set(made.invited)
        title = made.title
        if title != want.title:
            await self._rename(tenant, made.place, want.title)
            title = want.title
        if new := [person for person in want.people if person not in invited]:
            invited |= await self._invite(tenant, made.place, new)
        if want.archived:
            await self.access.call(tenant, "conversations.archive", {"channel": made.place})
        if (title, invited, want.archived) != (made.title, set(made.invited), made.archived):
            await self.books.keep_place(
                tenant,
                made.address,
                place=made.place,
                title=title,
                invited=sorted(invited),
                archived=want.archived,
            )

    async def _rename(self, tenant: str, place: str, title: str) -> None:
        for n in range(TRIES):
            asked = {"channel": place, "name": name(title, n and n + 1)}
            try:
                await self._named(tenant, "conversations.rename", asked, n)
            except Refused as taken:
                if taken.code != "name_taken":
                    raise
            else:
                return

    async def _named(self, tenant: str, method: str, asked: dict[str, Any], n: int) -> Any:
        patience = NEXT if n else PATIENCE
        return await self.access.call(tenant, method, asked, patience=patience)

    async def _invite(self, tenant: str, place: str, people: list[str]) -> set[str]:
        """All at once; where one of them cannot come, each alone, and that one not again."""
        for first in range(0, len(people), AT_ONCE):
            some = people[first : first + AT_ONCE]
            try:
                await self._ask(tenant, place, some)
            except Refused:
                raise
            except Unreachable:
                for person in some:
                    try:
                        await self._ask(tenant, place, [person])
                    except Unreachable as no:
                        LOG.warning("channel.not_invited", extra={"reason": no.code})
        return set(people)

    async def _ask(self, tenant: str, place: str, people: list[str]) -> None:
        asked = {"channel": place, "users": ",".join(people)}
        await self.access.call(tenant, "conversations.invite", asked)
