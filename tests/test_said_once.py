"""What is due twice at one time is said once.

Before, a vote that closed in a facilitator's night was told in the morning together with what was
planned for that morning: the same question stood there twice. And whoever put a question off to the
day of its reminder was asked at half past nine, and once more at ten; whoever put it off to next
week was reminded this week all the same.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, Stage, stage

ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # of three things at once; reminded on the 25th


def test_what_was_held_and_what_is_planned_is_asked_once(tmp_path: Path) -> None:
    """Nine o'clock of a network in New York is half past six in the evening for who leads it."""
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("ines", zone="Asia/Kolkata", country="IN")
        one = replace(network("zoe", n=3), zone="America/New_York", country="IN")
        here.keep(one)
        here.until(one.sessions[-1].ends + timedelta(days=10))
        assert counted(here, "ines", "The vote on what comes after Plan") == 1


@pytest.mark.parametrize(("on", "when"), [(26, "tomorrow"), (22, "week")])
def test_whoever_puts_off_to_the_day_of_the_reminder_is_asked_once(
    tmp_path: Path, on: int, when: str
) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(datetime(2027, 2, on, 12, tzinfo=UTC))
        put_off(here, zoe, when)
        here.until(datetime(2027, 3, 1, 8, 20, tzinfo=UTC))
        said = counted(here, "zoe", "Will you be there?")
        here.until(datetime(2027, 3, 1, 18, tzinfo=UTC))
        assert counted(here, "zoe", "Will you be there?") == said + 1


def test_whoever_puts_a_question_off_to_next_week_is_not_reminded_this_week(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(ASKED)
        put_off(here, zoe, "week")
        said = len(here.got("zoe"))
        here.until(ASKED + timedelta(days=6, hours=6))
        assert len(here.got("zoe")) == said
        here.until(ASKED + timedelta(days=7))
        assert len(here.got("zoe")) == said + 1


def put_off(here: Stage, who: Actor, when: str) -> None:
    """All that was asked in one message."""
    tokens = (b.token for card in here.got(who.id) for b in card.buttons)
    token = next(token for token in tokens if token.startswith("later:") and "," in token)
    who.token(f"{token}{when}")
