"""A database, a clock, people talking: conversations are tested as they are lived.

    with stage(tmp_path) as here:
        zoe = here.person("zoe", language="fr")
        zoe.says("aide")
        assert "Que puis-je" in zoe.hears

Everything is real but the clock and the platform, which writes down what it is given.
"""

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr

from adapters.main import Kring, build
from adapters.settings import Settings
from bot.content import Button, Card, Form, Raw, plain
from bot.network import Address, Network, Person
from bot.ports import (
    Adapter,
    Commanded,
    Inbound,
    Pressed,
    Ref,
    Reply,
    Said,
    Submitted,
    Unit,
    What,
)
from bot.typed import plain as bare
from tests.tables import empty

T = TypeVar("T")
STAGES = itertools.count(1)
MONDAY = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)  # 09:00 in Brussels


@dataclass
class Sheet:
    """A platform that keeps every message it was given, by place and in order.

    `fresh` are those of them that replace no message where it stands.
    """

    platform: str = "web"
    sent: list[tuple[str, str, Card]] = field(default_factory=list)
    fresh: list[tuple[str, str, Card]] = field(default_factory=list)
    standing: dict[str, dict[str, Card]] = field(default_factory=dict)

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        self.sent.append((address.id, key, card))
        there = self.standing.setdefault(address.id, {})
        if ref is None:
            there.pop(key, None)
            self.fresh.append((address.id, key, card))
        there[key] = card
        return ref or Ref(key)


@dataclass
class Actor:
    """Somebody on the stage."""

    stage: "Stage"
    id: str
    reply: Reply = field(default_factory=Reply)

    @property
    def place(self) -> str:
        return f"dm:{self.id}"

    def _does(self, what: What, *, event: str = "") -> Reply:
        self.reply = self.stage.receive(self.id, what, event)
        return self.reply

    def says(self, text: str) -> Reply:
        return self._does(Said(text))

    def commands(self, text: str) -> Reply:
        return self._does(Commanded(text))

    def sends(self, values: Mapping[str, Raw] | None = None, /, **more: Raw) -> Reply:
        """Fill in the newest form: what is not named stays as it stands there."""
        form = self.form
        filled = {question.key: question.value for question in form.inputs}
        return self._does(Submitted(form.token, {**filled, **(values or {}), **more}))

    def submits(self, token: str, values: Mapping[str, Raw], *, event: str = "") -> Reply:
        return self._does(Submitted(token, values), event=event)

    def presses(self, label: str) -> Reply:
        """A button by the beginning of its label, the newest first."""
        return self._does(Pressed(self.button(label).token))

    def token(self, token: str, *, event: str = "") -> Reply:
        return self._does(Pressed(token), event=event)

    @property
    def cards(self) -> list[Card]:
        """What stands in this person's conversation, oldest first."""
        return list(self.stage.sheet.standing.get(self.place, {}).values())

    @property
    def card(self) -> Card:
        """The newest card: the reply for this person's eyes, else the last message."""
        return self.reply.card or self.cards[-1]

    @property
    def hears(self) -> str:
        return plain(self.card)

    @property
    def form(self) -> Form:
        return next(card.form for card in reversed(self.cards) if card.form)

    @property
    def all(self) -> str:
        """All that stands in this person's conversation."""
        return "\n\n".join(plain(card) for card in self.cards)

    def button(self, label: str) -> Button:
        shown = [*([self.reply.card] if self.reply.card else []), *reversed(self.cards)]
        for card in shown:
            for button in card.buttons:
                if bare(button.label).startswith(bare(label)):
                    return button
        raise AssertionError(f"{self.id} sees no button {label!r}")

    @property
    def person(self) -> Person:
        found = self.stage.look(lambda unit: unit.person(self.id))
        assert found is not None
        return found


@dataclass
class Stage:
    """The world of one test."""

    kring: Kring
    sheet: Sheet
    runner: asyncio.Runner
    clock: list[datetime]
    ids: Callable[[], str]

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def person(self, id: str, name: str = "", **about: object) -> Actor:  # noqa: A002
        """Somebody whom Kring knows already."""
        person = Person(id=id, name=name or id.capitalize(), **about)  # type: ignore[arg-type]
        address = Address(platform="web", id=f"dm:{id}")
        self.look(lambda unit: unit.keep_person(person, address))
        return Actor(self, id)

    def look(self, work: Callable[[Unit], T]) -> T:
        """One transaction, for setting the scene or looking behind it."""
        return self.runner.run(self.kring.transact(work))

    def receive(self, who: str, what: What, event: str = "") -> Reply:
        inbound = Inbound(
            tenant=self.kring.settings.tenant,
            sender=Address(platform="web", id=f"dm:{who}"),
            event=event or self.ids(),
            what=what,
        )
        reply = self.look(lambda unit: self.kring.bot.receive(unit, inbound, self.now))
        self.beat()
        return reply

    def beat(self) -> None:
        """What is due now is said and sent."""
        self.runner.run(self.kring.beat.once())

    def until(self, moment: datetime) -> None:
        """Live on to this moment, through everything that is due on the way."""
        while (due := self.runner.run(self.kring.next_due())) is not None and due <= moment:
            self.clock[0] = max(self.now, due)
            self.beat()
        self.clock[0] = moment
        self.beat()

    def after(self, **time: float) -> None:
        self.until(self.now + timedelta(**time))

    def network(self, id: str = "") -> Network:  # noqa: A002
        """The network of this test, or the one of this id, as it stands in the database."""
        found = self.look(lambda unit: unit.network(id) if id else next(iter(_all(unit)), None))
        assert found is not None
        return found

    def keep(self, network: Network) -> None:
        """Put a network on the stage and plan what hangs on it."""

        def work(unit: Unit) -> None:
            unit.keep_network(network)
            self.kring.planner.network(unit, network, self.now)

        self.look(work)

    def channel(self, id: str) -> list[Card]:  # noqa: A002
        return list(self.sheet.standing.get(id, {}).values())

    def said_in(self, id: str) -> str:  # noqa: A002
        return "\n\n".join(plain(card) for card in self.channel(id))

    def got(self, who: str) -> list[Card]:
        """Every message that was sent to this person, replacements too, in order."""
        return [card for place, _, card in self.sheet.sent if place == f"dm:{who}"]


def _all(unit: Unit) -> list[Network]:
    return unit.catalogue()


@contextmanager
def stage(folder: Path, *, database: str = "", now: datetime = MONDAY) -> Iterator[Stage]:
    """A stage on SQLite, or on the database of this address. An error in the log fails the test."""
    clock, sheet = [now], Sheet()
    number, drawn = next(STAGES), itertools.count(1)

    def new_id() -> str:
        return (
            f"r{number}x{next(drawn)}"  # never again, also when a second stage reopens a database
        )

    address = database or empty(folder / "kring.db")
    settings = Settings(  # type: ignore[call-arg]
        database=address, synchronous="OFF", secret=SecretStr("s" * 40), _env_file=None
    )

    def hear(adapter: Adapter) -> Adapter:
        return sheet

    kring = build(settings, clock=lambda: clock[0], new_id=new_id, hear=hear)
    errors: list[logging.LogRecord] = []
    handler = logging.Handler(level=logging.ERROR)
    handler.emit = errors.append  # type: ignore[assignment,method-assign]
    logging.getLogger().addHandler(handler)
    with asyncio.Runner() as runner:
        runner.run(kring.open(upgrade=bool(database)))
        try:
            yield Stage(kring, sheet, runner, clock, new_id)
        finally:
            runner.run(kring.close())
            logging.getLogger().removeHandler(handler)
    for record in errors:
        raise AssertionError(logging.Formatter().format(record))
