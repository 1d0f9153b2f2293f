from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.dialogs import discover
from bot.dialogs.prefs import HOURS, KINDS, ZONE
from bot.fields import Invalid
from tests.dialogs.groups import cast, network
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


@pytest.mark.parametrize("said", ["22-6", "22:00-06:00", "20h30 à 6h"])
def test_a_night_is_worked_too(said: str) -> None:
    assert HOURS.read(said, {}) > "20"


def test_on_leave_nothing_comes_by_itself(tmp_path: Path) -> None:
    """What is due meanwhile and still of use comes on the first day back."""
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        zoe.says("prefs")
        zoe.sends(away="2027-02-08", away_until="2027-02-26")
        assert zoe.person.away == ((date(2027, 2, 8), date(2027, 2, 26)),)
        said = {who: len(here.got(who)) for who in ("zoe", "bart")}
        here.until(datetime(2027, 2, 8, tzinfo=UTC))
        said = {who: len(here.got(who)) for who in said}
        here.until(datetime(2027, 2, 28, tzinfo=UTC))
        assert len(here.got("zoe")) == said["zoe"]
        assert len(here.got("bart")) > said["bart"]
        here.until(datetime(2027, 3, 1, 17, tzinfo=UTC))  # the eve of the kickoff
        assert len(here.got("zoe")) > said["zoe"]
        zoe.says("prefs")
        assert {q.key: q.value for q in zoe.form.inputs}["away"] == ""  # it is over


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2027-07-31", "2027-07-01", "away_until"),
        ("2027-07-01", "", "away_until"),
        ("", "2027-07-01", "away"),
        ("2027-07-01", "2037-07-01", "away_until"),
        ("soon", "2027-07-01", "away"),
    ],
)
def test_leave_has_a_first_and_a_last_day(
    tmp_path: Path, first: str, last: str, wrong: str
) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        assert set(zoe.sends(away=first, away_until=last).errors) == {wrong}
        assert zoe.person.away == ()


def test_whoever_moves_keeps_the_holidays_of_where_they_live(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        zoe.sends(clock="Amsterdam")
        assert zoe.person.country == "NL"
        zoe.says("prefs")
        zoe.sends(pace="light")
        assert zoe.person.country == "NL"


@pytest.mark.parametrize(
    ("said", "leave"),
    [
        (("-", "-", "-"), ()),
        (("5/7/2027", "-", "-", "16/7/2027", "-"), ((date(2027, 7, 5), date(2027, 7, 16)),)),
        (("5/7/2027", "1/7/2027", "-", "16/7/2027", "-"), ((date(2027, 7, 5), date(2027, 7, 16)),)),
        (("-", "16/7/2027", "-", "5/7/2027", "-"), ((date(2027, 7, 5), date(2027, 7, 16)),)),
    ],
)
def test_leave_is_typed_one_day_after_the_other(
    tmp_path: Path, said: tuple[str, ...], leave: tuple[tuple[date, date], ...]
) -> None:
    """Before, days that do not fit were refused at the last question, again and again."""
    with stage(tmp_path) as here:
        zoe = here.person("zoe", pace="light")
        zoe.says("prefs")
        for words in ("ok", "ok", "quiet", "ok", "ok", "ok", *said):
            zoe.says(words)
        assert (zoe.person.away, zoe.person.pace) == (leave, "quiet")


def test_what_was_begun_before_there_was_leave_is_finished(tmp_path: Path) -> None:
    """Before, whoever had typed some of it when the new version came got nothing but errors."""
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        zoe.says("nl")
        (run,) = here.look(lambda unit: unit.open_runs("zoe"))
        new = ("now_away", "now_away_until", "today")
        facts = {key: fact for key, fact in run.facts.items() if key not in new}
        older = replace(run, facts=facts, revision=run.revision + 1)
        here.look(lambda unit: unit.save(older))
        zoe.says("prefs")
        zoe.sends(away="2027-07-05", away_until="2027-07-16")
        assert zoe.person.language == "nl"
        assert zoe.person.away == ((date(2027, 7, 5), date(2027, 7, 16)),)


def test_an_old_card_shows_what_holds_now_and_changes_nothing_else(tmp_path: Path) -> None:
    """Before, to change one thing on it brought back all that it had said weeks ago."""
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        zoe.sends(pace="light", kinds_off=("share",))
        old = zoe.button("Change").token
        zoe.says("prefs")
        zoe.sends(pace="normal", clock="Lisbon", kinds_off=("share", "rsvp"))
        zoe.token(old)
        assert {q.key: q.value for q in zoe.form.inputs}["pace"] == "normal"
        zoe.sends(slot="afternoon", kinds_off=("rsvp",))
        assert (zoe.person.pace, zoe.person.zone) == ("normal", "Europe/Lisbon")
        assert (zoe.person.slot, zoe.person.kinds_off) == ("afternoon", ("rsvp",))


def test_what_fell_silent_since_stays_so_when_an_old_card_is_changed(tmp_path: Path) -> None:
    """Before, an old card that knew nothing of it let it speak again."""
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        for _ in range(3):
            here.look(lambda unit: unit.mark("zoe", "rsvp", answered=False))
        zoe.says("prefs")
        zoe.sends(kinds_off=())
        for _ in range(3):
            here.look(lambda unit: unit.mark("zoe", "rsvp", answered=False))
        zoe.presses("Change")
        zoe.sends(slot="afternoon")
        assert here.look(lambda unit: unit.ignored("zoe", "rsvp")) == 3
