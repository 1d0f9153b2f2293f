"""Somebody who answers any form: plausibly, in their language, the same from the same seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.playground.cast import Player, Temper
from adapters.playground.chance import lot, one_of, some_of, weighed
from adapters.playground.phrases import phrases
from bot.content import Form, Input, Kind, Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What somebody answers about. `said` holds answers that are already decided.

    `people` and `places` are what questions for them may choose from. `attempt` counts answers
    that were refused, so that the next one differs.
    """

    player: Player
    dialog: str
    now: datetime
    about: str = ""
    seed: int = 1
    said: Mapping[str, Raw] = field(default_factory=dict)
    people: Sequence[str] = ()
    places: Sequence[str] = ()
    attempt: int = 0

    def lot(self, *more: object) -> float:
        return lot(self.seed, *self.words(*more))

    def words(self, *more: object) -> tuple[object, ...]:
        return (self.player.id, self.dialog, self.about, self.attempt, *more)


SKIPS = 0.35
"""How often a question is left open that may be."""

KEEPS = 0.85
"""How often a proposed answer is kept."""

UNLIKELY: Mapping[str, float] = {
    "no": 0.2,
    "cannot": 0.6,
    "stop": 0.5,
    "leave": 0.02,
    "pause": 0.02,
    "out": 0.4,
    "depends": 0.4,
    "other": 0.1,
    "unsure": 0.05,
    "cancelled": 0.0,
    "own": 0.02,
    "delete": 0.1,
    "nothing": 0.05,
    "quiet": 0.1,
}
"""Options that a willing group seldom chooses; the others weigh 1."""


def answers(form: Form, matter: Matter) -> dict[str, Raw]:
    """What to send for this form: a value for each of its questions, empty where it is skipped."""
    return {question.key: _answer(question, matter) for question in form.inputs}


def _answer(question: Input, matter: Matter) -> Raw:
    if question.key in matter.said and not matter.attempt:
        return _offered(question, matter.said[question.key])
    if question.value and matter.lot(question.key, "keep") < KEEPS and not matter.attempt:
        return question.value
    if not question.required and matter.lot(question.key, "skip") < SKIPS:
        return () if question.kind in ("many", "people") else ""
    return _BY_KIND[question.kind](question, matter)


def _offered(question: Input, said: Raw) -> Raw:
    """What was decided, as far as it can be chosen here."""
    keys = {choice.key for choice in question.choices}
    if isinstance(said, str) or question.kind != "many":
        return said
    return tuple(key for key in said if key in keys)


def _text(question: Input, matter: Matter) -> Raw:
    said = one_of(
        phrases(matter.player.person.language, question.key),
        matter.seed,
        *matter.words(question.key),
    )
    return said[: question.most or len(said)]


def _scale(question: Input, matter: Matter) -> Raw:
    low, high = question.least or 1, question.most or 5
    points = range(low, high + 1)
    likes = [0.2, 0.4, 1.5, 4, 3] if not matter.player.critical else [1, 2, 3, 1.5, 0.5]
    weights = [likes[min(4, round((p - low) * 4 / max(1, high - low)))] for p in points]
    return str(weighed(list(points), weights, matter.seed, *matter.words(question.key)))


def _choose(question: Input, matter: Matter) -> Raw:
    keys = [choice.key for choice in question.choices]
    if not keys:
        return ""
    weights = [UNLIKELY.get(key, 1.0) for key in keys]
    if not any(weights):
        return keys[0]
    return weighed(keys, weights, matter.seed, *matter.words(question.key))


def _choose_some(question: Input, matter: Matter) -> Raw:
    keys = [c.key for c in question.choices if UNLIKELY.get(c.key, 1.0) >= matter.lot(c.key)]
    keys = keys or [choice.key for choice in question.choices][:1]
    most = min(question.most or 3, 3)
    return some_of(keys, 1, most, matter.seed, *matter.words(question.key))


def _yes_or_no(question: Input, matter: Matter) -> Raw:
    """Mostly yes; a refused answer is turned round."""
    yes = matter.lot(question.key) < (0.9 if question.required else 0.5)
    return "yes" if yes or matter.attempt % 2 else "no"


def _number(question: Input, matter: Matter) -> Raw:
    least, most = question.least or 0, question.most if question.most is not None else 10
    return str(least + int(matter.lot(question.key) * (min(most, least + 10) - least + 1)))


FRIDAY = 4


def _day(question: Input, matter: Matter) -> Raw:
    """A weekday some weeks ahead."""
    days = 10 + int(matter.lot(question.key) * 10) + 7 * matter.attempt
    day = (matter.now + timedelta(days=days)).date()
    return (day + timedelta(days=-day.weekday() % 7 if day.weekday() > FRIDAY else 0)).isoformat()


def _moment(question: Input, matter: Matter) -> Raw:
    return f"{_day(question, matter)}T{10 + int(matter.lot(question.key, 'hour') * 5)}:00"


def _people(question: Input, matter: Matter) -> Raw:
    most = question.most or len(matter.people)
    return some_of(matter.people, 1, min(most, 2), matter.seed, *matter.words(question.key))


def _place(question: Input, matter: Matter) -> Raw:  # noqa: ARG001 - all answer alike
    return matter.places[0] if matter.places else ""


_BY_KIND: Mapping[Kind, Callable[[Input, Matter], Raw]] = {
    "text": _text,
    "lines": _text,
    "scale": _scale,
    "one": _choose,
    "many": _choose_some,
    "yesno": _yes_or_no,
    "number": _number,
    "date": _day,
    "moment": _moment,
    "people": _people,
    "place": _place,
}

CERTAIN = ("create", "join", "dates", "decision")
"""Without an answer to these there would be no story to tell."""

_HOURS: Mapping[Temper, tuple[float, float]] = {
    Temper.PROMPT: (0.1, 2),
    Temper.STEADY: (1, 26),
    Temper.SLOW: (30, 110),
    Temper.SILENT: (20, 140),
}
_SILENCE: Mapping[Temper, float] = {Temper.SLOW: 0.15, Temper.SILENT: 0.75}


def delay(matter: Matter, *, again: bool = False) -> timedelta | None:
    """How long this person takes to answer; None when they never will. `again`: when reminded."""
    temper = matter.player.temper
    certain = matter.dialog in CERTAIN
    if not certain and matter.lot("silence", again) < _SILENCE.get(temper, 0.02):
        return None
    least, most = _HOURS[temper]
    return timedelta(hours=least + (most - least) * matter.lot("delay", again) ** 2)
