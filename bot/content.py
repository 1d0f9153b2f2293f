"""All that Kring can show: a card of blocks, perhaps a form, perhaps buttons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of characters in one style. `text` is literal: renderers escape it."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Quote:
    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as SVG text with the sentence that replaces it for those who do not see it.

    `drawn` is the same in characters, for where no picture can be shown.
    """

    svg: str
    alt: str
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; cells are plain text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between two matters."""


Block: TypeAlias = Heading | Paragraph | Quote | Bullets | Image | Table | Rule

Kind: TypeAlias = Literal[
    "text", "lines", "scale", "one", "many", "yesno", "number", "date", "moment", "people", "place"
]
Raw: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One question of a form. `promise` says who will see the answer; `error` what to mend."""

    key: str
    kind: Kind
    label: str
    hint: str = ""
    promise: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None
    value: Raw = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A gesture that is not a form. `token` comes back as it is in `Pressed`; `url` leads out."""

    token: str = ""
    label: str
    look: Literal["main", "plain", "quiet", "danger"] = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions of one step. `token` is `run:step` and comes back in `Submitted`."""

    token: str
    inputs: tuple[Input, ...]
    submit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One message. `title` names it in lists, windows and notifications.

    `language` is the one it is written in; what a platform adds of its own follows it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    form: Form | None = None
    buttons: tuple[Button, ...] = ()
    language: str = ""


def flat(line: Line) -> str:
    """The characters of a line without their style."""
    return "".join(span.text for span in line)


def _texts(card: Card) -> Iterator[str]:
    for block in card.blocks:
        match block:
            case Heading(line) | Paragraph(line) | Quote(line):
                yield flat(line)
            case Bullets(items, numbered):
                for n, item in enumerate(items, 1):
                    yield (f"{n}. " if numbered else "• ") + flat(item)
            case Image(_, alt):
                yield alt
            case Table(head, rows):
                yield " | ".join(head)
                yield from (" | ".join(row) for row in rows)
            case Rule():
                yield "—"
    for question in card.form.inputs if card.form else ():
        yield f"{question.label} ({question.promise})" if question.promise else question.label
        yield from (f"– {choice.label}" for choice in question.choices)


def plain(card: Card) -> str:
    """The card as text alone: notifications, transcripts, screen readers that get no blocks."""
    return "\n".join(text for text in _texts(card) if text)
