"""Somebody whose Teams speaks a language that Kring does not, or tells none.

Before, whoever had Teams in German could not add Kring to a team: each attempt ended in an error,
and so did every mention in a group chat. Now they are answered in English.
"""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.stage import Stage, stage, words
from tests.adapters.teams.test_leaving import CASES, TEAM, team
from tests.adapters.teams.test_places import GROUP, mentions, offered


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        it.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
        yield it


@pytest.mark.parametrize("locale", ["de-DE", "pt", "", "x", "en-US", "EN-gb"])
async def test_whoever_speaks_another_language_is_answered_in_english(
    here: Stage, locale: str
) -> None:
    zoe = here.client("zoe", locale=locale)
    added = await zoe.does(team("add", zoe, 0))
    asked = await zoe.does(mentions(zoe, "help", GROUP))
    assert (added.status_code, asked.status_code) == (200, 202)
    assert GROUP in await offered(here, zoe)
    said = {s["to"]: words(s["activity"]["attachments"][0]["content"]) for s in here.microsoft.said}
    assert "Safety" in said[TEAM]
    assert "Kring" in said[GROUP]


async def test_and_a_locale_in_capitals_is_understood(here: Stage) -> None:
    zoe = here.client("zoe", locale="NL-BE")
    await zoe.does(team("add", zoe, 0))
    said = here.microsoft.said[0]["activity"]["attachments"][0]["content"]
    assert "heeft" in words(said)
