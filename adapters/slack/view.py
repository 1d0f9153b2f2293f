"""A card as a window (a modal), or as the Home tab."""

import json
from collections.abc import Mapping, Sequence

from adapters.slack import buttons
from adapters.slack.blocks import said, small
from adapters.slack.form import questions
from adapters.slack.known import NOTHING, Known
from adapters.slack.limits import FIELD, TITLE, VIEW, WINDOW, clean, shorten
from adapters.slack.message import packed
from adapters.slack.text import Json, plain
from adapters.words import Words, in_
from bot.content import Card, Form

FORM, NOTE, HOME = "form", "note", "home"


def _title(text: str) -> Json:
    return plain(shorten(clean(text).strip(), TITLE) or "Kring")


def _fitted(body: list[Json], foot: Sequence[Json], note: str) -> list[Json]:
    """Everything; or what fits of the text, a word on where the rest is, and all of the foot."""
    whole = packed([*body, *foot], VIEW, WINDOW, _bytes)
    if len(whole) == 1:
        return whole[0]
    more = list(small(note))
    room = WINDOW - sum(map(_bytes, (*more, *foot)))
    kept = packed(body, max(VIEW - len(more) - len(foot), 1), room, _bytes)[0]
    return [*kept, *more, *foot]


def _bytes(block: Json) -> int:
    return len(json.dumps(block, ensure_ascii=False).encode()) + 2


def _rows(card: Card) -> list[Json]:
    return list(buttons.rows([buttons.drawn(b, n) for n, b in enumerate(card.buttons, 1)]))


def modal(card: Card, words: Words, known: Known = NOTHING) -> Json:
    """A window with the card's questions, or only with what it says.

    `private_metadata` is the form's token, an opaque id: who may send the form is looked up.
    """
    say = in_(words, card.language)
    asked = questions(card.form, known, say) if card.form else []
    blocks = _fitted(said(card.blocks, known), [*asked, *_rows(card)], say("in_message"))
    view: Json = {
        "type": "modal",
        "callback_id": FORM if card.form else NOTE,
        "title": _title(card.title),
        "close": plain(shorten(say("close"), TITLE)),
        "blocks": blocks or list(small(card.title)) or list(small("…")),
    }
    if card.form is None:
        return view
    return {
        **view,
        "private_metadata": card.form.token,
        "submit": plain(shorten(clean(card.form.submit).strip(), TITLE) or say("answer")),
    }


def home(card: Card, words: Words, known: Known = NOTHING) -> Json:
    """The Home tab."""
    say = in_(words, card.language)
    blocks = _fitted(said(card.blocks, known), _rows(card), say("in_conversation"))
    return {"type": "home", "callback_id": HOME, "blocks": blocks or list(small("Kring"))}


# ── the answer to a form that was sent ──


def errors(wrong: Mapping[str, str], form: Form | Sequence[str]) -> Json:
    """What to mend, at its field; what belongs to no field here stands at the first."""
    fields = [asked.key for asked in form.inputs] if isinstance(form, Form) else list(form)
    shown: dict[str, str] = {}
    for key, text in wrong.items():
        at = key if key in fields else fields[0]
        shown[at[:FIELD]] = f"{shown[at]} {text}" if at in shown else text
    return {"response_action": "errors", "errors": shown}


def update(view: Json) -> Json:
    """The next window in place of the one that was sent."""
    return {"response_action": "update", "view": view}


CLOSED: Json = {"response_action": "clear"}
"""Every window of the stack is closed."""
