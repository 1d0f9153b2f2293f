"""What Slack needs of the world around it, as protocols: its books, the bot, the store."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.content import Card
from bot.network import Person
from bot.ports import Inbound, Reply, Unit

T = TypeVar("T")


class Installed(Protocol):
    """A workspace, or an organisation, in which Kring is installed."""

    @property
    def tenant(self) -> str: ...
    @property
    def enterprise(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def app(self) -> str: ...
    @property
    def bot(self) -> str: ...
    @property
    def token(self) -> str | None:
        """Sealed; "" where the settings have it; None once it was taken back."""

    @property
    def pauses(self) -> Mapping[str, float]:
        """Until when a method is to be left alone, in seconds since 1970."""

    @property
    def installed(self) -> datetime: ...
    @property
    def due(self) -> datetime | None: ...


class Made(Protocol):
    """The channel that stands for an address of ours."""

    @property
    def address(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def invited(self) -> tuple[str, ...]: ...
    @property
    def archived(self) -> bool: ...


class Books(Protocol):
    """What is kept of each workspace. `adapters.database.workspaces` says more."""

    async def of(self, tenant: str) -> Installed | None: ...
    async def all(self) -> Sequence[Installed]: ...
    async def keep(
        self,
        tenant: str,
        *,
        enterprise: str,
        team: str,
        name: str,
        app: str,
        bot: str,
        token: str,
        at: datetime,
    ) -> None: ...
    async def end(self, tenant: str, *, since: datetime, at: datetime, due: datetime) -> bool: ...
    async def pause(self, tenant: str, method: str, until: float) -> None: ...
    async def reseal(self, again: Callable[[str], str]) -> int: ...
    async def overdue(self, now: datetime) -> Sequence[str]: ...
    async def forget(self, tenant: str) -> int: ...
    async def issue(self, state: str, browser: str, *, until: datetime, now: datetime) -> None: ...
    async def consume(self, state: str, browser: str, *, now: datetime) -> bool: ...
    async def place(self, tenant: str, address: str) -> Made | None: ...
    async def places(self, tenant: str) -> Sequence[Made]: ...
    async def keep_place(
        self,
        tenant: str,
        address: str,
        *,
        place: str,
        title: str,
        invited: Sequence[str],
        archived: bool,
    ) -> None: ...
    async def networks_at(self, tenant: str, address: str) -> Sequence[str]: ...
    async def channels_of(self, tenant: str) -> Sequence[str]: ...
    async def home(self, tenant: str, address: str) -> str | None: ...
    async def keep_home(self, tenant: str, address: str, hash: str) -> None: ...  # noqa: A002


class Brain(Protocol):
    """The bot, as far as Slack speaks to it."""

    def receive(self, unit: Unit, inbound: Inbound, now: datetime) -> Reply: ...
    def window(
        self, unit: Unit, person: Person, run: str, step: str, now: datetime
    ) -> Card | None: ...
    def home(self, unit: Unit, person: Person, now: datetime) -> Card: ...


class Store(Protocol):
    async def transact(self, tenant: str, work: Callable[[Unit], T]) -> T: ...
