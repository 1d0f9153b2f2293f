"""The playground beside the chat: who one is, what time it is, and what may happen next."""

from collections.abc import Mapping

import htpy as h

from adapters.web import times
from adapters.web.chat import Here
from adapters.web.frame import clean
from adapters.web.play import Playground
from adapters.web.shell import icon

JUMPS = ("next", "hour", "day", "week", "kickoff", "session")
PARTS = ("facilitator", "participant", "manager", "organiser")
TONGUES = {"en": "English", "fr": "français", "nl": "Nederlands"}


def cast(here: Here, play: Playground, waiting: Mapping[str, int]) -> h.Node:
    """Whom one can be, with how many questions wait for each."""
    say, me = here.say, here.look.person.id
    return [
        h.optgroup(label=say(f"part_{part}"))[
            (
                h.option(value=each.person, selected=each.person == me)[
                    f"{clean(each.name)} · {TONGUES.get(each.language, each.language)}",
                    f" · {say('waiting', n=n)}" if (n := waiting.get(each.person, 0)) else None,
                ]
                for each in found
            )
        ]
        for part in PARTS
        if (found := [each for each in play.cast if each.part == part])
    ]


def time(here: Here, play: Playground) -> h.Node:
    """What the made-up clock shows to this reader."""
    now, person = play.now(), here.look.person
    return [
        h.span(".hour")[times.clock(now, person)],
        h.span(".date")[times.short(now, person)],
    ]


def panel(here: Here, play: Playground, waiting: Mapping[str, int]) -> h.Element:
    """The whole bar."""
    say, person = here.say, here.look.person
    return h.aside("#play", aria_label=say("playground"))[
        h.button("#open-play", type="button", aria_expanded="false", aria_controls="play-body")[
            h.span(".lamp", aria_hidden="true"),
            h.span(".label")[say("playground")],
            h.span(".brief")[clean(person.name), " · ", h.span(".now")[time(here, play)]],
        ],
        h.div("#play-body")[
            h.p(".head")[h.span(".lamp", aria_hidden="true"), say("playground")],
            h.p(".small")[say("playground_about")],
            h.form("#be", method="get", action="/")[
                h.label(for_="me")[say("you_are")],
                h.select("#me", name="me")[cast(here, play, waiting)],
                h.button(".button.plain", type="submit")[say("switch")],
            ],
            h.p(".small.zone")[f"{TONGUES.get(person.language, person.language)} · {person.zone}"],
            h.h2[say("clock")],
            h.p(".now.clock")[time(here, play)],
            h.div(".jumps")[
                (
                    h.button(
                        class_=f"button {'main wide-button' if how == 'next' else 'plain'}",
                        type="button",
                        data_play=how,
                    )[say(f"jump_{how}")]
                    for how in JUMPS
                )
            ],
            h.h2[say("others")],
            h.button(".button.plain.wide-button", type="button", data_play="answer")[
                say("let_answer")
            ],
            h.p("#happened", role="status"),
            h.ul(".links")[
                h.li[h.a(href=here.to("/calendar"))[icon("calendar"), say("calendar")]],
                h.li[h.a(href=here.to("/gallery"))[icon("gallery"), say("gallery")]],
            ],
        ],
    ]
