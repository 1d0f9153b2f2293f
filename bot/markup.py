"""A closed Markdown: what templates may write, read into blocks; values are escaped before."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.content import Block, Bullets, Heading, Image, Line, Paragraph, Quote, Rule, Span, Table
from bot.picture import dots, dots_svg

_SPECIAL = re.compile(r"([\\`*_\[\]()#>|!.~+-])")
_BREAK = "\u2028"  # a line break inside of a value: it ends no paragraph

_INLINE = re.compile(
    r"\\(?P<escaped>.)"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\((?P<link>https?://(?:\\.|[^)\s\\])+)\)"
    r"|(?P<bold>\*\*)"
    r"|(?P<italic>_)"
)
GAPS = " \t\r\n\f\v\u2028"
"""Where a line may break. Not the hard spaces of French, which stay before `?` and `:`."""
_GAP = re.compile(f"[{GAPS}]+")
_UNESCAPE = re.compile(r"\\(.)")
_PICTURE = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\(dots:(?P<dots>[0-9.\\]+)\)")
_CELL = re.compile(r"(?<!\\)\|")


def escape(value: str) -> str:
    """The value so that it shows as it is, wherever a template puts it."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return _SPECIAL.sub(r"\\\1", lines).replace("\n", _BREAK)


def unescape(text: str) -> str:
    """What `escape` was given."""
    return _UNESCAPE.sub(r"\1", text).replace(_BREAK, "\n")


def literal(value: str, *, italic: bool = False) -> Line:
    """A value by itself: what `inline` makes of one that was escaped."""
    shown = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return (Span(text=shown.replace(_BREAK, "\n"), italic=italic),) if shown else ()


def inline(text: str) -> Line:
    """One paragraph's worth of text as spans."""
    if _INLINE.search(text) is None:  # most are plain
        return (Span(text=text.replace(_BREAK, "\n")),) if text else ()
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    bold = italic = False
    buffer, position = "", 0

    def flush() -> Iterator[Span]:
        if buffer:
            yield Span(text=buffer.replace(_BREAK, "\n"), bold=bold, italic=italic)

    for found in _INLINE.finditer(text):
        buffer += text[position : found.start()]
        position = found.end()
        if found["escaped"] is not None:
            buffer += found["escaped"]
            continue
        yield from flush()
        buffer = ""
        if found["code"]:
            yield Span(text=unescape(found["code"]), bold=bold, italic=italic, code=True)
        elif found["label"]:
            label, link = unescape(found["label"]), unescape(found["link"])
            yield Span(text=label, bold=bold, italic=italic, link=link)
        elif found["bold"]:
            bold = not bold
        else:
            italic = not italic
    buffer += text[position:]
    yield from flush()


def _chunks(text: str) -> Iterator[list[str]]:
    """Lines that belong together: split at blank lines and where the sort of block changes."""
    chunk: list[str] = []
    for line in (raw.strip() for raw in text.split("\n")):
        alone = line.startswith(("#", "---", "!["))
        if chunk and (not line or alone or _sort(line) != _sort(chunk[0])):
            yield chunk
            chunk = []
        if line:
            chunk.append(line)
            if alone:
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _sort(line: str) -> str:
    if re.match(r"\d+\. ", line):
        return "1"
    return line[0] if line[:2] in ("- ", "> ") or line.startswith("|") else ""


@lru_cache(maxsize=2048)  # the same card is written to many
def parse(text: str) -> tuple[Block, ...]:
    """Markdown as blocks. Total: what is no known markup is a paragraph."""
    return tuple(_block(chunk) for chunk in _chunks(text))


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first == "---":
        return Rule()
    if first.startswith("## "):
        return Heading(inline(first[3:]))
    if picture := _PICTURE.fullmatch(first):
        value = float(unescape(picture["dots"]))
        return Image(dots_svg(value), unescape(picture["alt"]), dots(value))
    match _sort(first):
        case "-":
            return Bullets(tuple(inline(line[2:]) for line in lines))
        case "1":
            items = tuple(inline(re.sub(r"^\d+\. ", "", line)) for line in lines)
            return Bullets(items, numbered=True)
        case ">":
            return Quote(inline(" ".join(line[2:] for line in lines)))
        case "|":
            head, *rows = [
                tuple("".join(s.text for s in inline(c.strip())) for c in _CELL.split(line)[1:-1])
                for line in lines
                if not re.fullmatch(r"[|:\s-]+", line)
            ]
            return Table(head, tuple(rows))
        case _:
            return Paragraph(inline(" ".join(lines)))


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """The characters of a short text, its markup read away: labels, titles, buttons."""
    line = _GAP.sub(" ", text)
    return "".join(span.text for span in inline(line)).strip(GAPS)
