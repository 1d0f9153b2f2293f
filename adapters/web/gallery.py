"""Every screen of Kring in every language, with its examples: to read, to compare, to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import htpy as h

from adapters.web.calendar import chips, head
from adapters.web.chat import Here
from adapters.web.frame import clean, name_of
from adapters.web.panel import TONGUES
from adapters.web.render import card
from adapters.words import Words, in_
from bot.content import Card
from bot.dialog import Dialog
from bot.fields import Answers, Facts
from bot.speech import Reader, Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One step of one dialog with one example, in one language; or why it cannot be shown."""

    dialog: str
    step: str
    example: int
    language: str
    card: Card | None
    trouble: str = ""


def _screen(speech: Speech, dialog: Dialog, step: int, example: int, language: str) -> Screen:
    facts: Facts = dialog.examples[example]
    shown = dialog.steps[step]
    reader = Reader(
        language=language,
        zone=str(facts.get("zone", "Europe/Brussels")),
        name=str(facts.get("name", "")),
        today="2027-01-12",
    )
    trouble, made = "", None
    try:
        answers = Answers(facts.get("answers", {}))
        made = speech.card(
            dialog,
            shown,
            reader,
            facts=facts,
            answers=answers,
            token="example",  # noqa: S106
        )
    except Exception as wrong:  # noqa: BLE001 - a gallery shows what is broken, too
        trouble = f"{type(wrong).__name__}: {wrong}"
    return Screen(
        dialog=dialog.key,
        step=shown.key,
        example=example + 1,
        language=language,
        card=made,
        trouble=trouble,
    )


def screens(
    dialogs: Mapping[str, Dialog], speech: Speech, languages: tuple[str, ...], only: str = ""
) -> Iterator[Screen]:
    """All screens, by dialog, step, example and language; of one dialog, or of all."""
    for key in sorted(dialogs):
        if only in ("", key):
            dialog = dialogs[key]
            for step in range(len(dialog.steps)):
                for example in range(len(dialog.examples)):
                    for language in languages:
                        yield _screen(speech, dialog, step, example, language)


def _shown(here: Here, words: Words, screen: Screen) -> h.Node:
    frame = replace(here.frame, say=in_(words, screen.language), still=True)
    name = f"{screen.dialog}-{screen.step}-{screen.example}-{screen.language}"
    return h.figure(".screen", id=name_of(name, "g"), lang=screen.language)[
        h.figcaption[
            h.code[f"{screen.dialog} · {screen.step}"],
            h.span[f"{TONGUES.get(screen.language, screen.language)} · {screen.example}"],
        ],
        card(screen.card, frame) if screen.card else h.p(".error")[clean(screen.trouble)],
    ]


def gallery(
    here: Here,
    words: Words,
    dialogs: Mapping[str, Dialog],
    speech: Speech,
    dialog: str,
    language: str,
) -> h.Element:
    """The page. Without a dialog chosen it shows all, in one language."""
    say = here.say
    languages = tuple(TONGUES) if language == "all" else (language,)
    found = list(screens(dialogs, speech, languages, dialog))
    tongues = [*TONGUES.items(), ("all", say("all_languages"))]
    matters = [("", say("all")), *((key, key) for key in sorted(dialogs))]
    return h.main("#main.paper")[
        head(here, say("gallery"), say("gallery_about")),
        h.nav(aria_label=say("filter"))[
            chips(here, "/gallery", "language", language, tongues, dialog=dialog),
            chips(here, "/gallery", "dialog", dialog, matters, language=language),
        ],
        h.p(".small")[say("screens", n=len(found))],
        h.div(class_="screens three" if language == "all" else "screens")[
            (_shown(here, words, screen) for screen in found)
        ],
    ]
