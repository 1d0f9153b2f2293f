"""Every screen as a message and as a dialog: within the limits of Teams, nothing left out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.teams.render import cards, dialog, message
from bot.content import Card
from bot.dialog import Dialog
from tests.adapters.teams import limits
from tests.adapters.teams.words import DIALOGS, SPEECH, words
from tests.words import cards as steps
from tests.words import readers

GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("evaluation", "eval_result", "home", "join", "midway")
"""Dialogs that between them use everything there is; their screens are kept to be read."""


def screens(dialog_: Dialog) -> Iterator[tuple[str, Card]]:
    for reader in readers():
        for n, (step, card) in enumerate(steps(SPEECH, dialog_, reader)):
            yield f"{reader.language} {dialog_.key}.{step.key} {n}", card


@pytest.mark.parametrize("key", DIALOGS)
def test_each_screen_fits(key: str) -> None:
    for name, card in screens(DIALOGS[key]):
        shown = message(card, words, nonce="n1")
        assert limits.message(shown) == [], name
        assert limits.weight(shown) < 28_000, name
        assert limits.dialog(dialog(card, words, nonce="n1")) == [], name


@pytest.mark.parametrize("key", DIALOGS)
def test_each_promise_stands_where_the_question_does(key: str) -> None:
    for name, card in screens(DIALOGS[key]):
        whole = limits.texts(dialog(card, words, nonce="n1")["task"]["value"]["card"]["content"])
        inline = limits.texts(cards(card, words, nonce="n1"))
        for asked in card.form.inputs if card.form else ():
            assert asked.promise in whole, name
            if f"{asked.key}#" in json.dumps(cards(card, words, nonce="n1")):
                assert asked.promise in inline, name


def written(dialog_: Dialog) -> str:
    """One line for each screen on each surface."""
    lines = []
    for name, card in screens(dialog_):
        shown = [message(card, words, nonce="n1")]
        shown += [dialog(card, words, nonce="n1")] if card.form else []
        lines += [f"{name}: {json.dumps(p, ensure_ascii=False)}" for p in shown]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("key", SHOWN)
def test_screens_are_as_they_were_looked_at(key: str, request: pytest.FixtureRequest) -> None:
    file, now = GOLDEN / f"{key}.txt", written(DIALOGS[key])
    if request.config.getoption("--golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(now)
    assert now == file.read_text(), "run pytest --golden on this file, and read the difference"


def test_no_golden_file_is_left_behind() -> None:
    assert {file.stem for file in GOLDEN.glob("*")} == set(SHOWN)
