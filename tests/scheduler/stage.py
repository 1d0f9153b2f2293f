"""A whole Kring in simulated time: real database, real bot, small dialogs, a platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from adapters.database import Database
from bot.app import Bot
from bot.content import Card
from bot.dialog import Dialog
from bot.network import Address, Network, Person
from bot.ports import Ref
from bot.speech import Speech
from scheduler.beat import Beat
from scheduler.delivery import Delivery
from scheduler.ports import TimedUnit
from scheduler.timeline import Timeline

T = TypeVar("T")
WORDS = """{% block title %}KEY{% endblock %}
{% block ask %}Please answer KEY.{% endblock %}
{% block words %}Words{% endblock %}
{% block end %}That was KEY.{% endblock %}
{% block remind %}Once more KEY.{% endblock %}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    at: datetime
    to: str
    title: str
    key: str
    anew: bool


@dataclass
class Platform:
    """A platform that notes what arrives."""

    clock: Callable[[], datetime]
    platform: str = "web"
    heard: list[Heard] = field(default_factory=list)

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        heard = Heard(at=self.clock(), to=address.id, title=card.title, key=key, anew=ref is None)
        self.heard.append(heard)
        return Ref(key)


@dataclass
class Stage:
    """One tenant, one clock."""

    database: Database
    dialogs: Mapping[str, Dialog]
    folder: Path
    now: datetime

    def __post_init__(self) -> None:
        numbers = count(1)
        (self.folder / "en").mkdir(exist_ok=True)
        for key in self.dialogs:
            (self.folder / "en" / f"{key}.j2").write_text(WORDS.replace("KEY", key))
        self.planner = Timeline(self.dialogs)
        self.bot = Bot(
            dialogs=self.dialogs,
            speech=Speech((self.folder,)),
            planner=self.planner,
            new_id=lambda: f"r{next(numbers)}",
        )
        self.platform = Platform(clock=self.clock)
        self.delivery = Delivery(self.database, {"web": self.platform}, self.clock)
        self.beat = Beat(self.database, self.bot, self.delivery, self.clock)

    def clock(self) -> datetime:
        return self.now

    async def do(self, work: Callable[[TimedUnit], T], tenant: str = "t1") -> T:
        return await self.database.transact(tenant, work)

    async def meet(self, *people: Person, tenant: str = "t1") -> None:
        def work(unit: TimedUnit) -> None:
            for person in people:
                unit.keep_person(person, Address(platform="web", id=f"dm:{person.id}"))
                self.planner.person(unit, person, self.now)

        await self.do(work, tenant)

    async def found(self, network: Network, tenant: str = "t1") -> None:
        def work(unit: TimedUnit) -> None:
            unit.keep_network(network)
            self.planner.network(unit, network, self.now)

        await self.do(work, tenant)

    async def until(self, end: datetime) -> None:
        """Live on: each due time in its turn."""
        while True:
            coming = await self.database.next_moment()
            if coming is None or coming > end:
                break
            self.now = max(self.now, coming)
            await self.beat.once()
        self.now = max(self.now, end)
        await self.beat.once()

    def heard(self, to: str = "dm:zoe") -> list[tuple[datetime, str]]:
        return [(h.at, h.title) for h in self.platform.heard if h.to == to]
