"""Text on its way: literal in runs, tamed where a client may read Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from adapters.teams.limits import LINK, PIECE, clean, pieces, weight
from adapters.teams.values import Json
from bot.content import Line, Span

_JOIN = "\u2060"
"""Word joiner: not seen, and no mark of any language of markup."""
_FUNCTION = re.compile(r"(?<=\{)\{")
"""`{{DATE(…)}}` is worked out by every client, even in a run."""
_MARKS = (
    (re.compile(r"\*"), "∗"),  # U+2217: an asterisk to the eye alone
    (re.compile(r"`"), "ˋ"),
    (re.compile(r"_"), f"{_JOIN}_{_JOIN}"),
    (re.compile(r"~"), f"~{_JOIN}"),
    (re.compile(r"[\[\]<\\&!]"), rf"\g<0>{_JOIN}"),
    (re.compile(r"(?m)^(\s*)([#>+=-]|\d{1,9}[.)])"), rf"\1{_JOIN}\2{_JOIN}"),
)
_ANY = re.compile(r"(?m)[*`_~\[\]<\\&!]|^\s*[#>+=\d-]")
"""What one of them may change."""


def literal(text: str) -> str:
    """For places that interpret nothing but functions of cards."""
    text = clean(text)
    return _FUNCTION.sub(f"{_JOIN}{{", text) if "{{" in text else text


def tame(text: str) -> str:
    """For the few places where some clients read Markdown: headings and options.

    Escapes with a backslash would be seen where a client does not read it. So the marks are kept
    apart with a character that nobody sees, and two are replaced by signs that look like them.
    """
    text = " ".join(literal(text).split())
    if _ANY.search(text) is None:
        return text
    for mark, harmless in _MARKS:
        text = mark.sub(harmless, text)
    return text


def cleaned(line: Line) -> Line:
    """The spans that show something."""
    return tuple(
        span if text == span.text else replace(span, text=text)
        for span in line
        if (text := clean(span.text))
    )


def lines(line: Line) -> Iterator[Line]:
    """Line by line: a break inside a run is shown by some clients only."""
    shown = cleaned(line)
    if not any("\n" in span.text for span in shown):
        yield shown
        return
    here: list[Span] = []
    for span in shown:
        first, *others = span.text.split("\n")
        here.append(replace(span, text=first))
        for other in others:
            yield tuple(here)
            here = [replace(span, text=other)]
    yield tuple(here)


def fitting(line: Line) -> Iterator[Line]:
    """The line in parts that fit; together all of it."""
    shown = tuple(span for span in line if span.text)
    if sum(weight(span.text) for span in shown) <= PIECE:
        yield from (shown,) if shown else ()
        return
    part: list[Span] = []
    room = PIECE
    for span in shown:
        for text in pieces(span.text):
            if part and weight(text) > room:
                yield tuple(part)
                part, room = [], PIECE
            part.append(replace(span, text=text))
            room -= weight(text)
    if part:
        yield tuple(part)


def reachable(url: str) -> bool:
    """Whether a link may lead there."""
    return url.startswith(("https://", "http://", "mailto:")) and len(url) <= LINK and _plain(url)


def _plain(url: str) -> bool:
    return url.isascii() and not re.search(r"[\s{}<>\"\\]", url)


def run(span: Span) -> Json:
    """Characters in which nothing is interpreted."""
    made: Json = {"type": "TextRun", "text": literal(span.text)}
    if span.bold:
        made["weight"] = "Bolder"
    if span.italic:
        made["italic"] = True
    if span.code:
        made["fontType"] = "Monospace"
    if reachable(span.link):
        made |= {"color": "Accent", "selectAction": {"type": "Action.OpenUrl", "url": span.link}}
    return made


def rich(spans: Iterable[Span], **looks: str | bool) -> Json:
    """A text of runs; it wraps by itself."""
    return {"type": "RichTextBlock", "inlines": [{**run(s), **looks} for s in spans]}
