"""Whole networks lived through in seconds: what was said, to whom, and whether it was too much."""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TextIO, TypeAlias

from adapters.main import Kring, build
from adapters.playground.caps import Load, load
from adapters.playground.cast import Player, cast
from adapters.playground.chance import ids
from adapters.playground.clock import BEGINNING, Still
from adapters.playground.life import Acted, Ear, Heard, Life
from adapters.playground.plot import Plot
from adapters.settings import Settings
from bot.content import plain
from bot.network import Network
from bot.ports import Unit
from scheduler.calendar import calendar_of


class Failed(Exception):
    """Something in Kring broke while it was lived through."""


class Alarm(logging.Handler):
    """Remembers the first error that is logged; a life with one is not worth living on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.first: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.first = self.first or record

    def check(self) -> None:
        """Raises Failed, with what broke and where."""
        if self.first is not None:
            raise Failed(_sentence(self.first))


def _sentence(record: logging.LogRecord) -> str:
    about = vars(record)
    said = f"{record.getMessage()}: {about.get('dialogs', '')} {about.get('kind', '')}"
    frames = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    return f"{said} at {frames[-1].filename}:{frames[-1].lineno}" if frames else said


@contextmanager
def alarmed() -> Iterator[Alarm]:
    alarm, log = Alarm(), logging.getLogger("scheduler")
    before, log.propagate = log.propagate, False
    log.addHandler(alarm)
    try:
        yield alarm
    finally:
        log.removeHandler(alarm)
        log.propagate = before


Progress: TypeAlias = Callable[[float], None]

AFTER = timedelta(days=14)
"""How long after the last session a life is followed: the decision is published by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What to live through."""

    networks: int = 1
    people: int = 12
    sessions: int = 6
    weeks: int = 6
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What it came to: `messages` is all that anybody got, `loads` what the limits look at."""

    networks: tuple[Network, ...]
    loads: tuple[Load, ...]
    names: dict[str, str]
    messages: Counter[str]
    by_dialog: Counter[str]
    answers: int
    refused: tuple[str, ...]
    begun: datetime
    ended: datetime

    @property
    def kept(self) -> bool:
        """Nobody got more than the limits allow."""
        return all(load.kept for load in self.loads)

    @property
    def finished(self) -> bool:
        """Every network that was begun came to its decision."""
        begun = [network for network in self.networks if not network.parent]
        return bool(begun) and all(network.outcome for network in begun)


@dataclass
class Record:
    """What was sent and answered, as it happens; and on paper, where there is some."""

    paper: TextIO | None = None
    names: dict[str, str] = field(default_factory=dict)
    messages: Counter[str] = field(default_factory=Counter)
    by_dialog: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    refused: list[str] = field(default_factory=list)

    def heard(self, heard: Heard) -> None:
        to = heard.to.removeprefix("dm:")
        if not heard.again:
            self.messages[to] += 1
        if self.paper:
            self._write(heard.at, f"Kring → {self.names.get(to, to)}", plain(heard.card))

    def acted(self, acted: Acted) -> None:
        self.answers += not acted.refused
        who = self.names.get(acted.person, acted.person)
        self.refused += [f"{acted.dialog}.{acted.step}: {why}" for why in acted.refused]
        said = "; ".join(acted.refused) or "✓"
        self._write(acted.at, f"{who} → Kring", f"{acted.dialog}, {acted.step}: {said}")

    def _write(self, at: datetime, head: str, body: str) -> None:
        if self.paper:
            text = "\n".join(f"    {line}" for line in body.splitlines())
            self.paper.write(f"{at:%Y-%m-%d %H:%M}  {head}\n{text}\n\n")


def company(story: Story) -> tuple[tuple[Player, ...], tuple[Plot, ...]]:
    """Everybody, and what each network's facilitator has in mind."""
    casts = [cast(story.people, n) for n in range(1, story.networks + 1)]
    plots = tuple(
        Plot(
            leader=next(p.id for p in players if p.part == "facilitator"),
            invited=tuple(p.id for p in players if p.part == "participant"),
            sessions=story.sessions,
            weeks=story.weeks,
            seed=story.seed,
            number=n,
        )
        for n, players in enumerate(casts, 1)
    )
    return tuple(player for players in casts for player in players), plots


async def in_a_drawer(
    story: Story, paper: TextIO | None = None, progress: Progress = lambda _: None
) -> Lived:
    """Live through a story in memory; no setting of this machine changes its course."""
    settings = Settings.model_construct(database="sqlite://", synchronous="OFF")
    return await simulate(settings, story, paper, progress)


async def simulate(
    settings: Settings,
    story: Story,
    paper: TextIO | None = None,
    progress: Progress = lambda _: None,
) -> Lived:
    """Live through a story in an empty database; `progress` is told how far it got, 0 to 1."""
    players, plots = company(story)
    record = Record(paper=paper, names={p.id: p.person.name for p in players})
    clock = Still(BEGINNING)
    ear = Ear("web", clock, [record.heard])
    kring = build(settings, clock=clock, new_id=ids(story.seed), hear=lambda _: ear)
    await kring.open(upgrade=True)
    try:
        life = Life(kring, clock, players, plots, seed=story.seed, watch=record.acted)
        ear.tells.append(life.hear)
        await _begin(life)
        end = max((n.sessions[-1].ends for n in await _networks(kring)), default=clock()) + AFTER
        span = end - clock.begun
        with alarmed() as alarm:

            def passing(at: datetime) -> None:
                alarm.check()
                progress((at - clock.begun) / span)

            await life.live(end, passing)
        return await _told(kring, players, record, clock)
    finally:
        await kring.close()


async def _begin(life: Life) -> None:
    """Each facilitator begins a network, and everybody is invited."""
    await life.move_in()
    for plot in life.plots:
        leader = life.player(plot.leader)
        await life.press(leader, "start:create::")
        for run in await life.waiting(leader.id):
            await life.answer(leader, run.id)


async def _networks(kring: Kring) -> list[Network]:
    return await kring.transact(lambda unit: unit.catalogue())


async def _told(kring: Kring, players: Sequence[Player], record: Record, clock: Still) -> Lived:
    def work(unit: Unit) -> tuple[list[Load], dict[str, Network], Counter[str]]:
        found: dict[str, Network] = {}
        loads, kinds = [], Counter[str]()
        for player in players:
            person = unit.person(player.id) or player.person
            mine = {network.id: network for network in unit.networks_of(player.id)}
            found |= mine
            said = unit.said(player.id, date.min)
            kinds.update(kind for out in said for kind in out.kind.split("+"))
            calendar = calendar_of(person)
            met = [calendar.day(s.starts) for n in mine.values() for s in n.alive]
            loads.append(load(player.id, [out.said_on for out in said], met, calendar))
        return loads, found, kinds

    loads, networks, kinds = await kring.transact(work)
    return Lived(
        networks=tuple(networks.values()),
        loads=tuple(loads),
        names=record.names,
        messages=record.messages,
        by_dialog=kinds,
        answers=record.answers,
        refused=tuple(record.refused),
        begun=clock.begun,
        ended=clock(),
    )
