"""Somebody has another name by now: they married, or are called otherwise than their papers say.

Before, Kring learned a name once and went on with the old one, before everybody, for good.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.places import at
from bot.desk import NAMELESS
from bot.network import Person
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, office

ZOE, BART = "U061F7AUR", "U061F7BRT"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois", language="fr", zone="Europe/Lisbon")
        yield opened


async def opens(here: Office, user: str = ZOE, tab: str = "home") -> Person:
    await here.event({"type": "app_home_opened", "user": user, "tab": tab})
    await here.settle()
    found = await here.look(lambda unit: unit.person_at(at(user)))
    assert found is not None
    return found


@pytest.mark.parametrize("tab", ["home", "messages"])
async def test_whoever_opens_kring_is_called_as_they_are_now(here: Office, tab: str) -> None:
    here.slack.person(ZOE, "Zoé Claes", locale="nl-BE", tz="Europe/Brussels")
    zoe = await opens(here, tab=tab)
    assert zoe.name == "Zoé Claes"
    assert (zoe.language, zoe.zone) == ("fr", "Europe/Lisbon"), "these they chose here"


async def test_it_is_asked_for_once_a_day_and_seldom_at_once(here: Office) -> None:
    await here.person(BART, "Bart Maes")
    for user in (ZOE, ZOE, BART):
        await opens(here, user)
    assert len(here.slack.of("users.info")) == 1
    here.slack.person(BART, "Bart Peeters")
    here.clock[0] += timedelta(seconds=3)
    assert (await opens(here, BART)).name == "Bart Peeters"
    here.clock[0] += timedelta(days=1)
    here.slack.person(ZOE, "Zoé Claes")
    assert (await opens(here)).name == "Zoé Claes"


async def test_without_an_answer_the_name_stays(here: Office) -> None:
    here.slack.fail("users.info", Wrong("user_not_found"))
    assert (await opens(here)).name == "Zoé Dubois"
    assert here.slack.of("views.publish")


async def test_whoever_was_picked_from_a_list_is_met_whole(here: Office) -> None:
    """Before, who looked first and wrote later stayed without a name until they wrote."""
    picked = Person(id="bart", name=NAMELESS)
    await here.look(lambda unit: unit.keep_person(picked, at(BART)))
    here.slack.person(BART, "Bart Maes", locale="nl-BE", tz="Europe/Lisbon")
    bart = await opens(here, BART)
    assert (bart.name, bart.language, bart.zone) == ("Bart Maes", "nl", "Europe/Lisbon")
