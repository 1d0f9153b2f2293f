"""What Slack documents of its limits, as a check of a payload; it knows nothing of our renderer.

Figures: https://docs.slack.dev/reference/block-kit (blocks, elements, composition objects),
/reference/views and /reference/methods/chat.postMessage, chat.update and views.open.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
Faults = Iterator[str]

INPUTS = {
    "plain_text_input",
    "number_input",
    "datepicker",
    "timepicker",
    "checkboxes",
    "radio_buttons",
    "static_select",
    "multi_static_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def length(where: str, text: Any, most: int, least: int = 1) -> Faults:
    if not isinstance(text, str):
        yield f"{where}: no text"
    elif not least <= units(text) <= most:
        yield f"{where}: {units(text)} characters, {least} to {most} allowed"


def plain(where: str, text: Any, most: int) -> Faults:
    """A text object in which nothing is interpreted."""
    if not isinstance(text, Mapping) or text.get("type") != "plain_text":
        yield f"{where}: not plain_text"
    elif set(text) - {"type", "text", "emoji"}:
        yield f"{where}: unknown properties {set(text)}"
    elif text.get("emoji") is not False:
        yield f"{where}: would turn :words: into emoji"
    else:
        yield from length(where, text["text"], most)


def option(where: str, shown: Json) -> Faults:
    if set(shown) != {"text", "value"}:
        yield f"{where}: properties {set(shown)}"
    yield from plain(f"{where}.text", shown.get("text"), 75)
    yield from length(f"{where}.value", shown.get("value"), 75)


def options(where: str, control: Json, most: int) -> Faults:
    groups = control.get("option_groups")
    every: list[Json] = [*control.get("options", [])]
    if (groups is None) == ("options" not in control):
        yield f"{where}: either options or groups of them"
    if groups is None and not 1 <= len(every) <= most:
        yield f"{where}: {len(every)} options, {most} allowed"
    if groups is not None and not 1 <= len(groups) <= 100:
        yield f"{where}: {len(groups)} groups"
    for group in groups or ():
        yield from plain(f"{where}.group", group["label"], 75)
        if not 1 <= len(group["options"]) <= 100:
            yield f"{where}: {len(group['options'])} options in a group"
        every += group["options"]
    for n, each in enumerate(every):
        yield from option(f"{where}.options[{n}]", each)
    if len({each["value"] for each in every}) != len(every):
        yield f"{where}: a value stands twice"
    chosen = list(control.get("initial_options", []))
    chosen += [control["initial_option"]] if "initial_option" in control else []
    if any(each not in every for each in chosen):
        yield f"{where}: chosen before, and no option"
    if "initial_options" in control and not control["initial_options"]:
        yield f"{where}: no initial options at all"


def nothing(_where: str, _shown: Json) -> Faults:
    yield from ()


def text_input(where: str, control: Json) -> Faults:
    most = control.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield f"{where}: max_length {most}"
    if "initial_value" in control:
        yield from length(f"{where}.initial_value", control["initial_value"], most)
    if not isinstance(control.get("multiline"), bool):
        yield f"{where}: multiline"


def number_input(where: str, control: Json) -> Faults:
    if control.get("is_decimal_allowed") is not False:
        yield f"{where}: is_decimal_allowed is required"
    for key in ("initial_value", "min_value", "max_value"):
        if key in control and not re.fullmatch(r"-?\d+", control[key]):
            yield f"{where}.{key}: {control[key]!r}"


def pattern(key: str, shape: str) -> Callable[[str, Json], Faults]:
    def check(where: str, control: Json) -> Faults:
        if key in control and not re.fullmatch(shape, control[key]):
            yield f"{where}.{key}: {control[key]!r}"

    return check


def chosen_ids(where: str, control: Json) -> Faults:
    most = control.get("max_selected_items", 10**6)
    if most < 1 or len(control.get("initial_users", [])) > most:
        yield f"{where}: max_selected_items {most}"


CONTROLS: dict[str, Callable[[str, Json], Faults]] = {
    "plain_text_input": text_input,
    "number_input": number_input,
    "datepicker": pattern("initial_date", r"\d{4}-\d\d-\d\d"),
    "timepicker": pattern("initial_time", r"([01]\d|2[0-3]):[0-5]\d"),
    "checkboxes": lambda where, control: options(where, control, 10),
    "radio_buttons": lambda where, control: options(where, control, 10),
    "static_select": lambda where, control: options(where, control, 100),
    "multi_static_select": lambda where, control: options(where, control, 100),
    "multi_users_select": chosen_ids,
}


def control(where: str, shown: Json) -> Faults:
    kind = shown.get("type", "")
    if kind not in INPUTS:
        yield f"{where}: {kind} is no control"
        return
    yield from length(f"{where}.action_id", shown.get("action_id"), 255)
    if "placeholder" in shown:
        yield from plain(f"{where}.placeholder", shown["placeholder"], 150)
    yield from CONTROLS.get(kind, nothing)(where, shown)


def button(where: str, shown: Json) -> Faults:
    if shown.get("type") != "button":
        yield f"{where}: {shown.get('type')} in a row of buttons"
        return
    if set(shown) - {"type", "action_id", "text", "value", "url", "style"}:
        yield f"{where}: properties {set(shown)}"
    yield from plain(f"{where}.text", shown.get("text"), 75)
    yield from length(f"{where}.action_id", shown.get("action_id"), 255)
    if shown.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}.style"
    if "value" in shown:
        yield from length(f"{where}.value", shown["value"], 2000)
    if "url" in shown:
        yield from length(f"{where}.url", shown["url"], 3000)


def spans(where: str, elements: Sequence[Json]) -> Faults:
    """Only literal text and links that lead out; no mention, no broadcast, no emoji, no date."""
    if not elements:
        yield f"{where}: empty"
    for element in elements:
        if element["type"] not in ("text", "link"):
            yield f"{where}: {element['type']} is interpreted"
        yield from length(f"{where}.text", element.get("text"), 3000)
        if element["type"] == "link":
            yield from length(f"{where}.url", element["url"], 3000)
            if not element["url"].startswith(("https://", "http://", "mailto:")):
                yield f"{where}: a link to {element['url'][:20]!r}"
        if "style" in element and not set(element["style"]) <= {"bold", "italic", "code"}:
            yield f"{where}: style {element['style']}"


def rich_text(where: str, shown: Json, surface: str) -> Faults:
    if not shown.get("elements"):
        yield f"{where}: empty"
    for part in shown.get("elements", ()):
        match part["type"]:
            case "rich_text_section" | "rich_text_quote":
                yield from spans(where, part["elements"])
            case "rich_text_list":
                if part["style"] not in ("bullet", "ordered") or not part["elements"]:
                    yield f"{where}: a list of {part['style']}"
                for item in part["elements"]:
                    if item["type"] != "rich_text_section":
                        yield f"{where}: {item['type']} in a list"
                    yield from spans(where, item["elements"])
            case other:
                yield f"{where}: {other}"


def actions(where: str, shown: Json, surface: str) -> Faults:
    elements = shown.get("elements", [])
    if not 1 <= len(elements) <= 25:
        yield f"{where}: {len(elements)} buttons"
    for n, each in enumerate(elements):
        yield from button(f"{where}.elements[{n}]", each)


def context(where: str, shown: Json, surface: str) -> Faults:
    elements = shown.get("elements", [])
    if not 1 <= len(elements) <= 10:
        yield f"{where}: {len(elements)} elements"
    for each in elements:
        yield from plain(where, each, 3000)


def image(where: str, shown: Json, surface: str) -> Faults:
    yield from length(f"{where}.alt_text", shown.get("alt_text"), 2000)
    if set(shown.get("slack_file", {})) != {"id"}:
        yield f"{where}: not a file of Slack"


def asked(where: str, shown: Json, surface: str) -> Faults:
    if surface == "message":
        yield f"{where}: inputs belong into windows here"
    yield from plain(f"{where}.label", shown.get("label"), 2000)
    if "hint" in shown:
        yield from plain(f"{where}.hint", shown["hint"], 2000)
    yield from length(f"{where}.block_id", shown.get("block_id"), 255)
    yield from control(f"{where}.element", shown.get("element", {}))


BLOCKS: dict[str, Callable[[str, Json, str], Faults]] = {
    "actions": actions,
    "context": context,
    "divider": lambda _where, _shown, _surface: iter(()),
    "header": lambda where, shown, _surface: plain(where, shown.get("text"), 150),
    "image": image,
    "input": asked,
    "rich_text": rich_text,
}


def blocks(every: Sequence[Json], most: int, surface: str) -> Faults:
    if len(every) > most:
        yield f"{len(every)} blocks, {most} allowed"
    for n, each in enumerate(every):
        where = f"blocks[{n}] {each.get('type')}"
        if each.get("type") not in BLOCKS:
            yield f"{where}: not known"
            continue
        yield from BLOCKS[each["type"]](where, each, surface)
    named = [each["block_id"] for each in every if "block_id" in each]
    if len(set(named)) != len(named):
        yield "a block_id stands twice"
    ids = [e["action_id"] for b in every if b.get("type") == "actions" for e in b["elements"]]
    if len(set(ids)) != len(ids):
        yield "an action_id stands twice"


def message(shown: Json) -> list[str]:
    """What Slack would refuse of a message."""
    faults = list(blocks(shown["blocks"], 50, "message"))
    faults += length("text", shown.get("text"), 4000)
    if re.search(r"[<>]|&(?!(?:amp|lt|gt);)", shown.get("text", "")):
        faults.append("text: markup that is not escaped")
    weight = len(json.dumps(shown["blocks"], ensure_ascii=False))
    if weight > 13_000:
        faults.append(f"blocks of {weight} characters")
    return faults


def view(shown: Json) -> list[str]:
    """What Slack would refuse of a window or a Home tab."""
    faults = list(blocks(shown["blocks"], 100, shown["type"]))
    if not shown["blocks"]:
        faults.append("no blocks")
    if shown["type"] == "modal":
        for key in ("title", "submit", "close"):
            if key in shown or key == "title":
                faults += plain(key, shown.get(key), 24)
        if any(b["type"] == "input" for b in shown["blocks"]) and "submit" not in shown:
            faults.append("inputs, and no button that sends them")
        faults += length("private_metadata", shown.get("private_metadata", ""), 3000, 0)
    faults += length("callback_id", shown.get("callback_id"), 255)
    if len(json.dumps(shown, ensure_ascii=False).encode()) > 250_000:
        faults.append("more than 250 kB")
    return faults
