"""The questions of a card as the inputs of a window, or as buttons where one tap is enough."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from adapters.slack import buttons
from adapters.slack.blocks import bold, small
from adapters.slack.known import Known
from adapters.slack.limits import (
    BUTTON,
    FIELD,
    LABEL,
    LIST,
    OPEN,
    OPTION,
    PLACEHOLDER,
    TEXT,
    TOKEN,
    clean,
    pieces,
    shorten,
    size,
)
from adapters.slack.places import ID
from adapters.slack.text import Json, plain, rich, section
from adapters.words import Say
from bot.content import Choice, Form, Input, Span

ANSWER = "answer"
"""The name of every control: its block has the name of the question."""
TIME = "#time"
"""Ends the name of the block that holds the time of day of a day and a time."""
TAPS = 5
"""Up to so many choices are buttons in the message."""
RADIOS = 7
"""Up to so many choices stand open in a window; more go into a list."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WHOLE = re.compile(r"-?\d{1,9}")


def values(asked: Input) -> tuple[str, ...]:
    """What stands in the field before anybody touches it."""
    given = (asked.value,) if isinstance(asked.value, str) else asked.value
    return tuple(value for value in given if value)


def _points(asked: Input) -> tuple[Choice, ...]:
    """The points of a scale that brings none, as many as one list can hold."""
    low = 1 if asked.least is None else asked.least
    high = 5 if asked.most is None else asked.most
    return tuple(Choice(str(n), "") for n in range(low, min(high, low + LIST - 1) + 1))


def choices(asked: Input) -> tuple[Choice, ...]:
    """What can be chosen, each key once; the points of a scale with their words."""
    if asked.kind == "scale":
        points = {choice.key: choice for choice in asked.choices or _points(asked)}.values()
        return tuple(Choice(p.key, f"{p.key} · {p.label}" if p.label else p.key) for p in points)
    return tuple({choice.key: choice for choice in asked.choices}.values())


# ── one tap ──


def one_tap(form: Form) -> Input | None:
    """The only question of a form, where one of a few choices answers it."""
    if len(form.inputs) != 1:
        return None
    asked = form.inputs[0]
    offered = choices(asked)
    fits = all(
        size(clean(c.label)) <= BUTTON and size(form.token + asked.key + c.key) < TOKEN // 2
        for c in offered
    )
    few = asked.kind in ("one", "yesno", "scale") and 0 < len(offered) <= TAPS
    return asked if asked.required and few and fits else None


def taps(asked: Input, token: str) -> Iterator[Json]:
    """The question and its choices as buttons."""
    yield from bold(asked.label)
    yield from small(asked.error, asked.hint, asked.promise)
    chosen = values(asked)
    made = [
        buttons.tap(c.label, token, asked.key, c.key, chosen=c.key in chosen, n=n)
        for n, c in enumerate(choices(asked))
    ]
    yield from buttons.rows(made)


# ── in a window ──


def _options(offered: Sequence[Choice]) -> list[Json]:
    return [
        {"text": plain(shorten(clean(c.label), OPTION).strip() or c.key[:OPTION]), "value": c.key}
        for c in offered
    ]


def _chosen(options: Sequence[Json], keys: Sequence[str]) -> list[Json]:
    return [option for option in options if option["value"] in keys]


def _listed(options: list[Json]) -> Json:
    """A list, in groups where it is long."""
    if len(options) <= LIST:
        return {"options": options}
    groups = [
        {
            "label": plain(f"{first + 1}–{min(first + LIST, len(options))}"),
            "options": options[first : first + LIST],
        }
        for first in range(0, min(len(options), LIST * LIST), LIST)
    ]
    return {"option_groups": groups}


def _one(asked: Input, say: Say) -> Json:
    options = _options(choices(asked))
    chosen = {"initial_option": c[0]} if (c := _chosen(options, values(asked)[:1])) else {}
    few = RADIOS if asked.kind == "one" else OPEN
    if len(options) <= few:
        return {"type": "radio_buttons", "options": options, **chosen}
    return {"type": "static_select", **_placeholder(say, "choose"), **_listed(options), **chosen}


def _many(asked: Input, say: Say) -> Json:
    options = _options(choices(asked))
    chosen = {"initial_options": c} if (c := _chosen(options, values(asked))) else {}
    if len(options) <= OPEN:
        return {"type": "checkboxes", "options": options, **chosen}
    made = {"type": "multi_static_select", **_placeholder(say, "choose_some"), **_listed(options)}
    return {**made, **chosen, **_at_most(asked)}


def _at_most(asked: Input) -> Json:
    return {"max_selected_items": asked.most} if asked.most and asked.most > 0 else {}


def _placeholder(say: Say, key: str) -> Json:
    return {"placeholder": plain(shorten(say(key), PLACEHOLDER))}


def _text(asked: Input) -> Json:
    made: Json = {"type": "plain_text_input", "multiline": asked.kind == "lines"}
    given = _before(asked)
    if asked.most is not None and max(size(given), 1) <= asked.most <= TEXT:
        made["max_length"] = asked.most
    if given and size(given) <= TEXT:
        made["initial_value"] = given
    return made


def _before(asked: Input) -> str:
    """The text that stands there already."""
    return clean(", ".join(values(asked)))


def _number(asked: Input) -> Json:
    made: Json = {"type": "number_input", "is_decimal_allowed": False}
    bounds = {"min_value": asked.least, "max_value": asked.most}
    made |= {name: str(bound) for name, bound in bounds.items() if bound is not None}
    given = "".join(values(asked)[:1])
    within = _WHOLE.fullmatch(given) and (
        (asked.least is None or int(given) >= asked.least)
        and (asked.most is None or int(given) <= asked.most)
    )
    return made | ({"initial_value": given} if within else {})


def _day(given: str) -> Json:
    try:
        day = {"initial_date": date.fromisoformat(given[: len("2027-01-31")]).isoformat()}
    except ValueError:
        day = {}
    return {"type": "datepicker", **day}


def _clock(given: str) -> Json:
    clock = given[len("2027-01-31T") :][: len("09:30")]
    at = {"initial_time": clock} if _CLOCK.fullmatch(clock) else {}
    return {"type": "timepicker", **at}


def _people(asked: Input, known: Known, say: Say) -> Json:
    chosen = [known.people[value] for value in values(asked) if value in known.people]
    if asked.most == 1:
        user = {"initial_user": chosen[0]} if chosen else {}
        return {"type": "users_select", **_placeholder(say, "choose_person"), **user}
    users = {"initial_users": chosen[: asked.most]} if chosen else {}
    made = {"type": "multi_users_select", **_placeholder(say, "choose_people")}
    return {**made, **users, **_at_most(asked)}


def _place(asked: Input, say: Say) -> Json:
    """A channel of this workspace alone: what is shared with another company is not offered."""
    given = "".join(values(asked)[:1])
    chosen = {"initial_conversation": given} if ID.fullmatch(given) else {}
    return {
        "type": "conversations_select",
        **_placeholder(say, "choose_channel"),
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
        **chosen,
    }


def _control(asked: Input, known: Known, say: Say) -> Json:
    given = "".join(values(asked)[:1])
    match asked.kind:
        case "text" | "lines":
            return _text(asked)
        case "number":
            return _number(asked)
        case "date" | "moment":
            return _day(given)
        case "people":
            return _people(asked, known, say)
        case "place":
            return _place(asked, say)
        case _ if not choices(asked):
            return _text(asked)
        case "many":
            return _many(asked, say)
        case _:
            return _one(asked, say)


def _input(name: str, label: str, hint: str, control: Json, *, required: bool) -> Json:
    if not 0 < len(name) <= FIELD:
        raise ValueError("a question's key has no room")
    made = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**control, "action_id": ANSWER},
        "optional": not required,
    }
    return {**made, "hint": plain(hint)} if hint else made


def _above(asked: Input) -> Iterator[Json]:
    """What has no room at the control itself: long labels, an error, a text that was too long."""
    yield from small(asked.error)
    if asked.kind in ("one", "many", "yesno", "scale"):
        yield from buttons.cut(choice.label for choice in choices(asked))
    before = _before(asked) if asked.kind in ("text", "lines") else ""
    if size(before) > TEXT:
        for piece in pieces(before):
            yield rich([{**section((Span(text=piece),)), "type": "rich_text_quote"}])


def question(asked: Input, known: Known, say: Say) -> Iterator[Json]:
    """One question: its label, its control, and who will see the answer."""
    label, hint = clean(asked.label).strip() or "…", _hint(asked, say)
    if size(label) > LABEL:
        yield from bold(label)
    yield from _above(asked)
    if size(hint) > LABEL:
        yield from small(hint)
        hint = ""
    control = _control(asked, known, say)
    label = shorten(label, LABEL)
    yield _input(asked.key, label, hint, control, required=asked.required)
    if asked.kind == "moment":
        time = shorten(say("time", label=shorten(label, LABEL // 2)), LABEL)
        clock = _clock("".join(values(asked)[:1]))
        yield _input(f"{asked.key}{TIME}", time, "", clock, required=asked.required)


def _hint(asked: Input, say: Say) -> str:
    """What helps to answer, and the promise, under the control."""
    hint = asked.hint
    if not hint and asked.kind == "number" and asked.least is not None and asked.most is not None:
        hint = say("between", least=asked.least, most=asked.most)
    if not hint and asked.kind == "many" and asked.most and asked.most < len(choices(asked)):
        hint = say("at_most", n=asked.most)
    return "\n".join(text for part in (hint, asked.promise) if (text := clean(part).strip()))


def questions(form: Form, known: Known, say: Say) -> list[Json]:
    """All questions of a form."""
    return [made for asked in form.inputs for made in question(asked, known, say)]
