"""What holds for every dialog, whatever it is about."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product

import pytest

from bot import dialog as engine
from bot import fields as f
from bot.content import Raw
from bot.dialog import Dialog, Run, Status
from bot.dialogs import discover
from bot.fields import Answers, AnyField, Facts, Sees
from bot.speech import LANGUAGES, Reader, Speech
from bot.typed import plain

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
DIALOGS = discover()
ASKING = {
    key: d for key, d in DIALOGS.items() if any(s.asks(x) for s in d.steps for x in d.examples)
}
MOST_WAYS = 400


def every(names: Mapping[str, Dialog]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("dialog", list(names.values()), ids=list(names))


def possible(asked: AnyField, facts: Facts) -> list[Raw]:
    """Answers that a person may give: each option, the ends of each range, and nothing."""
    some: list[Raw]
    match asked:
        case f.Scale():
            some = [str(asked.low), str(asked.high)]
        case f.Pick():
            some = list(f.offered(asked.options, facts))
        case f.Picks():
            keys = f.offered(asked.options, facts)
            some = [keys[:1], keys[: asked.most]] if keys else []
        case f.YesNo():
            some = ["yes"] if asked.must else ["yes", "no"]
        case f.Number():
            some = [str(asked.least), str(asked.most)]
        case f.Day():
            some = ["2027-06-30"]
        case f.When():
            some = ["2027-03-02T14:00"]
        case f.People():
            some = [("zoe",)]
        case _:
            some = ["x"]
    if isinstance(asked.preset(facts), str | tuple) and asked.preset(facts):
        some.append(asked.preset(facts))
    return [*dict.fromkeys(some), *([] if asked.required else [""])]


def ways(dialog: Dialog, facts: Facts) -> Iterator[Run]:
    """Runs that ended, by many different ways of answering."""
    first = engine.start(dialog, id="run", person="zoe", now=NOW, facts=facts)
    waiting = [first]
    for _ in range(MOST_WAYS):
        if not waiting:
            return
        run = waiting.pop()
        step = engine.waiting(dialog, run.answers, facts)
        if step is None:
            yield run
            continue
        options = [possible(asked, facts) for asked in step.asks(facts)]
        most = max(len(some) for some in options)
        rows = (
            product(*options)
            if most ** len(options) <= 12
            else (tuple(some[n % len(some)] for some in options) for n in range(most))
        )
        for row in rows:
            raw = {asked.key: value for asked, value in zip(step.asks(facts), row, strict=True)}
            turn = engine.answer(dialog, run, step, raw)
            if not turn.errors:
                waiting.append(turn.run)


@every(ASKING)
def test_can_be_finished(dialog: Dialog) -> None:
    for facts in dialog.examples:
        assert any(run.status is Status.DONE for run in ways(dialog, facts)), facts


@every(ASKING)
def test_leads_only_forward(dialog: Dialog) -> None:
    order = {step.key: n for n, step in enumerate(dialog.steps)}
    for facts in dialog.examples:
        for run in ways(dialog, facts):
            walked = [order[s.key] for s in engine.path(dialog, run.answers, facts)]
            assert walked == sorted(set(walked))


@every(ASKING)
def test_answers_lead_the_way_of_the_facts_they_are_seen_with(dialog: Dialog) -> None:
    for run in ways(dialog, dialog.examples[0]):
        for facts in (*dialog.examples, *reversed(dialog.examples)):
            afresh = Answers(run.answers.stored())
            assert engine.path(dialog, run.answers, facts) == engine.path(dialog, afresh, facts)


@every(ASKING)
def test_every_step_can_be_reached(dialog: Dialog) -> None:
    reached = {
        step.key
        for facts in dialog.examples
        for run in ways(dialog, facts)
        for step in engine.path(dialog, run.answers, facts)
    }
    assert {step.key for step in dialog.steps if step.asks(dialog.examples[0])} <= reached


@every(ASKING)
def test_keys_are_unique_and_every_field_says_who_sees_it(dialog: Dialog) -> None:
    for facts in dialog.examples:
        fields = [asked for step in dialog.steps for asked in step.asks(facts)]
        assert len({asked.key for asked in fields}) == len(fields)
        for asked in fields:
            assert isinstance(asked.sees, Sees | f.Chosen)


@every(ASKING)
def test_what_leaves_without_a_name_is_collected_and_closed(dialog: Dialog) -> None:
    if any(dialog.secret(facts) for facts in dialog.examples):
        assert dialog.closed is not None
        assert dialog.closes is not engine._nothing


@every(DIALOGS)
def test_one_example_is_hostile(dialog: Dialog) -> None:
    if any(_has_text(facts) for facts in dialog.examples):
        hostile = ("<!", "_Bart_", "<script", "<at>", "{{", "*", "](", "`")
        assert any(mark in str(dialog.examples) for mark in hostile), "add a hostile example"


def _has_text(facts: Facts) -> bool:
    return any(isinstance(v, str | dict | list) for v in facts.values())


def test_every_word_starts_one_dialog() -> None:
    said = [(plain(word), key) for key, d in DIALOGS.items() for word in set(d.words)]
    for word, key in said:
        assert [k for w, k in said if w == word] == [key], word
    for dialog in DIALOGS.values():
        assert len(dialog.words) in (0, len(LANGUAGES))


@every(ASKING)
def test_a_question_that_was_drawn_before_is_the_one_that_would_be_drawn_now(
    dialog: Dialog,
) -> None:
    kept, fresh = Speech(), Speech()
    for language, facts, step in product(LANGUAGES, dialog.examples, dialog.steps):
        reader = Reader(language=language, zone="Europe/Brussels", name="Zoé", today="2027-01-11")
        seen = {**facts, "answers": {}}
        for ask in step.asks(facts):
            fresh.forget()
            now = fresh.input(dialog, ask, reader, seen, Answers())
            assert kept.input(dialog, ask, reader, seen, Answers()) == now
