"""A whole network lived through, to be lived once more with one secret changed.

Everybody answers all that waits for them, each question by lot and by name: with the same name the
same answer. A world says in whose name each question is answered, so that two worlds differ in
nothing but what is answered in another name, or not at all. Clock and ids are the same in both.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import SecretStr

from adapters.database.tables import METADATA
from adapters.logs import Lines
from adapters.main import Kring, build
from adapters.playground.chance import lot
from adapters.playground.clock import Still
from adapters.playground.life import Ear, Heard
from adapters.settings import Settings
from adapters.watch.figures import Figures
from bot.content import Card, Raw
from bot.dialog import Run, Step, waiting
from bot.fields import AnyField, Chosen, Facts, Sees, Text
from bot.network import Address, Member, Network, Person, Phase, Role, Session
from bot.ports import (
    Adapter,
    Commanded,
    Inbound,
    Opened,
    Outgoing,
    Pressed,
    Submitted,
    Unit,
    What,
)
from scheduler.rehearsal import rehearse
from tests.tables import empty
from tests.test_every_dialog import possible

BEGIN = datetime(2027, 1, 18, 12, 0, tzinfo=UTC)
JOINED = BEGIN - timedelta(days=14)
KICKOFF = datetime(2027, 2, 2, 13, 0, tzinfo=UTC)
MEETINGS = tuple(
    Session(id=f"s{n}", number=n, starts=at, ends=at + timedelta(hours=2))
    for n, at in enumerate((KICKOFF + k * timedelta(weeks=2) for k in range(4)), 1)
)
CHANNEL = "channel:n1"

MEMBERS = ("zoe", "bart", "cleo", "dirk", "eva", "fay", "gus")
OUTSIDE = ("marc", "max", "olga", "fred")
"""A manager of three members, of nobody; an organiser; somebody of the first one's team."""
PEOPLE = (
    Person(id="ines", name="Ines Lead"),
    *(Person(id=id_, name=f"{id_.title()} Own", manager="marc") for id_ in MEMBERS[:3]),
    *(Person(id=id_, name=f"{id_.title()} Other") for id_ in MEMBERS[3:]),
    Person(id="marc", name="Marc Boss", leads=True, team="team:marc"),
    Person(id="max", name="Max Boss", leads=True),
    Person(id="olga", name="Olga", organiser=True),
    Person(id="fred", name="Fred", team="team:marc"),
)
NETWORK = Network(
    id="n1",
    title="Plan",
    goal="Weeks that hold",
    zone="Europe/Brussels",
    created=JOINED,
    phase=Phase.FIXED,
    every_weeks=2,
    channel=CHANNEL,
    sessions=MEETINGS,
    end=MEETINGS[-1].starts.date(),
    members=(
        Member(person="ines", role=Role.FACILITATOR, joined=JOINED),
        *(
            Member(person=who, role=Role.PARTICIPANT, joined=JOINED, asks_manager=who == "zoe")
            for who in MEMBERS
        ),
    ),
)
"""One of its members asked her manager for time."""

WEEKDAYS = 5
STOPS = tuple(at for day in range(100) if (at := BEGIN + timedelta(days=day)).weekday() < WEEKDAYS)
"""When people come by: at noon, half of them each day."""
CLOSED = (15, 26, 35, 48)
"""Stops at which no collection is open: after each meeting."""
OVER = 68
"""The stop at which the network has been put away."""

IN_PUBLIC: Mapping[tuple[str, str], Raw] = {
    ("debrief", "held"): "held",
    ("decision", "outcome"): "stop",
    ("share", "whose"): "mine",
    ("share", "audience"): ("keep",),
}
"""Acts before others' eyes: they are the same in every world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody is asked, and who may see the answer."""

    who: str
    dialog: str
    about: str
    field: AnyField
    sees: Sees


def in_own_name(question: Question) -> str:
    return question.who


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """In whose name each question is answered, which are not, and who is said to have been away.

    `deeds`: at which stop somebody presses which button. `seed`: of all that is drawn by lot.
    """

    name: Callable[[Question], str] = in_own_name
    silent: Callable[[str, str], bool] = lambda who, dialog: False  # noqa: ARG005
    away: tuple[str, ...] = ()
    deeds: tuple[tuple[int, str, str], ...] = ()
    said: Mapping[tuple[str, str], Raw] = field(default_factory=dict, hash=False)
    seed: int = 4


def words(seed: int, name: str, question: Question, facts: Facts) -> Raw:
    """What somebody of this name answers."""
    asked = question.field
    drawn = lot(seed, name, question.dialog, question.about, asked.key)
    if isinstance(asked, Text):
        left = not asked.required and drawn < 0.2
        return "" if left else f"{asked.key} of {name} at {question.about}"
    options = possible(asked, facts)
    return options[int(drawn * len(options))]


ID = re.compile(r"\bid\d{6}x\b")


@dataclass(slots=True)
class Seen:
    """All that was shown, by reader: when, and in which order. `rows`: what the database held."""

    shown: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    asked: set[tuple[str, str, Sees]] = field(default_factory=set)
    ways: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def add(self, reader: str, *what: object) -> None:
        self.shown.setdefault(reader, []).append(" | ".join(map(str, what)))

    def by(self, reader: str) -> list[str]:
        """With ids, which are drawn at random, numbered as this reader came to see them."""
        numbers = count(1)
        known: dict[str, str] = {}

        def number(found: re.Match[str]) -> str:
            if found[0] not in known:
                known[found[0]] = f"#{next(numbers)}"
            return known[found[0]]

        return [ID.sub(number, line) for line in self.shown.get(reader, ())]


class Overheard:
    """A transaction in which letters are only written down."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.letters: list[Outgoing] = []

    def post(self, out: Outgoing, now: datetime) -> None:  # noqa: ARG002
        self.letters.append(out)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)


class Undone(Exception):
    """What was tried is not kept."""


@dataclass(slots=True, kw_only=True)
class Life:
    kring: Kring
    clock: Still
    world: World
    seen: Seen
    figures: Figures
    standing: dict[str, dict[str, Card]]
    events: Iterator[int]

    async def live(self, looks: Sequence[int], until: int) -> None:
        """Until this stop; at some of them everybody tries all that there is."""
        for n, stop in enumerate(STOPS[: until + 1]):
            while (due := await self.kring.next_due()) is not None and due <= stop:
                self.clock.to(due)
                await self.kring.beat.once()
            self.clock.to(stop)
            await self._stop(n)
            if n in CLOSED:
                self.seen.rows[n] = await self.kring.database._doors.read(rows)
            if n in looks:
                await self._look()

    # ── what is done ──

    async def _stop(self, n: int) -> None:
        """Whoever does something does it; whoever comes by answers all that waits for them."""
        here = [who for k, who in enumerate(("ines", *MEMBERS)) if k < 3 or (k + n) % 2]
        for who, token in [(who, token) for at, who, token in self.world.deeds if at == n]:
            await self.kring.transact(partial(self._do, who=who, what=Pressed(token)))
            await self.kring.beat.once()
        sent: list[str] = []
        for some in (here[:1] + here[3:], here[1:2], here[2:3]):  # who change places do not mix
            while await self.kring.transact(partial(self._answers, here=some)):
                for letter in await self.kring.database.outbox.held(1000):
                    what = (letter.kind, letter.state, letter.code, letter.created, letter.at)
                    sent.append(" | ".join(map(str, what)))
                await self.kring.beat.once()
        self.seen.add("outbox", self.clock(), *sorted(sent))

    def _do(self, unit: Unit, who: str, what: What) -> Any:
        inbound = Inbound(
            tenant=self.kring.settings.tenant,
            sender=Address(platform="web", id=f"dm:{who}"),
            event=f"event {next(self.events)}",
            what=what,
        )
        return self.kring.bot.receive(unit, inbound, self.clock())

    def _answers(self, unit: Unit, here: Sequence[str]) -> int:
        """One form of each matter that waits; how many there were."""
        forms = 0
        for who in here:
            for run in unit.open_runs(who):
                if run.expires > self.clock() and not self.world.silent(who, run.dialog):
                    step = waiting(self.kring.bot.dialogs[run.dialog], run.answers, run.facts)
                    assert step is not None
                    self._fill_in(unit, who, run, step)
                    forms += 1
        return forms

    def _fill_in(self, unit: Unit, who: str, run: Run, step: Step) -> None:
        given: dict[str, Raw] = {}
        for asked in sorted(step.asks(run.facts), key=lambda f: isinstance(f.sees, Chosen)):
            sees = asked.sees
            if isinstance(sees, Chosen):  # whoever chooses by this very answer may show it
                shows = sees.by == asked.key or given[sees.by] == "yes"
                sees = sees.yes if shows else sees.no
            question = Question(who=who, dialog=run.dialog, about=run.about, field=asked, sees=sees)
            given[asked.key] = self._answer(question, run.facts)
            self.seen.asked.add((run.dialog, asked.key, sees))
        self.seen.ways.setdefault((run.dialog, run.about, who), []).append(step.key)
        reply = self._do(unit, who, Submitted(f"{run.id}:{step.key}", given))
        assert not reply.errors, (run.dialog, step.key, given, reply.errors)

    def _answer(self, question: Question, facts: Facts) -> Raw:
        match question.dialog, question.field.key:
            case key if key in (said := {**IN_PUBLIC, **self.world.said}):
                return said[key]
            case "debrief", "came":
                here = [member["key"] for member in facts["members"]]
                return tuple(who for who in here if who not in self.world.away)
            case "rsvp", "come" if question.who in MEMBERS[:2]:
                return "onsite"  # they are asked the same, so that they can change places
            case _:
                return words(self.world.seed, self.world.name(question), question, facts)

    # ── what can be seen ──

    async def _look(self) -> None:
        for who in ("ines", "cleo", *OUTSIDE):
            with suppress(Undone):
                await self.kring.transact(partial(self._tries, who=who))
        for line in self.figures.told((), 0).decode().splitlines():
            if line.startswith("kring_") and "_created" not in line:
                self.seen.add("figures", self.clock(), line)
        await self.kring.transact(self._plan)

    def _tries(self, unit: Unit, who: str) -> None:
        """Every word that Kring knows, and every button that can be seen or made up."""
        for what in (Opened(), *self._words(), *self._buttons(unit, who)):
            overheard = Overheard(unit)
            reply = self._do(overheard, who, what)
            mine = [out.card for out in overheard.letters if out.to.id == f"dm:{who}"]
            self.seen.add(who, self.clock(), what, reply, *mine)
        raise Undone

    def _words(self) -> Iterator[What]:
        for dialog in self.kring.bot.dialogs.values():
            yield from map(Commanded, dialog.words[:1])

    def _buttons(self, unit: Unit, who: str) -> Iterator[What]:
        inside = who not in OUTSIDE
        places = (f"dm:{who}", CHANNEL) if inside else (f"dm:{who}",)
        cards = [card for place in places for card in self.standing.get(place, {}).values()]
        tokens = [button.token for card in cards for button in card.buttons if button.token]
        for key in self.kring.bot.dialogs:
            tokens += [f"start:{key}:n1:{'s1' if inside else 'zoe'}", f"start:{key}::"]
            if who in OUTSIDE[:1] and (run := unit.run_of("zoe", key, "n1", "s1")):
                assert self._do(unit, who, Pressed(f"look:{run.id}:")).gone
                assert self._do(unit, who, Pressed(f"skip:{run.id}")).gone
        yield from map(Pressed, dict.fromkeys(tokens))

    def _plan(self, unit: Any) -> None:
        network = unit.network("n1")
        people = unit.people(m.person for m in network.members)
        pending = (*unit.moments("n1"), *unit.moments(""))
        for row in rehearse(self.kring.bot, network, people, pending):
            self.seen.add("plan", self.clock(), row)


PASSING = {("ballots", "id"), ("letters", "number"), ("events", "id")}
"""Numbers of no meaning: those of messages, and 128 random bits."""


def rows(connection: sa.Connection) -> dict[str, list[str]]:
    """All that the database holds, table by table, in no order."""
    found = {
        table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        for table in METADATA.sorted_tables
    }
    runs = {run["id"]: "{person}’s {dialog} of {about}".format(**run) for run in found["runs"]}

    def told(table: str, row: dict[str, Any]) -> str:
        kept = {name: value for name, value in row.items() if (table, name) not in PASSING}
        return ID.sub(lambda id_: runs.get(id_[0], "#"), str(kept))

    return {table: sorted(told(table, row) for row in some) for table, some in found.items()}


@contextmanager
def logged(seen: Seen, clock: Still) -> Iterator[None]:
    """What stands in the log, as it would be written, but for the real time."""
    handler, log, lines = logging.Handler(logging.INFO), logging.getLogger(), Lines()

    def emit(record: logging.LogRecord) -> None:
        seen.add("logs", clock(), lines.format(record).partition('"level"')[2])

    handler.emit = emit  # type: ignore[method-assign]
    before = log.level
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


def lived(folder: Path, world: World, looks: Sequence[int], until: int = CLOSED[-1]) -> Seen:
    """All that anybody is shown in this world."""
    folder.mkdir()
    seen, clock, figures, ids = Seen(), Still(BEGIN), Figures(), count(1)
    standing: dict[str, dict[str, Card]] = {}

    def heard(it: Heard) -> None:
        standing.setdefault(it.to, {})[it.key] = it.card
        seen.add(it.to.removeprefix("dm:"), it.at, it.key, it.again, it.card)

    def hear(adapter: Adapter) -> Adapter:
        return Ear(adapter.platform, clock, [heard])

    settings = Settings(  # type: ignore[call-arg]
        database=empty(folder / "kring.db"),
        synchronous="OFF",
        secret=SecretStr("s" * 40),
        _env_file=None,
    )
    kring = build(
        settings, clock=clock, new_id=lambda: f"id{next(ids):06}x", hear=hear, gauge=figures
    )
    life = Life(
        kring=kring,
        clock=clock,
        world=world,
        seen=seen,
        figures=figures,
        standing=standing,
        events=count(1),
    )

    async def live() -> None:
        await kring.open()
        try:
            await kring.transact(lambda unit: settle(kring, unit))
            await life.live(looks, until)
        finally:
            await kring.close()

    with logged(seen, clock):
        asyncio.run(live())
    return seen


def settle(kring: Kring, unit: Unit) -> None:
    for person in PEOPLE:
        unit.keep_person(person, Address(platform="web", id=f"dm:{person.id}"))
        kring.planner.person(unit, person, BEGIN)
    unit.keep_network(NETWORK)
    kring.planner.network(unit, NETWORK, BEGIN)
