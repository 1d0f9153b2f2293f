"""What is documented of Adaptive Cards 1.5 in Teams, as a check; it knows nothing of our renderer.

Figures: https://adaptivecards.io/explorer (elements and their properties, version 1.5), and
https://learn.microsoft.com/microsoftteams/platform: cards reference, format your bot messages,
task modules, and the store's validation guidelines.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
Faults = Iterator[str]

ELEMENT = {"type", "id", "spacing", "separator", "isVisible", "height"}
INPUT = ELEMENT | {"label", "isRequired", "errorMessage"}
LOOKS = {"size", "weight", "color", "isSubtle", "fontType"}
PROPERTIES = {
    "TextBlock": ELEMENT | LOOKS | {"text", "wrap", "style", "maxLines", "horizontalAlignment"},
    "RichTextBlock": ELEMENT | {"inlines", "horizontalAlignment"},
    "TextRun": LOOKS
    | {"type", "text", "italic", "underline", "strikethrough", "highlight", "selectAction"},
    "Container": ELEMENT | {"items", "style", "bleed"},
    "ColumnSet": ELEMENT | {"columns", "style"},
    "Column": ELEMENT | {"items", "width"},
    "ActionSet": ELEMENT | {"actions"},
    "Input.Text": INPUT | {"placeholder", "value", "isMultiline", "maxLength", "style"},
    "Input.Number": INPUT | {"placeholder", "value", "min", "max"},
    "Input.Date": INPUT | {"placeholder", "value", "min", "max"},
    "Input.Time": INPUT | {"placeholder", "value", "min", "max"},
    "Input.ChoiceSet": INPUT
    | {"placeholder", "value", "choices", "isMultiSelect", "style", "wrap"},
    "Action.Execute": {"type", "title", "verb", "data", "associatedInputs", "style", "fallback"},
    "Action.Submit": {"type", "title", "data", "associatedInputs", "style"},
    "Action.OpenUrl": {"type", "title", "url"},
}
REQUIRED = {
    "TextBlock": {"text", "wrap"},
    "RichTextBlock": {"inlines"},
    "TextRun": {"text"},
    "Container": {"items"},
    "ColumnSet": {"columns"},
    "Column": {"items"},
    "ActionSet": {"actions"},
    "Input.ChoiceSet": {"choices", "wrap"},
    "Action.OpenUrl": {"url"},
}
VALUES = {
    "spacing": {"None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"},
    "size": {"Small", "Default", "Medium", "Large", "ExtraLarge"},
    "weight": {"Lighter", "Default", "Bolder"},
    "color": {"Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"},
    "fontType": {"Default", "Monospace"},
    "associatedInputs": {"auto", "none"},
}
STYLES = {
    "TextBlock": {"default", "heading"},
    "Container": {"default", "emphasis", "good", "attention", "warning", "accent"},
    "Input.ChoiceSet": {"compact", "expanded", "filtered"},
    "Action.Execute": {"default", "positive", "destructive"},
    "Action.Submit": {"default", "positive", "destructive"},
}
FLAGS = {"wrap", "isRequired", "isMultiline", "isMultiSelect", "separator", "isSubtle", "italic"}
WITHIN = {
    "Container": "items",
    "Column": "items",
    "ColumnSet": "columns",
    "RichTextBlock": "inlines",
    "ActionSet": "actions",
}


def typed(shown: Any) -> Iterator[Json]:
    """Every element, run and action of a card, but no alternative of an action."""
    match shown:
        case Mapping():
            if "type" in shown:
                yield shown
            for key, part in shown.items():
                if key not in ("data", "fallback"):
                    yield from typed(part)
        case list() | tuple():
            for part in shown:
                yield from typed(part)
        case _:
            pass


def element(where: str, shown: Json) -> Faults:
    kind = str(shown.get("type"))
    if kind not in PROPERTIES:
        yield f"{where}: {kind} is not known"
        return
    if odd := set(shown) - PROPERTIES[kind]:
        yield f"{where}: properties {odd}"
    if gaps := REQUIRED.get(kind, set()) - set(shown):
        yield f"{where}: without {gaps}"
    for check in (looks, filled, asked, acts, marked):
        yield from check(where, shown)


def looks(where: str, shown: Json) -> Faults:
    for key, allowed in VALUES.items():
        if key in shown and shown[key] not in allowed:
            yield f"{where}.{key}: {shown[key]!r}"
    if "style" in shown and shown["style"] not in STYLES.get(shown["type"], set()):
        yield f"{where}.style: {shown['style']!r}"
    for key in FLAGS & set(shown):
        if not isinstance(shown[key], bool):
            yield f"{where}.{key}: {shown[key]!r}"


def filled(where: str, shown: Json) -> Faults:
    kind = shown["type"]
    if "text" in shown and (not isinstance(shown["text"], str) or not shown["text"]):
        yield f"{where}: no text"
    if kind in WITHIN and not shown[WITHIN[kind]]:
        yield f"{where}: empty"


# ── inputs ──


def choice_set(where: str, shown: Json) -> Faults:
    options = shown["choices"]
    if not options:
        yield f"{where}: nothing to choose"
    for option in options:
        if set(option) != {"title", "value"} or not option["title"] or not option["value"]:
            yield f"{where}: option {option}"
    keys = [option["value"] for option in options]
    if len(set(keys)) != len(keys):
        yield f"{where}: a value stands twice"
    several = shown.get("isMultiSelect", False)
    if several and any("," in key for key in keys):
        yield f"{where}: a comma in a value"
    given = shown.get("value", "").split(",") if several else [shown.get("value", "")]
    if any(value and value not in keys for value in given):
        yield f"{where}: {given} was never offered"


def pattern(shape: str) -> Callable[[str, Json], Faults]:
    def check(where: str, shown: Json) -> Faults:
        if "value" in shown and not re.fullmatch(shape, shown["value"]):
            yield f"{where}: {shown['value']!r}"

    return check


def number(where: str, shown: Json) -> Faults:
    for key in ("value", "min", "max"):
        if key in shown and (isinstance(shown[key], bool) or not isinstance(shown[key], int)):
            yield f"{where}.{key}: {shown[key]!r}"
    if "value" in shown and not shown.get("min", -1e9) <= shown["value"] <= shown.get("max", 1e9):
        yield f"{where}: out of its bounds"
    if {"min", "max"} & set(shown) == {"min", "max"} and "errorMessage" not in shown:
        yield f"{where}: bounds without words"


CONTROLS: Mapping[str, Callable[[str, Json], Faults]] = {
    "Input.Text": pattern(r"(?s).+"),
    "Input.Number": number,
    "Input.Date": pattern(r"\d{4}-\d\d-\d\d"),
    "Input.Time": pattern(r"([01]\d|2[0-3]):[0-5]\d"),
    "Input.ChoiceSet": choice_set,
}


def asked(where: str, shown: Json) -> Faults:
    kind = str(shown["type"])
    if not kind.startswith("Input."):
        return
    if not shown.get("label") or not shown.get("id"):
        yield f"{where}: without a label or a name"
    if shown.get("isRequired") and not shown.get("errorMessage"):
        yield f"{where}: required, and no words for it"
    yield from CONTROLS[kind](where, shown)


# ── actions ──


def acts(where: str, shown: Json) -> Faults:
    kind = str(shown["type"])
    if not kind.startswith("Action."):
        return
    if kind == "Action.OpenUrl" and not re.fullmatch(r"(https?://|mailto:)[!-~]+", shown["url"]):
        yield f"{where}: leads to {shown['url'][:40]!r}"
    if "title" in shown and not 0 < len(shown["title"]) <= 40:
        yield f"{where}: title {shown['title']!r}"
    if kind != "Action.OpenUrl" and not isinstance(shown.get("data"), Mapping):
        yield f"{where}: without data"
    if kind == "Action.Execute" and shown["fallback"]["data"] != shown["data"]:
        yield f"{where}: an old client would send something else"


# ── what must not be interpreted ──

_MARKDOWN = re.compile(r"[*`]|\]\(|<(?!\u2060)|(?<!\u2060)_|_(?!\u2060)|^\s*([#>+-]|\d+[.)])\s")


def marked(where: str, shown: Json) -> Faults:
    """Markdown is read in a TextBlock and in options; functions of cards everywhere."""
    if shown["type"] == "TextBlock" and _MARKDOWN.search(shown["text"]):
        yield f"{where}: Markdown in {shown['text'][:60]!r}"
    for option in shown.get("choices", ()):
        if _MARKDOWN.search(option["title"]):
            yield f"{where}: Markdown in {option['title'][:60]!r}"
    said = [shown.get(key, "") for key in ("text", "label", "title", "value", "placeholder")]
    said += [option["title"] for option in shown.get("choices", ())]
    for text in said:
        if isinstance(text, str) and re.search(r"\{\{|[\x00-\x08\ud800-\udfff\u202a-\u202e]", text):
            yield f"{where}: {text[:60]!r}"


# ── the whole ──


def weight(shown: Any) -> int:
    """Bytes, as the most wasteful sender writes it."""
    return len(json.dumps(shown, ensure_ascii=True))


def body(shown: Json, *, dialog: bool) -> Faults:
    every = list(typed(shown["body"]))
    for n, each in enumerate(every):
        yield from element(f"{n} {each['type']}", each)
    names = [each["id"] for each in every if "id" in each]
    if len(set(names)) != len(names):
        yield "an id stands twice"
    actions = [each for each in every if str(each["type"]).startswith("Action.")]
    buttons = [each for each in actions if "title" in each]
    if len(buttons) > 6:
        yield f"{len(buttons)} buttons, 6 allowed"
    if dialog and any(each["type"] == "Action.Execute" for each in actions):
        yield "Action.Execute in a dialog"
    inputs = any(str(each["type"]).startswith("Input.") for each in every)
    if inputs and not any(each.get("associatedInputs") == "auto" for each in actions):
        yield "inputs, and no button that sends them"


def card(shown: Json, *, dialog: bool = False) -> list[str]:
    """What Teams or its store would refuse of a card."""
    faults = list(body(shown, dialog=dialog))
    if (shown["type"], shown["version"]) != ("AdaptiveCard", "1.5"):
        faults.append("not an Adaptive Card 1.5")
    if shown.get("msteams") != {"width": "Full"}:
        faults.append("not as wide as the conversation")
    if not shown.get("fallbackText"):
        faults.append("no fallbackText")
    if not shown["body"]:
        faults.append("empty")
    most = 50_000 if dialog else 28_000
    if weight(shown) > most:
        faults.append(f"{weight(shown)} bytes")
    return faults


def message(shown: Json) -> list[str]:
    faults = [fault for each in shown["attachments"] for fault in card(each["content"])]
    if shown["textFormat"] != "plain" or "text" in shown or "entities" in shown:
        faults.append("text beside the card")
    kinds = {each["contentType"] for each in shown["attachments"]}
    if kinds != {"application/vnd.microsoft.card.adaptive"}:
        faults.append(f"attachments {kinds}")
    if not 0 < len(shown["summary"]) <= 200:
        faults.append("no summary")
    return faults


def dialog(shown: Json) -> list[str]:
    task = shown["task"]
    faults = card(task["value"]["card"]["content"], dialog=True)
    if task["type"] != "continue" or not 0 < len(task["value"]["title"]) <= 64:
        faults.append("no dialog")
    return faults


def texts(shown: Sequence[Json] | Json) -> str:
    """All characters that a reader sees, as they were before they were tamed."""
    said: list[str] = []
    for each in typed(shown):
        said += [str(each.get(key, "")) for key in ("text", "label", "title", "value")]
        said += [option["title"] for option in each.get("choices", ())]
    return " ".join(said).replace("\u2060", "").replace("∗", "*").replace("ˋ", "`")
