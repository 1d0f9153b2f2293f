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
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from adapters.slack.access import Access
from adapters.slack.api import PATIENCE
from adapters.slack.errors import Refused
from adapters.slack.places import ID, PLATFORM
from adapters.slack.ports import Books, Made, Store
from bot.archive import lets_go
from bot.network import OURS, Network, Phase, Seat
from bot.ports import Ambiguous, Retry, Unit, Unreachable

LOG = logging.getLogger(__name__)
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
THEIRS = frozenset(
    {
        "cant_invite",
        "failed_for_some_users",
        "invitee_cant_see_channel",
        "no_external_invite_permission",
        "org_user_not_in_team",
        "ura_max_channels",
        "user_is_bot",
        "user_is_restricted",
        "user_is_ultra_restricted",
        "user_not_found",
        "user_team_not_in_channel",
    }
)
"""What keeps one person out of a channel, and nobody else."""
ELSEWHERE = "team_access_not_granted"
"""A workspace of the organisation that has not got Kring."""


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
    """Who is in it now: on a pause one is left in peace, and invited when one is back."""
    seated = [m.person for m in network.members if m.seat is Seat.SEATED]
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

    async def made(self, tenant: str, address: str) -> bool:
        """Whether there is a channel for an address of ours. Raises Retry."""
        try:
            return await self.books.place(tenant, address) is not None
        except Exception as failed:
            raise Retry(1, "no_database") from failed

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
            now = await self.books.place(tenant, made.address)  # as whoever came first left it
            return now is not None and await self._tried(tenant, now)

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
        place = await self._create(tenant, want)
        made = await self.books.first_place(tenant, address, place=place, title=want.title)
        if made.place == place:
            await self._tried(tenant, made)  # the channel is there; what fails, `tend` goes on with
        else:  # another process made one meanwhile: nobody has been invited into ours
            with suppress(Retry, Ambiguous, Unreachable):
                await self.access.call(tenant, "conversations.archive", {"channel": place})
        return made

    async def _create(self, tenant: str, want: Wanted) -> str:
        *teams, last = await self._teams(tenant, want.people)
        for team in teams:
            try:
                return await self._created(tenant, want.title, team)
            except Unreachable as no:
                if no.code != ELSEWHERE:
                    raise
        return await self._created(tenant, want.title, last)

    async def _teams(self, tenant: str, people: tuple[str, ...]) -> list[str]:
        """The workspaces in which it may stand. Only in an organisation Slack needs to be told."""
        here = await self.books.of(tenant)
        if here is None or here.team:
            return [""]
        for person in people:
            with suppress(Unreachable):  # somebody who is gone
                said = await self.access.call(tenant, "users.info", {"user": person})
                if teams := (said["user"].get("enterprise_user") or {}).get("teams"):
                    return [str(team) for team in teams]
        return [""]

    async def _created(self, tenant: str, title: str, team: str) -> str:
        where = {"team_id": team} if team else {}
        for n in range(TRIES):
            asked = {"name": name(title, n and n + 1), "is_private": True, **where}
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
        title, invited = made.title, made.invited

        async def keep(*, archived: bool = False) -> None:
            await self.books.keep_place(
                tenant,
                made.address,
                place=made.place,
                title=title,
                invited=invited,
                archived=archived,
            )

        if title != want.title:
            await self._rename(tenant, made.place, want.title)
            title = want.title
            await keep()  # at once: what fails after it must not rename it once more
        # Who is away is forgotten here: they may leave the channel too, and come back to both.
        here = tuple(person for person in invited if person in want.people)
        new = [person for person in want.people if person not in here]
        if new:
            await self._invite(tenant, made.place, new)
        if new or here != invited:
            invited = (*here, *new)
            await keep()
        if want.archived:
            await self.access.call(tenant, "conversations.archive", {"channel": made.place})
            await keep(archived=True)

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

    async def _invite(self, tenant: str, place: str, people: list[str]) -> None:
        """All at once; where one cannot come or is there already, each alone: Slack took nobody.

        Who cannot come is not asked again.
        """
        for first in range(0, len(people), AT_ONCE):
            some = people[first : first + AT_ONCE]
            if await self._ask(tenant, place, some) or len(some) == 1:
                continue
            for person in some:
                await self._ask(tenant, place, [person])

    async def _ask(self, tenant: str, place: str, people: list[str]) -> bool:
        """Whether they were invited. Raises as the Web API what concerns all of them."""
        asked = {"channel": place, "users": ",".join(people)}
        try:
            return bool(await self.access.call(tenant, "conversations.invite", asked))
        except Unreachable as no:
            if no.code not in THEIRS:
                raise
            LOG.warning("channel.not_invited", extra={"reason": no.code})
            return False
