"""What was filled into a card, as a form sends it.

The name of each input ends in how it is read, so that nothing of the card has to be remembered:
`topics#many` is a list, `when#date` and `when#time` are one moment, `note#text` is a text.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.content import Raw

Json: TypeAlias = dict[str, Any]

TEXT, ONE, MANY, PEOPLE, DATE, TIME = "text", "one", "many", "people", "date", "time"
NONE = "-"
"""The option that takes an answer back: a client has no other way to."""
_NAME = re.compile(r"(?P<key>[^#]{1,200})#(?P<how>text|one|many|people|date|time)")


class Malformed(Exception):
    """Sent by Microsoft, and yet nothing that Teams would send."""


def inside(body: Any, *path: str) -> Any:
    """What stands there, None where nothing does. Raises Malformed on the way to it."""
    for step in path:
        if body is None:
            return None
        if not isinstance(body, Mapping):
            raise Malformed(f"no object where {step} should be in")
        body = body.get(step)
    return body


def text(body: Any, *path: str) -> str:
    """The text that stands there, "" where none does. Raises Malformed where it is no text."""
    found = inside(body, *path)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Malformed(f"{path[-1]} is no text")
    return found


def name(key: str, how: str = TEXT) -> str:
    """What an input is called."""
    return f"{key}#{how}"


def packed(key: str) -> str:
    """A choice's key where several are sent as one text, with commas between."""
    return key.replace("%", "%25").replace(",", "%2C")


def _unpacked(sent: str) -> str:
    return sent.replace("%2C", ",").replace("%25", "%")


def _value(sent: Any) -> str:
    """An input's value; clients send numbers and switches as they like."""
    match sent:
        case None:
            return ""
        case bool():
            return "true" if sent else "false"
        case str():
            return sent
        case int():
            return str(sent)
        case float() if sent.is_integer():
            return str(int(sent))
        case float():
            return str(sent)
        case _:
            raise Malformed("a value is no text")


def _parts(sent: str, separators: str) -> tuple[str, ...]:
    return tuple(part for one in re.split(separators, sent) if (part := one.strip()))


def answers(data: Mapping[str, Any]) -> dict[str, Raw]:
    """The values by question. Raises Malformed."""
    given, times = dict[str, Raw](), dict[str, str]()
    for named, sent in data.items():
        found = _NAME.fullmatch(str(named))
        if found is None:
            continue
        key, value = found["key"], _value(sent)
        match found["how"]:
            case "many":
                given[key] = tuple(map(_unpacked, _parts(value, ",")))
            case "people":
                given[key] = _parts(value, r"[,;\n]")
            case "one":
                given[key] = "" if value == NONE else value
            case "time":
                times[key] = value[: len("09:30")]
            case _:
                given[key] = value
    for key, time in times.items():
        given[key] = _moment(given.get(key, ""), time)
    return given


def _moment(day: Raw, clock: str) -> Raw:
    """A day with its time; half of it is no moment, and is sent as it is."""
    return f"{day}T{clock}" if day or clock else ""
