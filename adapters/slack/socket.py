"""Socket Mode: events over a connection that Kring opens, for who has no public address.

The client that Slack ships may look alive and hear nothing. So a watchdog listens for frames: when
none comes for a minute the whole client is built anew, and when that did not help the process ends,
so that whatever started it starts it again.
"""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic, perf_counter

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.api import Api, silent

LOG = logging.getLogger(__name__)
SILENT = 60.0
"""Seconds without a frame that are too many: Slack pings several times a minute."""
PING = 5.0


class _Listening(aiohttp.ClientWebSocketResponse):
    """A connection that tells of every frame, pings and pongs too."""

    heard: Callable[[], None] = staticmethod(lambda: None)

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109
        message = await super().receive(timeout)
        if message.type not in (
            aiohttp.WSMsgType.CLOSE,
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.CLOSING,
            aiohttp.WSMsgType.ERROR,
        ):
            self.heard()
        return message


class _Timed(AsyncSocketModeHandler):
    """Tells how long each event took, until it was acknowledged."""

    answered: Callable[[float], None]

    async def handle(  # with its parent's own mistake in the types
        self,
        client: SocketModeClient,  # type: ignore[override]
        req: SocketModeRequest,
    ) -> None:
        begun = perf_counter()
        await super().handle(client, req)
        self.answered(perf_counter() - begun)


class Socket:
    """`run` lasts until it is cancelled, or until nothing helped: then it calls `give_up`."""

    def __init__(
        self,
        app: AsyncApp,
        api: Api,
        token: str,
        *,
        give_up: Callable[[], None],
        silent_for: float = SILENT,
        answered: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._api = api
        self._token = token
        self._give_up = give_up
        self._silent_for = silent_for
        self._answered = answered
        self._heard = self._built = monotonic()
        self._rebuilt = 0
        self._handler: AsyncSocketModeHandler | None = None

    def heard(self) -> None:
        """A frame came in. What a new connection greets with proves little; that it lasts does."""
        self._heard = monotonic()
        if self._heard - self._built > self._silent_for:
            self._rebuilt = 0

    @property
    def age(self) -> float:
        """Seconds since the last frame."""
        return monotonic() - self._heard

    async def run(self) -> None:
        try:
            await self._build()
            while True:
                await asyncio.sleep(self._silent_for / 10)
                if self.age > self._silent_for:
                    await self._mend()
        finally:
            await self._close()

    async def _mend(self) -> None:
        if self._rebuilt:
            LOG.error("socket.dead", extra={"silent": round(self.age)})
            self._give_up()
        LOG.warning("socket.silent", extra={"silent": round(self.age)})
        self._rebuilt += 1
        await self._close()
        await self._build()

    async def _build(self) -> None:
        """A new client. Where it cannot connect, the watchdog tries again."""
        self._heard = self._built = monotonic()
        handler = _Timed(
            self._app,
            self._token,
            logger=silent(),
            web_client=self._api.client(self._token),
            ping_interval=PING,
        )
        handler.answered = self._answered
        self._handler = handler
        await _listening(handler.client, self.heard)
        try:
            async with asyncio.timeout(self._silent_for):
                await handler.client.connect()  # type: ignore[no-untyped-call]
        except Exception as failed:  # noqa: BLE001 - whatever it is, it is tried again
            LOG.warning("socket.unconnected", extra={"reason": type(failed).__name__})
        else:
            LOG.info("socket.connected")

    async def _close(self) -> None:
        if self._handler is None:
            return
        client = self._handler.client
        try:
            await _at_rest(client)
            async with asyncio.timeout(5):
                await client.close()  # type: ignore[no-untyped-call]
        except Exception as failed:  # noqa: BLE001 - it is thrown away in any case
            LOG.warning("socket.unclosed", extra={"reason": type(failed).__name__})
        finally:
            await client.aiohttp_client_session.close()
        self._handler = None  # not before: who is stopped in the middle closes again


async def _at_rest(client: SocketModeClient) -> None:
    """End what the client does by itself.

    Or else it connects anew while it is being closed, or whoever is stopped just then waits for
    its reader, and a connection is left that nobody closes.
    """
    client.closed = True
    tasks = [
        task
        for task in (
            client.current_session_monitor,
            client.message_receiver,
            client.message_processor,
        )
        if task is not None
    ]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _listening(client: SocketModeClient, heard: Callable[[], None]) -> None:
    """Let the client's connections tell of every frame, not only of those it hands on."""
    kind = type("Listening", (_Listening,), {"heard": staticmethod(heard)})
    await client.aiohttp_client_session.close()
    client.aiohttp_client_session = aiohttp.ClientSession(ws_response_class=kind)
