from pathlib import Path

import pytest

from bot.dialogs import discover
from bot.dialogs.prefs import HOURS, KINDS, ZONE
from bot.fields import Invalid
from tests.stage import stage


def test_it_holds_at_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        zoe.sends(language="fr", clock="Lisbonne", pace="light", kinds_off=("share",))
        assert zoe.person.zone == "Europe/Lisbon"
        assert zoe.person.pace == "light"
        assert zoe.person.kinds_off == ("share",)
        zoe.says("réglages")
        assert "Changez ce que vous voulez" in zoe.hears
        assert {q.key: q.value for q in zoe.form.inputs}["pace"] == "light"


def test_an_unknown_zone_gets_a_clear_answer(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        errors = zoe.sends(clock="Atlantis").errors
        assert set(errors) == {"clock"}
        assert "Atlantis" in errors["clock"]
        assert set(zoe.sends(clock="../../etc/passwd").errors) == {"clock"}
        assert set(zoe.sends(clock="x" * 40_000).errors) == {"clock"}


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Brussels", "Europe/Brussels"),
        ("europe/brussels", "Europe/Brussels"),
        ("Bruxelles", "Europe/Brussels"),
        ("Lissabon", "Europe/Lisbon"),
        ("New York", "America/New_York"),
    ],
)
def test_a_city_will_do(said: str, zone: str) -> None:
    assert ZONE.read(said, {}) == zone


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("09:00-17:00", "09:00-17:00"),
        ("9-17", "09:00-17:00"),
        ("9h – 17h30", "09:00-17:30"),
        ("8u30 tot 16u", "08:30-16:00"),
        ("8.30 - 16.15", "08:30-16:15"),
    ],
)
def test_hours_as_people_write_them(said: str, hours: str) -> None:
    assert HOURS.read(said, {}) == hours


@pytest.mark.parametrize("said", ["17-9", "9", "25:00-26:00", "9:75-17:00", "morning"])
def test_hours_that_are_none(said: str) -> None:
    with pytest.raises(Invalid):
        HOURS.read(said, {})


def test_what_can_be_switched_off_exists() -> None:
    assert set(KINDS) <= set(discover())
    assert len(KINDS) <= 10
