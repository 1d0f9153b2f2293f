"""Bad input is normal input: a clear answer, in one's language, nothing lost, nothing twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import plain
from tests.stage import Actor, Stage, stage

LONG = "Blah " * 8000  # 40,000 characters


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as world:
        yield world


def wizard(here: Stage, language: str = "fr", name: str = "Zoé Maes") -> Actor:
    """Somebody who has come as far as the dates of a new network."""
    zoe = here.person("zoe", name, language=language)
    zoe.says("new")
    zoe.sends()
    zoe.sends(title="Planning", goal="Nous planifions sans stress.", signs="moins d’appels")
    zoe.sends()
    return zoe


def test_an_impossible_date_typed_and_in_a_form(here: Stage) -> None:
    zoe = wizard(here)
    reply = zoe.sends(begin="2027-02-31T14:00")
    assert list(reply.errors) == ["begin"]
    assert "qui existent" in reply.errors["begin"]
    assert zoe.form.inputs[0].key == "sessions", "the form still stands there"
    zoe.sends(begin="2027-03-02T14:00")
    assert "begin" not in [question.key for question in zoe.form.inputs], "and it goes on"


def test_a_date_in_the_past_says_so(here: Stage) -> None:
    zoe = wizard(here, language="nl")
    reply = zoe.sends(begin="2020-03-02T14:00")
    assert list(reply.errors) == ["begin"]
    assert reply.errors["begin"]


def test_an_unknown_zone(here: Stage) -> None:
    bart = here.person("bart", "_Bart_", language="nl")
    bart.says("voorkeuren")
    reply = bart.sends(clock="Europe/Gent")
    assert list(reply.errors) == ["clock"]
    assert bart.person.zone == "Europe/Brussels"


def test_forty_thousand_characters_are_refused_and_stay_with_their_author(here: Stage) -> None:
    zoe = here.person("zoe", language="fr")
    zoe.says("nouveau")
    zoe.sends()
    reply = zoe.sends(title="Planning", goal=LONG, signs="x")
    assert list(reply.errors) == ["goal"]
    assert "39" in reply.errors["goal"], "it says how many there are"
    assert "300" in reply.errors["goal"], "and how many fit"
    assert zoe.form.inputs[0].key == "title"


def test_forty_thousand_characters_said_to_nobody(here: Stage) -> None:
    zoe = here.person("zoe", language="nl")
    zoe.says(LONG)
    assert len(zoe.hears) < 400


@pytest.mark.parametrize(
    "hostile",
    ["<!channel>", "_Bart_", "**bold** `x`", "[x](https://evil.example)", "{{ 7*7 }}", "\u202eabc"],
)
def test_hostile_words_stand_as_they_were_written(here: Stage, hostile: str) -> None:
    zoe = here.person("zoe", language="en")
    zoe.says("new")
    zoe.sends()
    zoe.sends(title=hostile, goal=hostile, signs=hostile)
    while zoe.cards[-1].form:
        assert not zoe.sends().errors
    spans = [
        span
        for card in here.channel(here.network().channel)
        for block in card.blocks
        for span in getattr(block, "line", ())
    ]
    assert any(hostile in span.text for span in spans)
    assert not any(span.link for span in spans)


def test_a_name_with_marks_is_greeted_as_it_is(here: Stage) -> None:
    bart = here.person("bart", "_Bart_ O'Neill", language="nl")
    bart.says("hallo")
    said = [span for block in bart.card.blocks for span in getattr(block, "line", ())]
    assert not any(span.italic and "Bart" in span.text for span in said)


def test_a_stale_form_changes_nothing_and_shows_the_way(here: Stage) -> None:
    zoe = wizard(here)
    old = zoe.form.token
    here.after(days=31)
    reply = zoe.submits(old, {"sessions": "6"})
    assert reply.gone
    assert "plus à jour" in plain(zoe.card)


def test_a_form_of_somebody_else_is_not_for_you(here: Stage) -> None:
    zoe = wizard(here)
    eve = here.person("eve", language="en")
    before = here.look(lambda unit: unit.run(zoe.form.token.split(":")[0]))
    reply = eve.submits(zoe.form.token, {q.key: q.value for q in zoe.form.inputs})
    assert reply.gone
    assert "out of date" in plain(eve.card)
    assert here.look(lambda unit: unit.run(zoe.form.token.split(":")[0])) == before


@pytest.mark.parametrize(
    "token", ["", ":", "x", "start", "start:nothing::", "look:zzz:", "later:a:b", "skip:"]
)
def test_a_made_up_button_is_answered_kindly(here: Stage, token: str) -> None:
    eve = here.person("eve", language="en")
    reply = eve.token(token)
    assert reply.gone or reply.card


def test_a_double_click_counts_once(here: Stage) -> None:
    zoe = wizard(here)
    while len(zoe.form.inputs) > 1 or zoe.form.inputs[0].key != "publish":
        zoe.sends()
    token, values = zoe.form.token, {"publish": "yes"}
    zoe.submits(token, values, event="click")
    sent = len(here.sheet.sent)
    zoe.submits(token, values, event="click")  # the same event again
    zoe.submits(token, values, event="click-2")  # and another one for the same gesture
    assert len(here.look(lambda unit: unit.catalogue())) == 1
    assert len(here.sheet.sent) == sent


@pytest.mark.parametrize("word", ["help", "hi", "Hello", "aide", "bonjour", "HULP", "hallo!", "?"])
@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_a_greeting_is_always_answered(here: Stage, word: str, language: str) -> None:
    zoe = here.person("zoe", language=language)
    zoe.says(word)
    assert zoe.hears


@pytest.mark.parametrize("word", ["help", "aide", "hulp"])
def test_help_works_in_the_middle_of_a_form(here: Stage, word: str) -> None:
    zoe = wizard(here, language="en")
    zoe.says(word)
    assert "publish" not in zoe.hears
    assert not zoe.reply.errors
    here.after(minutes=1)
    assert zoe.form.inputs[0].key == "sessions", "the form waits"


def test_nonsense_is_answered_with_a_way_on(here: Stage) -> None:
    zoe = here.person("zoe", language="fr")
    zoe.says("qwertz uiop")
    assert "aide" in zoe.hears
    assert zoe.card.buttons


def test_an_unknown_command_after_the_slash(here: Stage) -> None:
    zoe = here.person("zoe", language="nl")
    zoe.commands("frobnicate now")
    assert "hulp" in zoe.hears


def test_a_wrong_typed_answer_keeps_the_question(here: Stage) -> None:
    zoe = wizard(here, language="en")
    zoe.says("eleventy")
    assert "whole number" in zoe.hears
    zoe.says("5")
    run = here.look(lambda unit: unit.open_runs("zoe")[0])
    assert run.answers.stored()["sessions"] == 5


def test_what_was_put_off_comes_back_when_it_was_asked_to(here: Stage) -> None:
    zoe = wizard(here, language="en")
    run = zoe.form.token.split(":")[0]
    zoe.token(f"later:{run}:tomorrow")
    before = len(here.got("zoe"))
    here.until(here.now + timedelta(days=1, hours=4))
    assert len(here.got("zoe")) == before + 1
