"""The first words to somebody, whose name Teams seldom tells with them.

Before, everybody whom Teams did not name was greeted as “…”, and stood as “…” in lists until they
wrote something. Now their name is asked for, and where it is not to be had there is none.
"""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.stage import Stage, stage


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage(patience=1.0) as it:
        yield it


@pytest.mark.parametrize("sort", ["installationUpdate", "conversationUpdate"])
async def test_whoever_adds_kring_is_greeted_by_their_name(here: Stage, sort: str) -> None:
    zoe = here.client("zoe")
    here.microsoft.names[zoe.id] = "Zoé Dubois"
    added = zoe.activity(type=sort, action="add")
    added["membersAdded"] = [added["recipient"]]
    del added["from"]["name"]
    await zoe.does(added)
    assert "Hello Zoé. I am Kring" in zoe.hears
    person = await here.person("zoe")
    assert person is not None
    assert person.name == "Zoé Dubois"


@pytest.mark.parametrize("locale", ["en-GB", "fr-BE", "nl-BE"])
async def test_whose_name_nobody_tells_is_greeted_without_one(here: Stage, locale: str) -> None:
    zoe = here.client("zoe", locale=locale)
    added = zoe.activity(type="installationUpdate", action="add")
    del added["from"]["name"]
    await zoe.does(added)
    assert zoe.hears.partition(".")[0].strip() in {"Hello", "Bonjour", "Dag"}
