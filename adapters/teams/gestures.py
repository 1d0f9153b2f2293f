"""What a card's actions carry, and how it is read back. Nothing that they carry is trusted.

The data of every action of ours is one object under `kring`: `k` is the nonce of the card as it
was drawn, `do` what is done. The inputs of the card stand beside it, named as `values` says.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.teams.values import Json, Malformed, answers, inside, text
from bot.ports import Pressed, Submitted

OURS = "kring"
CHOSEN = "#press"
"""The input that holds the button which was chosen from a list of them."""
TOKEN = 2000
"""Characters of a token, of a card's nonce, of a key."""
_MINUTE = 60


def pressing(nonce: str, token: str) -> Json:
    """A button: it comes back as `Pressed(token)`."""
    return {OURS: {"k": nonce, "do": "press", "token": token}}


def picking(nonce: str) -> Json:
    """The button beside a list of buttons: the chosen one is pressed."""
    return {OURS: {"k": nonce, "do": "pick"}}


def sending(nonce: str, token: str) -> Json:
    """A form is sent, with all that stands in its inputs."""
    return {OURS: {"k": nonce, "do": "send", "token": token}}


def tapping(nonce: str, token: str, field: str, key: str) -> Json:
    """A button that answers the only question of a form."""
    return {OURS: {"k": nonce, "do": "tap", "token": token, "field": field, "key": key}}


def opening(nonce: str, token: str) -> Json:
    """A button that opens a dialog (a task module); it comes back as `Pressed(token)`."""
    return {**pressing(nonce, token), "msteams": {"type": "task/fetch"}}


def is_ours(data: Any) -> bool:
    return isinstance(data, Mapping) and OURS in data


def _short(body: Any, *path: str) -> str:
    found = text(body, *path)
    if len(found) > TOKEN:
        raise Malformed(f"{path[-1]} is too long")
    return found


def made(data: Any) -> Pressed | Submitted:
    """The gesture. Raises Malformed."""
    if not isinstance(data, Mapping) or not isinstance(data.get(OURS), Mapping):
        raise Malformed("no gesture of Kring")
    ours, token = data[OURS], _short(data, OURS, "token")
    match ours.get("do"):
        case "press":
            return Pressed(token)
        case "pick":
            return Pressed(_short(data, CHOSEN))
        case "send":
            return Submitted(token, answers(data))
        case "tap":
            return Submitted(token, {_short(ours, "field"): _short(ours, "key")})
        case _:
            raise Malformed("no gesture of Kring")


def marks(data: Any, who: str, at: str) -> tuple[str, ...]:
    """Names under which the same gesture may come once more, although its activity has a new id.

    An invoke that was not answered in time comes again after about half a minute, from the same
    card, by the same person, with the same values. A name holds for the minute and the next, so
    that nothing is taken for a repetition that comes later: the button of a post in a channel may
    be pressed again another day. A card that shows an error is drawn with a new nonce.
    """
    nonce = _short(inside(data, OURS), "k")
    if not nonce:
        return ()
    said = json.dumps([nonce, who, data], sort_keys=True, default=str)
    same = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return tuple(f"teams:{same}:{minute}" for minute in minutes(at))


def minutes(at: str) -> tuple[str, ...]:
    """The minute of a timestamp and the next; one name for ever where none is given."""
    try:
        minute = int(datetime.fromisoformat(at).timestamp()) // _MINUTE
    except (ValueError, OverflowError, OSError):
        return ("",)
    return (str(minute), str(minute + 1))
