"""The questions of a card as an HTML form: labels, promises and errors stand with their field."""

from collections.abc import Mapping, Sequence

import htpy as h

from adapters.web.frame import Frame, clean, name_of
from bot.content import Choice, Form, Input, Kind

RADIOS = 5
"""Up to so many choices stand open; more go into a list."""

_EYE = (
    "M10 4C5.5 4 2.2 7.4 1 10c1.2 2.6 4.5 6 9 6s7.8-3.4 9-6c-1.2-2.6-4.5-6-9-6Zm0 10a4 4 0 1 1 "
    "0-8 4 4 0 0 1 0 8Zm0-2.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z"
)


class Field:
    """One question on its way to the page: its ids, and what describes it."""

    def __init__(self, asked: Input, form: str, frame: Frame) -> None:
        self.asked, self.frame = asked, frame
        self.id = name_of(f"{form}/{asked.key}", "q")
        parts = (("hint", self.hint), ("promise", asked.promise), ("error", "always"))
        self.described = " ".join(f"{self.id}-{part}" for part, there in parts if there)

    @property
    def hint(self) -> str:
        """What helps to answer: the dialog's own words, else the bounds there are."""
        asked = self.asked
        if asked.hint or asked.most is None:
            return asked.hint
        if asked.kind == "number" and asked.least is not None:
            return self.frame.say("between", least=asked.least, most=asked.most)
        if asked.kind in ("many", "people") and asked.most < len(self.choices):
            return self.frame.say("at_most", n=asked.most)
        return ""

    @property
    def values(self) -> tuple[str, ...]:
        given = self.asked.value
        return (given,) if isinstance(given, str) else given

    @property
    def traits(self) -> dict[str, str | bool]:
        """Attributes that every single control carries."""
        return {
            "id": self.id,
            "name": self.asked.key,
            "aria-describedby": self.described,
            "aria-required": "true" if self.asked.required else "false",
            "aria-invalid": "true" if self.asked.error else "false",
        }

    @property
    def choices(self) -> Sequence[Choice]:
        match self.asked.kind:
            case "scale":
                words = {choice.key: choice.label for choice in self.asked.choices}
                low, high = self.asked.least or 1, self.asked.most or 5
                points = (str(n) for n in range(low, high + 1))
                return tuple(Choice(point, words.get(point, "")) for point in points)
            case "yesno" if not self.asked.choices:
                return tuple(Choice(key, self.frame.say(key)) for key in ("yes", "no"))
            case "people":
                return _with(self.asked.choices or self.frame.people, self.values, self.frame.names)
            case "place":
                return _with(self.asked.choices or self.frame.places, self.values, {})
            case _:
                return self.asked.choices


def _with(
    choices: Sequence[Choice], values: Sequence[str], names: Mapping[str, str]
) -> Sequence[Choice]:
    """The choices, and those that were chosen before and are not among them."""
    known = {choice.key for choice in choices}
    more = (value for value in values if value and value not in known)
    return (*choices, *(Choice(value, names.get(value, value)) for value in more))


def _below(field: Field) -> h.Node:
    asked = field.asked
    return [
        h.p(".hint", id=f"{field.id}-hint")[clean(field.hint)] if field.hint else None,
        h.p(".promise", id=f"{field.id}-promise")[
            h.svg(".eye", viewBox="0 0 20 20", aria_hidden="true")[h.path(d=_EYE)],
            clean(asked.promise),
        ]
        if asked.promise
        else None,
    ]


def _error(field: Field) -> h.Node:
    error = field.asked.error
    return h.p(".error", id=f"{field.id}-error", hidden=not error)[clean(error)]


def _mark(field: Field) -> h.Node:
    word = "required" if field.asked.required else "optional"
    return h.span(".mark")[field.frame.say(word)]


def _boxed(field: Field, control: h.Node) -> h.Node:
    """A question with one control."""
    asked = field.asked
    return h.div(".field", data_key=asked.key, data_kind=asked.kind)[
        h.label(for_=field.id)[clean(asked.label), " ", _mark(field)],
        _below(field),
        control,
        _error(field),
    ]


def _grouped(field: Field, control: h.Node, *, many: bool = False) -> h.Node:
    """A question with several controls of which one, or some, are chosen."""
    asked = field.asked
    return h.fieldset(
        ".field",
        data_key=asked.key,
        data_kind=asked.kind,
        data_many=many,
        aria_describedby=field.described,
        aria_invalid="true" if asked.error else "false",
        id=field.id,
        tabindex="-1",
    )[
        h.legend[clean(asked.label), " ", _mark(field)],
        _below(field),
        control,
        h.button(".clear", type="button", data_clear=True, hidden=True)[field.frame.say("clear")]
        if not asked.required and not many
        else None,
        _error(field),
    ]


def _options(field: Field, sort: str) -> h.Node:
    return h.div(".options")[
        (
            h.label(".option")[
                h.input(
                    type=sort,
                    name=field.asked.key,
                    value=choice.key,
                    checked=choice.key in field.values,
                ),
                h.span[clean(choice.label)],
            ]
            for choice in field.choices
        )
    ]


def _ends(field: Field) -> h.Node:
    first, last = field.choices[0], field.choices[-1]
    return h.div(".ends", aria_hidden="true")[
        h.span[clean(first.label)],
        h.span[clean(last.label)],
    ]


def _scale(field: Field) -> h.Node:
    points = (
        h.label(".point", title=choice.label or None)[
            h.input(
                type="radio",
                name=field.asked.key,
                value=choice.key,
                checked=choice.key in field.values,
            ),
            h.span[choice.key, h.span(".unseen")[f" {clean(choice.label)}"]],
        ]
        for choice in field.choices
    )
    return h.div(".scale")[h.div(".points")[points], _ends(field)]


def _select(field: Field) -> h.Node:
    return h.select(field.traits)[
        h.option(value="")[field.frame.say("choose")],
        (
            h.option(value=choice.key, selected=choice.key in field.values)[clean(choice.label)]
            for choice in field.choices
        ),
    ]


def _people(field: Field) -> h.Node:
    say = field.frame.say
    return h.div(".people", data_remove=say("remove"))[
        h.div(".chips", data_chips=True),
        h.input(
            type="search",
            data_filter=True,
            hidden=True,
            autocomplete="off",
            placeholder=say("find_person"),
            aria_label=say("find_person"),
        ),
        _options(field, "checkbox"),
        h.p(".none", hidden=True)[say("nobody_found")],
    ]


def _words(field: Field) -> h.Node:
    asked = field.asked
    counter = (
        h.p(".counter", data_most=str(asked.most), data_over=field.frame.say("too_long"))
        if asked.most
        else None
    )
    return [h.textarea(field.traits, rows="3")[clean("\n".join(field.values))], counter]


def _single(field: Field, sort: str, *, cut: int | None = None) -> h.Node:
    asked = field.asked
    bounds = {"min": asked.least, "max": asked.most} if sort == "number" else {}
    shown = {key: str(value) for key, value in bounds.items() if value is not None}
    value = clean(", ".join(field.values))[:cut]
    return h.input(field.traits, shown, type=sort, value=value, autocomplete="off")


_CONTROLS: dict[Kind, tuple[str, int | None]] = {
    "text": ("text", None),
    "number": ("number", None),
    "date": ("date", len("2027-01-31")),
    "moment": ("datetime-local", len("2027-01-31T09:30")),
}


def question(asked: Input, form: str, frame: Frame) -> h.Node:
    """One question, with all that stands around it."""
    field = Field(asked, form, frame)
    if asked.kind in _CONTROLS:
        sort, cut = _CONTROLS[asked.kind]
        return _boxed(field, _single(field, sort, cut=cut))
    if asked.kind == "lines":
        return _boxed(field, _words(field))
    if asked.kind == "place" or (asked.kind == "one" and len(asked.choices) > RADIOS):
        return _boxed(field, _select(field))
    if asked.kind == "scale":
        return _grouped(field, _scale(field))
    if asked.kind == "people":
        return _grouped(field, _people(field), many=True)
    many = asked.kind == "many"
    return _grouped(field, _options(field, "checkbox" if many else "radio"), many=many)


def one_tap(form: Form, frame: Frame) -> Field | None:
    """The only question of a form, where one of a few choices answers it."""
    if len(form.inputs) != 1:
        return None
    field = Field(form.inputs[0], form.token, frame)
    asked = field.asked
    fits = asked.kind in ("one", "yesno", "scale") and 0 < len(field.choices) <= RADIOS
    return field if fits and asked.required else None


def _tap(field: Field) -> h.Node:
    asked = field.asked
    scale = asked.kind == "scale"
    taps = [
        h.button(
            ".tap",
            type="submit",
            name=asked.key,
            value=choice.key,
            aria_pressed="true" if choice.key in field.values else None,
            title=(choice.label or None) if scale else None,
        )[
            [choice.key, h.span(".unseen")[f" {clean(choice.label)}"]]
            if scale
            else clean(choice.label)
        ]
        for choice in field.choices
    ]
    return h.fieldset(
        ".field",
        id=field.id,
        tabindex="-1",
        data_key=asked.key,
        data_kind=asked.kind,
        aria_describedby=field.described,
    )[
        h.legend[clean(asked.label)],
        _below(field),
        h.div(".scale")[h.div(".points")[taps], _ends(field)] if scale else h.div(".taps")[taps],
        _error(field),
    ]


def form(asked: Form, frame: Frame) -> h.Node:
    """The form of a card; with a single small choice, its choices are the buttons."""
    tap = one_tap(asked, frame)
    return h.form(method="post", action="/send", novalidate=True, data_token=asked.token)[
        h.input(type="hidden", name="submit", value=asked.token),
        _tap(tap)
        if tap
        else [
            [question(each, asked.token, frame) for each in asked.inputs],
            h.div(".buttons")[h.button(".button.main", type="submit")[clean(asked.submit)]],
        ],
        h.p(".trouble", role="alert", hidden=True),
    ]
