"""A card as an Adaptive Card: what it says, its questions, and what can be done with it.

A short form stands in the message itself. A long one, or one that has no room there, is behind a
button that opens it as a dialog. A card that is too heavy for one goes on in further cards of the
same message, in order, the last with all that can be done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.teams import gestures
from adapters.teams.actions import Surface, act, drawn, opener, title
from adapters.teams.blocks import said, small
from adapters.teams.form import choices, one_tap, questions, rows, taps
from adapters.teams.known import NOTHING, Known
from adapters.teams.limits import (
    ACTIONS,
    CARD,
    DIALOG,
    FALLBACK,
    TITLE,
    clean,
    shorten,
    weight,
)
from adapters.teams.values import Json
from adapters.words import Say, Words, in_
from bot.content import Card, Form, Input, Raw
from bot.content import plain as characters

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
INLINE = 28
"""Lines of questions that stand in a message; more are a dialog."""
LOW = 10
"""Lines of questions that fit into a dialog of medium height."""
OPTIONS = 9000
"""Bytes of the labels of all options in a message; a dialog has twice as much."""


def fallback(card: Card) -> str:
    """The card without elements, for a client that cannot show it; it may read Markdown."""
    text = " · ".join(clean(characters(card)).split("\n")).strip() or clean(card.title).strip()
    return shorten(text or "Kring", FALLBACK, weight)


def _card(body: Sequence[Json], instead: str) -> Json:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "msteams": {"width": "Full"},
        "fallbackText": instead,
        "body": list(body) or list(small("…")),
    }


# ── in a message ──


def _this_step(form: Form) -> str:
    """The token that shows this step again."""
    run, _, step = form.token.partition(":")
    return f"look:{run}:{step}"


def _send(form: Form, on: Surface, say: Say) -> Json:
    label = clean(form.submit).strip() or say("answer")
    return act(label, gestures.sending(on.nonce, form.token), on, style="positive", inputs=True)


def _inline(card: Card, known: Known, on: Surface, say: Say) -> list[Json]:
    """All that can be done, with the questions in the message."""
    form = card.form
    if form is None:
        return drawn(card.buttons, on, say)
    if asked := one_tap(form, ACTIONS - len(card.buttons)):
        taken = len(choices(asked))
        return [*taps(asked, form.token, on), *drawn(card.buttons, on, say, taken=taken)]
    send = _send(form, on, say)
    return [*questions(form, known, say, OPTIONS), *drawn(card.buttons, on, say, first=[send])]


def _behind(card: Card, form: Form, on: Surface, say: Say) -> list[Json]:
    """The same with the questions by name, and a button that opens them."""
    names = small(" · ".join(shorten(clean(a.label), TITLE) for a in form.inputs))
    way_in = opener(say("answer"), _this_step(form), on)
    return [*names, *drawn(card.buttons, on, say, first=[way_in])]


def _apart(card: Card, form: Form, heavy: int) -> bool:
    """Whether the questions are better off in a dialog."""
    if one_tap(form, ACTIONS - len(card.buttons)):
        return False
    return rows(form) > INLINE or len(card.buttons) > ACTIONS - 1 or heavy > CARD


def cards(card: Card, words: Words, *, nonce: str, known: Known = NOTHING) -> tuple[Json, ...]:
    """The card, and where it is long what it goes on with; each below the limit, together all."""
    say, on, body = in_(words, card.language), Surface(nonce=nonce), said(card.blocks)
    foot, instead = _inline(card, known, on, say), fallback(card)
    whole = _card([*body, *foot], instead)
    heavy = weight(whole)
    if card.form and _apart(card, card.form, heavy):
        foot = _behind(card, card.form, on, say)
    elif heavy <= CARD:  # nearly always
        return (whole,)
    return tuple(_pages(body, foot, instead, list(small(say("goes_on")))))


def _acts(element: Json) -> bool:
    return element["type"] == "ActionSet" or str(element["type"]).startswith("Input.")


def _pages(
    body: Sequence[Json], foot: Sequence[Json], instead: str, note: Sequence[Json]
) -> list[Json]:
    """The elements in as few cards as have room for them.

    Inputs and buttons stay together, in the last: a button sends the inputs of its own card.
    """
    text = next((n for n, element in enumerate(foot) if _acts(element)), len(foot))
    frame = weight(_card([*note], instead))
    groups: list[list[Json]] = [[]]
    used = frame
    for part in (*([element] for element in (*body, *foot[:text])), list(foot[text:])):
        heavy = sum(weight(element) + 2 for element in part)
        if groups[-1] and used + heavy > CARD:
            groups.append([])
            used = frame
        groups[-1] += part
        used += heavy
    made = [_card([*group, *note], instead) for group in groups[:-1]]
    return [*made, _card(groups[-1], instead)]


def attachment(drawn_: Json) -> Json:
    return {"contentType": ADAPTIVE, "content": drawn_}


def message(card: Card, words: Words, *, nonce: str, known: Known = NOTHING) -> Json:
    """The card as a message. `summary` is what a notification shows; nothing is mentioned in it."""
    return {
        "type": "message",
        "textFormat": "plain",
        "summary": summary(card),
        "attachmentLayout": "list",
        "attachments": [attachment(c) for c in cards(card, words, nonce=nonce, known=known)],
    }


def summary(card: Card) -> str:
    name = clean(card.title).strip() or "Kring"
    return shorten(" ".join(name.split()), TITLE)


# ── in a dialog ──


def dialog(card: Card, words: Words, *, nonce: str, known: Known = NOTHING) -> Json:
    """The card in a dialog, as the answer to `task/fetch` or `task/submit`.

    Of a text that has no room the beginning, and a word on where all of it is: in the message
    that the dialog was opened from.
    """
    say, on = in_(words, card.language), Surface(nonce=nonce, dialog=True)
    asked = questions(card.form, known, say, 2 * OPTIONS) if card.form else []
    send = [_send(card.form, on, say)] if card.form else []
    foot = [*asked, *drawn(card.buttons, on, say, first=send)]
    shown = _fitted(said(card.blocks), foot, fallback(card), list(small(say("in_message"))))
    return {
        "task": {
            "type": "continue",
            "value": {
                "title": title(card.title or "Kring"),
                "width": "medium",
                "height": "large" if card.form and rows(card.form) > LOW else "medium",
                "card": attachment(shown),
            },
        }
    }


def _fitted(body: Sequence[Json], foot: Sequence[Json], instead: str, note: Sequence[Json]) -> Json:
    """Everything; or what fits of the text, a word on where the rest is, and all of the foot."""
    whole = _card([*body, *foot], instead)
    if weight(whole) <= DIALOG:
        return whole
    room = DIALOG - weight(_card([*note, *foot], instead))
    kept: list[Json] = []
    for element in body:
        room -= weight(element) + 2
        if room < 0:
            break
        kept.append(element)
    return _card([*kept, *note, *foot], instead)


# ── the answer to a gesture ──


def mended(card: Card, sent: Mapping[str, Raw], errors: Mapping[str, str]) -> Card:
    """The card with what was filled in, and what is wrong with it at its field.

    What belongs to no field here stands at the first.
    """
    if card.form is None or not card.form.inputs:
        return card
    keys = {asked.key for asked in card.form.inputs}
    first = card.form.inputs[0].key
    wrong: dict[str, str] = {}
    for key, text in errors.items():
        at = key if key in keys else first
        wrong[at] = f"{wrong[at]} {text}" if at in wrong else text
    inputs = tuple(
        replace(asked, value=_filled(asked, sent), error=wrong.get(asked.key, ""))
        for asked in card.form.inputs
    )
    return replace(card, form=replace(card.form, inputs=inputs))


def _filled(asked: Input, sent: Mapping[str, Raw]) -> Raw:
    """What was sent for a question; names that were typed stay as they were typed."""
    value = sent.get(asked.key, asked.value)
    return ", ".join(value) if asked.kind == "people" and not isinstance(value, str) else value


def replaced(drawn_: Json) -> Json:
    """The answer to `adaptiveCard/action`: the new card where the pressed one stands."""
    return {"statusCode": 200, "type": ADAPTIVE, "value": drawn_}


def told(text: str) -> Json:
    """The same with a sentence alone; the card stays."""
    kind = "application/vnd.microsoft.activity.message"
    return {"statusCode": 200, "type": kind, "value": text}


def ended(text: str = "") -> Json:
    """The answer to a dialog: it closes, or shows a sentence."""
    return {"task": {"type": "message", "value": text}} if text else {}
