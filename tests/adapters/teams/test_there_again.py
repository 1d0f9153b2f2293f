"""A team that was archived and is used again, and one that Kring comes back to.

Before, only the first channel of the team could be written to afterwards: the others, and the
network that had found its channel there, stayed silent for good. A network that had lost its
channel because Kring was removed never found one again either. Now all that went with the team is
there with it, and a network finds its channel once more.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.network import Person, Role
from tests.adapters.teams.stage import Client, Stage, stage
from tests.adapters.teams.test_leaving import CASES, TEAM, conversation, team, writes_to
from tests.adapters.teams.test_places import mentions, offered
from tests.circle import circle

OURS = "channel:n1"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        it.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
        yield it


async def happens(who: Client, event: str, when: float, **data: Any) -> None:
    await who.does({**team("", who, when, eventType=event, **data), "type": "conversationUpdate"})


async def leads(here: Stage, who: Client) -> None:
    """This person facilitates a network that has no channel yet."""
    await who.installs()
    me = await here.person(who.name)
    assert me is not None
    network = circle("bart", platform="teams", channel=OURS)
    members = tuple(
        replace(m, person=me.id) if m.role is Role.FACILITATOR else m for m in network.members
    )

    def keep(unit: Any) -> None:
        unit.keep_person(Person(id="bart", name="Bart"))
        unit.keep_network(replace(network, members=members))

    await here.look(keep)


async def heard(here: Stage, place: str) -> bool:
    """Whether what is written there is posted in the team."""
    before = len(here.microsoft.said)
    await writes_to(here, place, key=f"{place}{before}")
    await here.after(seconds=5)
    return any(said["to"] in (TEAM, CASES) for said in here.microsoft.said[before:])


@pytest.mark.parametrize(
    ("gone", "back"), [("teamArchived", "teamUnarchived"), ("teamDeleted", "teamRestored")]
)
async def test_a_team_is_there_again_with_all_of_its_channels(
    here: Stage, gone: str, back: str
) -> None:
    zoe = here.client("zoe")
    await leads(here, zoe)
    await zoe.does(team("add", zoe, 0))
    before = await offered(here, zoe)
    await happens(zoe, gone, 1)
    assert not await heard(here, CASES)
    await happens(zoe, back, 2)
    assert await offered(here, zoe) == before
    for place in (TEAM, CASES, OURS):
        assert await heard(here, place), place


async def test_a_channel_that_was_deleted_before_stays_gone(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    await happens(zoe, "channelDeleted", 1, channel={"id": CASES, "name": "Cases"})
    await happens(zoe, "teamArchived", 2)
    await happens(zoe, "teamUnarchived", 3)
    assert set(await offered(here, zoe)) == {TEAM}


async def test_of_a_team_only_one_channel_may_be_known(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.does(mentions(zoe, "help", CASES, team={"id": TEAM}, channel={"id": CASES}))
    await happens(zoe, "teamArchived", 1)
    assert not await heard(here, CASES)
    await happens(zoe, "teamUnarchived", 2)
    assert await heard(here, CASES)


async def test_what_is_told_late_brings_nothing_back(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    await happens(zoe, "teamArchived", 3)
    await happens(zoe, "teamUnarchived", 2)  # of the time before
    assert not await heard(here, CASES)
    await happens(zoe, "teamUnarchived", 4)
    await happens(zoe, "teamArchived", 3)  # once more, with another name
    assert await heard(here, CASES)


async def test_where_kring_was_removed_nothing_comes_back_by_itself(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    await zoe.does(team("remove", zoe, 1))
    await happens(zoe, "teamUnarchived", 2)
    assert await offered(here, zoe) == {}


async def test_a_network_finds_its_channel_again_when_kring_comes_back(here: Stage) -> None:
    zoe = here.client("zoe")
    await leads(here, zoe)
    await zoe.does(team("add", zoe, 0))
    assert (await conversation(here, OURS)).conversation == TEAM
    await zoe.does(team("remove", zoe, 1))
    assert not await heard(here, OURS)
    await zoe.does(team("add", zoe, 2))
    assert (await conversation(here, OURS)).conversation == TEAM
    assert await heard(here, OURS)
