"""Who belongs to a network gets into its channel.

Before, Slack's “already there” for one of several was taken for all: the others were never
invited. So was any trouble of the channel itself: whoever joined while it was archived, or while
Kring was not installed, stayed outside for good. A channel whose members could not be invited at
once was given another number each time it was looked at. And in an organisation no channel was
made at all, because Slack was not told in which workspace; or nobody was invited, because one of
them is at home in another.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.channels import THEIRS
from adapters.slack.vault import Vault
from bot.network import Network
from tests.adapters.slack.fake import BOT, TOKEN, Fake, Json, Wrong
from tests.adapters.slack.office import KEY, TENANT, Office, office
from tests.adapters.slack.test_channels import (
    ADDRESS,
    BART,
    LEA,
    ZOE,
    keep,
    network,
    only,
    tell,
)
from tests.pace import unhurried

INVITE, RENAME = "conversations.invite", "conversations.rename"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        for user, called in ((LEA, "Lea"), (ZOE, "Zoé"), (BART, "Bart")):
            await opened.person(user, called)
        unhurried(opened.kring.database)
        await keep(opened, network())
        yield opened


async def changes(here: Office, kept: Network) -> None:
    await keep(here, kept)
    await here.says(LEA, "help")
    await here.settle()


def heir(here: Office, *users: str) -> Network:
    about = {"id": "n2", "title": "Part two", "channel": ADDRESS}
    return network(*users, **about, created=here.now + timedelta(days=1))


async def test_one_who_is_there_already_keeps_nobody_out(here: Office) -> None:
    await tell(here)
    only(here)["members"].append(ZOE)  # somebody took her in by hand
    await changes(here, network(ZOE, BART))
    assert only(here)["members"].count(ZOE) == 1
    assert BART in only(here)["members"]


@pytest.mark.parametrize("code", sorted({*THEIRS, "org_user_not_in_team"}))
async def test_one_who_cannot_come_keeps_nobody_out(
    here: Office, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Fake._conversations_invite

    def invite(slack: Fake, said: Json) -> Json:
        return {"ok": False, "error": code} if ZOE in said["users"] else usual(slack, said)

    monkeypatch.setattr(Fake, "_conversations_invite", invite)
    await tell(here)
    await changes(here, network(ZOE, BART))
    assert BART in only(here)["members"]
    before = len(here.slack.of(INVITE))
    here.service.entrance.channels.resting.clear()
    await here.service.entrance.channels.tend(TENANT)
    assert len(here.slack.of(INVITE)) == before  # nor is she asked again and again


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "token_revoked"])
async def test_a_trouble_of_the_channel_is_nobodys_own(here: Office, code: str) -> None:
    await tell(here)
    here.slack.always = {INVITE: Wrong(code)}
    await changes(here, network(ZOE, BART))
    assert here.slack.of(INVITE)[-1]["users"] == f"{ZOE},{BART}"
    here.slack.always = {}
    here.service.entrance.channels.resting.clear()  # ten minutes later
    await here.says(LEA, "help")
    await here.settle()
    assert {ZOE, BART} <= set(only(here)["members"])


async def test_it_is_renamed_once_whatever_comes_after(here: Office) -> None:
    await tell(here)
    here.slack.fail(INVITE, Wrong("ratelimited", status=429, after=0))
    await changes(here, heir(here, ZOE))
    await here.service.entrance.channels.tend(TENANT)
    assert ZOE in only(here)["members"]
    assert only(here)["name"] == "part-two"


async def test_two_who_look_after_it_rename_it_once(here: Office) -> None:
    await tell(here)
    await keep(here, heir(here))
    here.slack.fail(RENAME, Wrong(slow=0.3, accepted=True))
    channels = here.service.entrance.channels
    await asyncio.gather(channels.tend(TENANT), channels.follow(TENANT))
    assert only(here)["name"] == "part-two"
    assert len(here.slack.of(RENAME)) == 1


async def test_in_an_organisation_it_stands_in_a_workspace_of_its_people(here: Office) -> None:
    await here.kring.database.workspaces.keep(
        TENANT,
        enterprise="E0ORG",
        team="",
        name="Contoso",
        app="A0KRING",
        bot=BOT,
        token=Vault([KEY]).seal(TENANT, TOKEN),
        at=here.now,
    )
    here.slack.users[LEA]["enterprise_user"] = {"id": LEA, "teams": ["T0WITHOUT", "T0WITH"]}
    here.slack.fail("conversations.create", Wrong("team_access_not_granted"))
    await tell(here)
    asked = here.slack.of("conversations.create")
    assert [said.get("team_id") for said in asked] == ["T0WITHOUT", "T0WITH"]
    assert LEA in only(here)["members"]
