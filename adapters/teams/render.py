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
from adapters.teams.form import one_tap, questions, rows, taps
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
from adapters.teams.words import Say, Words, in_
from bot.content import Card, Form, Raw
from bot.content import plain as characters

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
INLINE = 40
"""Lines of questions that stand in a message; more are a dialog."""
OPTIONS = 9000
"""Bytes of the labels of all options in a message; a dialog has twice as much."""


def fallback(card: Card) -> str:
    """The card without elements, for a client that cannot show it; it may read Markdown."""
    text = " · ".join(clean(characters(card)).split("\n")).strip() or clean(card.title).strip()
    return shorten(text or "Kring", FALLBACK, weight)


def _card(body: Sequence[Json], actions: Sequence[Json], language: str, instead: str) -> Json:
    made: Json = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "msteams": {"width": "Full"},
        "fallbackText": instead,
        "body": list(body) or list(small("…")),
    }
    if language:
        made["lang"] = language
    return {**made, "actions": list(actions)} if actions else made


# ── in a message ──


def _run_step(form: Form) -> str:
    """The token that shows this step again."""
    run, _, step = form.token.partition(":")
    return f"look:{run}:{step}"


def _send(form: Form, on: Surface, say: Say) -> Json:
    label = clean(form.submit).strip() or say("answer")
    return act(label, gestures.sending(on.nonce, form.token), on, style="positive", inputs=True)


def _inline(card: Card, known: Known, on: Surface, say: Say) -> tuple[list[Json], list[Json]]:
    """All that can be done, with the questions in the message."""
    if card.form is None:
        return drawn(card.buttons, ACTIONS, on, say)
    if asked := one_tap(card.form, ACTIONS - len(card.buttons)):
        more, actions = drawn(card.buttons, ACTIONS, on, say)
        return [*taps(asked, card.form.token, on), *more], actions
    more, actions = drawn(card.buttons, ACTIONS - 1, on, say)
    asked_all = questions(card.form, known, say, OPTIONS)
    return [*asked_all, *more], [_send(card.form, on, say), *actions]


def _behind(card: Card, form: Form, on: Surface, say: Say) -> tuple[list[Json], list[Json]]:
    """The same with the questions by name, and a button that opens them."""
    more, actions = drawn(card.buttons, ACTIONS - 1, on, say)
    names = small(" · ".join(shorten(clean(a.label), TITLE) for a in form.inputs))
    return [*names, *more], [opener(say("answer"), _run_step(form), on), *actions]


def _long(form: Form, card: Card) -> bool:
    return rows(form) > INLINE or len(card.buttons) > ACTIONS - 1


def cards(card: Card, words: Words, *, nonce: str, known: Known = NOTHING) -> tuple[Json, ...]:
    """The card, and where it is long what it goes on with; each below the limit, together all."""
    say, on, body = in_(words, card.language), Surface(nonce=nonce), said(card.blocks)
    elements, actions = _inline(card, known, on, say)
    instead = fallback(card)
    heavy = weight(_card([*body, *elements], actions, card.language, instead)) > CARD
    if card.form and (_long(card.form, card) or (heavy and not one_tap(card.form, ACTIONS))):
        elements, actions = _behind(card, card.form, on, say)
    pages = _pages(body, elements, actions, card.language, instead, list(small(say("goes_on"))))
    return tuple(pages)


def _pages(
    body: Sequence[Json],
    foot: Sequence[Json],
    actions: Sequence[Json],
    language: str,
    instead: str,
    note: Sequence[Json],
) -> list[Json]:
    """The elements in as few cards as have room for them, the last with the actions."""
    frame = weight(_card([*note], [], language, instead))
    below = weight(list(actions))
    groups: list[list[Json]] = [[]]
    used = frame
    for element in (*body, *foot):
        heavy = weight(element) + 2
        if groups[-1] and used + heavy > CARD:
            groups.append([])
            used = frame
        groups[-1].append(element)
        used += heavy
    if groups[-1] and used + below > CARD:
        groups.append([])
    made = [_card([*group, *note], [], language, instead) for group in groups[:-1]]
    return [*made, _card(groups[-1], actions, language, instead)]


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
    room = ACTIONS - 1 if card.form else ACTIONS
    more, actions = drawn(card.buttons, room, on, say)
    elements = more
    if card.form:
        elements = [*questions(card.form, known, say, 2 * OPTIONS), *more]
        actions = [_send(card.form, on, say), *actions]
    shown = _fitted(said(card.blocks), elements, actions, card, say)
    return {
        "task": {
            "type": "continue",
            "value": {
                "title": title(card.title or "Kring"),
                "width": "medium",
                "height": "large" if card.form and rows(card.form) > INLINE // 4 else "medium",
                "card": attachment(shown),
            },
        }
    }


def _fitted(
    body: list[Json], foot: Sequence[Json], actions: Sequence[Json], card: Card, say: Say
) -> Json:
    instead = fallback(card)
    whole = _card([*body, *foot], actions, card.language, instead)
    if weight(whole) <= DIALOG:
        return whole
    note = list(small(say("in_message")))
    room = DIALOG - weight(_card([*note, *foot], actions, card.language, instead))
    kept: list[Json] = []
    for element in body:
        room -= weight(element) + 2
        if room < 0:
            break
        kept.append(element)
    return _card([*kept, *note, *foot], actions, card.language, instead)


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
        replace(asked, value=sent.get(asked.key, asked.value), error=wrong.get(asked.key, ""))
        for asked in card.form.inputs
    )
    return replace(card, form=replace(card.form, inputs=inputs))


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
