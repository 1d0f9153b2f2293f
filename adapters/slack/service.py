"""All of Slack, put together: what `adapters.main` opens, routes to, sends with, and closes."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from adapters.slack.access import Access
from adapters.slack.adapter import Slack
from adapters.slack.api import Api
from adapters.slack.channels import Channels
from adapters.slack.door import Door, carried
from adapters.slack.entrance import KEPT, Entrance
from adapters.slack.errors import REMOVED, TAKEN_BACK
from adapters.slack.homes import Homes
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from adapters.slack.oauth import App, OAuth
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.places import tenant
from adapters.slack.ports import Books, Brain, Installed, Store
from adapters.slack.reach import HOSTS
from adapters.slack.socket import Socket
from adapters.slack.vault import Vault
from adapters.words import Words
from bot.ports import Ambiguous, Clock, Retry, Unreachable
from scheduler.ports import Paces

LOG = logging.getLogger(__name__)
HOUR = 3600.0
LATER = 10.0
"""Seconds until Slack is asked once more whose token that of the settings is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What an installation of Kring may choose about Slack; "" for what it does not."""

    api_url: str
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    keys: tuple[str, ...] = ()
    bot_token: str = ""
    app_token: str = ""
    address: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Who may be answered at an address that a gesture brought."""
        local = next((h for h in ("127.0.0.1", "localhost") if f"//{h}" in self.api_url), None)
        return (*HOSTS, local) if local else HOSTS


class Service:
    """Everything that Slack needs of one process."""

    def __init__(  # noqa: PLR0913 - a platform is handed all it touches
        self,
        choices: Choices,
        *,
        store: Store,
        bot: Brain,
        books: Books,
        words: Words,
        clock: Clock,
        paces: Paces,
        wake: Callable[[], None],
        give_up: Callable[[], None],
    ) -> None:
        self._choices = choices
        self._books = books
        self._clock = clock
        self._give_up = give_up
        self.vault = Vault(choices.keys)
        self.api = Api(choices.api_url, paces=paces)
        self.access = Access(self.api, books, self.vault, clock)
        channels = Channels(access=self.access, books=books, store=store)
        pictures = Pictures(self.api, self.access)
        self.adapter = Slack(access=self.access, channels=channels, pictures=pictures, words=words)
        self.entrance = Entrance(
            store=store,
            bot=bot,
            books=books,
            api=self.api,
            access=self.access,
            channels=channels,
            people=People(access=self.access, books=books, store=store, bot=bot, clock=clock),
            homes=Homes(
                access=self.access,
                books=books,
                store=store,
                bot=bot,
                pictures=pictures,
                words=words,
                clock=clock,
            ),
            words=words,
            clock=clock,
            wake=wake,
            hosts=choices.hosts,
            outside=self._outside,
        )
        app = App(id=choices.client_id, secret=choices.client_secret, address=choices.address)
        self.oauth = OAuth(
            app=app, api=self.api, books=books, vault=self.vault, words=words, clock=clock
        )
        self.socket: Socket | None = None
        self._removed = set[str]()  # where the last sweep heard that Kring was removed
        self._tasks: list[asyncio.Task[None]] = []
        self._door: Door | None = None
        self.answered: Callable[[float], None] = lambda _: None  # told what each event took
        self.outside = clock  # the clock by which Slack signs

    def _outside(self) -> datetime:
        return self.outside()

    async def open(self, *, listens: bool = True, sweeps: bool = True) -> None:
        """Begin to listen, and to do what is due; without `listens` Kring only speaks.

        Raises Unreachable where the token of the settings is refused.
        """
        app = carried(self.entrance, self._books, self.api)
        if self._choices.signing_secret:
            self._door = Door(app, self._choices.signing_secret, self.outside)
        if self._choices.bot_token:
            await self._at_home()
        if self._choices.app_token and listens:
            self.socket = Socket(
                app,
                self.api,
                self._choices.app_token,
                give_up=self._give_up,
                answered=self.answered,
            )
            self._tasks.append(asyncio.create_task(self.socket.run(), name="slack-socket"))
        if sweeps:
            self._tasks.append(asyncio.create_task(self._sweep(), name="slack-sweep"))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()
        await self.entrance.close()
        await self.api.close()

    async def _at_home(self) -> None:
        """The workspace of the settings' token is one in which Kring is installed."""
        try:
            said = await self._whose()
        except (Retry, Ambiguous) as no:
            LOG.warning("slack.unasked", extra={"reason": getattr(no, "code", "uncertain")})
            self._tasks.append(asyncio.create_task(self._at_home_later(), name="slack-home"))
            return
        await self._keep_home(said)

    async def _whose(self) -> Any:
        """Whose the token of the settings is. Where it is nobody's, whoever set it has to know."""
        token = self._choices.bot_token
        try:
            return await self.api.call("auth.test", {}, token=token, tenant="")
        except Retry as no:
            if no.code in TAKEN_BACK:
                raise Unreachable(no.code) from None
            raise

    async def _at_home_later(self) -> None:
        while True:
            await asyncio.sleep(LATER)
            try:
                await self._keep_home(await self._whose())
            except (Retry, Ambiguous):
                continue
            except Unreachable as no:
                LOG.error("slack.refused", extra={"reason": no.code})  # noqa: TRY400 - no trace of ours
            except Exception:
                LOG.exception("slack.unkept")
                continue
            return

    async def _keep_home(self, said: Any) -> None:
        enterprise = str(said.get("enterprise_id") or "")
        whole = said.get("is_enterprise_install") is True
        here = tenant(enterprise if whole else str(said["team_id"]))
        self.access.given[here] = self._choices.bot_token
        old = await self._books.of(here)
        if old is not None and old.token == "" and old.bot == str(said.get("user_id") or ""):
            return
        await self._books.keep(
            here,
            enterprise=enterprise,
            team="" if whole else str(said["team_id"]),
            name=str(said.get("team") or ""),
            app=str(said.get("app_id") or ""),
            bot=str(said.get("user_id") or ""),
            token="",
            at=self._clock(),
        )
        LOG.info("slack.at_home", extra={"tenant": here})

    # ── what is due ──

    async def _sweep(self) -> None:
        """Delete what is due of workspaces that removed Kring; look after the others' channels."""
        asks = False  # whoever is started again and again does not ask each time
        while True:
            try:
                await self.sweep(asks=asks)
            except Exception:
                LOG.exception("slack.unswept")
            asks = True
            await asyncio.sleep(HOUR)

    async def sweep(self, *, asks: bool = True) -> None:
        """Once; `asks` is whether Slack is shown each token."""
        for gone in await self._books.overdue(self._clock()):
            rows = await self._books.forget(gone)
            LOG.info("slack.forgotten", extra={"tenant": gone, "rows": rows})
        for here in await self._books.all():
            if here.token is not None and (not asks or await self._still_there(here)):
                await self.entrance.channels.tend(here.tenant)

    async def _still_there(self, here: Installed) -> bool:
        """Whether Slack takes the token: it may have told of the end while Kring was away.

        What it says once may be a mistake of an hour; a token that is deleted does not come back.
        """
        try:
            await self.access.call(here.tenant, "auth.test", {})
        except (Retry, Ambiguous):
            return True
        except Unreachable as no:
            if no.code not in REMOVED:
                return True
            if here.tenant not in self._removed:
                self._removed.add(here.tenant)
                return False
            self._removed.discard(here.tenant)
            now = self._clock()
            if await self._books.end(here.tenant, since=here.installed, at=now, due=now + KEPT):
                LOG.info("slack.ended", extra={"tenant": here.tenant, "reason": no.code})
            return False
        self._removed.discard(here.tenant)
        return True

    # ── over HTTP ──

    def routes(self) -> list[BaseRoute]:
        """What Slack and its installers may ask for."""
        routes: list[BaseRoute] = []
        if self._choices.signing_secret:
            routes.append(Route(EVENTS_PATH, self._enter, methods=["POST"]))
        if self._choices.client_id and self._choices.client_secret:
            routes += [
                Route(INSTALL_PATH, self.oauth.install, methods=["GET"]),
                Route(REDIRECT_PATH, self.oauth.back, methods=["GET"]),
            ]
        return routes

    async def _enter(self, request: Request) -> Response:
        if self._door is None:
            return Response(status_code=503)
        return await self._door(request)
