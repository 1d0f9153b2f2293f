"""A window filled in as a person would: what is decided, else what stands there, else something."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def filled(view: Json, said: Mapping[str, Any], *, day: str, people: Sequence[str] = ()) -> Json:
    """The state of a window by block: the answers of `said` by question, and plausible others."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {
        block["block_id"]: control
        for block in inputs
        if (control := _control(block, said, day, people)) is not None
    }


def _control(block: Json, said: Mapping[str, Any], day: str, people: Sequence[str]) -> Json | None:
    control, key = block["element"], block["block_id"]
    sort, given = control["type"], said.get(key)
    if given is None and block.get("optional"):
        given = _standing(control)
        if given is None:
            return None
    if given is None:
        given = _standing(control)
    return {"type": sort, **_VALUE[sort](control, given, day, people)}


def _standing(control: Json) -> Any:
    """What stands there already."""
    names = ("value", "date", "time", "user", "users", "conversation")
    for name in names:
        if f"initial_{name}" in control:
            return control[f"initial_{name}"]
    if "initial_option" in control:
        return control["initial_option"]["value"]
    if "initial_options" in control:
        return [option["value"] for option in control["initial_options"]]
    return None


def fits(given: Any, value: str) -> bool:
    """Whether this is what is decided, or one of what is."""
    return value in given if isinstance(given, tuple) else value == given


def _options(control: Json) -> list[Json]:
    groups = control.get("option_groups", ())
    return [*control.get("options", ()), *(o for group in groups for o in group["options"])]


def _text(control: Json, given: Any, day: str, people: Sequence[str]) -> Json:
    text = str(given) if given is not None else "Looking at it together helped"
    return {"value": text[: control.get("max_length", 3000)]}


def _number(control: Json, given: Any, day: str, people: Sequence[str]) -> Json:
    return {"value": str(given if given is not None else control.get("min_value", "3"))}


def _one(control: Json, given: Any, day: str, people: Sequence[str]) -> Json:
    options = _options(control)
    chosen = next((o for o in options if fits(given, o["value"])), None)
    return {"selected_option": chosen or options[len(options) * 3 // 5]}


def _some(control: Json, given: Any, day: str, people: Sequence[str]) -> Json:
    options = _options(control)
    wanted = given if given is not None else [options[0]["value"]]
    return {"selected_options": [o for o in options if o["value"] in wanted]}


def _users(control: Json, given: Any, day: str, people: Sequence[str]) -> Json:
    return {"selected_users": list(given if given is not None else people[:1])}


Fill = Callable[[Json, Any, str, Sequence[str]], Json]

_VALUE: Mapping[str, Fill] = {
    "plain_text_input": _text,
    "number_input": _number,
    "radio_buttons": _one,
    "static_select": _one,
    "checkboxes": _some,
    "multi_static_select": _some,
    "datepicker": lambda _, given, day, __: {"selected_date": given or day},
    "timepicker": lambda _, given, __, ___: {"selected_time": given or "14:00"},
    "users_select": lambda _, given, __, people: {"selected_user": (given or people)[0]},
    "multi_users_select": _users,
    "conversations_select": lambda _, given, __, ___: {"selected_conversation": given},
}
