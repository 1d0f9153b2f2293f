"""A card as a message: what it says, and its questions as buttons or behind one."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adapters.slack import buttons
from adapters.slack.blocks import bold, said, small
from adapters.slack.form import one_tap, taps
from adapters.slack.known import NOTHING, Known
from adapters.slack.limits import FALLBACK, MESSAGE, PAGE, clean, shorten, size
from adapters.slack.text import Json, escape
from adapters.words import Say, Words, in_
from bot.content import Card, Form
from bot.content import plain as characters

QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}
"""What goes with every new message, so that Slack adds nothing to it."""
_OPEN = " \u00a0\u202f:…"
"""How a label ends that leads on to its field; in a list of labels it leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: tuple[Json, ...]


def weight(block: Json) -> int:
    """Characters of a block on its way."""
    return len(json.dumps(block, ensure_ascii=False)) + 2


def fallback(card: Card) -> str:
    """The card without blocks. Slack reads markup in it, so the control characters are escaped."""
    text = clean(characters(card)).strip() or clean(card.title).strip() or "Kring"
    most = FALLBACK
    while size(escape(shorten(text, most))) > FALLBACK:
        most = most * 3 // 4
    return escape(shorten(text, most))


def _opener(form: Form, say: Say) -> Json:
    run = form.token.partition(":")[0]
    return buttons.press(say("answer"), f"look:{run}:", style="primary", n=0)


def _asked(form: Form) -> Iterator[Json]:
    """The questions by name, so that one can also simply type the answer to the first."""
    if len(form.inputs) == 1:
        asked = form.inputs[0]
        yield from bold(asked.label)
        yield from small(asked.error, asked.hint, asked.promise)
    else:
        yield from small(" · ".join(asked.label.rstrip(_OPEN) for asked in form.inputs))


def _foot(card: Card, say: Say) -> list[Json]:
    """What can be done with the card."""
    made = [buttons.drawn(button, n) for n, button in enumerate(card.buttons, 1)]
    if card.form is None:
        return list(buttons.rows(made))
    if asked := one_tap(card.form):
        return [*taps(asked, card.form.token), *buttons.rows(made)]
    return [*_asked(card.form), *buttons.rows([_opener(card.form, say), *made])]


def packed(
    blocks: Sequence[Json], most: int, room: int, weigh: Callable[[Json], int] = weight
) -> list[list[Json]]:
    """The blocks in order, in as few groups as each has room for."""
    groups: list[list[Json]] = [[]]
    used = 0
    for block in blocks:
        heavy = weigh(block)
        if groups[-1] and (len(groups[-1]) == most or used + heavy > room):
            groups.append([])
            used = 0
        groups[-1].append(block)
        used += heavy
    return groups


def _pages(body: list[Json], foot: list[Json], say: Say) -> list[list[Json]]:
    """One page; or a first one with all that can be done, and the rest of the text after it."""
    whole = packed([*body, *foot], MESSAGE, PAGE)
    if len(whole) == 1:
        return whole
    note = list(small(say("goes_on")))
    below = sum(map(weight, (*note, *foot)))
    if len(foot) > MESSAGE // 2 or below > PAGE // 2:
        return whole
    first = packed(body, MESSAGE - len(note) - len(foot), PAGE - below)[0]
    rest = packed(body[len(first) :], MESSAGE, PAGE)
    return [[*first, *note, *foot], *rest]


def messages(card: Card, words: Words, known: Known = NOTHING) -> tuple[Message, ...]:
    """The card as a message; where it is long, with what follows in the message's thread."""
    say = in_(words, card.language)
    pages = _pages(said(card.blocks, known), _foot(card, say), say)
    title = escape(clean(card.title)) or "Kring"
    texts = [fallback(card), *(f"{title} ({n})" for n in range(2, len(pages) + 1))]
    return tuple(
        Message(text=text, blocks=tuple(page)) for text, page in zip(texts, pages, strict=True)
    )
