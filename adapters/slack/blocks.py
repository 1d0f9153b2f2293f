"""What a card says, as blocks: literal rich text, in parts that fit, nothing left out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from adapters.slack.known import Known
from adapters.slack.limits import HEADER, TEXT, clean, pieces, size
from adapters.slack.text import Json, cleaned, fitting, plain, rich, section
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

ALT = 2000
"""Characters of the sentence that stands for a picture."""
ITEMS = 50
"""Entries of one list; more go on in a further block."""


def paragraph(line: Line) -> Iterator[Json]:
    """A paragraph; a long one goes on in further blocks."""
    for part in fitting(line):
        if flat(part).strip():
            yield rich([section(part)])


def small(*texts: str) -> Iterator[Json]:
    """What stands in small grey letters: whom an answer is for, what to mend."""
    for text in texts:
        for piece in pieces(clean(text)):
            if piece.strip():
                yield {"type": "context", "elements": [plain(piece)]}


def bold(text: str) -> Iterator[Json]:
    return paragraph((Span(text=text, bold=True),))


def _heading(line: Line) -> Iterator[Json]:
    text = " ".join(flat(cleaned(line)).split())
    if not text:
        return
    if size(text) <= HEADER:
        yield {"type": "header", "text": plain(text)}
    else:
        yield from bold(text)


def _quote(line: Line) -> Iterator[Json]:
    for part in fitting(line):
        if flat(part).strip():
            yield rich([{**section(part), "type": "rich_text_quote"}])


def _list(items: Sequence[Line], *, start: int, numbered: bool) -> Json:
    made = {
        "type": "rich_text_list",
        "style": "ordered" if numbered else "bullet",
        "elements": [section(item) for item in items],
    }
    return {**made, "offset": start} if numbered and start else made


def bullets(items: Iterable[Line], *, numbered: bool = False) -> Iterator[Json]:
    """A list; a long one goes on in further blocks, and so does its count."""
    batch: list[Line] = []
    start = count = room = 0
    for item in items:
        for part in fitting(item):
            if batch and (size(flat(part)) > room or len(batch) == ITEMS):
                yield rich([_list(batch, start=start, numbered=numbered)])
                batch, start = [], count
            room = room - size(flat(part)) if batch else TEXT - size(flat(part))
            batch.append(part)
            count += 1
    if batch:
        yield rich([_list(batch, start=start, numbered=numbered)])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Json]:
    """Row by row, as a telephone can show it: the first cell in bold, the others after it."""
    if len(head) == 2:  # noqa: PLR2004 - of two columns the second needs no name in each row
        yield from paragraph((Span(text=" · ".join(head), italic=True),))
        head = ("", "")
    elif head:
        yield from paragraph((Span(text=head[0], italic=True),))
    yield from bullets(_row(head, row) for row in rows)


def _row(head: Sequence[str], row: Sequence[str]) -> Line:
    first, *rest = row or ("",)
    cells = zip_longest(head[1:], rest, fillvalue="")
    others = [" ".join(filter(None, cell)) for cell in cells if any(cell)]
    tail = "".join(f" · {said}" for said in others)
    return (Span(text=first, bold=True), Span(text=tail))


def _image(image: Image, known: Known) -> Iterator[Json]:
    file = known.pictures.get(image.svg)
    alt = clean(image.alt)
    if file and 0 < size(alt) <= ALT:
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": alt}
    else:
        yield from paragraph((Span(text=f"{image.drawn} " if image.drawn else ""), Span(text=alt)))


def pictured(blocks: Iterable[Json]) -> bool:
    """Whether there are pictures among them."""
    return any("slack_file" in made for made in blocks)


def worded(blocks: Iterable[Json]) -> Iterator[Json]:
    """The same, with its sentence in place of each picture."""
    for made in blocks:
        if pictured((made,)):
            yield from paragraph((Span(text=made["alt_text"]),))
        else:
            yield made


def block(shown: Block, known: Known) -> Iterator[Json]:
    """One block of a card, as one or more of Slack's."""
    match shown:
        case Heading(line):
            yield from _heading(line)
        case Paragraph(line):
            yield from paragraph(line)
        case Quote(line):
            yield from _quote(line)
        case Bullets(items, numbered):
            yield from bullets(items, numbered=numbered)
        case Image():
            yield from _image(shown, known)
        case Table(head, rows):
            yield from _table(head, rows)
        case Rule():
            yield {"type": "divider"}


def said(blocks: Iterable[Block], known: Known) -> list[Json]:
    """All that a card says."""
    return [made for shown in blocks for made in block(shown, known)]
