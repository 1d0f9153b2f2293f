"""A network has one channel, whoever makes it and however that ends.

Before, two processes that came to it at the same time made one each, and people were invited into
both. And where Slack's answer to the making was lost, what was to be said there first was given up
as if it might have arrived, though there was nowhere yet.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack import adapter
from adapters.slack.places import at
from bot.ports import Outgoing
from scheduler.delivery import Patience
from tests.adapters.slack.fake import Wrong, fake
from tests.adapters.slack.office import TENANT, Office, office
from tests.adapters.slack.test_channels import ADDRESS, LEA, ZOE, keep, network, tell
from tests.adapters.slack.test_delivery import card
from tests.dead import dead_letters

CREATE = "conversations.create"


async def settled(here: Office) -> None:
    for user, called in ((LEA, "Lea"), (ZOE, "Zoé")):
        await here.person(user, called)
    await keep(here, network(ZOE))


async def test_two_processes_that_come_at_once_keep_one_channel(tmp_path: Path) -> None:
    async with (
        fake() as slack,
        office(tmp_path, slack=slack) as one,
        office(tmp_path, slack=slack, installed=False) as other,
    ):
        await settled(one)
        slack.fail(CREATE, Wrong(slow=0.5, accepted=True))
        both = [here.service.adapter.channels for here in (one, other)]
        found = set(await asyncio.gather(*(each.resolve(TENANT, ADDRESS) for each in both)))
        assert len(found) == 1
        open_ = [channel for channel in slack.channels.values() if not channel["is_archived"]]
        assert {channel["id"] for channel in open_} == found
        assert {LEA, ZOE} <= set(open_[0]["members"])
        met = [set(c["members"]) & {LEA, ZOE} for c in slack.channels.values()]
        assert sorted(map(len, met)) == [0, 2], "somebody was invited into both"


@pytest.mark.parametrize("accepted", [True, False])
async def test_where_the_answer_to_its_making_is_lost_the_first_word_is_said_all_the_same(
    tmp_path: Path, *, accepted: bool
) -> None:
    async with office(tmp_path) as here:
        await settled(here)
        here.slack.fail(CREATE, Wrong(lost=True, accepted=accepted))
        await tell(here)
        here.clock[0] += timedelta(minutes=2)
        await here.beat()
        assert not await dead_letters(here.kring.database, TENANT)
        assert [len(said) for said in here.slack.messages.values() if said] == [1]


async def test_where_its_maker_was_killed_the_first_word_is_said_by_the_next(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here:
        await settled(here)
        out = Outgoing(to=at(ADDRESS), card=card(), key="k1")
        await here.look(lambda unit: unit.post(out, here.now))
        assert await here.kring.database.post.claim(here.now, 10, timedelta(minutes=1))
        here.clock[0] += timedelta(minutes=5)
        await here.beat()
        assert not await dead_letters(here.kring.database, TENANT)
        assert [len(said) for said in here.slack.messages.values() if said] == [1]


async def test_where_it_takes_long_until_people_are_in_it_the_first_word_is_said_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "WAY", 0.3)
    async with office(tmp_path) as here:
        await settled(here)
        here.kring.beat.delivery._patience = replace(Patience(), timeout=0.5)
        here.slack.fail("conversations.invite", Wrong(slow=0.7))
        await tell(here)
        here.clock[0] += timedelta(minutes=2)
        await here.beat()
        assert not await dead_letters(here.kring.database, TENANT)
        assert [len(said) for said in here.slack.messages.values() if said] == [1]
        assert len(here.slack.channels) == 1
