"""What the core needs from the world, as protocols; and what the world hands to the core."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, TypeAlias, TypeVar

from bot.content import Card, Raw
from bot.dialog import At, Due, Run
from bot.memory import Entry, Memory, Result
from bot.network import Address, Network, Person, Share

T = TypeVar("T")
Clock: TypeAlias = Callable[[], datetime]
NewId: TypeAlias = Callable[[], str]


# ── what comes in ──


@dataclass(frozen=True, slots=True)
class Said:
    """A message typed to the bot."""

    text: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent; `token` is `run:step`."""

    token: str
    values: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button; `token` as the card carried it."""

    token: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command's text, `/kring` left off."""

    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The home surface was opened."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The person added Kring."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The person removed Kring: nothing can be sent to them any more."""


What: TypeAlias = Said | Submitted | Pressed | Commanded | Opened | Installed | Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One event of a platform. `event` is unique and makes a repetition harmless.

    `sender` is the person's own conversation with Kring; `where` a channel, if it came from one.
    `name`, `language` and `zone` are what the platform knows of somebody never seen before;
    `called` is what it calls its sender now, where it tells. `same` are further names of the event,
    under which it may come once more. `people` are those whom the event names, by the word that
    stands for them in it; `channels` are the answers in it that can be a channel for its sender,
    None where their ids do not tell. `quoted` is a text that the gesture was made on, for the
    dialog to begin with. `at` is when it was done, where the platform tells: it may bring it hours
    later.
    """

    tenant: str
    sender: Address
    event: str
    what: What
    where: Address | None = None
    name: str = ""
    called: str = ""
    language: str = ""
    zone: str = ""
    window: bool = False  # this gesture can open a window (a modal, a task module)
    same: tuple[str, ...] = ()
    people: Mapping[str, Address] = field(default_factory=dict)
    channels: frozenset[str] | None = None
    quoted: str = ""
    at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names, each once."""
        return tuple(dict.fromkeys((self.event, *self.same)))

    @property
    def run(self) -> str:
        """The run that this is about, as it says; "" where it names none, or several."""
        match self.what:
            case Submitted(token):
                return token.partition(":")[0]
            case Pressed(token):
                kind, _, rest = token.partition(":")
                run = rest.partition(":")[0] if kind in ("look", "later", "skip") else ""
                return "" if "," in run else run
            case _:
                return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the platform must know now, before the outbox speaks.

    `errors` stand at their field; `gone` says that the form or button is out of date;
    `card` is for the sender's eyes only; `look` names the run to show in a window, only where
    the event could open one. `kept` is False when a typed text became an answer: such a text
    is not to be stored beside its author.
    """

    errors: Mapping[str, str] = field(default_factory=dict)
    gone: bool = False
    card: Card | None = None
    look: str = ""
    kept: bool = True


# ── what goes out ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message in the outbox. `key` is its identity: a second one with the same key replaces it.

    `person` and `counts` feed the caps; `said_on` is the person's local day. `anew` posts the
    card again at the end of the conversation and retires the earlier message. `standing`
    replaces a message that is there, or on its way, and says nothing where there is none; what
    could not be delivered under its key is forgotten. `first`: nothing was said under this key
    before.
    Past `until` it is not sent any more: it would come too late.
    """

    to: Address
    card: Card
    key: str
    person: str = ""
    kind: str = ""
    counts: bool = False
    said_on: date | None = None
    anew: bool = False
    standing: bool = False
    first: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a message stands on its platform: what is needed to update it."""

    id: str


class Retry(Exception):
    """The platform certainly did not take it. `after` in seconds."""

    def __init__(self, after: float, code: str = "") -> None:
        super().__init__(code or f"retry after {after} s")
        self.after = after
        self.code = code


class Ambiguous(Exception):
    """The platform may or may not have taken it."""


Bar: TypeAlias = Literal["", "outside", "archived", "closed", "unsure"]
"""What bars the way into a channel, where a person can open it: Kring is not in it, it is archived,
it is closed to Kring. `unsure`: the message may stand there. "" for all that nobody can mend there.
"""


class Unreachable(Exception):
    """This address cannot be reached, now or later. `code` says why, `bar` what could be done."""

    def __init__(self, code: str, bar: Bar = "") -> None:
        super().__init__(code)
        self.code = code
        self.bar = bar


class Adapter(Protocol):
    """A platform. The outbox owns all retries; an adapter tries once."""

    platform: str

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        """Post the card, or replace the message at `ref`. Raises Retry, Ambiguous, Unreachable."""


# ── the memory of all of it ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One answer to one question, of nobody, at no time."""

    network: str
    dialog: str
    field: str
    value: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What of a person's messages the caps look at: kind and local day, no content."""

    kind: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A message that could not be delivered. What it says is kept."""

    id: str
    key: str
    ended: datetime


class Unit(Protocol):
    """One transaction of one tenant. Plain methods; everything or nothing is kept."""

    def expect(self, inbound: Inbound) -> None:
        """This is being taken: a store may read at once what is going to be asked for."""

    def first_sight(self, event: str, now: datetime, *same: str) -> bool:
        """Whether this event is new under all of its names; it is known from now on (7 days)."""

    # people
    def person(self, id: str) -> Person | None: ...  # noqa: A002
    def people(self, ids: Iterable[str]) -> dict[str, Person]: ...
    def person_at(self, address: Address) -> Person | None: ...
    def address_of(self, person: str) -> Address | None:
        """Where to write to this person: the conversation used last."""

    def keep_person(self, person: Person, address: Address | None = None) -> None: ...
    def find_people(self, words: str, limit: int = 20) -> list[Person]:
        """People with words in their name that begin so, whatever the case and the accents.

        Whose name is exactly this comes first, and then they come by name.
        """

    # networks
    def network(self, id: str) -> Network | None: ...  # noqa: A002
    def networks_of(self, person: str) -> list[Network]: ...
    def catalogue(self) -> list[Network]: ...
    def network_at(self, channel: Address) -> Network | None:
        """The newest network whose own channel this is."""

    def keep_network(self, network: Network) -> None: ...

    # runs
    def run(self, id: str) -> Run | None: ...  # noqa: A002
    def run_of(self, person: str, dialog: str, network: str, about: str) -> Run | None:
        """The newest run of this person in this matter, if any."""

    def runs(self, *, dialog: str, network: str, about: str) -> list[Run]:
        """All runs of one collection."""

    def open_runs(self, person: str, by: datetime | None = None) -> list[Run]:
        """Runs that wait for an answer of this person, the one shown last first.

        With `by` only those that had been asked by then, in the order of then.
        """

    def save(self, run: Run, *, shown: datetime | None = None) -> None:
        """Insert (revision 0) or update. Raises Conflict when somebody saved it in between."""

    def unlink(self, run: Run) -> None:
        """Update a run that was emptied, and forget how often and when it was saved and shown.

        Raises Conflict when somebody saved it in between. It is not saved again.
        """

    # what was answered
    def file(self, entries: Sequence[Entry], run: str, *, first: bool = False) -> None:
        """Put named answers where their viewers find them; an earlier value is replaced.

        `first` says that this run has filed nothing so far.
        """

    def unfile(self, person: str, network: str) -> None:
        """Delete what a person left in a network: entries, shares, runs."""

    def open_box(self, network: str, dialog: str, about: str, threshold: int) -> None:
        """Give this collection its threshold, unless it has one: what it began with stays."""

    def threshold(self, network: str, dialog: str, about: str | None) -> int:
        """How many answers there must be before this collection is shown.

        None: the highest number of all that were collected here, for what had to wait.
        """

    def cast(self, ballots: Sequence[Ballot], answered: int) -> None:
        """Put these answers into the box, shuffled, and add to the number of people in it."""

    def drawn(self, network: str, dialog: str) -> tuple[list[Ballot], int]:
        """All answers in the box that were not published yet, and from how many people."""

    def empty_box(self, network: str, dialog: str) -> None:
        """Delete the answers that were just published."""

    def keep_result(self, result: Result) -> None: ...
    def publish(self, share: Share) -> None: ...
    def share(self, id: str) -> Share | None: ...  # noqa: A002

    # what is said, and when
    def post(self, out: Outgoing, now: datetime) -> None: ...
    def lost(self, to: Address) -> list[Lost]:
        """What could not be delivered there, the oldest first."""

    def resend(self, lost: Lost, now: datetime) -> None:
        """Let it go out once more."""

    def said(self, person: str, since: date) -> list[Outbox]:
        """What counted against the caps of this person since that local day."""

    def plan(self, network: str, person: str, moments: "Sequence[Moment]") -> None:
        """Reconcile the pending moments of a network (or of a person outside of one) by key.

        New ones are added, changed ones moved, missing ones withdrawn; what was said stays said.
        """

    def moments(self, network: str) -> "list[Moment]":
        """What is still to be said in this network, by time."""

    def coming(self, person: str, until: datetime) -> "list[Moment]":
        """All pending moments of this person up to that instant, over all networks, by time."""

    def snooze(self, moment: "Moment") -> None:
        """Add one moment outside of the plan: put off by its reader, left open, or held."""

    def ignored(self, person: str, kind: str) -> int:
        """How many prompts of this kind were left unanswered in a row."""

    def mark(self, person: str, kind: str, *, answered: bool) -> None:
        """Count one more ignored prompt, or begin anew."""

    def memory(self, viewer: Person, network: Network | None) -> Memory: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A due prompt: `key` is natural, such as `evaluation:start:n1:s1::zoe`. Times in UTC."""

    key: str
    dialog: str
    network: str
    person: str  # "" for a channel post or a close
    at: datetime
    until: datetime | None
    due: Due


class Conflict(Exception):
    """Somebody else saved first: try the whole transaction again."""


class Store(Protocol):
    """The only door to the data. `work` may run twice: its unit is all that it changes."""

    async def transact(self, tenant: str, work: Callable[[Unit], T]) -> T: ...


class Planner(Protocol):
    """Plans what hangs on a network, or on a person, anew; within the transaction."""

    def network(self, unit: Unit, network: Network, now: datetime) -> None: ...
    def person(self, unit: Unit, person: Person, now: datetime) -> None: ...
    def coming(self, network: Network, now: datetime) -> "Sequence[Moment]":
        """All that is still to be said in this network, to nobody in particular.

        For everybody on the network's own calendar: it tells nothing of anybody's days.
        """

    def later(self, person: Person, when: str, now: datetime) -> datetime:
        """The instant of a snooze: `today`, `tomorrow` or `week`, in the person's own hours."""

    def free(self, person: Person, at: datetime) -> datetime:
        """This very instant, or the next slot when it is no time to speak to this person."""

    def at(self, person: Person, at: At) -> datetime:
        """The instant of a rule in the person's own calendar."""
