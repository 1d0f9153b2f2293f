"""What was filled into a window, as a form sends it."""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.slack.form import TIME
from adapters.slack.places import at
from adapters.slack.text import Json
from bot.content import Raw
from bot.network import Address

_SINGLE = {
    "plain_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
}
_OPTION = ("radio_buttons", "static_select")
_OPTIONS = ("checkboxes", "multi_static_select")


class Malformed(Exception):
    """Signed by Slack, and yet nothing that Slack would send."""


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


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found or [], list) or not all(isinstance(one, str) for one in found or []):
        raise Malformed("not a list of texts")
    return tuple(found or ())


def _value(control: Any) -> Raw:
    sort = text(control, "type")
    if sort in _SINGLE:
        return text(control, _SINGLE[sort])
    if sort in _OPTION:
        return text(control, "selected_option", "value")
    if sort in _OPTIONS:
        chosen = inside(control, "selected_options") or []
        if not isinstance(chosen, list):
            raise Malformed("not a list of options")
        return tuple(text(option, "value") for option in chosen)
    if sort == "multi_users_select":
        return _texts(inside(control, "selected_users"))
    raise Malformed("a control that Kring does not use")


def _controls(state: Any) -> Iterator[tuple[str, Json]]:
    for block, controls in (inside(state, "values") or {}).items():
        if not isinstance(controls, Mapping):
            raise Malformed("a block without controls")
        for control in controls.values():
            yield str(block), control


def _moment(day: Raw, clock: Raw) -> Raw:
    """A day with its time; half of it is no moment, and is sent as it is."""
    return f"{day}T{clock}" if day or clock else ""


def answers(state: Any) -> tuple[dict[str, Raw], dict[str, Address]]:
    """The values by question, and the people that were chosen. Raises Malformed."""
    if not isinstance(inside(state, "values") or {}, Mapping):
        raise Malformed("no values")
    sent, people = dict[str, Raw](), dict[str, Address]()
    for block, control in _controls(state):
        sent[block] = value = _value(control)
        if text(control, "type") in ("users_select", "multi_users_select"):
            chosen = (value,) if isinstance(value, str) else value
            people |= {user: at(user) for user in chosen if user}
    for key in [block for block in sent if block.endswith(TIME)]:
        day = key.removesuffix(TIME)
        sent[day] = _moment(sent.get(day, ""), sent.pop(key))
    return sent, people
