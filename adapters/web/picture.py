"""Lets a drawing through and nothing that acts: SVG text rebuilt from a short list of shapes."""

from html import escape
from html.parser import HTMLParser

_SHAPES = {
    "svg": "svg",
    "g": "g",
    "path": "path",
    "circle": "circle",
    "ellipse": "ellipse",
    "rect": "rect",
    "line": "line",
    "polyline": "polyline",
    "polygon": "polygon",
    "text": "text",
}
_TRAITS = {
    "viewbox": "viewBox",
    **{
        name: name
        for name in (
            *("width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry"),
            *("d", "points", "transform", "opacity", "fill", "stroke", "stroke-width"),
            *("stroke-linecap", "stroke-linejoin", "text-anchor", "font-size"),
        )
    },
}


class _Tracer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.open: list[str] = []

    def _tag(self, tag: str, traits: list[tuple[str, str | None]], end: str) -> None:
        kept = "".join(
            f' {_TRAITS[name]}="{escape(value or "")}"'
            for name, value in traits
            if name in _TRAITS and "url(" not in (value or "").lower()
        )
        self.kept.append(f"<{_SHAPES[tag]}{kept}{end}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SHAPES:
            self.open.append(tag)
            self._tag(tag, attrs, "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SHAPES:
            self._tag(tag, attrs, "/")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while (last := self.open.pop()) != tag:
                self.kept.append(f"</{_SHAPES[last]}>")
            self.kept.append(f"</{_SHAPES[tag]}>")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "text":
            self.kept.append(escape(data))


def drawing(svg: str) -> str:
    """The same picture without scripts, styles, references or anything else that is no shape."""
    tracer = _Tracer()
    tracer.feed(svg)
    tracer.close()
    tracer.kept += [f"</{_SHAPES[tag]}>" for tag in reversed(tracer.open)]
    return "".join(tracer.kept)
