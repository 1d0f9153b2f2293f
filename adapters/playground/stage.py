"""Where the playground stands: its folder, its port, its window on a screen."""

import os
import shutil
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from adapters.database.sole import claimed
from adapters.doctor import listen
from adapters.main import build, now, pages, server
from adapters.playground.cast import Player, cast
from adapters.playground.clock import Ahead
from adapters.playground.life import Ear, Life
from adapters.playground.plot import Plot
from adapters.playground.town import Town
from adapters.settings import Settings
from bot.ports import Adapter, Clock
from scheduler.calendar import calendar_of

PORTS = 20
"""How many ports are tried, one after another."""

HERE = "127.0.0.1"


def door(first: int) -> socket.socket | None:
    """A socket on the first free port of this machine alone; None when there is none."""
    for number in range(first, min(first + PORTS, 65536)):
        try:
            return listen(HERE, number)
        except OSError:
            continue
    return None


def place(folder: Path, *, fresh: bool = False) -> Path:
    """The folder of the playground; a passing one where this cannot be written to."""
    try:
        if fresh:
            shutil.rmtree(folder / "playground", ignore_errors=True)
        found = folder / "playground"
        found.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n")
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kring-"))
    return found


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody plays in this folder; nobody else begins there until the end of this block."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = claimed(folder / "lock")
    except OSError:  # nothing can be written there: a passing one serves
        yield True
        return
    if lock is None:
        yield False
        return
    with closing(lock):
        yield True


def screen(env: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether somebody sits before this machine and would see a window."""
    if env.get("CI"):
        return False
    return platform in ("darwin", "win32") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def show(address: str) -> None:
    """Open a browser once the pages are served; it may take its time."""
    later = threading.Timer(1.0, webbrowser.open, (address,))
    later.daemon = True
    later.start()


async def play(folder: Path, at: socket.socket) -> None:
    """Serve the playground until told to stop."""
    town = await settle(folder)
    try:
        async with town.life.kring.alive():
            await server(town.life.kring, pages(town.life.kring, town)).serve([at])
    finally:
        await town.life.kring.close()


async def settle(folder: Path, real: Clock = now) -> Town:
    """The playground of a folder as it was left, or a new one.

    A new one begins when all of the cast can be spoken to: who tries it in the evening or on a
    Sunday would wait for everybody until the morning.
    """
    new = not (folder / "kring.db").exists()
    clock, players = Ahead(real, folder / "clock.json"), cast()
    if new:
        clock.to(_together(players, clock()))
    ears: list[Ear] = []

    def hear(adapter: Adapter) -> Ear:
        ears.append(Ear(adapter.platform, clock, inner=adapter))
        return ears[0]

    settings = Settings.model_construct(
        database=f"sqlite:///{folder / 'kring.db'}", synchronous="NORMAL"
    )
    kring = build(settings, clock=clock, hear=hear)
    await kring.open(upgrade=True)
    plot = Plot(
        leader=next(p.id for p in players if p.part == "facilitator"),
        invited=tuple(p.id for p in players if p.part == "participant"),
    )
    life = Life(kring, clock, players, (plot,))
    ears[0].tells.append(life.hear)
    await life.move_in()
    return Town(life)


def _together(players: Sequence[Player], at: datetime) -> datetime:
    """This instant, or the next full hour that lies in the hours of all."""
    calendars = [calendar_of(player.person) for player in players]
    while not all(calendar.open(at) for calendar in calendars):
        at = (at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return at
