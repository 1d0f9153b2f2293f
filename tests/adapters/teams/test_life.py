"""A whole network in Teams, in three languages; and it is the one that the web would have had."""

from collections import Counter
from dataclasses import replace

import pytest

from adapters.playground.chance import ids
from tests.adapters.teams.living import CHANNEL, SEED, in_teams, on_the_web, same
from tests.adapters.teams.stage import HERE, stage
from tests.dead import dead_letters

PEOPLE = 7


@pytest.mark.slow
async def test_a_network_in_teams_is_the_one_of_the_web() -> None:
    """Dialog for dialog: the same words to the same people at the same instants."""
    web, told, _ = await on_the_web(PEOPLE)
    async with stage(new_id=ids(SEED)) as here:
        network, life = await in_teams(here, PEOPLE)
        dead = await dead_letters(here.kring.database, HERE)

    assert not dead
    assert network.outcome
    assert network.platform == "teams"
    assert replace(network, platform="web") == web
    assert Counter(one.to for one in life.told) == Counter(one.to for one in told)
    assert same(life.told) == same(told)
    assert life.inline > 20
    assert life.dialogs > 5
    said = {who: "\n".join(texts) for who, texts in life.texts.items()}
    assert "Bonjour" in said["zoe"] or "vous" in said["zoe"]
    assert " je " in said["lotte"]
    assert " you " in said["sean"]
    assert CHANNEL in said
