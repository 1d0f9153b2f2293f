"""What was planned for a local hour is planned anew when the hour, the zone or the person moves."""

import asyncio
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters import main
from bot.markup import words
from bot.network import Person
from bot.ports import Moment
from bot.speech import Reader, Speech
from scheduler.calendar import calendar_of, forget_calendars
from scheduler.zones import Zones, number_of
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Stage, stage

HOUR = timedelta(hours=1)


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[Path]:
    """A folder in which somebody may change the rules of Brussels."""
    own = tmp_path / "zones"
    (own / "Europe").mkdir(parents=True)
    before = zoneinfo.TZPATH
    forget_calendars()
    zoneinfo.reset_tzpath([str(own), *before])
    yield own / "Europe" / "Brussels"
    zoneinfo.reset_tzpath(before)
    forget_calendars()


def like(zone: str) -> bytes:
    """The rules of another place."""
    for folder in zoneinfo.TZPATH[1:]:
        if (file := Path(folder) / zone).is_file():
            return file.read_bytes()
    tzdata = pytest.importorskip("tzdata")
    return (Path(tzdata.__file__).parent / "zoneinfo" / zone).read_bytes()


def replan(here: Stage) -> int:
    zones = Zones(store=here.kring.database, planner=here.kring.planner, clock=lambda: here.now)
    return here.runner.run(zones.replan())


def pending(here: Stage) -> dict[str, Moment]:
    return {m.key: m for m in here.look(lambda unit: unit.moments("n1"))}


def test_new_rules_for_a_zone_move_what_is_planned_there(tmp_path: Path, rules: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("bart", zone="Asia/Kathmandu")
        here.keep(network("zoe", "bart"))
        assert replan(here) == 1  # nobody knows with which rules it was planned
        assert replan(here) == 0
        before = pending(here)
        rules.write_bytes(like("Europe/London"))
        assert replan(here) == 1
        after = pending(here)
        assert replan(here) == 0
        rsvp = next(k for k, m in before.items() if m.dialog == "rsvp" and m.person == "zoe")
        assert after[rsvp].at - before[rsvp].at == HOUR  # half past nine comes an hour later
        his = [k for k, m in before.items() if m.person == "bart" and m.dialog == "rsvp"]
        assert [after[k].at for k in his] == [before[k].at for k in his]


def test_what_recurs_for_a_person_moves_too(tmp_path: Path, rules: Path) -> None:
    with stage(tmp_path) as here:
        here.person("zoe")

        def plan(unit: object) -> None:
            here.kring.planner.person(unit, Person(id="zoe", name="Zoé"), here.now)  # type: ignore[arg-type]

        here.look(plan)
        before = {m.key: m.at for m in here.look(lambda unit: unit.moments(""))}
        replan(here)
        rules.write_bytes(like("Europe/London"))
        replan(here)
        after = {m.key: m.at for m in here.look(lambda unit: unit.moments(""))}
        assert before.keys() == after.keys()
        assert all(after[key] - before[key] == HOUR for key in before)


def test_the_number_of_a_zone_is_the_same_until_its_rules_change(rules: Path) -> None:
    first = number_of("Europe/Brussels", 2027)
    assert first == number_of("Europe/Brussels", 2027)
    rules.write_bytes(like("Europe/London"))
    forget_calendars()
    assert number_of("Europe/Brussels", 2027) != first


def test_who_turns_out_to_live_elsewhere_is_spoken_to_at_their_hour(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.keep(network("zoe"))
        moved = Person(id="zoe", name="Zoé", zone="America/New_York")
        here.look(lambda unit: here.kring.bot.learn(unit, moved, here.now))
        rsvp = next(m for m in pending(here).values() if (m.dialog, m.person) == ("rsvp", "zoe"))
        assert rsvp.at.astimezone(zoneinfo.ZoneInfo("America/New_York")).hour == 9


def test_a_network_in_the_past_is_left_alone(tmp_path: Path, rules: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.keep(network("zoe"))
        here.until(KICKOFF + timedelta(days=400))
        assert [m for m in pending(here).values() if m.at < datetime(2028, 1, 1, tzinfo=UTC)] == []
        replan(here)
        rules.write_bytes(like("Europe/London"))
        assert replan(here) == len({m.network for m in pending(here).values()})


def test_the_hour_that_is_said_moves_too(tmp_path: Path, rules: Path) -> None:
    speech = Speech()
    reader = Reader(language="en", zone="Europe/Brussels", today="2027-03-01")

    def said() -> str:
        return speech.need("shared", "put_off", reader, {"at": "2027-03-04T13:00:00+00:00"})

    assert "14:00" in words(said())
    rules.write_bytes(like("Europe/London"))
    forget_calendars()
    speech.forget()
    assert "13:00" in words(said())


def test_a_process_that_only_hears_learns_of_new_rules(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It plans as well, when somebody moves a date."""
    monkeypatch.setattr(main, "HOUR", 0.01)
    noon = datetime(2027, 3, 4, 12, tzinfo=UTC)

    def hour() -> int:
        return calendar_of(Person(id="zoe", name="Zoé")).local(noon).hour

    with stage(tmp_path) as here:

        async def live() -> None:
            async with here.kring.alive(listens=False, works=False):
                await asyncio.sleep(0.1)

        assert hour() == 13
        rules.write_bytes(like("Europe/London"))
        here.runner.run(live())
        assert hour() == 12
