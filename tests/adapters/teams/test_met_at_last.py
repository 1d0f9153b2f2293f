"""Somebody who was picked from a list, and now writes for the first time.

Before, they kept the clock and the language of the installation. Now Kring takes theirs.
"""

from collections.abc import AsyncIterator

import pytest

from bot.desk import NAMELESS
from bot.network import Address, Person
from tests.adapters.teams.stage import Stage, stage


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        yield it


async def test_whoever_was_only_picked_from_a_list_is_met_with_their_own_clock(here: Stage) -> None:
    bart = here.client("bart", locale="fr-FR")
    picked = Person(id="bart", name=NAMELESS)
    at = Address(platform="teams", id=bart.id)
    await here.look(lambda unit: unit.keep_person(picked, at))
    lives = [{"type": "clientInfo", "timezone": "America/New_York"}]
    await bart.does(bart.activity(text="aide", textFormat="plain", entities=lives))
    met = await here.person("bart")
    assert met is not None
    assert (met.name, met.language, met.zone) == ("Bart", "fr", "America/New_York")
