"""A card as HTML. Everything is escaped; nothing but what is declared here reaches the page."""

from collections.abc import Sequence

import htpy as h
from markupsafe import Markup

from adapters.web.form import form
from adapters.web.frame import Frame, clean
from adapters.web.picture import drawing
from bot.content import (
    Block,
    Bullets,
    Button,
    Card,
    Heading,
    Image,
    Line,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)


def reachable(url: str) -> bool:
    """Whether a link may lead there."""
    return url.startswith(("https://", "http://", "mailto:"))


def _span(span: Span) -> h.Node:
    node: h.Node = clean(span.text)
    if span.code:
        node = h.code[node]
    if span.italic:
        node = h.em[node]
    if span.bold:
        node = h.strong[node]
    if reachable(span.link):
        node = h.a(href=span.link, target="_blank", rel="noopener noreferrer")[node]
    return node


def _line(line: Line) -> h.Node:
    return [_span(span) for span in line]


def block(shown: Block) -> h.Node:
    """One block of a card."""
    match shown:
        case Heading(line):
            return h.h3[_line(line)]
        case Paragraph(line):
            return h.p[_line(line)]
        case Quote(line):
            return h.blockquote[h.p[_line(line)]]
        case Bullets(items, numbered):
            entries = [h.li[_line(item)] for item in items]
            return h.ol[entries] if numbered else h.ul[entries]
        case Image(svg, alt):
            picture = Markup(drawing(svg))  # noqa: S704 - rebuilt from a list of harmless shapes
            return h.span(".picture", role="img", aria_label=clean(alt))[picture]
        case Table(head, rows):
            return _table(head, rows)
        case Rule():
            return h.hr


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> h.Node:
    return h.div(".wide", tabindex="0", role="group", aria_label=clean(", ".join(head)))[
        h.table[
            h.thead[h.tr[(h.th(scope="col")[clean(cell)] for cell in head)]],
            h.tbody[(h.tr[(h.td[clean(cell)] for cell in row)] for row in rows)],
        ]
    ]


def _button(button: Button) -> h.Node:
    looks = f"button {button.look}"
    if reachable(button.url):
        return h.a(class_=looks, href=button.url, target="_blank", rel="noopener noreferrer")[
            clean(button.label)
        ]
    return h.button(class_=looks, type="button", data_press=button.token)[clean(button.label)]


def blocks(card: Card) -> h.Node:
    """What a card says, without what it asks."""
    return h.div(".blocks")[(block(shown) for shown in card.blocks)] if card.blocks else None


def card(shown: Card, frame: Frame) -> h.Element:
    """The whole card: what it says, its form, its buttons."""
    return h.div(".card", inert=frame.still)[
        blocks(shown),
        form(shown.form, frame) if shown.form else None,
        h.div(".buttons")[(_button(button) for button in shown.buttons)] if shown.buttons else None,
    ]
