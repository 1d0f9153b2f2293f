"""What a card says, as elements: literal runs, in parts that fit, nothing left out.

Pictures are drawn in characters with their sentence beside them: SVG in a `data:` address is shown
by some clients only, and a picture from outside would need an address that everybody can open.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from adapters.teams.limits import PIECE, clean, pieces, weight
from adapters.teams.text import fitting, lines, rich, tame
from adapters.teams.values import Json
from bot.content import (
    Block,
    Bullets,
    Heading,
    Image,
    Line,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    flat,
)


def _texts(line: Line, **looks: str | bool) -> Iterator[Json]:
    """A line as texts, one below the other where it is long or broken."""
    close = False
    for one in lines(line):
        for part in fitting(one):
            if flat(part).strip():
                made = rich(part, **looks)
                yield {**made, "spacing": "None"} if close else made
                close = True


def small(*texts: str, color: str = "") -> Iterator[Json]:
    """What stands in small letters: whom an answer is for, what helps, what to mend."""
    looks: dict[str, str | bool] = {"color": color} if color else {"isSubtle": True}
    for text in texts:
        yield from _texts((Span(text=text),), size="Small", **looks)


def bold(text: str) -> Iterator[Json]:
    return _texts((Span(text=text, bold=True),))


def heading(line: Line) -> Iterator[Json]:
    """The one text that is no run, so that screen readers know it as a heading."""
    text = tame(flat(line))
    if weight(text) > PIECE:
        yield from bold(flat(line))
    elif text:
        yield {
            "type": "TextBlock",
            "text": text,
            "style": "heading",
            "size": "Medium",
            "weight": "Bolder",
            "wrap": True,
        }


def _quote(line: Line) -> Iterator[Json]:
    for said in _texts(line):
        yield {"type": "Container", "style": "emphasis", "items": [said]}


def _column(items: Sequence[Json], width: str) -> Json:
    return {"type": "Column", "width": width, "items": list(items)}


def _item(mark: str, said: Json) -> Json:
    point = rich((Span(text=mark),))
    columns = [_column([point], "auto"), _column([said], "stretch")]
    return {"type": "ColumnSet", "columns": columns, "spacing": "Small"}


def _bullets(items: Iterable[Line], *, numbered: bool) -> Iterator[Json]:
    for n, item in enumerate(items, 1):
        mark = f"{n}." if numbered else "•"
        for said in _texts(item):
            yield _item(mark, said)
            mark = "\u2007" * len(mark)  # as wide as a digit, so that it goes on below


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Json]:
    """Two columns side by side; more, row by row, as a telephone can show them."""
    pairs = len(head) == 2 and all(len(row) == 2 for row in rows)  # noqa: PLR2004
    if pairs and all(weight(cell) <= PIECE for row in (head, *rows) for cell in row):
        yield _pair(head, isSubtle=True, size="Small")
        yield from (_pair(row) for row in rows)
        return
    if head:
        yield from small(head[0])
    for row in rows:
        first, *others = row or ("",)
        yield from bold(first)
        for name, cell in zip_longest(head[1:], others, fillvalue=""):
            if cell:
                close = _texts((Span(text=f"{name} · " if name else ""), Span(text=cell)))
                yield from ({**said, "spacing": "None"} for said in close)


def _pair(row: Sequence[str], **looks: str | bool) -> Json:
    columns = [_column(list(_texts((Span(text=cell or " "),), **looks)), "stretch") for cell in row]
    return {
        "type": "ColumnSet",
        "columns": [column if column["items"] else _blank(column) for column in columns],
        "spacing": "Small",
    }


def _blank(column: Json) -> Json:
    return {**column, "items": [rich((Span(text="\u00a0"),))]}


def _image(image: Image) -> Iterator[Json]:
    drawn, alt = clean(image.drawn), clean(image.alt)
    yield from _texts((Span(text=f"{drawn} " if drawn else ""), Span(text=alt)))


def block(shown: Block) -> Iterator[Json]:
    """One block of a card, as one or more elements."""
    match shown:
        case Heading(line):
            yield from heading(line)
        case Paragraph(line):
            yield from _texts(line)
        case Quote(line):
            yield from _quote(line)
        case Bullets(items, numbered):
            yield from _bullets(items, numbered=numbered)
        case Image():
            yield from _image(shown)
        case Table(head, rows):
            yield from _table(head, rows)
        case Rule():
            return


def said(blocks: Iterable[Block]) -> list[Json]:
    """All that a card says. A rule is the line above what follows it."""
    made: list[Json] = []
    ruled = False
    for shown in blocks:
        for n, element in enumerate(block(shown)):
            line = {"separator": True, "spacing": "Medium"} if ruled and not n else {}
            made.append({**element, **line})
            ruled = False
        ruled = ruled or isinstance(shown, Rule)
    return made


def long(text: str) -> Iterator[Json]:
    """A text that has no room in a field, as a quotation above it."""
    for piece in pieces(clean(text)):
        yield from _quote((Span(text=piece),))
