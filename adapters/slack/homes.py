"""The Home tab: published when it is opened, and again when what it shows may have changed."""

import logging
from dataclasses import dataclass

from adapters.slack import view
from adapters.slack.access import Access
from adapters.slack.known import Known
from adapters.slack.pictures import Pictures
from adapters.slack.places import at
from adapters.slack.ports import Books, Brain, Store
from adapters.slack.words import Words
from bot.content import Card
from bot.network import Address
from bot.ports import Clock, Retry, Unit

LOG = logging.getLogger(__name__)
CONFLICT = "hash_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    access: Access
    books: Books
    store: Store
    bot: Brain
    pictures: Pictures
    words: Words
    clock: Clock

    async def publish(self, tenant: str, user: str, card: Card, *, hash: str = "") -> None:  # noqa: A002
        """Show this card. `hash` is the tab as it is believed to be; "" for one never seen.

        Raises Retry with `hash_conflict` where it is another by now, and else as the Web API.
        """
        pictures = await self.pictures.known(tenant, card.blocks)
        drawn = view.home(card, self.words, Known(pictures=pictures))
        asked = {"user_id": user, "view": drawn, **({"hash": hash} if hash else {})}
        try:
            said = await self.access.call(tenant, "views.publish", asked)
        except Retry as no:
            if no.code != CONFLICT or not hash:
                raise
            await self._anew(tenant, user)
            return
        shown = said.get("view") or {}
        await self.books.keep_home(tenant, user, str(shown.get("hash") or ""))

    async def refresh(self, tenant: str, sender: Address) -> None:
        """Bring the tab up to date, for somebody who has opened it before."""
        hash_ = await self.books.home(tenant, sender.id)
        if hash_ is None:
            return
        if (card := await self._card(tenant, sender)) is not None:
            await self.publish(tenant, sender.id, card, hash=hash_)

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
