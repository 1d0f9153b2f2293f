"""Buttons: at most six on a card; those that have no room go into a list beside a button.

In a message they are `Action.Execute`, so that the card can be answered with a new one where it
stands; a client that does not know it sends the same as `Action.Submit`. In a dialog there is
`Action.Submit` alone. Cards do not refresh themselves for each reader (`refresh`): what one person
sees of a card in a channel is what everybody sees, and a card between two is brought up to date by
whoever changed it, so nothing would be gained for one request by each reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.teams import gestures
from adapters.teams.limits import ACTIONS, BUTTON, TOKEN, clean, shorten
from adapters.teams.text import literal, reachable, rich, tame
from adapters.teams.values import Json
from adapters.words import Say
from bot.content import Button, Span

_STYLES = {"main": "positive", "danger": "destructive"}
VERB = "kring"
ROW = 34
"""Characters that a row of buttons has on a telephone; each takes some more around its own."""
AROUND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Where a card is drawn. `nonce` is new whenever it is, and comes back with every gesture."""

    nonce: str
    dialog: bool = False


def title(label: str) -> str:
    return shorten(_words(label), BUTTON) or "…"


def act(label: str, data: Json, on: Surface, *, style: str = "", inputs: bool = False) -> Json:
    """A button that comes back; `inputs` sends what is filled in, and looks at it first."""
    made: Json = {
        "title": title(label),
        "data": data,
        "associatedInputs": "auto" if inputs else "none",
    }
    if style:
        made["style"] = style
    submit = {"type": "Action.Submit", **made}
    if on.dialog:
        return submit
    return {"type": "Action.Execute", "verb": VERB, **made, "fallback": submit}


def opener(label: str, token: str, on: Surface) -> Json:
    """A button that opens a dialog; only `Action.Submit` can."""
    return {
        "type": "Action.Submit",
        "title": title(label),
        "data": gestures.opening(on.nonce, token),
        "associatedInputs": "none",
        "style": "positive",
    }


def _token(button: Button) -> str:
    return button.token if 0 < len(button.token) <= TOKEN else "gone"


def _drawn(button: Button, on: Surface) -> Json:
    if button.url and reachable(button.url):
        return {"type": "Action.OpenUrl", "title": title(button.label), "url": button.url}
    data = gestures.pressing(on.nonce, _token(button))
    return act(button.label, data, on, style=_STYLES.get(button.look, ""))


def _leads_out(button: Button) -> bool:
    return bool(button.url) and reachable(button.url)


def _link(button: Button) -> Json:
    return rich((Span(text=clean(button.label).strip() or button.url, link=button.url),))


def _list(rest: Sequence[Button], say: Say) -> Json:
    return {
        "type": "Input.ChoiceSet",
        "id": gestures.CHOSEN,
        "label": say("more"),
        "placeholder": say("choose"),
        "style": "compact",
        "wrap": True,
        "choices": [{"title": tame(b.label) or "…", "value": _token(b)} for b in rest],
    }


def drawn(
    every: Sequence[Button], on: Surface, say: Say, *, first: Sequence[Json] = (), taken: int = 0
) -> list[Json]:
    """The buttons of a card; `first` leads them, `taken` is how many more there are elsewhere."""
    room = ACTIONS - len(first) - taken
    if len(every) <= room:
        return [*_cut(every), *sets([*first, *(_drawn(button, on) for button in every)])]
    shown, rest = every[: max(room - 1, 0)], every[max(room - 1, 0) :]
    links = [_link(button) for button in rest if _leads_out(button)]
    listed = [button for button in rest if not _leads_out(button)]
    made = [*_cut(shown), *sets([*first, *(_drawn(button, on) for button in shown)]), *links]
    if not listed:
        return made
    go = act(say("go"), gestures.picking(on.nonce), on, inputs=True)
    return [*made, _list(listed, say), *sets([go])]


def _words(label: str) -> str:
    return " ".join(literal(label).split())


def sets(actions: Sequence[Json]) -> list[Json]:
    """The buttons in rows that a telephone shows whole: a row does not break by itself."""
    rows: list[list[Json]] = []
    room = 0
    for action in actions:
        wide = len(action["title"]) + AROUND
        if not rows or wide > room:
            rows.append([])
            room = ROW
        rows[-1].append(action)
        room -= wide
    return [
        {"type": "ActionSet", "actions": row} | ({"spacing": "Small"} if n else {})
        for n, row in enumerate(rows)
    ]


def _cut(buttons: Sequence[Button]) -> list[Json]:
    """The labels that their buttons have to shorten; a list has room for all of them."""
    return [_whole(b) for b in buttons if b.label and title(b.label) != _words(b.label)]


def _whole(button: Button) -> Json:
    """The whole of a label that its button had to shorten."""
    words = " ".join(clean(button.label).split()) or "…"
    return rich((Span(text=words),), size="Small", isSubtle=True)
