"""The domain: people, networks, sessions, members, and what changes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property

from bot.fields import Facts


class Role(Enum):
    """To whom a dialog speaks."""

    ANYONE = "anyone"
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    MEMBER = "member"  # participants and facilitators
    MANAGER = "manager"
    ORGANISER = "organiser"
    CHANNEL = "channel"  # the network's own channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place on a platform, by the platform's own id: one person's conversation, or a channel."""

    platform: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody Kring talks with. Times of day are local, `HH:MM`; days 0 (Monday) to 6."""

    id: str
    name: str
    language: str = "en"
    zone: str = "Europe/Brussels"
    country: str = "BE"
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    hours: tuple[str, str] = ("09:00", "17:00")
    slot: str = "morning"  # morning 09:30 | afternoon 13:30
    pace: str = "normal"  # normal | light | quiet | nothing
    kinds_off: tuple[str, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    manager: str = ""  # the person who leads them, if they said so
    leads: bool = False  # gets the managers' digest
    organiser: bool = False
    team: str = ""  # address id of their own team's channel
    organisation: str = ""


class Seat(Enum):
    SEATED = "seated"
    WAITING = "waiting"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    person: str
    role: Role  # PARTICIPANT or FACILITATOR
    seat: Seat = Seat.SEATED
    joined: datetime
    mention: bool = False  # may be thanked by name for what they publish
    asks_manager: bool = False  # asked their manager for time
    paused_until: date | None = None

    @property
    def active(self) -> bool:
        return self.seat is Seat.SEATED


class State(Enum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting. `number` counts from 1; the first is the kickoff, the last the closing."""

    id: str
    number: int
    starts: datetime
    ends: datetime
    state: State = State.PLANNED
    place: str = ""


def hours(sessions: Iterable[Session]) -> float:
    """What these sessions take together."""
    return sum(((s.ends - s.starts).total_seconds() for s in sessions), 0.0) / 3600


HEADLINE = 100
"""Characters of a learning that stand for it in a list."""


def headline(text: str) -> str:
    """The first line of a text, cut at a word when it is long."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= HEADLINE else line[:HEADLINE].rsplit(maxsplit=1)[0] + "…"


class Phase(Enum):
    OPEN = "open"  # published, recruiting, dates perhaps provisional
    FIXED = "fixed"  # dates are fixed
    ENDED = "ended"  # the decision is published
    ARCHIVED = "archived"


@dataclass(frozen=True, kw_only=True)  # without slots: it remembers what it was asked
class Network:
    """A learning network: a fixed group, a fixed number of sessions, a beginning and an end."""

    id: str
    title: str
    goal: str
    zone: str
    created: datetime
    country: str = "BE"
    phase: Phase = Phase.OPEN
    signs: tuple[str, ...] = ()
    horizon: str = "both"  # urgent | future | both
    scope: str = "internal"  # internal | external | mixed
    basis: str = "both"  # same_job | shared_interest | both
    asks: tuple[str, ...] = ()  # what participants are expected to do
    asks_more: str = ""
    criteria: str = ""  # for whom it is meant
    seats_min: int = 10
    seats_max: int = 15
    every_weeks: int = 6
    minutes: int = 120
    end: date | None = None
    mode: str = "onsite"  # onsite | online | hybrid | alternating
    place: str = ""
    confidentiality: str = "no_names"  # strict | no_names | open
    languages: tuple[str, ...] = ("en",)
    decision_rule: str = "consent"  # consent | organiser
    listed: bool = True
    channel: str = ""  # address id of the network's own channel
    platform: str = "web"
    sessions: tuple[Session, ...] = ()
    members: tuple[Member, ...] = ()
    charter: tuple[str, ...] = ()  # clauses adopted
    icebreakers: tuple[str, ...] = ()  # used so far, never repeated
    invited: tuple[str, ...] = ()  # who got an invitation; nobody gets a second one
    parent: str = ""  # the network that this one continues
    outcome: str = ""  # stop | continue | follow_up

    @property
    def coming(self) -> tuple[Session, ...]:
        """Sessions that are still on, in order of time."""
        return tuple(
            sorted((s for s in self.sessions if s.state is State.PLANNED), key=lambda s: s.starts)
        )

    @cached_property
    def alive(self) -> tuple[Session, ...]:
        """All sessions but the cancelled, in order of time."""
        return tuple(
            sorted(
                (s for s in self.sessions if s.state is not State.CANCELLED),
                key=lambda s: s.starts,
            )
        )

    @property
    def highest(self) -> int:
        """The number of the last session; each keeps its own when another is cancelled."""
        return max((s.number for s in self.sessions), default=0)

    @property
    def kickoff(self) -> Session | None:
        return self.alive[0] if self.alive else None

    @property
    def opening(self) -> Session | None:
        """The session that was planned first, also when it fell through.

        What is asked before any meeting is filed under it, so that it is asked only once.
        """
        return min(self.sessions, key=lambda s: s.number, default=None)

    @property
    def closing(self) -> Session | None:
        """The last session; it stays the last when it fell through, with all that hangs on it."""
        return max(self.sessions, key=lambda s: s.number, default=None)

    @cached_property
    def midway(self) -> Session | None:
        """The session of the half-way check: ceil(N/2), from four sessions on.

        N is what was planned, so that it stays where it is whatever becomes of the others. Where
        it is cancelled itself, the next one takes its place; the first and the last have their own.
        """
        planned = sorted(self.sessions, key=lambda s: s.number)
        if self.outcome == "follow_up":
            planned = planned[:-1]
        if len(planned) < 4:  # noqa: PLR2004 - the programme's figure
            return None
        middle, *later = planned[(len(planned) + 1) // 2 - 1 : -1]
        if middle.state is not State.CANCELLED and middle != self.kickoff:
            return middle
        apart = (self.kickoff, self.closing)
        return next((s for s in later if s.state is not State.CANCELLED and s not in apart), None)

    @property
    def facilitators(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.role is Role.FACILITATOR and m.active)

    @property
    def participants(self) -> tuple[Member, ...]:
        """Those who hold a seat, in the order in which they joined."""
        return tuple(m for m in self.members if m.role is Role.PARTICIPANT and m.active)

    @property
    def waiting(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.seat is Seat.WAITING)

    @property
    def taken(self) -> int:
        """Seats that cannot be had; who is on a pause keeps theirs, and nobody else sees it."""
        held = [m for m in self.members if m.role is Role.PARTICIPANT]
        return sum(m.seat in (Seat.SEATED, Seat.PAUSED) for m in held)

    @property
    def free(self) -> int:
        return max(0, self.seats_max - self.taken)

    @property
    def full(self) -> bool:
        return not self.free

    def session(self, id: str) -> Session | None:  # noqa: A002
        return next((s for s in self.sessions if s.id == id), None)

    def member(self, person: str) -> Member | None:
        return next((m for m in self.members if m.person == person), None)

    def with_member(self, member: Member) -> "Network":
        """The same network with this member added or changed; order of joining is kept."""
        if self.member(member.person) is None:
            return replace(self, members=(*self.members, member))
        changed = tuple(member if m.person == member.person else m for m in self.members)
        return replace(self, members=changed)

    def with_session(self, session: Session) -> "Network":
        changed = tuple(session if s.id == session.id else s for s in self.sessions)
        return replace(self, sessions=changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A learning that its author published. `audiences` are address ids, `manager`, `record`."""

    id: str
    network: str
    author: str
    kind: str
    text: str
    signed: bool  # with the author's name, else "a member of …"
    audiences: tuple[str, ...] = ()
    agenda: str = ""  # one line for the team meeting, if proposed
    published: datetime | None = None
    withdrawn: bool = False

    @property
    def headline(self) -> str:
        """What stands for it in a list: the first line, cut at a word when it is long."""
        return headline(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who is asking or answering, where and when: what a dialog knows besides its run."""

    now: datetime
    person: Person
    network: Network | None = None
    people: Mapping[str, Person] = field(default_factory=dict)  # those of the network
    platform: str = "web"  # where this person talks with Kring

    @property
    def here(self) -> Network:
        """The network of this scene. Raises ValueError outside of one."""
        if self.network is None:
            raise ValueError("this scene has no network")
        return self.network

    def meets(self, until: datetime) -> bool:
        """Whether the network meets by then."""
        alive = self.network.alive if self.network else ()
        return any(self.now < session.starts <= until for session in alive)

    def name(self, person: str) -> str:
        return self.people[person].name if person in self.people else ""

    @property
    def facilitates(self) -> bool:
        me = self.network.member(self.person.id) if self.network else None
        return me is not None and me.active and me.role is Role.FACILITATOR

    @property
    def belongs(self) -> bool:
        me = self.network.member(self.person.id) if self.network else None
        return me is not None and me.seat in (Seat.SEATED, Seat.PAUSED)


# What a finished or closed dialog changes. Bot carries commands out; nobody else does.


@dataclass(frozen=True, slots=True)
class Keep:
    """Save this network as it now is, and plan what hangs on it anew."""

    network: Network


@dataclass(frozen=True, slots=True)
class KeepPerson:
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin a dialog with somebody, as an answer to what somebody did: outside the caps."""

    dialog: str
    person: str
    network: str = ""
    about: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Say a dialog without questions in a channel. `key` makes a later post replace it.

    `standing`: only in place of one that is there.
    """

    dialog: str
    channel: str
    network: str = ""
    about: str = ""
    step: str = ""
    facts: Facts = field(default_factory=dict)
    key: str = ""
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Publish:
    """Save a share; what it says stands where its author chose until they withdraw it."""

    share: Share


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete what a person left in a network: entries, shares, open runs."""

    person: str
    network: str


@dataclass(frozen=True, slots=True)
class Resume:
    """A kind that fell silent is brought up again."""

    person: str
    kind: str


Command = Keep | KeepPerson | Start | Post | Publish | Forget | Resume

OURS = "channel:"
"""How the address of a channel begins that Kring makes itself."""

CHANNEL = "#"
"""As whom a network's own channel reads: it sees what members see, and is nobody."""

DAY = timedelta(days=1)
