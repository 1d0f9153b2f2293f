"""The addresses that tell how Kring is: before any guard of the pages, for machines that watch."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from secrets import compare_digest
from time import perf_counter

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.watch.figures import TYPE, Figures, Heap
from adapters.watch.health import PATIENCE, Health
from adapters.watch.pulse import Pulse

LONGEST_LAG = 1.0
"""Seconds by which the event loop of a process that is well may come late."""
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
HERE = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """`/healthz` and `/readyz` answer anybody, in a word.

    Figures tell a lot of a small installation, such as when somebody answers. So `/metrics` is for
    who shows the token; and where there is none, for this machine, unless the process is
    `published`: then what comes from this machine may come from anywhere, through a proxy.
    """

    health: Health
    pulse: Pulse
    figures: Figures
    heaps: Callable[[], Awaitable[list[Heap]]]
    token: str = ""
    published: bool = False

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def alive(self, request: Request) -> Response:  # noqa: ARG002
        well = self.pulse.lag < LONGEST_LAG
        return _told({"ok": well}, well=well)

    async def ready(self, request: Request) -> Response:  # noqa: ARG002
        codes = await self.health.codes()
        return _told({"ok": not codes, "codes": list(codes)}, well=not codes)

    async def metrics(self, request: Request) -> Response:
        if not self._known(request):
            return PlainTextResponse("Not for you.", 403, headers=HEADERS)
        try:
            async with asyncio.timeout(PATIENCE):
                heaps = await self.heaps()
        except Exception:  # noqa: BLE001 - without its database Kring has figures all the same
            heaps = []
        text = self.figures.told(heaps, self.pulse.lag)
        return Response(text, media_type=TYPE, headers=HEADERS)

    def _known(self, request: Request) -> bool:
        if self.token:
            shown = request.headers.get("authorization", "").removeprefix("Bearer ")
            return compare_digest(shown.encode(), self.token.encode())
        here = request.client is not None and request.client.host in HERE
        return here and not self.published


def _told(what: dict[str, object], *, well: bool) -> Response:
    return JSONResponse(what, 200 if well else 503, headers=HEADERS)


class Counted:
    """Times what a platform sends until it is acknowledged, and counts who is turned away."""

    def __init__(self, app: ASGIApp, figures: Figures, platforms: tuple[str, ...]) -> None:
        self._app = app
        self._figures = figures
        self._platforms = platforms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, platform = perf_counter(), self._platform(scope["path"])

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] in (401, 403):
                    self._figures.refused(platform, message["status"])
                elif scope["method"] == "POST":
                    self._figures.answered(platform, perf_counter() - begun)
            await send(message)

        await self._app(scope, receive, noted)

    def _platform(self, path: str) -> str:
        first = path.removeprefix("/").partition("/")[0]
        return first if first in self._platforms else "web"
