"""Pages for those who are not in, or took a wrong turn: what happened, and what to do."""

import htpy as h

from adapters.web.shell import mark, page
from adapters.words import Words, in_


def notice(words: Words, language: str, sort: str) -> h.Element:
    """One of a few plain pages, by sort."""
    say = in_(words, language)
    return page(
        say,
        language,
        say(f"{sort}_title"),
        h.main("#main.notice")[
            mark(),
            h.h1[say(f"{sort}_title")],
            h.p[say(sort)],
            h.p[h.a(".button.main", href="/")[say("to_start")]]
            if sort in ("lost", "broken", "too_large")
            else None,
        ],
        sort="alone",
    )
