"""What Teams needs of the world around it, as protocols: a unit that knows conversations, a bot."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol, TypeVar

import bot.ports
from bot.content import Card
from bot.network import Person
from bot.ports import Inbound, Reply

T = TypeVar("T")


class Known(Protocol):
    """A conversation as it is kept; `conversation` is "" until somebody opened it."""

    @property
    def app(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def conversation(self) -> str: ...
    @property
    def bot(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def ended(self) -> datetime | None: ...


class Unit(bot.ports.Unit, Protocol):
    """One transaction, that also knows where people and channels of Teams can be written to."""

    def conversation(self, address: str) -> Known | None: ...
    def any_conversation(self) -> Known | None:
        """One that can be written to, of whoever: it tells the app and the connector."""

    def channels_of(self, reader: str) -> dict[str, str]:
        """Titles of the channels in which this person was seen, by their addresses."""

    def keep_conversation(  # noqa: PLR0913 - what a row holds
        self,
        address: str,
        *,
        app: str,
        service: str,
        conversation: str,
        bot: str,
        title: str = "",
        reader: str = "",
        team: str = "",
        at: datetime | None = None,
        added: bool = False,
    ) -> bool:
        """It can be written to, in this way; whether it could not be before.

        What Teams tells of an instant before it ended changes nothing. `added`: Kring was.
        """

    def end_conversation(self, address: str, at: datetime, *, told: bool = True) -> None:
        """Nothing can be sent there, nor to any channel of the team of that id.

        `told` by Teams, perhaps late; else it was just tried.
        """

    def restore(self, address: str, at: datetime) -> None:
        """It is there again, and so is all that went with it; not what went before."""

    def retitle(self, address: str, title: str) -> None:
        """A channel, or a team with all of its channels, has another name."""

    def uninstall(self, address: str, at: datetime, due: datetime) -> bool:
        """The same, and what was known of it goes; whether it was the last place of a tenant.

        Then everything is deleted when `due`, unless Kring is added again before.
        """


class Conversations(Protocol):
    async def of(self, tenant: str, address: str) -> Known | None: ...


class Store(Protocol):
    @property
    def conversations(self) -> Conversations: ...
    def transact(self, tenant: str, work: Callable[[Unit], T]) -> Coroutine[Any, Any, T]: ...
    def look(self, tenant: str, work: Callable[[Unit], T]) -> Coroutine[Any, Any, T]:
        """The same, of what changes nothing."""


class Commands(Protocol):
    def first(self, text: str) -> str | None:
        """The dialog that the first word asks for; None where it asks for none."""


class Brain(Protocol):
    """The bot, as far as Teams speaks to it."""

    @property
    def commands(self) -> Commands: ...
    def receive(self, unit: bot.ports.Unit, inbound: Inbound, now: datetime) -> Reply: ...
    def window(
        self, unit: bot.ports.Unit, person: Person, run: str, step: str, now: datetime
    ) -> Card | None: ...
