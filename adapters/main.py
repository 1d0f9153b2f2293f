"""The one place that sees everything, and the one that reads the clock and draws ids."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from adapters.database import Database
from adapters.database.address import reason
from adapters.database.schema import newer, newest
from adapters.settings import Settings
from adapters.teams.apps import apps
from adapters.web import papers
from adapters.web.adapter import Web
from adapters.web.app import application
from adapters.web.bell import Bell
from adapters.web.play import Playground
from adapters.web.wall import Line
from adapters.words import Words
from bot.app import Bot
from bot.commands import Commands
from bot.content import Block
from bot.dialog import Dialog
from bot.dialogs import discover
from bot.markup import parse
from bot.network import Person
from bot.ports import Adapter, Clock, NewId
from bot.speech import Reader, Speech
from scheduler.beat import Beat
from scheduler.calendar import forget_calendars
from scheduler.delivery import Delivery
from scheduler.heartbeat import Heartbeat
from scheduler.logs import mishap
from scheduler.ports import UNCOUNTED, Carrier, Gauge, TimedUnit
from scheduler.timeline import Timeline
from scheduler.zones import Zones

if TYPE_CHECKING:
    from adapters.slack.service import Choices
    from adapters.slack.service import Service as Slack
    from adapters.teams.service import Service as Teams

T = TypeVar("T")
LOG = logging.getLogger(__name__)
VERSION = version("kring")
DAY = 24 * 60 * 60
HOUR = 60 * 60
MOMENT = 0.2
"""Seconds."""


class NotReady(Exception):
    """The database is not on the version of this program; `do` says what helps."""

    do = "Run `kring db upgrade`."


class Newer(NotReady):
    """A later program has upgraded it."""

    do = "Install the version of Kring that upgraded it, or put back a copy from before."


class Taken(NotReady):
    """Another process serves it, and it is a file."""

    do = "End that process first; for more than one set KRING_DATABASE to a PostgreSQL."


class Unreached(Exception):
    """There is no database at the address that is set."""


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Real:
    """This machine's clock, put right by the database's where many machines share one.

    Leases, pauses and due times of one process are read by all others: so all go by one clock.
    """

    plain: Clock = now
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.plain() + self.ahead


def new_id() -> str:
    """Twelve letters and digits and more: 72 bits, not to be guessed, fit for an address."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kring:
    """All parts, put together; nothing is open and nothing runs yet."""

    settings: Settings
    clock: Clock
    new_id: NewId
    database: Database
    bot: Bot
    planner: Timeline
    beat: Beat
    heartbeat: Heartbeat
    bell: Bell
    slack: "Slack | None" = None
    teams: "Teams | None" = None

    async def open(self, *, upgrade: bool = False) -> None:
        """Connect. Raises Unreached, or NotReady when the tables are those of another version."""
        if not upgrade and not _exists(self.settings.database):
            raise NotReady("There is no database yet.")
        try:
            await self.database.open()
            late = newer(await self.database.version())
            if upgrade and not late:
                await self.database.upgrade()
            ready = await self.database.version() == newest()
            if isinstance(self.clock, Real):
                self.clock.ahead = await self.database.ahead(self.clock.plain)
        except Exception as failed:
            await self.database.close()
            raise Unreached(f"The database cannot be opened: {reason(failed)}.") from failed
        if late:
            await self.database.close()
            raise Newer("The database is that of a newer version of Kring.")
        if not ready:
            await self.database.close()
            raise NotReady("The database is that of an earlier version of Kring, or empty.")

    async def claim(self, patience: float) -> None:
        """Be the one that serves, where the database bears one only. Raises Taken, or Unreached.

        Another that may be about to end is waited for, so many seconds.
        """
        if await self._claimed():
            return
        LOG.info("serve.waits")
        last = monotonic() + patience
        while monotonic() < last:
            await asyncio.sleep(MOMENT)
            if await self._claimed():
                return
        await self.database.close()
        raise Taken("Another process of Kring serves this SQLite database already.")

    async def _claimed(self) -> bool:
        try:
            return await self.database.claim()
        except Exception as failed:
            await self.database.close()
            raise Unreached(f"The database cannot be served: {reason(failed)}.") from failed

    async def close(self) -> None:
        if self.teams is not None:
            await self.teams.close()
        await self.database.close()

    async def transact(self, work: Callable[[TimedUnit], T]) -> T:
        """A transaction of the organisation that this installation serves."""
        return await self.database.transact(self.settings.tenant, work)

    async def next_due(self) -> datetime | None:
        """When the next moment or letter is due."""
        coming = (await self.database.next_moment(), await self.database.post.next_letter())
        return min((at for at in coming if at is not None), default=None)

    @asynccontextmanager
    async def alive(self, *, listens: bool = True, works: bool = True) -> AsyncIterator[None]:
        """Until the end of this block Slack is listened to, and the heart beats and tidies."""
        if self.slack is not None:
            await self.slack.open(listens=listens, sweeps=works)
        tidying = [asyncio.create_task(self._forget(), name="forgetting")]
        if works:
            await self.heartbeat.start()
            tidying.append(asyncio.create_task(self._tidy(), name="tidying"))
        try:
            yield
        finally:
            for each in tidying:
                each.cancel()
            await asyncio.gather(*tidying, return_exceptions=True)
            await self.heartbeat.stop()
            if self.slack is not None:
                await self.slack.close()

    async def _forget(self) -> None:
        """What people read stays in memory for an hour at most: it may be deleted by then.

        So do the rules of clocks, which may be others by then.
        """
        while True:
            await asyncio.sleep(HOUR)
            forget_calendars()
            self.bot.forget()

    async def _tidy(self) -> None:
        """At the start and then once a day: what has served is deleted, zones are looked at."""
        zones = Zones(store=self.database, planner=self.planner, clock=self.clock)
        while True:
            try:
                await self.database.purge(self.clock())
                if moved := await zones.replan():
                    self.bot.forget()
                    LOG.info("zones.replanned", extra={"plans": moved})
            except Exception as error:  # noqa: BLE001 - the driver's; tomorrow is another day
                mishap(LOG, "tidying.failed", error)
            await asyncio.sleep(DAY)


def _exists(address: str) -> bool:
    """Whether a database may be there: to look into a file that is not there would make it."""
    scheme, _, path = address.partition(":///")
    path = path.partition("?")[0]
    return not scheme.startswith("sqlite") or path in ("", ":memory:") or Path(path).is_file()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    new_id: NewId = new_id,
    hear: Callable[[Adapter], Adapter] = lambda adapter: adapter,
    gauge: Gauge = UNCOUNTED,
) -> Kring:
    """Put Kring together; tests and simulations give another clock, or an adapter that listens."""
    dialogs, clock = discover(), clock or Real()
    planner = Timeline(dialogs)
    bot = Bot(
        dialogs=dialogs,
        speech=_speech(settings, dialogs),
        planner=planner,
        new_id=new_id,
        threshold=settings.threshold,
        newcomer=Person(
            id="",
            name="",
            language=settings.language,
            zone=settings.zone,
            country=settings.country,
        ),
    )
    database = Database(settings.database, synchronous=settings.synchronous)
    wall = database.wall_of(Line)
    bell = Bell(wall)
    web = hear(Web(wall, bell, clock, tenant=settings.tenant))
    adapters: dict[str, Adapter | Carrier] = {web.platform: web}
    delivery = Delivery(
        database, adapters, clock, asks=_asks(dialogs), lost=bot.undelivered, gauge=gauge
    )
    beat = Beat(database, bot, delivery, clock, gauge)
    heartbeat = Heartbeat(beat)
    slack = None
    if settings.slack:
        slack = _slack(settings, database, bot, clock, heartbeat.wake)
        slack.answered = lambda seconds: gauge.answered("slack", seconds)
        adapters[slack.adapter.platform] = slack.adapter
    teams = None
    if settings.teams:
        teams = _teams(settings, database, bot, clock, new_id, heartbeat.wake)
        adapters[teams.adapter.platform] = teams.adapter
    return Kring(
        settings=settings,
        clock=clock,
        new_id=new_id,
        database=database,
        bot=bot,
        planner=planner,
        beat=beat,
        heartbeat=heartbeat,
        bell=bell,
        slack=slack,
        teams=teams,
    )


def _teams(
    settings: Settings,
    database: Database,
    bot: Bot,
    clock: Clock,
    new_id: NewId,
    wake: Callable[[], None],
) -> "Teams":
    """Imported here: Microsoft's packages take half a second, which others need not wait for."""
    from adapters.teams import service  # noqa: PLC0415

    speech, said = bot.speech, settings.teams_apps.get_secret_value()
    return service.Service(
        service.Choices(apps=apps(said) if said else {}, local=settings.teams_local),
        store=database,
        bot=bot,
        words=lambda key, language, /, **facts: speech.text(f"teams.{key}", language, **facts),
        clock=clock,
        new_id=new_id,
        asks=_asks(bot.dialogs),
        paces=database.paces,
        wake=wake,
    )


def _slack(
    settings: Settings, database: Database, bot: Bot, clock: Clock, wake: Callable[[], None]
) -> "Slack":
    """Imported here: who does not use Slack need not wait for its packages."""
    from adapters.slack import service  # noqa: PLC0415

    speech = bot.speech
    return service.Service(
        choices(settings),
        store=database,
        bot=bot,
        books=database.workspaces,
        words=lambda key, language, /, **facts: speech.text(f"slack.{key}", language, **facts),
        clock=clock,
        paces=database.paces,
        wake=wake,
        give_up=lambda: os._exit(1),  # what is silent in it cannot be trusted to stop in order
    )


def choices(settings: Settings) -> "Choices":
    """What the settings say about Slack."""
    from adapters.slack.service import Choices  # noqa: PLC0415

    keys = settings.slack_keys.get_secret_value().split(",")
    return Choices(
        api_url=settings.slack_api_url,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        keys=tuple(key.strip() for key in keys if key.strip()),
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        address=settings.address,
    )


def _asks(dialogs: Mapping[str, Dialog]) -> Callable[[str], bool]:
    """Whether a message of this kind asks something, so that it has to arrive."""
    asking = {
        key
        for key, dialog in dialogs.items()
        for facts in dialog.examples
        if any(step.asks(facts) for step in dialog.steps)
    }
    return lambda kind: not asking.isdisjoint(kind.split("+"))


def _speech(settings: Settings, dialogs: Mapping[str, Dialog]) -> Speech:
    return Speech(settings.folders, Commands(dialogs).word)


def _words(speech: Speech) -> Words:
    """The page's own words are the blocks of one more template."""
    return lambda key, language, /, **facts: speech.text(f"web.{key}", language, **facts)


def _papers(speech: Speech, settings: Settings) -> list[BaseRoute]:
    """What anybody may read: the blocks of the template `papers`."""

    def paper(sort: str, language: str, /) -> Sequence[Block]:
        facts = {"threshold": settings.threshold}
        return parse(speech.need("papers", sort, Reader(language=language, zone="UTC"), facts))

    return papers.routes(
        lambda key, language, /, **facts: speech.text(f"papers.{key}", language, **facts),
        paper,
        settings.contact,
    )


def pages(kring: Kring, playground: Playground | None = None) -> Starlette:
    """The web application: chat for guests, or a playground for whoever is at this machine."""
    settings = kring.settings
    site = application(
        store=kring.database,
        bot=kring.bot,
        wall=kring.database.wall_of(Line),
        bell=kring.bell,
        clock=kring.clock,
        words=_words(kring.bot.speech),
        tenant=settings.tenant,
        wake=kring.heartbeat.wake,
        secret=settings.secret.get_secret_value(),
        address="" if playground else settings.address,
        playground=playground,
        routes=_papers(kring.bot.speech, settings),
    )
    outside = [each for each in (kring.slack, kring.teams) if each is not None]
    if not outside:
        return site
    # They come in from outside, so the pages' own guard does not stand before them.
    routes = [route for each in outside for route in each.routes()]
    return Starlette(routes=[*routes, Mount("", app=site)])


STOPS = (signal.SIGINT, signal.SIGTERM)


class Server(uvicorn.Server):
    """Lets those who listen for news go home before it waits for everybody to leave."""

    def __init__(self, config: uvicorn.Config, bell: Bell) -> None:
        super().__init__(config)
        self._bell = bell

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Like its parent's, but the signal ends the serving only: what follows it has to run."""
        here = threading.current_thread() is threading.main_thread()
        before = {s: signal.signal(s, self.handle_exit) for s in STOPS if here}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._bell.close()
        await super().shutdown(sockets)


def server(kring: Kring, site: Starlette) -> Server:
    return Server(config(site), kring.bell)


def config(site: Starlette, grace: int = 10) -> uvicorn.Config:
    """`grace`: seconds for requests under way when the serving ends."""
    return uvicorn.Config(
        site,
        log_config=None,
        access_log=False,  # an address may hold a personal key
        server_header=False,
        timeout_graceful_shutdown=grace,
    )
