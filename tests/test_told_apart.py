"""What comes from two networks in one message can be told apart, and reads to its end.

Before, somebody in two networks got two buttons “What you hope for”, and never knew which was
which; what was said of each broke off at a colon; and “Not this one” put aside all of them.

What was held for somebody's hours comes so, too: a manager whom two had asked for time got two
buttons “Time to learn”, and one that put aside both, so that neither had an answer.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Card, Heading, Paragraph, flat
from bot.dialogs import discover
from bot.speech import LANGUAGES, Reader, Speech
from tests.dialogs.groups import cast, network
from tests.dialogs.test_join import take
from tests.stage import stage

SATURDAY = datetime(2027, 1, 16, 22, 30, tzinfo=UTC)
MONDAY = datetime(2027, 1, 18, 9, tzinfo=UTC)
ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # seven working days before 2 March


def headings(card: Card) -> list[str]:
    return [flat(block.line) for block in card.blocks if isinstance(block, Heading)]


def test_of_two_networks_each_is_named(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        for id_, title in (("n1", "Plan"), ("n2", "Safe sites")):
            made = network("zoe", "bart")
            here.keep(replace(made, id=id_, title=title, channel=f"channel:{id_}"))
        here.until(ASKED)
        (card,) = (card for card in here.got("zoe") if card.title == "Today")
        labels = [button.label for button in card.buttons]
        assert len(set(labels)) == len(labels)
        assert {"What you hope for · Plan", "What you hope for · Safe sites"} <= {*labels}
        assert "What you hope for · Plan" in headings(card)
        assert "None of these" in labels
        zoe.presses("What you hope for · Safe")
        assert "Safe sites begins on" in zoe.hears


def test_of_two_who_ask_for_time_each_is_named_and_neither_is_put_aside(tmp_path: Path) -> None:
    with stage(tmp_path, now=SATURDAY) as here:
        cast(here, "bart")
        boss = here.person("boss", leads=True)
        here.keep(network("bart"))
        for name in ("zoe", "lou"):
            take(here.person(name, manager="boss"), manager="yes")
        here.until(MONDAY)
        (card,) = here.got("boss")
        labels = {button.label for button in card.buttons}
        assert labels == {"Time to learn · Zoe", "Time to learn · Lou"}
        boss.presses("Time to learn · Zoe")
        assert "Zoe asks you for time" in boss.hears


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_for_a_form_does_not_break_off(language: str) -> None:
    speech = Speech()
    reader = Reader(language=language, zone="Europe/Brussels", name="Zoé", today="2027-01-11")
    for dialog in discover().values():
        for facts in dialog.examples:
            step = dialog.steps[0]
            if step.asks(facts):
                card = speech.card(dialog, step, reader, facts=facts)
                first = next(block for block in card.blocks if isinstance(block, Paragraph))
                assert not flat(first.line).rstrip().endswith(":"), dialog.key
