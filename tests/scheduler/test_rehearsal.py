from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.app import Bot
from bot.content import plain
from bot.dialog import Due
from bot.dialogs import discover
from bot.network import Network, Person, Role
from bot.ports import Moment
from bot.speech import Speech
from scheduler.rehearsal import Row, rehearse
from scheduler.timeline import Timeline, plan, plan_person
from tests.scheduler.people import network, seat, utc, zoe
from tests.scheduler.stage import Stage

HOUR = timedelta(hours=1)
NOW = utc("2027-01-05T08:00")
PEOPLE = {
    "zoe": zoe(language="fr"),
    "fay": zoe(id="fay", name="Fay"),
    "mia": zoe(id="mia", name="Mia", leads=True),
}
HERE = network(seat("zoe"), seat("fay", Role.FACILITATOR), sessions=2)


@pytest.fixture
async def there(stage: Stage) -> Stage:
    await stage.meet(*PEOPLE.values())
    await stage.found(HERE)
    return stage


async def rows_of(
    there: Stage, people: Mapping[str, Person], here: Network | None = HERE
) -> list[Row]:
    """What waits in this network, and outside of any without one."""
    waiting = await there.do(lambda unit: unit.moments(here.id if here else ""))
    return rehearse(there.bot, here, people, waiting)


async def test_everything_to_come_by_time_with_its_reader(there: Stage) -> None:
    rows = await rows_of(there, {"zoe": zoe(), "fay": zoe(id="fay", name="Fay")})
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    first = rows[0]
    assert (first.person, first.role, first.dialog, first.does, first.title) == (
        "Zoé",
        "participant",
        "rsvp",
        "start",
        "rsvp",
    )
    assert first.card is not None
    assert "Please answer rsvp." in plain(first.card)
    reminder = next(row for row in rows if row.does == "remind")
    assert reminder.card is not None
    assert "Once more rsvp." in plain(reminder.card)
    close = next(row for row in rows if row.does == "close")
    assert (close.person, close.card) == ("channel:sites", None)


async def test_what_is_past_is_left_out(there: Stage) -> None:
    late = utc("2027-03-01T08:00")
    assert {row.at >= late for row in await rows_of(there, PEOPLE)} == {True, False}
    await there.until(late)
    assert {row.at >= late for row in await rows_of(there, PEOPLE)} == {True}


async def test_managers_see_what_comes_back_to_them(there: Stage) -> None:
    rows = await rows_of(there, PEOPLE, None)
    assert [(row.role, row.person, row.dialog) for row in rows] == [("manager", "Mia", "weekly")]


async def test_a_text_that_fails_leaves_a_row_without_one(there: Stage, tmp_path: Path) -> None:
    (tmp_path / "en" / "rsvp.j2").write_text("{% block title %}{{ unknown }}{% endblock %}")
    rows = await rows_of(there, {"zoe": zoe()})
    row = next(row for row in rows if row.dialog == "rsvp")
    assert (row.title, row.card) == ("rsvp", None)


def test_all_dialogs_as_they_are() -> None:
    dialogs, numbers = discover(), count()
    bot = Bot(
        dialogs=dialogs,
        speech=Speech(),
        planner=Timeline(dialogs),
        new_id=lambda: str(next(numbers)),
    )
    apart = [moment for each in PEOPLE.values() for moment in plan_person(each, dialogs, NOW)]
    rows = rehearse(bot, HERE, PEOPLE, [*plan(HERE, PEOPLE, dialogs), *apart])
    assert {"participant", "facilitator", "channel", "manager"} >= {row.role for row in rows}
    assert {row.person for row in rows} >= {"Zoé", "Fay", "channel:sites"}


async def test_what_single_people_do_is_nothing_that_is_planned(there: Stage) -> None:
    """Before, it showed who had put something off, left a draft, or was invited: as the channel."""
    before = await rows_of(there, PEOPLE)
    for name in ("idle", "again", "held"):
        for who in ("zoe", "mia"):  # mia is no member
            due = Due(at=NOW, about="s1", name=name, facts={"run": "r1"})
            apart = Moment(
                key=f"{name}:{who}",
                dialog="rsvp",
                network=HERE.id,
                person=who,
                at=NOW + HOUR,
                until=None,
                due=due,
            )
            await there.do(lambda unit, apart=apart: unit.snooze(apart))  # type: ignore[misc]
    assert await rows_of(there, PEOPLE) == before


async def test_what_an_earlier_version_planned_keeps_nobody_from_the_rest(there: Stage) -> None:
    """Before, a dialog that is no more was a mistake, as long as one of its moments waited."""
    before = await rows_of(there, PEOPLE)
    gone = replace((await there.do(lambda unit: unit.moments(HERE.id)))[0], key="x", dialog="gone")
    await there.do(lambda unit: unit.snooze(gone))
    assert await rows_of(there, PEOPLE) == before


async def test_what_comes_to_others_outside_of_any_network_is_left_out(there: Stage) -> None:
    """Before, one manager who was not among these people was a mistake."""
    assert await rows_of(there, {"zoe": zoe()}, None) == []
