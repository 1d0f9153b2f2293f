"""`kring serve`: one process and its part of the work, from its start to its orderly end."""

import asyncio
import gc
import logging
import os
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from enum import StrEnum
from types import FrameType

from starlette.applications import Starlette
from starlette.routing import Mount

from adapters.database.schema import behind
from adapters.main import STOPS, Kring, Server, build, config, pages
from adapters.settings import Settings
from adapters.watch.door import Counted, Watch
from adapters.watch.figures import Figures, Heap
from adapters.watch.health import Check, Health
from adapters.watch.pulse import Pulse

LOG = logging.getLogger(__name__)
LATE = timedelta(seconds=60)
"""How long a letter that could go may lie."""
SILENT = 60.0
"""Seconds without a word from Slack's socket."""
LEAVING = 2
"""Seconds for requests under way, once nothing is being sent any more."""
HARD = 14.0
"""Seconds after which the process ends, whatever still goes on in it."""


class Duty(StrEnum):
    """What a process does: `web` hears, `worker` speaks."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"

    @property
    def listens(self) -> bool:
        return self is not Duty.WORKER

    @property
    def works(self) -> bool:
        return self is not Duty.WEB


async def serve(settings: Settings, door: socket.socket, duty: Duty = Duty.ALL) -> None:
    """Serve until told to stop; what is being sent comes to its end.

    Raises as `Kring.open` and `Kring.claim`.
    """
    figures, pulse = Figures(), Pulse()
    kring = build(settings, gauge=figures)
    health = Health(checks(kring, duty))
    watch = Watch(
        health=health,
        pulse=pulse,
        figures=figures,
        heaps=lambda: heaps(kring),
        token=settings.metrics_token.get_secret_value(),
        published=duty.listens and bool(settings.base_url),
    )
    served = Served(kring, site(kring, watch, duty))

    def ends() -> None:
        health.stopping = True
        kring.heartbeat.rest()
        served.should_exit = True

    await kring.open()
    await kring.claim(HARD + 1)  # one that was told to end has ended by then
    with Ending(ends).heard():
        settled()
        try:
            async with kring.alive(listens=duty.listens, works=duty.works), beating(pulse):
                LOG.info("serve.begins", extra={"role": duty.value})
                await served.serve([door])
        finally:
            await health.close()
            await kring.close()


def settled() -> None:
    """What there is by now stays: to look through it for what is gone takes 0.1 s each time."""
    gc.collect()
    gc.freeze()


def site(kring: Kring, watch: Watch, duty: Duty) -> Starlette:
    """What is answered: by a worker only how it is; by others the pages and the platforms too."""
    if not duty.listens:
        return Starlette(routes=watch.routes())
    platforms = ("slack", "teams")
    rest = Counted(pages(kring), watch.figures, platforms)
    return Starlette(routes=[*watch.routes(), Mount("", app=rest)])


@asynccontextmanager
async def beating(pulse: Pulse) -> AsyncIterator[None]:
    task = asyncio.create_task(pulse.run(), name="pulse")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


# ── what it needs ──


def checks(kring: Kring, duty: Duty) -> Mapping[str, Check]:
    """What must hold for this process to be of use, by the code that says what does not."""
    found: dict[str, Check] = {
        "database": lambda: _writes(kring),
        "migrations": lambda: _current(kring),
    }
    if duty.works:
        found["outbox_late"] = lambda: _in_time(kring)
    if kring.settings.slack:
        found["slack_keys"] = lambda: _keys(kring.settings)
    if kring.settings.slack and duty.listens:
        found["slack_silent"] = lambda: _hears(kring)
    return found


async def _writes(kring: Kring) -> bool:
    await kring.database.outbox.probe(kring.clock())
    return True


async def _current(kring: Kring) -> bool:
    return not behind(await kring.database.version())


async def _in_time(kring: Kring) -> bool:
    return not await kring.database.outbox.late(kring.clock(), LATE)


async def _keys(settings: Settings) -> bool:
    """Workspaces that install Kring themselves have tokens, which are sealed."""
    return not settings.slack_client_id or bool(settings.slack_keys.get_secret_value())


async def _hears(kring: Kring) -> bool:
    socket_ = kring.slack.socket if kring.slack is not None else None
    return socket_ is None or socket_.age <= SILENT


async def heaps(kring: Kring) -> list[Heap]:
    """What lies in the outbox now."""
    now = kring.clock()
    return [
        Heap(
            platform=pile.platform,
            state=pile.state,
            code=pile.code,
            number=pile.number,
            age=(now - pile.oldest).total_seconds(),
        )
        for pile in await kring.database.outbox.piles()
    ]


# ── how it ends ──


class Served(Server):
    """Goes on answering until what is being sent has arrived; only then it closes its door."""

    def __init__(self, kring: Kring, site: Starlette) -> None:
        super().__init__(config(site, LEAVING), kring.bell)
        self._heartbeat = kring.heartbeat

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """`Ending` hears them, from before the door is open until after it is closed."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        LOG.info("serve.ends")
        await self._heartbeat.stop()
        await super().shutdown(sockets)


class Ending:
    """The first signal ends the process in order, and in any case soon; the second at once."""

    def __init__(self, ends: Callable[[], None], hard: float = HARD) -> None:
        self._ends = ends
        self._hard = hard
        self._begun = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        before = {each: signal.signal(each, self._told) for each in STOPS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if self._begun:
            os._exit(1)
        self._begun = True
        last = threading.Timer(self._hard, os._exit, (0,))  # it says nothing: that could block
        last.daemon = True
        last.start()
        self._ends()
