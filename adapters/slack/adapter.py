"""Slack as a platform: a card is posted or brought up to date, once, and can be found again."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.access import Access
from adapters.slack.blocks import pictured, worded
from adapters.slack.channels import Channels
from adapters.slack.errors import Refused
from adapters.slack.known import Known
from adapters.slack.message import QUIET, Message, messages
from adapters.slack.pictures import Pictures
from adapters.slack.places import PLATFORM, Standing, standing
from adapters.slack.places import ref as as_ref
from adapters.words import Words
from bot.content import Card
from bot.network import OURS, Address
from bot.ports import Ambiguous, Ref, Retry, Unreachable
from scheduler.ports import Letter

LOG = logging.getLogger(__name__)
EVENT = "kring_delivery"
LOOKED_AT = 15
"""Messages in which one looks: as many as Slack gives at once to an app outside its Marketplace."""
IN_HAND = 0.1
"""Seconds that a letter waits for its turn with whoever sends it; else it goes back until then."""
IN_THREAD = 5.0
"""The same for what goes on after its first page, which it cannot take back."""
WAY = 9.0
"""Seconds until it is known where to post, so that the outbox learns before its own patience ends
that nothing was sent. A call takes eight at most: a channel that is being made is waited for."""
LATER = 10.0
"""Seconds until that is tried once more."""
GONE = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"}
)
"""The message cannot be changed any more: its card is posted anew. The conversation itself may be
gone, as it is for an app that was made and installed anew."""
UNSEEN = "invalid_blocks"
"""What Slack also says of a picture that it has not looked at yet, or that somebody deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """`scheduler.ports.Carrier`."""

    access: Access
    channels: Channels
    pictures: Pictures
    words: Words
    platform: str = field(default=PLATFORM, init=False)

    def of(self, letter: Letter) -> "Courier":
        return Courier(slack=self, tenant=letter.tenant, mark=mark(letter), shown=letter.turn)


def mark(letter: Letter) -> str:
    """What finds a letter again. Everybody in the workspace may see it, so it tells nothing."""
    said = f"{letter.tenant}\n{letter.id}\n{letter.key}\n{letter.created.isoformat()}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """One letter's way into its workspace: `scheduler.ports.Courier`."""

    slack: Slack
    tenant: str
    mark: str
    shown: str = ""

    async def send(
        self,
        address: Address,
        card: Card,
        *,
        key: str,  # noqa: ARG002 - the mark stands for it
        ref: Ref | None,
    ) -> Ref:
        """Post the card, or bring up to date what stands at `ref`.

        Raises Retry, Ambiguous, Unreachable.
        """
        if address.platform != PLATFORM:
            raise Unreachable("not_on_slack")
        pictures = await self.slack.pictures.known(self.tenant, card.blocks)
        pages = messages(card, self.slack.words, Known(pictures=pictures))
        if ref is not None:
            try:
                return await self._update(standing(ref), pages)
            except Unreachable as lost:
                if lost.code not in GONE:
                    raise
        return await self._post(await self._channel(address), pages)

    async def _channel(self, address: Address) -> str:
        """Where it stands. Until that is known certainly nothing was sent, whatever went wrong."""
        try:
            async with asyncio.timeout(WAY):
                return await self.slack.channels.resolve(self.tenant, address.id)
        except (Retry, Unreachable):
            raise
        except (Ambiguous, TimeoutError) as slow:
            raise Retry(LATER, "channel_uncertain") from slow
        except Exception as failed:
            raise Retry(1, "no_database") from failed  # certainly nothing was sent

    async def _post(self, channel: str, pages: tuple[Message, ...]) -> Ref:
        said = await self._say("chat.postMessage", self._page(pages[0], channel=channel))
        where, ts = str(said["channel"]), str(said["ts"])
        more = await self._rest(where, ts, pages[1:])
        return as_ref(where, ts, more)

    async def _rest(self, where: str, ts: str, pages: tuple[Message, ...]) -> list[str]:
        """The further pages, in the thread. When one fails, the first stands all the same.

        Those after it are said again with the one that failed: so they are taken back.
        """
        more: list[str] = []
        for page in pages:
            body = self._page(page, channel=where, thread_ts=ts, marked=False)
            try:
                said = await self._say("chat.postMessage", body, patience=IN_THREAD)
            except (Retry, Ambiguous) as no:
                await self._take_back(where, more)
                raise Ambiguous(*no.args) from None
            more.append(str(said["ts"]))
        return more

    async def _take_back(self, where: str, more: Iterable[str]) -> None:
        for ts in more:
            with suppress(Retry, Ambiguous, Unreachable):
                await self._call("chat.delete", {"channel": where, "ts": ts}, patience=IN_THREAD)

    async def _update(self, at: Standing, pages: tuple[Message, ...]) -> Ref:
        await self._say("chat.update", _body(pages[0], channel=at.channel, ts=at.ts))
        kept: list[str] = []
        for ts, page in zip(at.more, pages[1:], strict=False):
            body = _body(page, channel=at.channel, ts=ts)
            try:
                await self._say("chat.update", body, patience=IN_THREAD)
            except Unreachable as lost:
                if lost.code not in GONE:
                    raise
                break  # from here on the thread is written anew
            kept.append(ts)
        for ts in at.more[len(kept) :]:
            gone = {"channel": at.channel, "ts": ts}
            await self._call("chat.delete", gone, patience=IN_THREAD)
        rest = await self._rest(at.channel, at.ts, pages[1 + len(kept) :])
        return as_ref(at.channel, at.ts, (*kept, *rest))

    async def find(self, address: Address, key: str) -> Ref | None:  # noqa: ARG002
        """This letter in a person's conversation; in a channel Kring cannot look."""
        channel, found = await self._marked(address)
        if not found:
            return None
        LOG.info("delivery.found", extra={"platform": PLATFORM})
        return as_ref(channel, min(found))

    async def _marked(self, address: Address) -> tuple[str, set[str]]:
        """The conversation with a person, and those of its last messages that bear our mark."""
        if address.id.startswith(OURS) and not await self.slack.channels.made(
            self.tenant, address.id
        ):
            return "", set()  # whoever was to make it came to no end: there was nowhere to post
        if address.id.startswith(("C", "G", OURS)):
            raise Unreachable("uncertain", "unsure")
        opened = await self._call("conversations.open", {"users": address.id})
        channel = str(opened["channel"]["id"])
        asked = {"channel": channel, "limit": LOOKED_AT, "include_all_metadata": True}
        history = await self._call("conversations.history", asked, patience=IN_THREAD)
        payload = {"event_type": EVENT, "k": self.mark}
        return channel, {
            str(message["ts"])
            for message in history.get("messages", ())
            if (about := message.get("metadata") or {})
            and {"event_type": about.get("event_type"), **about.get("event_payload", {})} == payload
        }

    async def sweep(self, address: Address, key: str, *, ref: Ref, changed: bool) -> Ref:  # noqa: ARG002
        """Leave one of the messages that carry this letter's mark, delete the younger ones."""
        channel, found = await self._marked(address)
        known = standing(ref)
        if len(found) < 2 or known.channel != channel:  # noqa: PLR2004 - one is as it should be
            return ref
        # A long card whose first post was lost has its further pages in the thread of the second.
        kept = known.ts if (changed or known.more) and known.ts in found else min(found)
        for ts in sorted(found - {kept}, reverse=True):
            parts = known.more if ts == known.ts else ()
            for part in (*parts, ts):
                gone = {"channel": channel, "ts": part}
                await self._call("chat.delete", gone, patience=IN_THREAD)
        LOG.info("delivery.swept", extra={"platform": PLATFORM, "number": len(found) - 1})
        return ref if kept == known.ts else as_ref(channel, kept)

    def _page(
        self, page: Message, *, channel: str, thread_ts: str = "", marked: bool = True
    ) -> dict[str, Any]:
        body = {**_body(page, channel=channel), **QUIET}
        if thread_ts:
            body["thread_ts"] = thread_ts
        if marked:
            body["metadata"] = {"event_type": EVENT, "event_payload": {"k": self.mark}}
        return body

    async def _say(self, method: str, body: dict[str, Any], *, patience: float = IN_HAND) -> Any:
        """A message; with sentences for its pictures, where Slack does not show these."""
        try:
            return await self._call(method, body, patience=patience)
        except Refused as no:
            if no.code != UNSEEN or not pictured(body["blocks"]):
                raise
        LOG.info("picture.unseen", extra={"platform": PLATFORM})
        said = {**body, "blocks": list(worded(body["blocks"]))}
        return await self._call(method, said, patience=IN_THREAD)

    async def _call(
        self, method: str, arguments: dict[str, Any], *, patience: float = IN_HAND
    ) -> Any:
        return await self.slack.access.call(
            self.tenant, method, arguments, shown=self.shown, patience=patience
        )


def _body(page: Message, **more: str) -> dict[str, Any]:
    return {"text": page.text, "blocks": list(page.blocks), **more}
