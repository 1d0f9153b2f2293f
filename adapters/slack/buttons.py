"""Buttons: what they carry, and how it is read back. Nothing they carry is trusted."""

import json
from collections.abc import Iterable, Iterator, Sequence

from adapters.slack.blocks import bullets
from adapters.slack.limits import BUTTON, ROW, TOKEN, clean, shorten, size
from adapters.slack.text import Json, plain, reachable
from bot.content import Button, Span
from bot.ports import Pressed, Submitted

PRESS, TAP, LINK = "press", "tap", "link"
_STYLES = {"main": "primary", "danger": "danger"}


def _made(action: str, label: str, value: str, style: str = "") -> Json:
    if not 0 < len(value) <= TOKEN:
        raise ValueError("a button's token has no room")
    button = {
        "type": "button",
        "action_id": action,
        "text": plain(shorten(clean(label), BUTTON) or "…"),
        "value": value,
    }
    return {**button, "style": style} if style else button


def press(label: str, token: str, *, style: str = "", n: int = 0) -> Json:
    """A button that comes back as `Pressed(token)`."""
    return _made(f"{PRESS}:{n}", label, token, style)


def tap(label: str, token: str, field: str, key: str, *, chosen: bool, n: int) -> Json:
    """A button that answers the only question of a form."""
    value = json.dumps([token, field, key], ensure_ascii=False, separators=(",", ":"))
    return _made(f"{TAP}:{n}", label, value, "primary" if chosen else "")


def _link(button: Button, n: int) -> Json:
    label = plain(shorten(clean(button.label), BUTTON) or "…")
    return {"type": "button", "action_id": f"{LINK}:{n}", "text": label, "url": button.url}


def drawn(button: Button, n: int) -> Json:
    """One button of a card; `n` tells it from the others."""
    if button.url and reachable(button.url):
        return _link(button, n)
    return press(button.label, button.token or "gone", style=_STYLES.get(button.look, ""), n=n)


def rows(made: Sequence[Json]) -> Iterator[Json]:
    """Buttons side by side, as few as a telephone shows well."""
    for first in range(0, len(made), ROW):
        yield {"type": "actions", "elements": list(made[first : first + ROW])}


def cut(labels: Iterable[str]) -> Iterator[Json]:
    """The whole of those labels that a button or an option has to shorten."""
    yield from bullets((Span(text=label),) for label in labels if size(clean(label)) > BUTTON)


def pressed(action: str, value: str) -> Pressed | Submitted | None:
    """What a press says. None where it says nothing to Kring. Raises ValueError."""
    sort = action.partition(":")[0]
    if sort == PRESS:
        return Pressed(value)
    if sort != TAP:
        return None
    match json.loads(value):
        case [str(token), str(field), str(key)]:
            return Submitted(token, {field: key})
        case _:
            raise ValueError("not an answer")
