"""Everything that Slack sends comes through here: taken in one transaction, then acknowledged.

What Slack is called for (a window, the Home tab, a word for one person's eyes) comes after the
acknowledgement, and losing it loses nothing: the transaction stands, and the outbox speaks.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from adapters.slack import view
from adapters.slack.access import Access
from adapters.slack.api import Api
from adapters.slack.channels import Channels
from adapters.slack.homes import CONFLICT, Homes
from adapters.slack.known import NOTHING
from adapters.slack.message import QUIET, messages
from adapters.slack.people import People
from adapters.slack.ports import Books, Brain, Store
from adapters.slack.reach import HOSTS, Reach, reach
from adapters.slack.receive import Doubtful, Ended, Flooded, Seen, Stranger
from adapters.slack.taking import Taken, take
from adapters.slack.text import escape
from adapters.words import Words
from bot.content import Card, Paragraph, Span
from bot.ports import Ambiguous, Clock, Inbound, Installed, Opened, Retry, Unit, Unreachable

LOG = logging.getLogger(__name__)
KEPT = timedelta(days=30)
"""How long the data of a workspace stays after Kring was removed from it."""
SOON = 2.5
"""Seconds that the store may take: Slack waits for three, and is to hear that it was too long."""
PAUSE = 30.0
"""Seconds that an answer after the acknowledgement may take altogether."""

Body = Mapping[str, Any]
After = Awaitable[None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """What goes back at once: nothing, or JSON. `after` is done when it has gone."""

    body: dict[str, Any] | None = None
    after: tuple[After, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Takes what `receive` read from a body, and answers it."""

    store: Store
    bot: Brain
    books: Books
    api: Api
    access: Access
    channels: Channels
    people: People
    homes: Homes
    words: Words
    clock: Clock
    wake: Callable[[], None]
    hosts: tuple[str, ...] = HOSTS
    outside: Clock | None = None  # the clock of Slack, where it is not ours
    under_way: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    async def take(self, body: Body, seen: Seen) -> dict[str, Any] | None:
        """The whole of one event; gives the body of the acknowledgement, if any.

        Raises what the store raises, and TimeoutError; as the Web API, where Slack does not say
        who somebody is. Then nothing was taken as far as Slack is told, and it is to send it again.
        What was taken after all is not taken twice.
        """
        async with asyncio.timeout(SOON):
            ack = await self._taken(body, seen)
        for after in ack.after:
            self._later(after)
        return ack.body

    def _later(self, after: After) -> None:
        task = asyncio.create_task(_quiet(after))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def close(self) -> None:
        """Let what was promised after an acknowledgement come to its end."""
        if self.under_way:
            await asyncio.wait(self.under_way, timeout=10)

    async def _taken(self, body: Body, seen: Seen) -> Ack:
        match seen:
            case Inbound():
                return await self._inbound(body, seen)
            case Ended():
                await self._ended(body, seen)
                return Ack()
            case Stranger():
                return self._kept_out(body, seen.tenant)
            case Doubtful(inbound=inbound):
                if await self.people.at_home(inbound.tenant, inbound.sender.id):
                    return await self._inbound(body, inbound)
                return self._kept_out(body, inbound.tenant)
            case Flooded():
                LOG.warning("slack.flooded", extra={"tenant": seen.tenant})
                return Ack()
            case None:
                return Ack()

    def _kept_out(self, body: Body, tenant: str) -> Ack:
        said = {"text": escape(self.words("stranger", "en"))}
        return Ack(after=(self._respond(tenant, reach(body, self.hosts), said),))

    async def _ended(self, body: Body, seen: Ended) -> None:
        now = self.clock()
        said = body.get("event_time")
        since = datetime.fromtimestamp(said, UTC) if isinstance(said, int) else now
        # Slack counts in seconds: an installation of the same second came before.
        since = min(now, since + timedelta(seconds=1))
        if await self.books.end(seen.tenant, since=since, at=now, due=now + KEPT):
            LOG.info("slack.ended", extra={"tenant": seen.tenant, "whole": seen.uninstalled})

    # ── an event for the bot ──

    async def _inbound(self, body: Body, inbound: Inbound) -> Ack:
        if isinstance(inbound.what, Opened | Installed):
            return Ack(after=(self._opened(body, inbound),))
        now = self.clock()
        at = self._when(body, now)
        said = replace(inbound, at=at) if at else inbound

        def work(unit: Unit) -> Taken:
            return take(unit, self.bot, said, now)

        taken = await self.store.transact(inbound.tenant, work)
        self.wake()
        ack = self._answer(body, inbound, taken)
        if self._settled_by_others(inbound, taken):
            return ack
        return Ack(body=ack.body, after=(*ack.after, self._settle(inbound, taken)))

    def _settled_by_others(self, inbound: Inbound, taken: Taken) -> bool:
        """Whether all that can wait is done by those who came a moment ago."""
        joins = not taken.strangers and self.homes.joins(inbound.tenant, inbound.sender)
        return joins and inbound.tenant in self.channels.following

    def _when(self, body: Body, now: datetime) -> datetime | None:
        """When it happened. Slack brings an event for a day, where it could not before."""
        said = body.get("event_time")
        if not isinstance(said, int) or said <= 0:
            return None
        outside = self.outside() if self.outside else now
        return now - timedelta(seconds=max(0.0, outside.timestamp() - said))

    async def _opened(self, body: Body, inbound: Inbound) -> None:
        """Somebody looks at Kring. One who is new is looked up first, so that it knows their name.

        Nothing is lost if this is: it comes again with the next look.
        """
        now, met = self.clock(), await self.people.look_up(inbound)

        def work(unit: Unit) -> Taken:
            return take(unit, self.bot, met, now)

        taken = await self.store.transact(inbound.tenant, work)
        self.wake()
        if isinstance(inbound.what, Opened) and taken.reply.card is not None:
            at = reach(body, self.hosts)
            await self.homes.publish(
                inbound.tenant, inbound.sender.id, taken.reply.card, hash=at.hash
            )

    async def _settle(self, inbound: Inbound, taken: Taken) -> None:
        """What can wait: names, the Home tab as it now is, and the channels of the networks."""
        for user in taken.strangers:
            await self.people.learn(inbound.tenant, user)
        await self.homes.refresh(inbound.tenant, inbound.sender)
        await self.channels.follow(inbound.tenant)

    # ── where its answer stands ──

    def _answer(self, body: Body, inbound: Inbound, taken: Taken) -> Ack:
        said = taken.window or taken.reply.card or taken.reply.errors
        if not said and body.get("type") == "block_actions" and "view" not in body:
            return Ack()  # a tap in a message: what follows stands in the same one
        at = reach(body, self.hosts)
        if body.get("type") == "view_submission":
            return self._submitted(body, taken)
        if at.surface == "command":
            return self._commanded(at, inbound, taken)
        if body.get("type") in ("block_actions", "shortcut", "message_action"):
            return self._gestured(body, at, inbound, taken)
        if taken.reply.card is not None and inbound.where is not None:  # called on in a channel
            return Ack(after=(self._whisper(inbound, at, taken.reply.card),))
        return Ack()

    def _submitted(self, body: Body, taken: Taken) -> Ack:
        reply = taken.reply
        if reply.errors:
            blocks = body["view"].get("blocks") or ()
            fields = [b["block_id"] for b in blocks if b.get("type") == "input"]
            if fields:
                return Ack(body=view.errors(reply.errors, fields))
            card = self._note(" ".join(reply.errors.values()), taken.language)
            return Ack(body=view.update(view.modal(card, self.words)))
        if shown := taken.window or reply.card:
            return Ack(body=view.update(view.modal(shown, self.words, taken.known)))
        return Ack(body=view.CLOSED)

    def _commanded(self, at: Reach, inbound: Inbound, taken: Taken) -> Ack:
        if taken.window is not None:
            return Ack(after=(self._open(inbound, at, taken),))
        if taken.reply.card is not None:
            first, *rest = self._ephemeral(taken.reply.card)
            more = tuple(self._respond(inbound.tenant, at, page) for page in rest)
            return Ack(body=first, after=more)
        if inbound.where is not None:
            return Ack(body=self._word("told", taken.language))
        return Ack()

    def _gestured(self, body: Body, at: Reach, inbound: Inbound, taken: Taken) -> Ack:
        reply, tenant = taken.reply, inbound.tenant
        shown = taken.window or reply.card
        if reply.errors:
            said = {"text": escape(" ".join(reply.errors.values()))}
            return Ack(after=(self._respond(tenant, at, said),))
        if at.surface == "modal":
            shown = shown or self._note(self.words("told", taken.language), taken.language)
            return Ack(after=(self._exchange(inbound, at, taken, shown),))
        if at.surface == "home" or body.get("type") != "block_actions":
            shown = shown or self._note(self.words("told", taken.language), taken.language)
            return Ack(after=(self._open(inbound, at, taken, shown),))
        if taken.window is not None:
            return Ack(after=(self._open(inbound, at, taken),))
        if reply.card is not None:
            own = bool((body.get("container") or {}).get("is_ephemeral"))
            pages = self._ephemeral(reply.card)
            first = {**pages[0], "replace_original": own}
            sent = (self._respond(tenant, at, page) for page in (first, *pages[1:]))
            return Ack(after=tuple(sent))
        return Ack()

    # ── after the acknowledgement ──

    async def _open(
        self, inbound: Inbound, at: Reach, taken: Taken, card: Card | None = None
    ) -> None:
        """A window. Slack allows three seconds; where that was too long, it is said.

        What was pressed has been taken by then: what it led to is told in any case.
        """
        shown = taken.window or card
        if shown is None:
            return
        drawn = view.modal(shown, self.words, taken.known)
        try:
            await self.access.call(
                inbound.tenant, "views.open", {"trigger_id": at.trigger, "view": drawn}
            )
        except (Retry, Ambiguous, Unreachable) as no:
            LOG.warning("window.unopened", extra={"reason": getattr(no, "code", "uncertain")})
            if taken.window is None:
                await self._tell(inbound, shown)
            else:
                await self._excuse(inbound, at, "too_slow", taken.language)

    async def _exchange(self, inbound: Inbound, at: Reach, taken: Taken, card: Card) -> None:
        drawn = view.modal(card, self.words, taken.known)
        asked = {"view_id": at.view, "view": drawn, **({"hash": at.hash} if at.hash else {})}
        try:
            await self.access.call(inbound.tenant, "views.update", asked)
        except (Retry, Ambiguous, Unreachable) as no:
            reason = getattr(no, "code", "uncertain")
            if reason == CONFLICT:  # what another gesture of theirs led to stands there already
                return
            LOG.warning("window.unchanged", extra={"reason": reason})
            await self._tell(inbound, card)

    async def _excuse(self, inbound: Inbound, at: Reach, key: str, language: str) -> None:
        """A sentence where the gesture was made, or in the person's own conversation."""
        said = self._word(key, language)
        if at.respond:
            await self._respond(inbound.tenant, at, said)
            return
        await self._tell(inbound, self._note(self.words(key, language), language))

    async def _tell(self, inbound: Inbound, card: Card) -> None:
        """In the person's own conversation, for want of a window."""
        for page in messages(card, self.words):
            body = {
                "channel": inbound.sender.id,
                "text": page.text,
                "blocks": list(page.blocks),
                **QUIET,
            }
            await self.access.call(inbound.tenant, "chat.postMessage", body)

    async def _whisper(self, inbound: Inbound, at: Reach, card: Card) -> None:
        """For one person's eyes, in a channel, and in the thread where they asked."""
        for page in messages(card, self.words, NOTHING)[:3]:
            body = {
                "channel": inbound.where.id if inbound.where else inbound.sender.id,
                "user": inbound.sender.id,
                "text": page.text,
                "blocks": list(page.blocks),
                **at.there,
            }
            await self.access.call(inbound.tenant, "chat.postEphemeral", body)

    async def _respond(self, tenant: str, at: Reach, said: Mapping[str, Any]) -> None:
        """By the gesture's own address; else as a whisper where it was made, or in their own."""
        body = {"response_type": "ephemeral", "replace_original": False, **said}
        if (at.respond and await self._answered(at.respond, body)) or not at.user:
            return
        asked: dict[str, Any] = {key: body[key] for key in ("text", "blocks") if key in body}
        if at.channel:
            there = {**asked, "channel": at.channel, "user": at.user, **at.there}
            try:
                await self.access.call(tenant, "chat.postEphemeral", there)
            except (Retry, Unreachable):  # Kring is not in that channel, say
                pass
            else:
                return
        await self.access.call(tenant, "chat.postMessage", {**asked, "channel": at.user, **QUIET})

    async def _answered(self, address: str, body: Mapping[str, Any]) -> bool:
        """Whether Slack took it. What is for one person's eyes may rather stand there twice."""
        try:
            async with self.api.session.post(address, json=body) as answer:
                if answer.status < 400:  # noqa: PLR2004 - HTTP's own number
                    return True
                LOG.warning("answer.refused", extra={"status": answer.status})
        except (TimeoutError, OSError, aiohttp.ClientError):
            LOG.warning("answer.refused", extra={"status": 0})
        return False

    # ── words ──

    def _note(self, text: str, language: str) -> Card:
        return Card(title="Kring", blocks=(Paragraph((Span(text=text),)),), language=language)

    def _word(self, key: str, language: str) -> dict[str, Any]:
        return {"response_type": "ephemeral", "text": escape(self.words(key, language))}

    def _ephemeral(self, card: Card) -> list[dict[str, Any]]:
        return [
            {"response_type": "ephemeral", "text": page.text, "blocks": list(page.blocks)}
            for page in messages(card, self.words, NOTHING)
        ]


async def _quiet(after: After) -> None:
    """What fails here is told by its code alone."""
    with suppress(asyncio.CancelledError):
        try:
            async with asyncio.timeout(PAUSE):
                await after
        except (Retry, Ambiguous, Unreachable) as no:
            LOG.warning("after.failed", extra={"reason": getattr(no, "code", "uncertain")})
        except (TimeoutError, OSError, aiohttp.ClientError):
            LOG.warning("after.failed", extra={"reason": "no_answer"})
        except Exception:
            LOG.exception("after.broken")
