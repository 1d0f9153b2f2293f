"""What is left unanswered three times falls silent, says so once, and can be brought back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogs.prefs import KINDS
from bot.speech import LANGUAGES, Reader, Speech
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import Actor, stage

FOURTH = KICKOFF + 3 * timedelta(weeks=6)
GONE = "Whether you come to a session: I will not bring this up again."


def _off(zoe: Actor) -> tuple[str, ...]:
    zoe.says("prefs")
    return tuple(next(q.value for q in zoe.form.inputs if q.key == "kinds_off"))


def test_it_is_said_once_and_taken_back_in_the_preferences(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart", n=6))
        assert _off(zoe) == ()
        here.until(FOURTH - timedelta(days=20))
        assert counted(here, "zoe", GONE) == 0
        here.until(FOURTH)
        assert counted(here, "zoe", GONE) == 1
        asked = counted(here, "zoe", "Will you be there?")
        here.until(FOURTH + timedelta(weeks=6))
        assert counted(here, "zoe", GONE) == 1
        assert counted(here, "zoe", "Will you be there?") == asked
        off = _off(zoe)
        assert "rsvp" in off
        zoe.sends(kinds_off=tuple(kind for kind in off if kind != "rsvp"))
        here.until(FOURTH + timedelta(weeks=12))
        assert counted(here, "zoe", "Will you be there?") > asked


def test_it_is_said_by_day(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        at = datetime(2027, 1, 16, 22, 30, tzinfo=UTC)  # a Saturday, late
        here.until(at)
        person = zoe.person
        here.look(lambda unit: here.kring.bot.quieten(unit, person, "rsvp", at))
        here.until(datetime(2027, 1, 18, 8, tzinfo=UTC))
        assert counted(here, "zoe", GONE) == 0
        here.until(datetime(2027, 1, 18, 9, tzinfo=UTC))
        assert counted(here, "zoe", GONE) == 1


def test_whoever_changes_something_else_has_not_switched_it_off(tmp_path: Path) -> None:
    """Before, to save the preferences made a silence last, whatever was answered after that."""
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        for _ in range(4):
            here.look(lambda unit: unit.mark("zoe", "rsvp", answered=False))
        assert _off(zoe) == ("rsvp",)
        zoe.sends(pace="light")
        assert _off(zoe) == ("rsvp",)
        zoe.token("start:rsvp:n1:s1")
        zoe.sends(come="onsite")
        assert _off(zoe) == ()


def test_it_is_said_to_whoever_lets_two_collections_pass_at_once(tmp_path: Path) -> None:
    """Before, two closes between two prompts made four of two, and three was never seen."""
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.look(lambda unit: unit.mark("zoe", "evaluation", answered=False))
        for id_ in ("n1", "n2"):
            here.keep(replace(network("zoe", n=6), id=id_, channel=f"channel:{id_}"))
        here.until(KICKOFF + timedelta(weeks=24))
        assert (
            counted(here, "zoe", "The evaluation of a session: I will not bring this up again.")
            == 1
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_called_as_in_the_preferences(language: str, kind: str) -> None:
    speech, reader = Speech(), Reader(language=language, zone="Europe/Brussels")
    named = speech.spoken("prefs", f"kinds_off__{kind}", reader, {})
    assert speech.spoken("quieted", "show", reader, {"kind": kind}).startswith(named)
