"""The frame of every page: head, skip link, the mark of Kring, small icons."""

import math
from hashlib import blake2s
from pathlib import Path

import htpy as h

from adapters.words import Say

STATIC = Path(__file__).parent / "static"

_ICONS = {
    "home": "M3 9.5 10 3.5l7 6M5 8.5V16h3.5v-4h3v4H15V8.5",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "send": "M3.5 10 3 3.5 17.5 10 3 16.5 3.5 10Zm0 0h6.5",
    "calendar": "M4 5h12v11H4zM4 8.5h12M7 3v3.5M13 3v3.5",
    "gallery": "M3.5 3.5h5.5v5.5h-5.5zM11 3.5h5.5v5.5H11zM3.5 11h5.5v5.5h-5.5zM11 11h5.5v5.5H11z",
    "back": "M12 4.5 6.5 10l5.5 5.5",
}


def icon(name: str) -> h.Node:
    """A drawing beside a word that says the same."""
    return h.svg(".icon", viewBox="0 0 20 20", aria_hidden="true")[h.path(d=_ICONS[name])]


def mark() -> h.Node:
    """A ring of people, one of them speaking."""
    places = (
        (20 + 13 * math.sin(n * math.pi / 4), 20 - 13 * math.cos(n * math.pi / 4), n)
        for n in range(8)
    )
    return h.svg(".mark-of-kring", viewBox="0 0 40 40", aria_hidden="true")[
        (
            h.circle(
                class_="speaks" if n == 1 else None,
                cx=f"{x:.1f}",
                cy=f"{y:.1f}",
                r="4.6" if n == 1 else "3.4",
            )
            for x, y, n in places
        )
    ]


def static(name: str) -> str:
    """The address of one of our own files; it changes with what is in it."""
    version = blake2s((STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?v={version}"


def page(say: Say, language: str, title: str, *body: h.Node, sort: str = "") -> h.Element:
    """A whole document. `sort` names its layout."""
    return h.html(lang=language)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.title[f"{title} · Kring" if title != "Kring" else title],
            h.link(rel="icon", href=static("kring.svg"), type="image/svg+xml"),
            h.link(rel="stylesheet", href=static("kring.css")),
            h.script(type="module", src=static("kring.js")),
        ],
        h.body(class_=sort or None)[
            h.a(".skip", href="#main")[say("skip")],
            *body,
        ],
    ]
