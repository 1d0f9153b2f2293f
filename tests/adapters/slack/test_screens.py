"""Every screen as a message, as a window and as Home: within Slack's limits, nothing left out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.message import messages
from adapters.slack.view import home, modal
from bot.content import Card
from bot.dialog import Dialog
from tests.adapters.slack import limits
from tests.adapters.slack.words import DIALOGS, SPEECH, words
from tests.words import cards, readers

GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("create", "evaluation", "eval_result", "home", "join", "rsvp", "share")
"""Dialogs that between them use everything there is; their screens are kept to be read."""


def screens(dialog: Dialog) -> Iterator[tuple[str, Card]]:
    for reader in readers():
        for n, (step, card) in enumerate(cards(SPEECH, dialog, reader)):
            yield f"{reader.language} {dialog.key}.{step.key} {n}", card


@pytest.mark.parametrize("key", DIALOGS)
def test_each_screen_fits(key: str) -> None:
    for name, card in screens(DIALOGS[key]):
        for message in messages(card, words):
            assert limits.message({"text": message.text, "blocks": message.blocks}) == [], name
        assert limits.view(modal(card, words)) == [], name
        assert limits.view(home(card, words)) == [], name


def written(dialog: Dialog) -> str:
    """One line for each screen on each surface."""
    lines = []
    for name, card in screens(dialog):
        shown = [{"text": m.text, "blocks": m.blocks} for m in messages(card, words)]
        surface = home(card, words) if dialog.key == "home" else modal(card, words)
        lines += [f"{name}: {json.dumps(p, ensure_ascii=False)}" for p in (*shown, surface)]
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
