"""What the page sends, as an event for Kring. Pure: a payload in, an `Inbound` out."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from bot.content import Raw
from bot.network import Address
from bot.ports import Commanded, Inbound, Opened, Pressed, Said, Submitted, What

PLATFORM = "web"
_EVENT = re.compile(r"[A-Za-z0-9-]{8,64}")
_HALF = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"\s*/kring\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


class Unreadable(Exception):
    """Not something that the page sends."""


def dm(person: str) -> Address:
    """A person's own conversation with Kring."""
    return Address(platform=PLATFORM, id=f"dm:{person}")


def _whole(text: str) -> str:
    """Half a character cannot be written into any page: it would be nobody's to read."""
    return _HALF.sub("\ufffd", text)


def _raw(value: Any) -> Raw:
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(map(_whole, value))
    raise Unreadable("a value is neither text nor a list of texts")


def what(payload: Mapping[str, Any]) -> What:
    """The one thing that a payload says. Raises Unreadable."""
    match payload:
        case {"submit": str(token), "values": dict(values)}:
            return Submitted(token, {str(key): _raw(value) for key, value in values.items()})
        case {"press": str(token)}:
            return Pressed(token)
        case {"say": str(text)} if command := _COMMAND.fullmatch(text):
            return Commanded(_whole(command["rest"]).strip())
        case {"say": str(text)} if text.strip():
            return Said(_whole(text))
        case {"open": True}:
            return Opened()
        case _:
            raise Unreadable("nothing that the page would send")


def inbound(payload: Any, *, tenant: str, person: str) -> Inbound:
    """The event that a payload stands for. Raises Unreadable.

    `event` is made up by the page, once for each gesture, so that a repetition does no harm; it
    is bound to the person, so that nobody can use up somebody else's, and does not name them: how
    many forms somebody sent tells what they answered.
    """
    if not isinstance(payload, dict):
        raise Unreadable("not an object")
    event, where = payload.get("event"), payload.get("where", "")
    if not isinstance(event, str) or not _EVENT.fullmatch(event):
        raise Unreadable("no event")
    if not isinstance(where, str):
        raise Unreadable("no place")
    shared = where not in ("", dm(person).id)
    return Inbound(
        tenant=tenant,
        sender=dm(person),
        event=f"{PLATFORM}:{hashlib.sha256(f'{person} {event}'.encode()).hexdigest()[:32]}",
        what=what(payload),
        where=Address(platform=PLATFORM, id=where) if shared else None,
    )
