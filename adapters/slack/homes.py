"""The Home tab: published when it is opened, and again when what it shows may have changed."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.slack import view
from adapters.slack.access import Access
from adapters.slack.blocks import pictured, worded
from adapters.slack.errors import Refused
from adapters.slack.known import Known
from adapters.slack.pictures import Pictures
from adapters.slack.places import at
from adapters.slack.ports import Books, Brain, Store
from adapters.words import Words
from bot.content import Card
from bot.network import Address
from bot.ports import Ambiguous, Clock, Retry, Unit, Unreachable

LOG = logging.getLogger(__name__)
CONFLICT = "hash_conflict"
MOMENT = 0.1
"""Seconds in which what several gestures change is shown once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    access: Access
    books: Books
    store: Store
    bot: Brain
    pictures: Pictures
    words: Words
    clock: Clock
    waiting: dict[str, set[str]] = field(default_factory=dict, init=False)

    async def publish(self, tenant: str, user: str, card: Card, *, hash: str = "") -> None:  # noqa: A002
        """Show this card. `hash` is the tab as it is believed to be; "" for one never seen.

        Raises Retry with `hash_conflict` where it is another by now, and else as the Web API.
        """
        pictures = await self.pictures.known(tenant, card.blocks)
        drawn = view.home(card, self.words, Known(pictures=pictures))
        asked = {"user_id": user, "view": drawn, **({"hash": hash} if hash else {})}
        try:
            said = await self._said(tenant, asked)
        except Retry as no:
            if no.code != CONFLICT or not hash:
                raise
            await self._anew(tenant, user)
            return
        shown = said.get("view") or {}
        await self.books.keep_home(tenant, user, str(shown.get("hash") or ""))

    async def _said(self, tenant: str, asked: dict[str, Any]) -> Mapping[str, Any]:
        """With sentences for its pictures, where Slack has not looked at them yet."""
        try:
            return await self.access.call(tenant, "views.publish", asked)
        except Refused:
            if not pictured(asked["view"]["blocks"]):
                raise
        drawn = {**asked["view"], "blocks": list(worded(asked["view"]["blocks"]))}
        return await self.access.call(tenant, "views.publish", {**asked, "view": drawn})

    async def refresh(self, tenant: str, sender: Address) -> None:
        """Bring the tab up to date, for somebody who has opened it before.

        Who does several things in a moment sees the last of them; whoever comes in the same
        moment is looked up with them.
        """
        if self.joins(tenant, sender):
            return
        self.waiting[tenant] = {sender.id}
        await asyncio.sleep(MOMENT)
        known = await self.books.homes(tenant, self.waiting.pop(tenant))
        for user, hash_ in known.items():
            try:
                await self._again(tenant, user, hash_)
            except (Retry, Ambiguous, Unreachable) as no:
                LOG.warning("home.unchanged", extra={"reason": getattr(no, "code", "uncertain")})

    def joins(self, tenant: str, sender: Address) -> bool:
        """Whether somebody came a moment ago, and brings this one's tab up to date as well."""
        others = self.waiting.get(tenant)
        if others is not None:
            others.add(sender.id)
        return others is not None

    async def _again(self, tenant: str, user: str, hash_: str) -> None:
        if (card := await self._card(tenant, at(user))) is not None:
            await self.publish(tenant, user, card, hash=hash_)

    async def _anew(self, tenant: str, user: str) -> None:
        """Somebody else published in between: what is true now is read again."""
        card = await self._card(tenant, at(user))
        if card is not None:
            await self.publish(tenant, user, card)

    async def _card(self, tenant: str, sender: Address) -> Card | None:
        now = self.clock()

        def work(unit: Unit) -> Card | None:
            person = unit.person_at(sender)
            return self.bot.home(unit, person, now) if person else None

        return await self.store.transact(tenant, work)
