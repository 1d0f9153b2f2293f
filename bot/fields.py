"""Questions that a dialog declares: how an answer is read, and who may ever see it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.content import Kind, Raw
from bot.moments import instant

Json: TypeAlias = Any  # what json.dumps takes; facts and answers are stored as it
Facts: TypeAlias = Mapping[str, Json]
T = TypeVar("T")

LONGEST = 1000
"""Characters a free text may have unless its field allows fewer."""


class Sees(Enum):
    """Who may see an answer. The engine files by it and prints it under the question."""

    SELF = "self"  # only the person
    FACILITATOR = "facilitator"  # facilitators, with the name
    FACILITATOR_UNNAMED = "facilitator_unnamed"  # facilitators, shuffled, from five answers
    NETWORK = "network"  # members, with the name
    NETWORK_UNNAMED = "network_unnamed"  # members, shuffled, from six answers
    DOTS = "dots"  # as dots, once, at the close: facilitators from five answers, members from six
    ASKER = "asker"  # the person on whose behalf Kring asks
    MANAGER = "manager"  # the own manager, by a deliberate act of the person
    MANAGERS_COUNT = "managers_count"  # managers, as network-level counts from five
    ORGANISER = "organiser"  # organisers: facts about a network
    CATALOGUE = "catalogue"  # everybody who looks for a network
    CHANNEL = "channel"  # whoever reads the channel that the author chose


UNLINKED = frozenset(
    {Sees.FACILITATOR_UNNAMED, Sees.NETWORK_UNNAMED, Sees.DOTS, Sees.MANAGERS_COUNT}
)
"""Answers that leave their run for the ballot box, where nothing ties them to a person."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person chooses who sees: `yes` when the yes/no field `by` was answered so, else `no`."""

    by: str
    yes: Sees
    no: Sees


class Invalid(Exception):
    """An answer that cannot be read. `code` names the sentence that says how to mend it."""

    def __init__(self, code: str, **about: Json) -> None:
        super().__init__(code)
        self.code = code
        self.about = about


def one(raw: Raw) -> str:
    """A single value: what was typed or chosen, without surrounding blanks."""
    return (raw if isinstance(raw, str) else ", ".join(raw)).strip()


def many(raw: Raw) -> tuple[str, ...]:
    """Several values: a form's list, or typed with commas, semicolons or line ends."""
    parts = re.split(r"[,;\n]", raw) if isinstance(raw, str) else raw
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


@dataclass(frozen=True, slots=True)
class From:
    """Choices that were snapshotted as facts: a list of `{"key": …, "label": …}`."""

    fact: str


Options: TypeAlias = tuple[str, ...] | From


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """What every question has. `words` names its template block when several share one."""

    kind: ClassVar[Kind] = "text"

    key: str
    _: KW_ONLY
    sees: Sees | Chosen = Sees.SELF
    required: bool = True
    words: str = ""
    default: Raw | Callable[[Facts], Raw] = ""

    @property
    def block(self) -> str:
        return self.words or self.key

    def read(self, raw: Raw, facts: Facts) -> T:
        """The answer as a value. Raises `Invalid` with the code of the sentence that explains."""
        raise NotImplementedError

    def dump(self, value: T) -> Json:
        return value

    def load(self, stored: Json) -> T:
        return cast(T, stored)

    def preset(self, facts: Facts) -> Raw:
        """What stands in the field before anybody answered."""
        return self.default(facts) if callable(self.default) else self.default


@dataclass(frozen=True, slots=True)
class Text(Field[str]):
    """Free words, at most `most` characters."""

    multiline: bool = False
    most: int = LONGEST

    @property
    def kind(self) -> Kind:  # type: ignore[override]
        return "lines" if self.multiline else "text"

    def read(self, raw: Raw, facts: Facts) -> str:  # noqa: ARG002
        text = one(raw)
        if len(text) > self.most:
            raise Invalid("too_long", most=self.most, length=len(text))
        return text


@dataclass(frozen=True, slots=True)
class Scale(Field[int]):
    """A whole number from `low` to `high`, each with its own words in the template."""

    kind: ClassVar[Kind] = "scale"

    low: int = 1
    high: int = 5

    def read(self, raw: Raw, facts: Facts) -> int:  # noqa: ARG002
        text = one(raw)
        if not text.isascii() or not text.isdigit() or not self.low <= int(text) <= self.high:
            raise Invalid("not_on_scale", low=self.low, high=self.high)
        return int(text)


def offered(options: Options, facts: Facts) -> tuple[str, ...]:
    """The keys that can be chosen here and now."""
    if isinstance(options, From):
        return tuple(choice["key"] for choice in facts[options.fact])
    return options


@dataclass(frozen=True, slots=True)
class Pick(Field[str]):
    """One of some options."""

    kind: ClassVar[Kind] = "one"

    options: Options = ()

    def read(self, raw: Raw, facts: Facts) -> str:
        choice = one(raw)
        if choice not in offered(self.options, facts):
            raise Invalid("not_an_option")
        return choice


@dataclass(frozen=True, slots=True)
class Picks(Field[tuple[str, ...]]):
    """Some of some options, at most `most` of them."""

    kind: ClassVar[Kind] = "many"

    options: Options = ()
    most: int = 20

    def read(self, raw: Raw, facts: Facts) -> tuple[str, ...]:
        chosen = many(raw)
        if not set(chosen) <= set(offered(self.options, facts)):
            raise Invalid("not_an_option")
        if len(chosen) > self.most:
            raise Invalid("too_many", most=self.most)
        return chosen

    def dump(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def load(self, stored: Json) -> tuple[str, ...]:
        return tuple(stored)


@dataclass(frozen=True, slots=True)
class YesNo(Field[bool]):
    """Yes or no; `must` makes "yes" the only answer that lets one go on."""

    kind: ClassVar[Kind] = "yesno"

    must: bool = False

    def read(self, raw: Raw, facts: Facts) -> bool:  # noqa: ARG002
        said = one(raw)
        if said not in ("yes", "no"):
            raise Invalid("not_yes_or_no")
        if self.must and said == "no":
            raise Invalid("needs_yes")
        return said == "yes"


@dataclass(frozen=True, slots=True)
class Number(Field[int]):
    """A whole number between two bounds, both included."""

    kind: ClassVar[Kind] = "number"

    least: int = 0
    most: int = 1000

    def read(self, raw: Raw, facts: Facts) -> int:  # noqa: ARG002
        text = one(raw)
        if not text.isascii() or not text.isdigit():
            raise Invalid("not_a_number")
        if not self.least <= int(text[:9]) <= self.most:
            raise Invalid("out_of_range", least=self.least, most=self.most)
        return int(text)


@dataclass(frozen=True, slots=True)
class Day(Field[date]):
    """A calendar day, as `2027-01-31`."""

    kind: ClassVar[Kind] = "date"

    def read(self, raw: Raw, facts: Facts) -> date:  # noqa: ARG002
        try:
            return date.fromisoformat(one(raw))
        except ValueError:
            raise Invalid("not_a_date") from None

    def dump(self, value: date) -> Json:
        return value.isoformat()

    def load(self, stored: Json) -> date:
        return date.fromisoformat(stored)


@dataclass(frozen=True, slots=True)
class When(Field[datetime]):
    """A day and a time on the clock of `facts["zone"]`, as `2027-01-31T09:30`; kept in UTC."""

    kind: ClassVar[Kind] = "moment"

    def read(self, raw: Raw, facts: Facts) -> datetime:
        try:
            said = datetime.fromisoformat(one(raw))
            return said.astimezone(UTC) if said.tzinfo else instant(said, ZoneInfo(facts["zone"]))
        except (ValueError, OverflowError):  # the first and the last day of all calendars
            raise Invalid("not_a_moment") from None

    def dump(self, value: datetime) -> Json:
        return value.isoformat()

    def load(self, stored: Json) -> datetime:
        return datetime.fromisoformat(stored)


@dataclass(frozen=True, slots=True)
class People(Field[tuple[str, ...]]):
    """People of the workspace, by their id in Kring; names and handles are resolved before."""

    kind: ClassVar[Kind] = "people"

    most: int = 20

    def read(self, raw: Raw, facts: Facts) -> tuple[str, ...]:  # noqa: ARG002
        people = many(raw)
        if len(people) > self.most:
            raise Invalid("too_many", most=self.most)
        return people

    def dump(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def load(self, stored: Json) -> tuple[str, ...]:
        return tuple(stored)


@dataclass(frozen=True, slots=True)
class Place(Field[str]):
    """A channel of the workspace, by its address; resolved before."""

    kind: ClassVar[Kind] = "place"

    def read(self, raw: Raw, facts: Facts) -> str:  # noqa: ARG002
        return one(raw)


AnyField: TypeAlias = Field[Any]


class Answers:
    """What one person answered, by field key. `None` stands for a question left open on purpose.

    `answers[FIELD]` is the typed value, and fails when there is none; `answers.of(FIELD)` is
    None then. `walked` is for `bot.dialog.path`: the way that these answers lead, once found.
    """

    __slots__ = ("_stored", "walked")

    def __init__(self, stored: Mapping[str, Json] | None = None) -> None:
        self._stored = dict(stored or {})
        self.walked: tuple[object, object, tuple[Any, ...]] | None = None

    def __getitem__(self, field: Field[T]) -> T:
        return field.load(self._stored[field.key])

    def of(self, field: Field[T]) -> T | None:
        """The typed value, or None where the question was skipped or never asked."""
        stored = self._stored.get(field.key)
        return None if stored is None else field.load(stored)

    def has(self, field: AnyField) -> bool:
        """Whether the question was answered or skipped."""
        return field.key in self._stored

    def with_(self, field: Field[T], value: T | None) -> "Answers":
        stored = None if value is None else field.dump(value)
        return Answers({**self._stored, field.key: stored})

    def only(self, keys: set[str]) -> "Answers":
        if self._stored.keys() <= keys:
            return self
        return Answers({key: value for key, value in self._stored.items() if key in keys})

    def stored(self) -> dict[str, Json]:
        return dict(self._stored)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self._stored == other._stored

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._stored)))

    def __repr__(self) -> str:
        return f"Answers({sorted(self._stored)})"  # keys only: answers do not belong in a log
