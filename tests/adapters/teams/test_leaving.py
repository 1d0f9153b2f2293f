"""Kring is removed, by one person or by all of a customer; and some come back."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from typer.testing import CliRunner

from adapters import cli, console
from adapters.database.tables import METADATA
from adapters.doctor import _unmet
from adapters.settings import Settings
from bot.content import Card, Paragraph, Span
from bot.network import Address
from bot.ports import Outgoing
from tests.adapters.teams.microsoft import APP, BOT, NOW, SECRET, TENANT
from tests.adapters.teams.stage import HERE, Client, Stage, entra, file, stage
from tests.dead import dead_letters
from tests.postgres import own

TEAM = "19:team@thread.tacv2"
CASES = "19:cases@thread.tacv2"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as one:
        yield one


def at(later: float = 0.0) -> str:
    """An instant of Teams' own clock, in days from the beginning."""
    return (NOW + timedelta(days=later)).isoformat()


async def installs(who: Client, action: str, when: float, **more: Any) -> None:
    said = who.activity(type="installationUpdate", action=action, timestamp=at(when), **more)
    await who.does(said)


async def conversation(here: Stage, address: str) -> Any:
    return await here.look(lambda unit: unit.conversation(address))


async def due(here: Stage) -> Any:
    found = await here.kring.database.workspaces.of(HERE)
    return found.due if found else None


async def rows(here: Stage) -> int:
    """Everything that is kept of the customer."""

    def work(connection: sa.Connection) -> int:
        count = sa.func.count()
        return sum(
            connection.execute(
                sa.select(count).select_from(t).where(t.c.tenant == HERE)
            ).scalar_one()
            for t in METADATA.sorted_tables
        )

    return await here.kring.database._doors.read(work)


async def writes_to(here: Stage, who: str, key: str = "k") -> None:
    card = Card(title="News", blocks=(Paragraph((Span(text="Something"),)),), language="en")
    out = Outgoing(to=Address(platform="teams", id=who), card=card, key=key)
    await here.look(lambda unit: unit.post(out, here.now))


def team(action: str, who: Client, when: float, **data: Any) -> dict[str, Any]:
    return who.activity(
        type="installationUpdate",
        action=action,
        timestamp=at(when),
        conversation={
            "conversationType": "channel",
            "isGroup": True,
            "id": TEAM,
            "tenantId": TENANT,
        },
        channelData={
            "tenant": {"id": TENANT},
            "team": {"id": TEAM, "name": "Safety"},
            **data,
        },
    )


async def test_nothing_is_left_of_a_conversation_that_kring_was_removed_from(here: Stage) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    await installs(zoe, "add", 0)
    await installs(bart, "add", 0)
    await writes_to(here, zoe.id)
    await installs(zoe, "remove", 1)
    kept = await conversation(here, zoe.id)
    assert (kept.conversation, kept.service, kept.bot, kept.readers) == ("", "", "", ())
    assert kept.ended is not None
    dead = await dead_letters(here.kring.database, HERE)
    assert not dead
    heard = len(zoe.messages)
    await writes_to(here, zoe.id, key="later")
    await here.drain()
    assert len(zoe.messages) == heard
    assert not here.microsoft.created
    assert await due(here) is None  # bart still has it
    assert await here.person("zoe") is not None


@pytest.mark.parametrize("times", [1, 3])
async def test_the_last_removal_starts_the_clock_of_deletion(here: Stage, times: int) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    await installs(zoe, "add", 0)
    await installs(bart, "add", 0)
    here.clock[0] = NOW + timedelta(days=2)
    for who in (zoe, bart):
        gone = who.activity(type="installationUpdate", action="remove", timestamp=at(2))
        for _ in range(times):
            await who.does(gone)
    assert await due(here) == NOW + timedelta(days=32)
    await here.kring.database.purge(NOW + timedelta(days=31))
    assert await rows(here) > 0
    await here.kring.database.purge(NOW + timedelta(days=32))
    assert await rows(here) == 0


async def test_whoever_comes_back_in_time_finds_everything_there(here: Stage) -> None:
    zoe = here.client("zoe")
    await installs(zoe, "add", 0)
    await installs(zoe, "remove", 1)
    assert await due(here) is not None
    here.clock[0] = NOW + timedelta(days=20)
    before = await here.person("zoe")
    await installs(zoe, "add", 20)
    assert await due(here) is None
    await here.kring.database.purge(NOW + timedelta(days=200))
    assert await here.person("zoe") == before
    await writes_to(here, zoe.id)
    await here.drain()
    assert "Something" in zoe.hears


async def test_a_new_version_of_the_app_is_no_removal(here: Stage) -> None:
    zoe = here.client("zoe")
    await installs(zoe, "add", 0)
    heard = len(zoe.messages)
    for action in ("remove-upgrade", "add-upgrade", "upgrade"):
        await installs(zoe, action, 1)
    assert (await conversation(here, zoe.id)).ended is None
    assert await due(here) is None
    assert len(zoe.messages) == heard


async def test_what_is_told_late_changes_nothing(here: Stage) -> None:
    """Removed and added again; the removal is told after the second addition, or before."""
    zoe = here.client("zoe")
    await installs(zoe, "add", 0)
    await installs(zoe, "add", 2)
    await installs(zoe, "remove", 1)  # of the time before
    assert (await conversation(here, zoe.id)).ended is None
    await installs(zoe, "remove", 3)
    await installs(zoe, "add", 2)  # once more, with another name
    assert (await conversation(here, zoe.id)).ended is not None
    assert await due(here) is not None


async def test_nobody_is_met_by_leaving(here: Stage) -> None:
    """A removal that is told after everything was deleted, or of somebody never heard of."""
    zoe = here.client("zoe")
    await installs(zoe, "remove", 1)
    assert await here.person("zoe") is None
    assert not here.microsoft.calls
    await installs(zoe, "add", 0)
    await installs(zoe, "remove", 1)
    await here.kring.database.workspaces.forget(HERE)
    await installs(zoe, "remove", 1)
    assert await here.person("zoe") is None


async def test_somebody_who_blocked_kring_has_not_removed_it(here: Stage) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    await installs(zoe, "add", 0)
    await installs(bart, "add", 0)
    await here.look(lambda unit: unit.end_conversation(zoe.id, here.now, told=False))
    await installs(bart, "remove", 1)
    assert await due(here) is None


async def test_a_team_that_removes_kring_takes_its_channels_with_it(here: Stage) -> None:
    here.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
    zoe = here.client("zoe")
    await installs(zoe, "add", 0)
    await zoe.does(team("add", zoe, 0))
    known = await here.look(lambda unit: unit.channels_of(zoe.id))
    assert known == {TEAM: "Safety", CASES: "Safety · Cases"}
    await zoe.does(team("remove", zoe, 1))
    assert await here.look(lambda unit: unit.channels_of(zoe.id)) == {}
    assert (await conversation(here, CASES)).readers == ()
    assert (await conversation(here, zoe.id)).ended is None
    assert await due(here) is None


@pytest.mark.parametrize("gone", ["teamDeleted", "teamArchived", "teamHardDeleted"])
async def test_nothing_is_posted_in_a_team_that_is_gone(here: Stage, gone: str) -> None:
    here.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    said = len(here.microsoft.said)
    changed = team("", zoe, 1, eventType=gone)
    await zoe.does({**changed, "type": "conversationUpdate"})
    await writes_to(here, CASES)
    await here.drain()
    assert len(here.microsoft.said) == said
    assert [d.code for d in await dead_letters(here.kring.database, HERE)] == ["not_installed"]


async def test_a_deleted_channel_is_not_offered_and_its_neighbour_still_is(here: Stage) -> None:
    here.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    for event, offered in (("channelDeleted", {TEAM}), ("channelRestored", {TEAM, CASES})):
        changed = team("", zoe, 1, eventType=event, channel={"id": CASES, "name": "Cases"})
        await zoe.does({**changed, "type": "conversationUpdate"})
        assert set(await here.look(lambda unit: unit.channels_of(zoe.id))) == offered


async def test_a_team_and_its_channels_carry_their_new_names(here: Stage) -> None:
    here.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
    zoe = here.client("zoe")
    await zoe.does(team("add", zoe, 0))
    renamed = team("", zoe, 1, eventType="channelRenamed", channel={"id": CASES, "name": "Near"})
    await zoe.does({**renamed, "type": "conversationUpdate"})
    renamed = team("", zoe, 1, eventType="teamRenamed", team={"id": TEAM, "name": "Care"})
    await zoe.does({**renamed, "type": "conversationUpdate"})
    known = await here.look(lambda unit: unit.channels_of(zoe.id))
    assert known == {TEAM: "Care", CASES: "Care · Near"}


async def test_a_customer_is_forgotten_at_once_and_no_other(here: Stage) -> None:
    zoe = here.client("zoe")
    await installs(zoe, "add", 0)
    await here.kring.database.transact(
        "teams:other",
        lambda unit: unit.keep_conversation(
            entra("bart"), app="a", service="s", conversation="c", bot=BOT
        ),
    )
    assert await here.kring.database.workspaces.forget(HERE) > 0
    assert await rows(here) == 0
    other = await here.kring.database.transact(
        "teams:other", lambda unit: unit.conversation(entra("bart"))
    )
    assert other is not None


def test_the_command_line_says_when_and_deletes_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def left() -> None:
        async with stage(url=file(tmp_path)) as here:
            zoe = here.client("zoe")
            await installs(zoe, "add", 0)
            await installs(zoe, "remove", 1)

    asyncio.run(left())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KRING_DATABASE", file(tmp_path))
    run = CliRunner()
    assert "2027-02-10" in run.invoke(cli.app, ["teams", "forget", HERE]).stdout
    gone = run.invoke(cli.app, ["teams", "forget", HERE, "--now"])
    assert gone.exit_code == console.FINE
    assert f"Nothing of {HERE} is left" in gone.stdout.replace("\n", " ")
    assert run.invoke(cli.app, ["teams", "forget", HERE]).exit_code == console.WRONG


def test_the_doctor_tells_that_nobody_has_added_kring(tmp_path: Path) -> None:
    async def came(*names: str) -> None:
        async with stage(url=file(tmp_path)) as here:
            for name in names:
                await installs(here.client(name), "add", 0)

    said = json.dumps([{"app_id": APP, "tenant": TENANT, "secret": SECRET}])
    chosen = Settings.model_construct(database=file(tmp_path), teams_apps=SecretStr(said))
    asyncio.run(came())
    assert asyncio.run(_unmet(chosen)) == [(APP, TENANT)]
    asyncio.run(came("zoe"))
    assert asyncio.run(_unmet(chosen)) == []


@pytest.mark.postgres
async def test_it_is_the_same_on_postgresql(postgres_server: Any) -> None:
    database = await asyncio.to_thread(postgres_server.create, own("kring_teams_leaving"))
    try:
        async with stage(url=database) as here:
            here.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
            zoe = here.client("zoe")
            await installs(zoe, "add", 0)
            await zoe.does(team("add", zoe, 0))
            known = await here.look(lambda unit: unit.channels_of(zoe.id))
            assert known == {TEAM: "Safety", CASES: "Safety · Cases"}
            await writes_to(here, zoe.id)
            await zoe.does(team("remove", zoe, 1))
            await installs(zoe, "remove", 1)
            assert await due(here) == NOW + timedelta(days=30)
            await installs(zoe, "add", 2)
            assert await due(here) is None
            await installs(zoe, "remove", 3)
            await here.kring.database.purge(NOW + timedelta(days=30))
            assert await rows(here) == 0
    finally:
        await asyncio.to_thread(postgres_server.drop, own("kring_teams_leaving"))
