"""Text on its way: literal into rich text, escaped where Slack reads markup, and back from it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from adapters.slack.limits import LINK, TEXT, clean, pieces, size
from adapters.slack.places import at
from bot.content import Line, Span
from bot.network import Address

Json: TypeAlias = dict[str, Any]

SCRAP = 200
"""Characters of room for which no text is cut: it goes on in the next part."""


def escape(text: str) -> str:
    """For the few places where Slack reads markup: its three control characters, and no other."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text: str) -> Json:
    """Words in which nothing is interpreted, not even `:smile:`."""
    return {"type": "plain_text", "text": text, "emoji": False}


def cleaned(line: Line) -> Line:
    """The spans that show something."""
    return tuple(replace(s, text=text) for s in line if (text := clean(s.text)))


def fitting(line: Line) -> Iterator[Line]:
    """The line in parts that fit; together all of it."""
    part: list[Span] = []
    room = TEXT
    for span in cleaned(line):
        text = span.text
        while size(text) > room:
            head = next(pieces(text, room)) if room >= SCRAP else ""
            if head:
                part.append(replace(span, text=head))
                text = text[len(head) :]
            yield tuple(part)
            part, room = [], TEXT
        if text:
            part.append(replace(span, text=text))
            room -= size(text)
    if part:
        yield tuple(part)


def reachable(url: str) -> bool:
    """Whether a link may lead there."""
    return url.startswith(("https://", "http://", "mailto:")) and size(url) <= LINK


def _element(span: Span) -> Json:
    styles = {"bold": span.bold, "italic": span.italic, "code": span.code}
    style = {name: True for name, on in styles.items() if on}
    shown: Json = {"type": "text", "text": span.text}
    if reachable(span.link):
        shown = {"type": "link", "url": span.link, "text": span.text}
    return {**shown, "style": style} if style else shown


def elements(line: Line) -> list[Json]:
    """A line as elements of rich text, where Slack interprets nothing."""
    return [_element(span) for span in line]


def section(line: Line) -> Json:
    return {"type": "rich_text_section", "elements": elements(line)}


def rich(parts: Iterable[Json]) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


# ── back ──

_MARK = re.compile(r"<(?P<sort>[@#!]?)(?P<what>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a person typed, and whom it names by the words that stand for them in it."""

    text: str
    people: dict[str, Address] = field(default_factory=dict)


def read(markup: str) -> Read:
    """A text as Slack sends it, as the characters that its author saw.

    A channel alone is its id, so that it can answer the question for a channel.
    """
    people: dict[str, Address] = {}
    alone = _MARK.fullmatch(markup.strip())
    if alone and alone["sort"] == "#":
        return Read(text=alone["what"])

    def shown(mark: re.Match[str]) -> str:
        what, label = mark["what"], mark["label"] or ""
        match mark["sort"]:
            case "@":
                word = f"@{unescape(label) or what}"
                people[word] = at(what)
                return escape(word)
            case "#":
                return f"#{label or what}"
            case "!":
                return label or f"@{what.partition('^')[0]}"
            case _:
                bare = what.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
                same = not label or label in (what, bare, bare.rstrip("/"))
                return (label or what) if same else f"{label} ({what})"

    return Read(text=clean(unescape(_MARK.sub(shown, markup))), people=people)
