"""Teams as a platform: a card is posted or brought up to date, in a conversation that is kept.

A message of Teams cannot be found again and has no key of ours: one that may have arrived is sent
once more if it asks something, and never if it only tells.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Protocol

from adapters.teams.apps import App
from adapters.teams.connector import Connector, Gone, Json
from adapters.teams.known import NOTHING, Known
from adapters.teams.places import PLATFORM, is_entra
from adapters.teams.ports import Known as Kept
from adapters.teams.ports import Store, Unit
from adapters.teams.taking import known_of
from adapters.teams.turns import Place, Turns
from bot.content import Card
from bot.network import Address
from bot.ports import Ambiguous, Clock, Ref, Retry, Unreachable
from scheduler.ports import TAKEN, Letter

LOG = logging.getLogger(__name__)
CLOSED = frozenset({"blocked", "not_installed"})
"""Nothing can be said there until they write, or add Kring, again."""
BEFORE = 8.0
"""Seconds for all that has to be known before a message is sent: less than a letter has."""
SKEW = timedelta(minutes=5)
"""How far Teams' clock, by which people come back, may be behind ours."""
SERVICE = "https://smba.trafficmanager.net/teams/"
"""Where Microsoft takes a message for somebody of whom no other connector was told."""


class Draw(Protocol):
    def __call__(self, card: Card, *, nonce: str, known: Known) -> Json: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams:
    """`scheduler.ports.Carrier`. `draw` makes a message of a card, with a nonce."""

    store: Store
    turns: Turns
    connector: Connector
    draw: Draw
    asks: Callable[[str], bool]
    clock: Clock
    apps: Mapping[str, App]
    locks: defaultdict[tuple[str, str], asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock), init=False
    )
    platform: str = field(default=PLATFORM, init=False)

    def of(self, letter: Letter) -> "Courier":
        return Courier(teams=self, letter=letter)

    async def resolve(self, tenant: str, address: str, shown: str = "") -> Place:
        """Where to write for an address; a conversation of two is opened once, and kept.

        `shown` is the turn that was given for that. Raises Retry, Unreachable.
        """
        known = await self._known(tenant, address)
        if known is None or not known.conversation:
            async with self.locks[tenant, address]:
                known = await self._known(tenant, address)
                if known is None or not known.conversation:
                    return await self._open(tenant, address, known, shown)
        return Place(
            app=known.app,
            service=known.service,
            conversation=known.conversation,
            bot=known.bot,
            tenant=theirs(tenant),
        )

    async def _known(self, tenant: str, address: str) -> Kept | None:
        known = await self.store.conversations.of(tenant, address)
        if known is not None and known.ended is not None:
            raise Unreachable("not_installed", "outside")
        return known

    async def _open(self, tenant: str, address: str, known: Kept | None, shown: str) -> Place:
        if not is_entra(Address(platform=PLATFORM, id=address)):
            raise Unreachable("unknown", "outside")
        known = known or await self.store.look(tenant, lambda unit: unit.any_conversation())
        app, service, bot = self._way(tenant, known)
        asked = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": address}],
            "tenantId": theirs(tenant),
            "channelData": {"tenant": {"id": theirs(tenant)}},
        }
        try:
            conversation = await self.connector.open(app, service, address, asked, shown=shown)
        except Ambiguous:  # to open it twice opens it once
            raise Retry(1, "not_opened") from None
        except Unreachable as never:
            await self.closed(tenant, address, never)
            raise
        if not conversation:
            raise Retry(60, "not_opened")
        place = Place(
            app=app, service=service, conversation=conversation, bot=bot, tenant=theirs(tenant)
        )

        def keep(unit: Unit) -> None:
            unit.keep_conversation(
                address, app=app, service=service, conversation=conversation, bot=bot
            )

        await self.store.transact(tenant, keep)
        return place

    def _way(self, tenant: str, known: Kept | None) -> tuple[str, str, str]:
        """The app, the connector and the bot for somebody who never wrote to Kring."""
        if known is not None:
            return known.app, known.service, known.bot
        ours = [app for app in self.apps.values() if theirs(tenant) in app.tenants]
        if not ours:
            raise Unreachable("not_installed")
        return ours[0].id, SERVICE, f"28:{ours[0].id}"

    async def closed(self, tenant: str, address: str, why: Unreachable) -> None:
        """They keep Kring out: nothing more is sent there until they come back."""
        if why.code in CLOSED:
            LOG.info("teams.closed", extra={"reason": why.code})
            at = self.clock() - SKEW
            await self.store.transact(
                tenant, lambda unit: unit.end_conversation(address, at, told=False)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """One letter's way into its customer's Teams: `bot.ports.Adapter`."""

    teams: Teams
    letter: Letter
    platform: str = field(default=PLATFORM, init=False)

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:  # noqa: ARG002
        """Post the card, or bring up to date what stands at `ref`.

        Raises Retry, Ambiguous, Unreachable.
        """
        if address.platform != PLATFORM:
            raise Unreachable("not_on_teams")
        if self._perhaps_there(ref):
            raise Ambiguous("uncertain")
        place, names = await self._before(address, card)
        message = self.teams.draw(card, nonce=mark(self.letter), known=names)
        try:
            return await self._said(place, message, ref)
        except Unreachable as never:
            await self.teams.closed(self.letter.tenant, address.id, never)
            raise

    async def _before(self, address: Address, card: Card) -> tuple[Place, Known]:
        """What has to be known first. Without a database nothing is sent, which is certain."""
        try:
            async with asyncio.timeout(BEFORE):
                place = await self.teams.resolve(self.letter.tenant, address.id, self.letter.turn)
                return place, await self._names(card)
        except (Retry, Ambiguous, Unreachable):
            raise
        except TimeoutError:
            raise Retry(1, "not_opened") from None
        except Exception as failed:
            raise Retry(1, "no_database") from failed

    async def _names(self, card: Card) -> Known:
        """The people and the channels that its questions are about."""
        if card.form is None or not any(i.kind in ("people", "place") for i in card.form.inputs):
            return NOTHING
        reader = self.letter.to
        return await self.teams.store.look(
            self.letter.tenant, lambda unit: known_of(unit, card, reader)
        )

    def _perhaps_there(self, ref: Ref | None) -> bool:
        """Whether somebody died while sending this, and it only tells something."""
        letter = self.letter
        return ref is None and letter.code == TAKEN and not self.teams.asks(letter.kind)

    async def _said(self, place: Place, message: Json, ref: Ref | None) -> Ref:
        stands = standing(ref) if ref else None
        if stands and stands[0] == place.conversation and stands[1]:
            try:
                await self.teams.turns.change(place, stands[1], message, shown=self.letter.turn)
            except Gone:
                LOG.info("teams.posted_anew", extra={"reason": "not_found"})
            else:
                return Ref(f"{place.conversation} {stands[1]}")
        said = await self.teams.turns.say(place, message, shown=self.letter.turn)
        return Ref(f"{place.conversation} {said}")


def mark(letter: Letter) -> str:
    """The nonce of the card: the same when it is sent once more."""
    said = f"{letter.tenant}\n{letter.id}\n{letter.key}\n{letter.created.isoformat()}"
    return sha256(said.encode()).hexdigest()[:32]


def standing(ref: Ref) -> tuple[str, str]:
    """The conversation and the activity of a message."""
    conversation, _, activity = ref.id.partition(" ")
    return conversation, activity


def theirs(tenant: str) -> str:
    """A tenant of ours in Microsoft's words."""
    return tenant.removeprefix(f"{PLATFORM}:")
