"""The web client's addresses: a Starlette application over a store, a bot and a wall."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import htpy as h
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from adapters.web.bell import Bell
from adapters.web.calendar import calendar
from adapters.web.chat import Here
from adapters.web.events import news
from adapters.web.frame import clean, flat
from adapters.web.gallery import gallery
from adapters.web.guard import HEADERS, Guard
from adapters.web.keys import LASTS, RENEWED, Keys
from adapters.web.marks import Marks
from adapters.web.notice import notice
from adapters.web.panel import TONGUES, time
from adapters.web.play import Playground
from adapters.web.receive import Unreadable, inbound
from adapters.web.shell import STATIC, page
from adapters.web.site import COOKIE, Brain, Site
from adapters.web.wall import Wall
from adapters.words import Words, preferred
from bot.ports import Clock, Store

INSTANT = timedelta(seconds=30)
"""A clock that moved less stood still."""

Handler = Callable[[Here, Request], Awaitable[Response]]


class _Static(StaticFiles):
    """Our own files; their address changes with their content, so they may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:  # noqa: PLR2004 - HTTP's own number
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _html(content: h.Element, status: int = 200) -> HTMLResponse:
    return HTMLResponse(str(content), status)


@dataclass(frozen=True, slots=True)
class Pages:
    """One method for each address."""

    site: Site

    def language(self, request: Request) -> str:
        """The reader's own; of somebody whom we do not know, the one that their browser likes."""
        own = getattr(request.state, "language", "")
        return own or preferred(request.headers.get("accept-language", ""))

    def refused(self, request: Request, sort: str, status: int) -> Response:
        """A plain page that says what is the matter; for a script the same as a sentence."""
        language = self.language(request)
        if "json" in request.headers.get("accept", ""):
            said = self.site.words(sort, language)
            return JSONResponse({"trouble": said}, status)
        return _html(notice(self.site.words, language, sort), status)

    def known(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """Only for people who are in; their session is renewed while they come."""

        async def handle(request: Request) -> Response:
            here = await self.site.here(request)
            if here is None:
                return self.refused(request, "stranger", 401)
            request.state.language = here.look.person.language
            response = await handler(here, request)
            self.renew(request, response)
            return response

        return handle

    def renew(self, request: Request, response: Response) -> None:
        site = self.site
        if site.keys is None or COOKIE not in request.cookies:
            return
        guest = site.keys.read("session", request.cookies[COOKIE], site.clock())
        if guest and guest.until - site.clock() < LASTS - RENEWED:
            self.sign_in(response, guest.person)

    def sign_in(self, response: Response, person: str) -> None:
        site = self.site
        if site.keys is not None:
            response.set_cookie(
                COOKIE,
                site.keys.sign("session", site.tenant, person, site.clock()),
                max_age=int(LASTS.total_seconds()),
                secure=site.address.startswith("https://"),
                httponly=True,
                samesite="lax",
            )

    # ── to look at ──

    async def start(self, here: Here, request: Request) -> Response:  # noqa: ARG002
        return _html(await self.site.talk(here, here.look.rooms[0]))

    async def room(self, here: Here, request: Request) -> Response:
        room = here.look.room(request.path_params["room"])
        if room is None:
            return self.refused(request, "lost", 404)
        return _html(await self.site.talk(here, room))

    async def home(self, here: Here, request: Request) -> Response:  # noqa: ARG002
        return _html(await self.site.home(here))

    async def calendar(self, here: Here, request: Request) -> Response:
        if self.site.play is None:
            return self.refused(request, "lost", 404)
        rows = await self.site.play.calendar(request.query_params.get("network") or None)
        language = here.look.person.language
        alike = {part.name for part in self.site.play.cast if part.language == language}
        shown = calendar(here, rows, request.query_params.get("role", ""), alike)
        return _html(page(here.say, here.look.person.language, here.say("calendar"), shown))

    async def gallery(self, here: Here, request: Request) -> Response:
        if self.site.play is None:
            return self.refused(request, "lost", 404)
        chosen = request.query_params.get("language", here.look.person.language)
        language = chosen if chosen in (*TONGUES, "all") else "en"
        dialog = request.query_params.get("dialog", "")
        bot = self.site.bot
        shown = gallery(here, self.site.words, bot.dialogs, bot.speech, dialog, language)
        return _html(page(here.say, here.look.person.language, here.say("gallery"), shown))

    async def events(self, here: Here, request: Request) -> Response:
        room = request.query_params.get("room", "")
        since = request.headers.get("last-event-id") or request.query_params.get("after", "")
        after = self.site.marks.read(since)
        return StreamingResponse(
            news(self.site, here.look.person.id, room, after),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def unread(self, here: Here, request: Request) -> Response:
        """How much is new in each room since this page last showed it."""
        site, counts = self.site, {}
        for room in here.look.rooms:
            since = request.query_params.get(room.id, "")
            after = site.marks.read(since)
            lines = await site.wall.read(site.tenant, room.id, after=after)
            counts[room.id] = sum(line.author != here.look.person.id for line in lines)
        return JSONResponse(counts)

    async def people(self, here: Here, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:80]
        found = await self.site.people(here, words) if words else {}
        return JSONResponse([{"id": id_, "name": clean(name)} for id_, name in found.items()])

    # ── to do ──

    async def payload(self, request: Request) -> Mapping[str, Any]:
        """What a script sent. Raises HTTPException for anything else."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise HTTPException(415)
        try:
            sent = json.loads(await request.body())
        except (ValueError, RecursionError, ClientDisconnect):
            raise HTTPException(400) from None
        if not isinstance(sent, dict):
            raise HTTPException(400)
        return sent

    async def send(self, here: Here, request: Request) -> Response:
        site = self.site
        try:
            event = inbound(
                await self.payload(request), tenant=site.tenant, person=here.look.person.id
            )
        except Unreadable:
            raise HTTPException(400) from None
        if event.where is not None and here.look.room(event.where.id) is None:
            return self.refused(request, "lost", 403)
        return JSONResponse(dict(await site.take(here, event)))

    async def play(self, here: Here, request: Request) -> Response:
        """Move the made-up clock, or let everybody else answer; what came of it, in words."""
        site, play = self.site, self.site.play
        if play is None:
            raise HTTPException(404)
        match await self.payload(request):
            case {"do": "answer"}:
                count = await play.let_answer(keep=(here.look.person.id,))
                happened = here.say("answered", n=count)
            case {"do": "next" | "hour" | "day" | "week" | "kickoff" | "session" as how}:
                before, then = await site.wall.newest(site.tenant), play.now()
                await play.jump(how)
                written = await site.wall.newest(site.tenant) - before
                moved = written > 0 or play.now() - then > INSTANT
                happened = here.say("moved", n=written) if moved else here.say("nowhere")
            case _:
                raise HTTPException(400)
        site.bell.ring(site.tenant)
        return JSONResponse({"happened": happened, "now": flat(time(here, play))})

    async def enter(self, request: Request) -> Response:
        """A personal link opens a session, and its key leaves the address."""
        site, key = self.site, request.query_params.get("key", "")
        guest = site.keys.read("link", key, site.clock()) if site.keys else None
        if guest is None or guest.tenant != site.tenant or not await site.arrive(guest.person):
            return self.refused(request, "stale_link", 403)
        response = RedirectResponse("/", 303)
        self.sign_in(response, guest.person)
        return response

    # ── what went wrong ──

    async def wrong(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        sort = {413: "too_large", 404: "lost", 405: "lost", 415: "noscript"}.get(status, "broken")
        response = self.refused(request, sort, status)
        response.headers.update(HEADERS)  # what failed is answered outside of the guard
        return response

    def routes(self) -> list[BaseRoute]:
        post = ["POST"]
        return [
            Route("/", self.known(self.start)),
            Route("/in/{room:path}", self.known(self.room)),
            Route("/home", self.known(self.home)),
            Route("/events", self.known(self.events)),
            Route("/unread", self.known(self.unread)),
            Route("/people", self.known(self.people)),
            Route("/send", self.known(self.send), methods=post),
            Route("/play", self.known(self.play), methods=post),
            Route("/calendar", self.known(self.calendar)),
            Route("/gallery", self.known(self.gallery)),
            Route("/enter", self.enter),
            Mount("/static", _Static(directory=STATIC)),
        ]


def application(  # noqa: PLR0913 - the pages are handed all they touch
    *,
    store: Store,
    bot: Brain,
    wall: Wall,
    bell: Bell,
    clock: Clock,
    words: Words,
    tenant: str,
    wake: Callable[[], None],
    secret: str = "",
    address: str = "",
    playground: Playground | None = None,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """The web client. `wake` is called when something may have to be delivered.

    `address` is where people reach it, "" to be reached anywhere; `secret` signs links and
    sessions and may be left out with a playground only. `routes` come before its own.
    Raises ValueError without a secret.
    """
    site = Site(
        store=store,
        bot=bot,
        wall=wall,
        bell=bell,
        clock=clock,
        words=words,
        tenant=tenant,
        wake=wake,
        keys=None if playground else Keys(secret),
        marks=Marks("" if playground else secret),
        address=address,
        play=playground,
    )
    pages = Pages(site)
    return Starlette(
        routes=[*routes, *pages.routes()],
        middleware=[Middleware(Guard, address="" if playground else address)],
        exception_handlers={HTTPException: pages.wrong, 500: pages.wrong},
    )
