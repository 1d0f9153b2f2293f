"""What the clock and the post office need from the store, beyond one tenant's unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar, runtime_checkable

from bot.content import Card
from bot.network import Address
from bot.ports import Moment, Ref, Unit

T = TypeVar("T")

TAKEN = "taken"
"""The code of a letter from its claim to its record: what it stays with when the sender dies."""


class TimedUnit(Unit, Protocol):
    """A transaction that may also take what is due."""

    def due(self, now: datetime, limit: int) -> list[Moment]:
        """What this tenant has pending whose time has come, oldest first, claimed by this unit.

        PostgreSQL: FOR UPDATE SKIP LOCKED. All due moments of a person come together, however
        many, so that they can be bundled.
        """

    def coming(self, person: str, until: datetime) -> list[Moment]:
        """All pending moments of this person up to that instant, over all networks, by time."""

    def take(self, moment: Moment, outcome: str, now: datetime) -> None:
        """It is done with: `said`, or why not: `stale`, `unneeded`, `capped`, `off`, `silent`.

        `scheduler.manners.Outcome` lists them all.
        """

    def put_off(self, moment: Moment, at: datetime) -> None:
        """It stays pending, at a later time; its key stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message of the outbox, claimed for sending."""

    tenant: str
    id: str
    key: str
    to: Address
    card: Card
    kind: str
    ref: Ref | None  # where an earlier message of the same key stands
    attempts: int
    created: datetime
    until: datetime | None = None  # when it is of no use any more
    code: str = ""  # why the last attempt failed, as it was given to `retry`


class Post(Protocol):
    """The outbox, over all tenants."""

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Letter]:
        """Letters to send now, at most one per conversation (the oldest unsent), leased."""

    async def sent(self, letter: Letter, ref: Ref, now: datetime) -> None:
        """Keep where it stands; forget what it said."""

    async def retry(self, letter: Letter, at: datetime, code: str) -> None: ...
    async def dead(self, letter: Letter, code: str, now: datetime) -> None:
        """Give up, with a reason; the letter and its content are kept until discarded."""

    async def next_letter(self) -> datetime | None: ...


class Bearer(Protocol):
    """A platform as one letter meets it: with the access of its organisation, and its own mark."""

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        """As `bot.ports.Adapter`."""


@runtime_checkable
class Courier(Bearer, Protocol):
    """The same where a letter can be found again."""

    async def find(self, address: Address, key: str) -> Ref | None:
        """Where this letter stands, if an attempt brought it there unnoticed. Raises as `send`."""


@runtime_checkable
class Carrier(Protocol):
    """A platform that serves many organisations.

    Where letters can be found again, it gives a `Courier`. Where not, one that may have arrived is
    sent once more at most, and only if it asks something.
    """

    @property
    def platform(self) -> str: ...
    def of(self, letter: Letter) -> Bearer: ...


class TimedStore(Protocol):
    """`bot.ports.Store`, and the two doors that look over tenants: what is due, what is sent."""

    post: Post

    async def transact(self, tenant: str, work: Callable[[TimedUnit], T]) -> T: ...
    async def tenants_due(self, now: datetime, limit: int = 100) -> Sequence[str]: ...
    async def next_moment(self) -> datetime | None:
        """When the next pending moment is due, over all tenants."""
