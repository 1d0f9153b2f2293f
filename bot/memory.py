"""What a dialog may recall when it starts. A memory is bound to one viewer and one network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.fields import Facts, Json
from bot.network import Network, Share

IGNORED = 3
"""Prompts of a kind left unanswered in a row, after which it falls silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An answer that was filed under somebody's name. The store shows it as `sees` allows."""

    person: str
    network: str
    dialog: str
    about: str
    field: str
    value: Json
    sees: str  # Sees.value
    asker: str = ""  # for answers given on somebody's behalf


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Exact counts at a close. Never stored, never shown: only decision rules read it.

    `counts[field][answer]`; `answered` is how many people took part in this close.
    """

    answered: int
    counts: Mapping[str, Mapping[str, int]]

    def share(self, field: str, option: str) -> float:
        """The part of the answers to `field` that chose `option`, 0 to 1."""
        counted = self.counts.get(field, {})
        total = sum(counted.values())
        return counted.get(option, 0) / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What everybody may know of a collection: frozen at its close, never counted again.

    `dots[field]` = {"mean": 0.5 steps, "thirds": {"low": 0|30|…, "mid", "high"}};
    `shares[field]` = {option: per cent, rounded to tens}; `texts[field]` = comments in no order.
    `enough` says whether the threshold was met; `members_enough` whether it is met for readers
    who may have answered themselves (one more); `members` names the fields for which it is.
    """

    network: str
    dialog: str
    about: str
    enough: bool
    members_enough: bool = False
    band: str = ""  # "5-7" | "8-10" | "11+"
    pooled: bool = False  # an earlier collection with too few answers is part of it
    dots: Mapping[str, Json] = field(default_factory=dict)
    shares: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    most: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form that waits for this person."""

    run: str
    dialog: str
    network: str
    about: str
    facts: Facts
    expires: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRequest:
    """What a participant asked a manager by their own act, and what the manager answered."""

    person: str  # name of the participant who asked
    network: str  # title
    dates: tuple[datetime, ...]
    hours: float
    answer: str = ""  # "" | yes | changes | no


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A learning as its author signed it. No identity beyond the signature."""

    title: str
    network: str
    signature: str
    agenda: str
    mention: bool  # the author may be thanked by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Managing:
    """All that a manager's digest can draw on. It has no room for answers or attendance."""

    requests: tuple[TimeRequest, ...] = ()
    published: tuple[Published, ...] = ()
    phases: tuple[tuple[str, str], ...] = ()  # title, kickoff | after_session | midway | closing
    openings: tuple[Network, ...] = ()


class Memory(Protocol):
    """Bound to a viewer, and a network if there is one: tells only what that viewer may know."""

    def mine(self, dialog: str, about: str | None = None) -> Mapping[str, Json]:
        """My own filed answers of a dialog here, newest value per field."""

    def shown(self, dialog: str, field: str, about: str | None = None) -> tuple[Entry, ...]:
        """What members said by name for all members to see; nothing for a stranger."""

    def notes(self, dialog: str, field: str, about: str | None = None) -> tuple[Entry, ...]:
        """What was told to the facilitators by name; nothing for anybody else."""

    def told(self, dialog: str) -> tuple[Entry, ...]:
        """What somebody answered on my behalf."""

    def came(self, session: str) -> bool:
        """Whether I was there: the facilitator's tick, else my own RSVP, else yes."""

    def answered(self, dialog: str, about: str = "") -> bool:
        """Whether I myself answered this one."""

    def result(self, dialog: str, about: str) -> Result | None:
        """The frozen result that members may see."""

    def shares(self) -> tuple[Share, ...]:
        """What I published."""

    def ignored(self, kind: str) -> int:
        """How many prompts of this kind I left unanswered in a row."""

    def unreached(self, network: str) -> int:
        """For its facilitator: how many participants nothing reaches now. Never who."""

    def networks(self) -> tuple[Network, ...]:
        """Networks in which I hold or await a seat."""

    def catalogue(self) -> tuple[Network, ...]:
        """Networks that are listed and open."""

    def asked(self) -> tuple[Asked, ...]:
        """What is asked of me now, oldest first."""

    def managing(self, since: datetime, now: datetime) -> Managing:
        """For a manager: what people sent by their own act, what is published, what is open."""
