"""What the clock and the post office need from the store, beyond one tenant's unit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

from bot.content import Card
from bot.network import Address
from bot.ports import Moment, Ref, Retry, Unit

T = TypeVar("T")
States: TypeAlias = dict[str, list[float]]

AHEAD = timedelta(days=31)
"""How far ahead is looked for what comes back, when its next time is planned."""
TAKEN = "taken"
"""The code of a letter from its claim to its record: what it stays with when the sender dies."""
UNCERTAIN = "uncertain"
"""The code of a letter that may have arrived."""

LOST = frozenset(
    {
        "blocked",
        "cannot_dm_bot",
        "channel_not_found",
        "is_inactive",
        "messages_tab_disabled",
        "not_found",
        "not_installed",
        "status_403",
        "status_404",
        "unknown",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
"""Reasons that concern the one who was written to: whoever it is cannot be reached for now."""


class TimedUnit(Unit, Protocol):
    """A transaction that may also take what is due."""

    def due(self, now: datetime, limit: int) -> list[Moment]:
        """What this tenant has pending whose time has come, oldest first, claimed by this unit.

        PostgreSQL: FOR UPDATE SKIP LOCKED. All due moments of a person come together, however
        many, so that they can be bundled.
        """

    def take(self, moment: Moment, outcome: str, now: datetime) -> None:
        """It is done with: `said`, or why not: `stale`, `unneeded`, `capped`, `off`, `silent`.

        `scheduler.manners.Outcome` lists them all.
        """

    def put_off(self, moment: Moment, at: datetime) -> None:
        """It stays pending, at a later time; its key stays."""

    def bury(self, letter: "Letter", code: str, now: datetime) -> bool:
        """Give a letter up, as `Post.dead` does; False where somebody has ended it before."""


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
    turn: str = ""  # the turn at its platform that it was given, as it was given to `queue`


class Queued(Retry):
    """Nothing was called: the turn of this call comes in `after` seconds, and is kept for it.

    Whoever comes back then shows `turn`.
    """

    def __init__(self, after: float, turn: str, code: str = "queued") -> None:
        super().__init__(after, code)
        self.turn = turn


class Paces(Protocol):
    """How fast each platform was called of late, as all processes know it together."""

    async def keep(
        self, tenant: str, names: Sequence[str], work: Callable[[States, float], T]
    ) -> T:
        """Let `work` read and change what is kept under these names, while nobody else does.

        It is also given the seconds of a clock that is the same for all. A name under which
        nothing is kept is missing. Raises Retry where it cannot be asked for.
        """


class Post(Protocol):
    """The outbox, over all tenants."""

    async def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        *,
        held: Mapping[str, int] = ...,
        share: int | None = None,
    ) -> Sequence[Letter]:
        """Letters to send now, at most one per conversation (the oldest unsent), leased.

        Tenants take turns, however many letters one of them has. `held` are letters that are
        being sent already, by tenant; nobody gets beyond `share` of them.
        """

    async def sent(
        self, letter: Letter, ref: Ref, now: datetime, *, doubted: datetime | None = None
    ) -> None:
        """Keep where it stands; forget what it said. `doubted`: when to see if it stands twice."""

    async def retry(self, letter: Letter, at: datetime, code: str) -> None: ...
    async def queue(self, letter: Letter, at: datetime, turn: str) -> None:
        """It was not tried: it waits for its turn, and everything else stays as it was."""

    async def release(self, letters: Sequence[Letter]) -> None:
        """Give back what was claimed and not begun: as if nobody had claimed it."""

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
class Sweeper(Courier, Protocol):
    """The same where one of two can be taken away."""

    async def sweep(self, address: Address, key: str, *, ref: Ref, changed: bool) -> Ref:
        """Leave one of the messages that this letter became; where it stands. Raises as `send`.

        The oldest, unless what stands at `ref` was `changed` since.
        """


@runtime_checkable
class Carrier(Protocol):
    """A platform that serves many organisations.

    Where letters can be found again, it gives a `Courier`. Where not, one that may have arrived is
    sent once more at most, and only if it asks something.
    """

    @property
    def platform(self) -> str: ...
    def of(self, letter: Letter) -> Bearer: ...


class Gauge(Protocol):
    """Counts what happens, how often and how late; never to whom, and never what was said."""

    def said(self, outcome: str, late: float) -> None:
        """A moment was dealt with, so many seconds after it was due."""

    def sent(self, platform: str, late: float) -> None:
        """A letter was taken by its platform, so many seconds after it was written."""

    def again(self, platform: str, code: str) -> None:
        """A letter will be tried once more."""

    def uncertain(self, platform: str) -> None:
        """Nobody knows whether an attempt arrived."""

    def dead(self, platform: str, code: str) -> None:
        """A letter was given up."""

    def answered(self, platform: str, seconds: float) -> None:
        """What a platform sent was acknowledged, after so long."""


class Uncounted:
    """`Gauge`, where nobody wants to know."""

    def said(self, outcome: str, late: float) -> None:
        pass

    def sent(self, platform: str, late: float) -> None:
        pass

    def again(self, platform: str, code: str) -> None:
        pass

    def uncertain(self, platform: str) -> None:
        pass

    def dead(self, platform: str, code: str) -> None:
        pass

    def answered(self, platform: str, seconds: float) -> None:
        pass


UNCOUNTED = Uncounted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A letter that was sent again because nobody knew, and may stand there twice."""

    letter: Letter  # without its card; `ref` is where it stands as far as is known
    changed: bool  # it was brought up to date there since


class Doubts(Protocol):
    """Letters that may stand twice, over all tenants."""

    async def due(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Doubt]: ...
    async def settled(self, doubt: Doubt, ref: Ref | None) -> None:
        """There is no doubt left: it stands there, or nobody can say more (None)."""

    async def later(self, doubt: Doubt, at: datetime) -> None: ...


class TimedStore(Protocol):
    """`bot.ports.Store`, and the two doors that look over tenants: what is due, what is sent."""

    post: Post
    doubts: Doubts
    side_by_side: int
    """How many transactions of one tenant gain by going on at the same time."""

    async def transact(self, tenant: str, work: Callable[[TimedUnit], T]) -> T: ...
    async def tenants_due(self, now: datetime, limit: int = 100) -> Sequence[str]: ...
