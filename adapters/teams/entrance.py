"""Everything that Teams sends comes through here: taken in one transaction, then answered.

A gesture on a card is answered with the card as it now stands; everything else is acknowledged,
and the outbox speaks. What was taken is taken once, however often it comes.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from adapters.teams import render
from adapters.teams.connector import Connector
from adapters.teams.guard import Passed
from adapters.teams.limits import clean
from adapters.teams.places import channel
from adapters.teams.ports import Brain, Store, Unit
from adapters.teams.reach import Reach, reach
from adapters.teams.receive import Back, Came, Renamed, Went, receive
from adapters.teams.taking import KEPT, Taken, adopt, keep, take
from adapters.teams.turns import Turn, Turns
from adapters.teams.values import Json
from adapters.words import Words, spoken
from bot.content import Button, Card, Paragraph, Span, plain
from bot.network import Address
from bot.ports import (
    Ambiguous,
    Clock,
    Commanded,
    Inbound,
    Installed,
    NewId,
    Outgoing,
    Retry,
    Unreachable,
)

LOG = logging.getLogger(__name__)
T = TypeVar("T")
SOON = 0.5
"""Seconds after which somebody who waits is shown that an answer is under way."""
LOOKED_UP = 2.0
"""Seconds that the name of somebody may take."""
LONGEST = 600
"""Characters of a sentence in answer to a gesture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back. Only an invoke has a body."""

    status: int = 200
    body: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Takes what the guard let in, and answers it. `join` is where people add Kring, by its app."""

    store: Store
    bot: Brain
    turns: Turns
    connector: Connector
    words: Words
    clock: Clock
    new_id: NewId
    wake: Callable[[], None]
    join: Callable[[str], str]

    async def take(self, passed: Passed) -> Answer:
        """One activity, whole.

        Raises Malformed; and what the store raises: then nothing was taken, and Teams is to send
        it again.
        """
        seen = receive(passed.activity)
        match seen:
            case Inbound():
                return await self.turns.hear(
                    passed.app, passed.activity, lambda turn: self._inbound(passed, seen, turn)
                )
            case Came():
                await self._came(passed, seen)
            case Went() | Back() | Renamed():
                await self._changed(passed, seen)
            case None if passed.activity["type"] == "invoke":
                return Answer(status=501, body={})
            case None:
                pass
        return Answer()

    # ── somebody does something ──

    async def _inbound(self, passed: Passed, inbound: Inbound, turn: Turn) -> Answer:
        at, now = reach(passed.activity), self.clock()
        if isinstance(inbound.what, Installed) and not inbound.name:
            found = await self._name(passed.app, at, at.conversation, inbound.sender)
            inbound = replace(inbound, name=found)
        invoked = passed.activity["type"] == "invoke"

        def work(unit: Unit) -> Taken:
            return take(unit, self.bot, inbound, at, passed.app, now, quick=invoked)

        waiting = None if invoked else turn
        taken = await _shown(self.store.transact(inbound.tenant, work), waiting)
        self.wake()
        if inbound.where is not None and not invoked:
            await self._named(passed, inbound, at)
        if isinstance(inbound.what, Commanded) and inbound.where is not None:
            known = self.bot.commands.first(inbound.what.text) is not None
            said = self.words("said_alone" if known else "unknown_here", taken.language)
            await _tried(turn.say(self._drawn(self._here(taken.language, passed.app, said))))
        return Answer(body=self._answer(passed.activity, taken)) if invoked else Answer(status=202)

    def _drawn(self, card: Card) -> Json:
        return render.message(card, self.words, nonce=self.new_id())

    def _here(self, language: str, app: str, said: str) -> Card:
        """What is said among people to whoever calls Kring there: it answers them by themselves."""
        return Card(
            title="Kring",
            blocks=(_paragraph(said), _paragraph(self.words("how_to_join", language))),
            buttons=self._ways_in(language, app),
            language=language,
        )

    def _ways_in(self, language: str, app: str) -> tuple[Button, ...]:
        return (
            Button(label=self.words("add_me", language), url=self.join(app), look="main"),
            Button(label=self.words("open_networks", language), token="start:open::"),  # noqa: S106
        )

    # ── the answer to a gesture ──

    def _answer(self, activity: Mapping[str, Any], taken: Taken) -> Json:
        if str(activity.get("name")).startswith("task/"):
            return self._dialog(taken, opening=activity["name"] == "task/fetch")
        return self._card(taken)

    def _dialog(self, taken: Taken, *, opening: bool) -> Json:
        shown = taken.window or taken.wrong or taken.reply.card
        if shown is not None:
            return render.dialog(shown, self.words, nonce=self.new_id(), known=taken.known)
        if taken.reply.errors:
            return render.ended(" ".join(taken.reply.errors.values()))
        return render.ended(self.words("noted", taken.language) if opening else "")

    def _card(self, taken: Taken) -> Json:
        shown, reply = taken.wrong or taken.now, taken.reply
        if shown is not None:
            nonce = self.new_id()
            pages = render.cards(shown, self.words, nonce=nonce, known=taken.known)
            if len(pages) == 1:
                return render.replaced(pages[0])
        said = " ".join(reply.errors.values()) or (plain(reply.card) if reply.card else "")
        return render.told(said[:LONGEST] or self.words("noted", taken.language))

    # ── places come, go, and get other names ──

    async def _named(self, passed: Passed, inbound: Inbound, at: Reach) -> None:
        """A channel that has no name yet gets one, so that it can be chosen."""
        tenant, reader = inbound.tenant, inbound.sender.id
        here = channel(at.conversation)
        known = await self.store.transact(tenant, lambda unit: unit.conversation(here.id))
        if known is not None and known.title:
            return
        names = await self._channels(passed.app, at, "")
        title = names.get(here.id) or self.words("group_chat", spoken(inbound.language))

        def work(unit: Unit) -> None:
            keep(unit, here, at, passed.app, conversation=here.id, title=title, reader=reader)

        await self.store.transact(tenant, work)

    async def _channels(self, app: str, at: Reach, team: str) -> Mapping[str, str]:
        """What the channels of the team are called, by their ids; nothing where it is not told."""
        if not at.team:
            return {}
        found = await _tried(self.connector.channels(app, at.service, at.team)) or {}
        return {id_: _title(team, name) for id_, name in found.items()}

    async def _came(self, passed: Passed, came: Came) -> None:
        """One post says who brought Kring, and how to join; nobody else is written to."""
        at, now = reach(passed.activity), self.clock()
        place = came.team or channel(at.conversation).id
        name = came.by_name or await self._name(passed.app, at, place, came.by)
        language = spoken(came.language)
        title = came.title or self.words("here", language)
        said = (
            self.words("came", language, name=name, title=title)
            if name
            else self.words("came_unnamed", language, title=title)
        )
        card = self._here(language, passed.app, said)
        by = came.by.id if came.by else ""
        here = came.title or self.words("group_chat", language)
        titles = {came.place.id: here, **await self._channels(passed.app, at, came.title)}

        def work(unit: Unit) -> None:
            fresh = [unit.first_sight(key, now) for key in (came.event, *came.same)]
            for id_, named in titles.items():
                known = {"conversation": id_, "title": named, "reader": by}
                keep(unit, channel(id_), at, passed.app, **known, added=True)
            if all(fresh):
                adopted = adopt(unit, came, at, passed.app)
                post = replace(card, blocks=(*card.blocks, *self._adopted(adopted, language)))
                unit.post(Outgoing(to=came.place, card=post, key=came.event), now)

        await self.store.transact(came.tenant, work)
        self.wake()

    def _adopted(self, title: str, language: str) -> tuple[Paragraph, ...]:
        return (_paragraph(self.words("adopted", language, title=title)),) if title else ()

    async def _name(self, app: str, at: Reach, place: str, who: Address | None) -> str:
        """Teams seldom says who added Kring: looked up before, since they are greeted by it."""
        if who is None:
            return ""
        asked = self.connector.member(app, at.service, place, who.id)
        return clean(await _tried(asked) or "").strip()

    async def _changed(self, passed: Passed, seen: Went | Back | Renamed) -> None:
        at, now, place = reach(passed.activity), self.clock(), seen.place

        def work(unit: Unit) -> None:
            if not unit.first_sight(seen.event, now):
                return
            match seen:
                case Went(removed=True):
                    unit.uninstall(place.id, at.at or now, now + KEPT)
                case Went():
                    unit.end_conversation(place.id, at.at or now)
                case Back():
                    unit.restore(place.id, at.at or now)
                case Renamed(title=title) if unit.conversation(place.id) is not None:
                    team = unit.conversation(at.team) if at.team != place.id else None
                    unit.retitle(place.id, _title(team.title if team else "", title))

        await self.store.transact(seen.tenant, work)


def _title(team: str, name: str) -> str:
    """The channel that a team begins with has no name of its own."""
    return " · ".join(part for part in (clean(team).strip(), clean(name).strip()) if part) or "·"


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text=text),))


async def _shown(work: Coroutine[Any, Any, T], turn: Turn | None) -> T:
    """Wait for it; whoever waits long sees that an answer is under way, and never after it."""
    if turn is None:
        return await work
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait({task}, timeout=SOON)
    if not done:
        await _tried(turn.typing())
    return await task


async def _tried(asked: Coroutine[Any, Any, T]) -> T | None:
    """Something that may fail without harm."""
    try:
        async with asyncio.timeout(LOOKED_UP):
            return await asked
    except (Retry, Ambiguous, Unreachable, TimeoutError) as no:
        LOG.info("teams.untold", extra={"reason": getattr(no, "code", "uncertain")})
        return None
