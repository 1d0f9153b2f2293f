"""The questions of a card as inputs, or as buttons where one tap is enough.

What the client refuses by itself, it refuses in our words: a field left open that needs an answer,
a number out of its bounds. All else is looked at by Kring, and what is wrong stands at its field.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from adapters.teams import gestures
from adapters.teams.actions import Surface, act, sets
from adapters.teams.blocks import bold, long, small
from adapters.teams.known import Known
from adapters.teams.limits import LABEL, OPTION, SHORT, TOKEN, VALUE, clean, shorten, weight
from adapters.teams.text import literal, tame
from adapters.teams.values import DATE, MANY, NONE, ONE, PEOPLE, TEXT, TIME, Json, name, packed
from adapters.words import Say
from bot.content import Choice, Form, Input

TAPS = 5
"""Up to so many choices are buttons."""
OPEN = 7
"""Up to so many choices stand open; more go into a list."""
BOXES = 15
"""The same where several can be chosen."""
FILTER = 15
"""From so many choices on one can search the list by typing."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WHOLE = re.compile(r"-?\d{1,9}")
_CHOICE = ("one", "many", "yesno", "scale")


def values(asked: Input) -> tuple[str, ...]:
    """What stands in the field before anybody touches it."""
    given = (asked.value,) if isinstance(asked.value, str) else asked.value
    return tuple(value for value in given if value)


def choices(asked: Input) -> tuple[Choice, ...]:
    """What can be chosen, each key once; the points of a scale with their words."""
    if asked.kind == "scale":
        words = {choice.key: choice.label for choice in asked.choices}
        low = 1 if asked.least is None else asked.least
        high = 5 if asked.most is None else asked.most
        points = (str(n) for n in range(low, high + 1))
        return tuple(Choice(p, f"{p} · {words[p]}" if words.get(p) else p) for p in points)
    return tuple({choice.key: choice for choice in asked.choices}.values())


def rows(form: Form) -> int:
    """About how many lines the questions take."""
    return sum(map(_rows, form.inputs))


def _rows(asked: Input) -> int:
    open_ = len(choices(asked)) if asked.kind in _CHOICE else 0
    most = BOXES if asked.kind == "many" else OPEN
    tall = {"lines": 4, "moment": 2}.get(asked.kind, 1)
    return 2 + (open_ if 0 < open_ <= most else tall)


# ── one tap ──


def one_tap(form: Form, room: int) -> Input | None:
    """The only question of a form, where one of a few choices answers it."""
    if len(form.inputs) != 1:
        return None
    asked = form.inputs[0]
    offered = choices(asked)
    few = asked.kind in ("one", "yesno", "scale") and 0 < len(offered) <= min(TAPS, room)
    fits = all(
        len(clean(c.label)) <= SHORT and len(form.token + asked.key + c.key) < TOKEN
        for c in offered
    )
    return asked if asked.required and few and fits else None


def taps(asked: Input, token: str, on: Surface) -> Iterator[Json]:
    """The question and its choices as buttons."""
    yield from bold(asked.label)
    yield from small(asked.error, color="Attention")
    yield from small(asked.hint, asked.promise)
    chosen = values(asked)
    yield from sets(
        [
            act(
                choice.label,
                gestures.tapping(on.nonce, token, asked.key, choice.key),
                on,
                style="positive" if choice.key in chosen else "",
            )
            for choice in choices(asked)
        ]
    )


# ── inputs ──


def _titled(offered: Sequence[Choice], room: int) -> list[Json]:
    """Options; where all of them together are too heavy, each is shortened alike."""
    most = max(min(OPTION, room // max(len(offered), 1)), 12)
    return [
        {
            "title": tame(shorten(clean(c.label), most)).strip() or tame(c.key) or "…",
            "value": c.key,
        }
        for c in offered
    ]


def _one(asked: Input, say: Say, room: int) -> Json:
    offered = choices(asked)
    options = _titled(offered, room)
    chosen = next((v for v in values(asked) if v in {c.key for c in offered}), "")
    if not asked.required:
        options.append({"title": say("no_answer"), "value": NONE})
    few = len(offered) <= OPEN
    made: Json = {"type": "Input.ChoiceSet", "choices": options, "wrap": True}
    if chosen:
        made["value"] = chosen
    if few:
        return {**made, "style": "expanded"}
    style = "filtered" if len(offered) >= FILTER else "compact"
    return {**made, "style": style, "placeholder": say("choose")}


def _many(asked: Input, say: Say, room: int) -> Json:
    offered = choices(asked)
    options = [{**option, "value": packed(option["value"])} for option in _titled(offered, room)]
    known = {choice.key for choice in offered}
    chosen = ",".join(packed(value) for value in values(asked) if value in known)
    made: Json = {
        "type": "Input.ChoiceSet",
        "isMultiSelect": True,
        "choices": options,
        "wrap": True,
        "style": "expanded" if len(offered) <= BOXES else "compact",
        "placeholder": say("choose_some"),
    }
    return {**made, "value": chosen} if chosen else made


def before(asked: Input, known: Known) -> str:
    """The text that stands there already; of people, their names, or what was typed for them."""
    given = values(asked)
    if asked.kind == "people" and isinstance(asked.value, str):
        given = tuple(known.people.get(value, value) for value in given)
    elif asked.kind == "people":
        given = tuple(known.people[value] for value in given if value in known.people)
    return clean(", ".join(given))


def _text(asked: Input, known: Known) -> Json:
    given = before(asked, known)
    made: Json = {"type": "Input.Text", "isMultiline": asked.kind == "lines"}
    return {**made, "value": literal(given)} if given and weight(given) <= VALUE else made


def _number(asked: Input, say: Say) -> Json:
    made: Json = {"type": "Input.Number"}
    if asked.least is not None:
        made["min"] = asked.least
    if asked.most is not None:
        made["max"] = asked.most
    if asked.least is not None and asked.most is not None:
        made["errorMessage"] = say("between", least=asked.least, most=asked.most)
    given = "".join(values(asked)[:1])
    if _WHOLE.fullmatch(given) and _within(int(given), asked):
        made["value"] = int(given)
    return made


def _within(number: int, asked: Input) -> bool:
    above = asked.least is None or number >= asked.least
    return above and (asked.most is None or number <= asked.most)


def _day(given: str) -> Json:
    try:
        day = {"value": date.fromisoformat(given[: len("2027-01-31")]).isoformat()}
    except ValueError:
        day = {}
    return {"type": "Input.Date", **day}


def _clock(given: str) -> Json:
    clock = given[len("2027-01-31T") :][: len("09:30")]
    return {"type": "Input.Time"} | ({"value": clock} if _CLOCK.fullmatch(clock) else {})


def _place(asked: Input, known: Known, say: Say, room: int) -> Json:
    """A channel that Kring was added to; the only one stands there already."""
    offered = tuple(Choice(id_, named) for id_, named in known.places.items())
    only = asked.value or (offered[0].key if len(offered) == 1 else "")
    return _one(replace(asked, kind="one", choices=offered, value=only), say, room)


def _control(asked: Input, known: Known, say: Say, room: int) -> tuple[str, Json]:
    """How the answer is read, and the input."""
    given = "".join(values(asked)[:1])
    match asked.kind:
        case "text" | "lines":
            return TEXT, _text(asked, known)
        case "number":
            return TEXT, _number(asked, say)
        case "date" | "moment":
            return DATE, _day(given)
        case "people":
            key = "person" if asked.most == 1 else "people"
            return PEOPLE, {**_text(asked, known), "placeholder": say(key)}
        case "place" if known.places:
            return ONE, _place(asked, known, say, room)
        case _ if not choices(asked):
            return TEXT, _text(asked, known)
        case "many":
            return MANY, _many(asked, say, room)
        case _:
            return ONE, _one(asked, say, room)


def _input(named: str, label: str, control: Json, say: Say, *, required: bool) -> Json:
    made = {**control, "id": named, "label": label}
    if required:
        made["isRequired"] = True
        made.setdefault("errorMessage", say("required"))
    return made


def question(asked: Input, known: Known, say: Say, room: int) -> Iterator[Json]:
    """One question: what is wrong, its label with its input, what helps, who sees the answer."""
    whole = " ".join(literal(asked.label).split()) or "…"
    label = shorten(whole, LABEL)
    if label != whole:
        yield from bold(asked.label)
    yield from small(asked.error, color="Attention")
    if asked.kind in ("text", "lines", "people"):
        given = before(asked, known)
        yield from long(given) if weight(given) > VALUE else ()
    how, control = _control(asked, known, say, room)
    yield _input(name(asked.key, how), label, control, say, required=asked.required)
    if asked.kind == "moment":
        clock = _clock("".join(values(asked)[:1]))
        time = shorten(say("time", label=label), LABEL)
        yield _input(name(asked.key, TIME), time, clock, say, required=asked.required)
    for line in small(_hint(asked, known, say), asked.promise):
        yield {**line, "spacing": "Small"}


def _hint(asked: Input, known: Known, say: Say) -> str:
    if asked.kind == "place" and not known.places:
        return say("no_channel")
    if asked.hint:
        return asked.hint
    if asked.kind == "number" and asked.least is not None and asked.most is not None:
        return say("between", least=asked.least, most=asked.most)
    if asked.kind == "many" and asked.most and asked.most < len(choices(asked)):
        return say("at_most", n=asked.most)
    return ""


def questions(form: Form, known: Known, say: Say, room: int) -> list[Json]:
    """All questions of a form; `room` are the bytes that the labels of all options may take."""
    offered = sum(len(choices(asked)) for asked in form.inputs) or 1
    made: list[Json] = []
    for asked in form.inputs:
        share = room * max(len(choices(asked)), 1) // offered
        for n, element in enumerate(question(asked, known, say, share)):
            made.append({"spacing": "Large", **element} if made and not n else element)
    return made
