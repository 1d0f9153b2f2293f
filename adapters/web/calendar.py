"""All that Kring will say, to whom and when: a dry run as a table, each row with its message."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlencode

import htpy as h

from adapters.web import times
from adapters.web.chat import Here
from adapters.web.frame import clean
from adapters.web.play import Coming
from adapters.web.render import card
from adapters.web.shell import icon

NAMED = 3
"""People who are named in a row; more are counted."""

COLUMNS = ("at", "role", "to", "message")


def _link(here: Here, path: str, **chosen: str) -> str:
    kept = dict(part.split("=", 1) for part in here.query.removeprefix("?").split("&") if part)
    query = urlencode({**kept, **{key: value for key, value in chosen.items() if value}})
    return f"{path}?{query}" if query else path


def chips(
    here: Here, path: str, name: str, current: str, options: Iterable[tuple[str, str]], **kept: str
) -> h.Node:
    """A row of links of which one is the current choice."""
    return h.ul(".filters")[
        (
            h.li[
                h.a(
                    href=_link(here, path, **{**kept, name: key}),
                    aria_current="true" if key == current else None,
                )[label]
            ]
            for key, label in options
        )
    ]


def head(here: Here, title: str, about: str) -> h.Node:
    """The top of a page beside the chat, with the way back."""
    return h.header(".top")[
        h.a(".button.quiet", href=here.to("/"))[icon("back"), here.say("back")],
        h.div[h.h1(tabindex="-1")[title], h.p(".about")[about]],
    ]


def together(rows: Iterable[Coming], alike: Container[str] = ()) -> list[list[Coming]]:
    """What is said to several people at once, together; first those of `alike`, by name."""
    found: dict[tuple[object, ...], list[Coming]] = {}
    for row in rows:
        found.setdefault((row.at, row.role, row.dialog), []).append(row)
    return [sorted(same, key=lambda row: row.to not in alike) for same in found.values()]


def _hearers(here: Here, names: Sequence[str]) -> h.Node:
    if len(names) <= NAMED:
        return [[", " if n else None, h.bdi[clean(name)]] for n, name in enumerate(names)]
    return h.details[
        h.summary[here.say("hearers", n=len(names))],
        h.ul(".hearers")[(h.li[h.bdi[clean(name)]] for name in names)],
    ]


def _row(here: Here, same: Sequence[Coming]) -> h.Node:
    say, frame, coming = here.say, replace(here.frame, still=True), same[0]
    channels = {room.id: f"# {room.title}" for room in here.look.rooms}
    names = sorted(channels.get(row.to, row.to) for row in same)
    return h.tr[
        h.th(scope="row")[times.clock(coming.at, here.look.person)],
        h.td[h.span(class_=f"role role-{coming.role}")[_role(here, coming.role)]],
        h.td[_hearers(here, names)],
        h.td[
            h.details[h.summary[clean(coming.title)], card(coming.card, frame)]
            if coming.card
            else [clean(coming.title), h.span(".small")[" · ", say("no_preview")]]
        ],
    ]


def _role(here: Here, role: str) -> str:
    known = ("anyone", "participant", "facilitator", "member", "manager", "organiser", "channel")
    return here.say(f"role_{role}") if role in known else clean(role)


def calendar(
    here: Here, rows: Sequence[Coming], role: str, alike: Container[str] = ()
) -> h.Element:
    """The page. `role` narrows it, "" shows all; `alike` read the language of this reader."""
    say = here.say
    roles = sorted({row.role for row in rows})
    options = [("", say("all")), *((each, _role(here, each)) for each in roles)]
    shown = [row for row in rows if role in ("", row.role)]
    grouped = together(shown, alike)
    by_day = groupby(grouped, key=lambda same: times.day(same[0].at, here.look.person))
    days = [(day, list(found)) for day, found in by_day]
    return h.main("#main.paper")[
        head(here, say("calendar"), say("calendar_about")),
        h.nav(aria_label=say("filter"))[chips(here, "/calendar", "role", role, options)],
        h.p(".small")[say("rows", n=len(shown))],
        [
            h.section[
                h.h2[day],
                h.div(".wide")[
                    h.table(".coming")[
                        h.colgroup[(h.col(class_=f"of-{each}") for each in COLUMNS)],
                        h.thead(".unseen")[
                            h.tr[(h.th(scope="col")[say(word)] for word in COLUMNS)]
                        ],
                        h.tbody[(_row(here, same) for same in found)],
                    ]
                ],
            ]
            for day, found in days
        ],
    ]
