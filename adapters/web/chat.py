"""The chat page: conversations on the left, messages in the middle, a place to write below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import htpy as h

from adapters.web import times
from adapters.web.frame import Frame, clean, name_of
from adapters.web.marks import PLAIN, Marks
from adapters.web.render import card
from adapters.web.rooms import Look, Room
from adapters.web.shell import icon, mark
from adapters.web.wall import Line
from adapters.words import Say
from bot.content import Card

FACES = 8
"""Colours for the initials of people."""

START = "start:create::"
"""The button that begins a network."""

LONG = 1200
"""Characters of a typed message that are shown before it is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """For whom a page is drawn, and how its addresses carry on who that is."""

    look: Look
    say: Say
    query: str = ""
    marks: Marks = PLAIN

    @property
    def frame(self) -> Frame:
        look = self.look
        return Frame(say=self.say, people=look.people, names=look.names, places=look.places)

    def to(self, path: str) -> str:
        return f"{path}{self.query}"

    def address(self, room: Room) -> str:
        if room.sort == "kring":
            return self.to("/")
        return self.to(f"/in/{quote(room.id, safe=':')}")

    def title(self, room: Room) -> str:
        return room.title or "Kring"


def initials(name: str) -> str:
    """`ZL` for Zoé Lambert."""
    parts = ["".join(c for c in part if c.isalnum()) for part in clean(name).split()]
    letters = [part[0] for part in parts if part]
    return "".join((letters[0], letters[-1])[: len(letters)]).upper() if letters else "?"


def face(name: str, person: str) -> h.Node:
    """A person as two letters on a colour that stays theirs."""
    colour = int(name_of(person)[1:], 16) % FACES
    return h.span(class_=f"face face-{colour}", aria_hidden="true")[initials(name)]


# ── conversations ──


def _entry(here: Here, room: Room, current: str) -> h.Node:
    return h.li[
        h.a(
            href=here.address(room),
            data_go=True,
            data_room=room.id,
            aria_current="page" if room.id == current else None,
        )[
            mark() if room.sort == "kring" else h.span(".hash", aria_hidden="true")["#"],
            h.span(".name")[clean(here.title(room))],
            h.span(".badge", hidden=True),
        ]
    ]


def conversations(here: Here, current: str) -> h.Node:
    """The list on the left."""
    say, rooms = here.say, here.look.rooms
    sections = (
        ("talks", [room for room in rooms if room.sort == "kring"]),
        ("networks", [room for room in rooms if room.sort == "network"]),
        ("team", [room for room in rooms if room.sort == "team"]),
    )
    return [
        h.ul[
            h.li[
                h.a(
                    href=here.to("/home"),
                    data_go=True,
                    aria_current="page" if current == "home" else None,
                )[icon("home"), h.span(".name")[say("home")]]
            ]
        ],
        [
            [h.h2[say(word)], h.ul[(_entry(here, room, current) for room in found)]]
            for word, found in sections
            if found
        ],
    ]


def sidebar(here: Here, current: str) -> h.Node:
    """The list with its head, and at its foot who one is."""
    person = here.look.person
    return h.nav("#nav", aria_label=here.say("conversations"))[
        h.p(".brand")[mark(), "Kring"],
        h.div("#rooms")[conversations(here, current)],
        h.p(".me")[face(person.name, person.id), h.span[h.bdi[clean(person.name)]]],
    ]


# ── messages ──


def _head(here: Here, line: Line) -> h.Node:
    person = here.look.person
    name = here.look.names.get(line.author, here.say("somebody")) if line.author else "Kring"
    stamp = h.time(datetime=line.at.isoformat())[times.clock(line.at, person)]
    return h.header[
        h.h2(".who")[h.bdi[clean(name)]],
        " ",
        stamp,
        h.span(".matter")[clean(line.card.title)]
        if line.card and line.card.title not in ("", "Kring")
        else None,
    ]


def _typed(text: str, say: Say) -> h.Node:
    shown = clean(text)
    if len(shown) <= LONG:
        return h.p(".typed", dir="auto")[shown]
    return h.details(".typed")[
        h.summary[h.span(dir="auto")[shown[:LONG], "…"], h.span(".more")[say("more")]],
        h.p(dir="auto")[shown[LONG:]],
    ]


def message(here: Here, line: Line, language: str = "") -> h.Element:
    """One line of a conversation."""
    person = here.look.person
    name = here.look.names.get(line.author, "?")
    return h.article(
        class_=[
            "line",
            "own" if line.author == person.id else "",
            "typed-line" if not line.card else "",
        ],
        id=name_of(f"{line.key}"),
        data_seq=here.marks.place(line),
        data_day=times.day(line.at, person),
        lang=language or None,
        tabindex="-1",
    )[
        face(name, line.author)
        if line.author
        else h.span(".face.kring", aria_hidden="true")[mark()],
        h.div(".said")[
            _head(here, line),
            card(line.card, here.frame) if line.card else _typed(line.text, here.say),
        ],
    ]


def aside(here: Here, shown: Card) -> h.Element:
    """A card for this reader's eyes only, until they move on."""
    return h.article(".line.aside", tabindex="-1")[
        h.span(".face.kring", aria_hidden="true")[mark()],
        h.div(".said")[
            h.header[h.h2(".who")["Kring"], h.span(".matter")[here.say("only_you")]],
            card(shown, here.frame),
        ],
    ]


def messages(here: Here, lines: Iterable[Line], language: str) -> h.Node:
    """The conversation so far, with a line where a new day begins."""
    shown: list[h.Node] = []
    today = ""
    for line in lines:
        day = times.day(line.at, here.look.person)
        if day != today:
            shown.append(h.p(".day")[h.span[day]])
            today = day
        shown.append(message(here, line, language))
    return shown


def _empty(here: Here, room: Room) -> h.Node:
    say = here.say
    if room.sort != "kring":
        return h.div(".empty")[mark(), h.p[say("empty_channel")]]
    return h.div(".empty")[
        mark(),
        h.p[say("empty")],
        h.div(".buttons")[
            h.button(".button.main", type="button", data_press=START)[say("empty_start")],
            h.button(".button.plain", type="button", data_say=say("help_word"))[say("empty_help")],
        ],
    ]


def _composer(here: Here, room: Room) -> h.Node:
    say = here.say
    asks = say("write_kring") if room.sort == "kring" else say("write_to", room=f"# {room.title}")
    return h.form("#composer", method="post", action="/send")[
        h.label(".unseen", for_="words")[asks],
        h.div(".write")[
            h.textarea(
                "#words",
                name="say",
                rows="1",
                placeholder=asks,
                autocomplete="off",
                aria_describedby="how",
            ),
            h.button(".button.main.send", type="submit", title=say("send"))[
                icon("send"), h.span(".unseen")[say("send")]
            ],
        ],
        h.p("#how.how")[say("how")],
        h.p(".trouble", role="alert", hidden=True),
    ]


def _main(here: Here, room: str, sort: str, newest: int) -> h.Element:
    """The middle of the page, with what its script has to know and to say."""
    return h.main(
        "#main",
        data_room=room,
        data_sort=sort,
        data_newest=here.marks.write(newest),
        data_person=here.look.person.id,
        data_trouble=here.say("trouble"),
        data_offline=here.say("offline"),
    )


def _top(here: Here, title: str, about: str) -> h.Node:
    return h.header(".top")[
        h.button("#open-nav", type="button", aria_expanded="false", aria_controls="nav")[
            icon("menu"),
            h.span(".unseen")[here.say("conversations")],
            h.span(".badge", hidden=True),
        ],
        h.div[
            h.h1("#title", tabindex="-1")[h.bdi[clean(title)]],
            h.p(".about")[clean(about)] if about else None,
        ],
    ]


def talk(here: Here, room: Room, lines: Sequence[Line], newest: int) -> h.Element:
    """The middle of the page: one conversation."""
    say = here.say
    about = room.about or (say("about_kring") if room.sort == "kring" else say("about_team"))
    return _main(here, room.id, room.sort, newest)[
        _top(here, f"# {room.title}" if room.title else "Kring", about),
        h.div(".scroll")[
            h.div("#log", role="log", aria_live="polite", aria_labelledby="title", tabindex="0")[
                messages(here, lines, room.language) if lines else _empty(here, room)
            ],
        ],
        h.button("#newer", type="button", hidden=True)[say("newer")],
        h.noscript[h.p(".note")[say("noscript")]],
        _composer(here, room),
    ]


def home(here: Here, shown: Card, newest: int) -> h.Element:
    """The middle of the page: the overview."""
    return _main(here, "home", "home", newest)[
        _top(here, here.say("home"), here.say("about_home")),
        h.div(".scroll")[
            h.div("#log")[
                h.article(".line.overview", tabindex="-1")[h.div(".said")[card(shown, here.frame)]]
            ]
        ],
    ]
