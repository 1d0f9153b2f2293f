"""Socket Mode: what comes is taken and acknowledged; a silent connection is not trusted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.main import build
from adapters.serving import Duty, checks
from adapters.settings import Settings
from adapters.slack.door import carried
from adapters.slack.places import at
from adapters.slack.socket import Socket
from adapters.web.adapter import Web
from scheduler.ports import Carrier
from tests.adapters.slack.fake import TEAM, TOKEN, Fake, fake
from tests.adapters.slack.office import TENANT, Office, office, settings
from tests.scheduler.tally import Tally

ZOE = "U061F7AUR"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with (
        fake() as slack,
        office(
            tmp_path,
            slack=slack,
            installed=False,
            slack_bot_token=SecretStr(TOKEN),
            slack_app_token=SecretStr("xapp-canary"),
            slack_signing_secret=SecretStr(""),
        ) as opened,
    ):
        await until(lambda: slack.sockets)
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def until(true: Callable[[], Any], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the other side has no event to wait for
            await asyncio.sleep(0.01)


def _message(text: str) -> dict[str, Any]:
    event = {
        "type": "message",
        "channel": "D061F7AUR",
        "channel_type": "im",
        "user": ZOE,
        "text": text,
        "ts": "1800000000.000100",
    }
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}


async def test_a_message_is_acknowledged_and_answered(here: Office) -> None:
    await here.slack.send("events_api", _message("help"))
    await until(lambda: here.slack.acknowledged)
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_the_workspace_of_the_settings_is_installed_without_its_token(here: Office) -> None:
    workspace = await here.kring.database.workspaces.of(TENANT)
    assert workspace is not None
    assert (workspace.token, workspace.name) == ("", "Contoso")
    met = await here.look(lambda unit: unit.person_at(at(ZOE)))
    assert met is not None


async def test_a_command_opens_its_window(here: Office) -> None:
    fields = {
        "command": "/kring",
        "text": "new",
        "team_id": TEAM,
        "user_id": ZOE,
        "user_name": "zoe",
        "channel_id": "D061F7AUR",
        "trigger_id": "trigger.1",
    }
    await here.slack.send("slash_commands", fields)
    await until(lambda: here.slack.opened)


async def test_what_is_malformed_ends_nothing(here: Office) -> None:
    await here.slack.send("events_api", {"type": "event_callback", "event": []})
    await here.slack.send("interactive", {"type": "block_actions", "actions": 5})
    await here.slack.send("events_api", _message("help"))
    await until(lambda: here.slack.acknowledged)
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_silence_builds_it_anew_and_twice_gives_up(here: Office) -> None:
    given_up: list[float] = []
    service = here.service
    app = carried(service.entrance, here.kring.database.workspaces, service.api)
    socket = Socket(
        app, service.api, "xapp-canary", give_up=lambda: given_up.append(1), silent_for=0.5
    )
    running = asyncio.create_task(socket.run())
    before = len(here.slack.sockets)
    await until(lambda: len(here.slack.sockets) == before + 1)
    await asyncio.sleep(1)
    assert len(here.slack.sockets) == before + 1  # pings are frames
    here.slack.alive = False
    await until(lambda: len(here.slack.sockets) == before + 2)
    assert given_up == []
    await until(lambda: given_up)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_connection_that_comes_back_is_trusted_again(here: Office) -> None:
    given_up: list[float] = []
    service = here.service
    app = carried(service.entrance, here.kring.database.workspaces, service.api)
    socket = Socket(
        app, service.api, "xapp-canary", give_up=lambda: given_up.append(1), silent_for=0.5
    )
    running = asyncio.create_task(socket.run())
    before = len(here.slack.sockets)
    await until(lambda: len(here.slack.sockets) == before + 1)
    for n in (2, 3):
        here.slack.alive = False
        await until(lambda n=n: len(here.slack.sockets) == before + n)  # type: ignore[misc]
        here.slack.alive = True
        await asyncio.sleep(0.8)  # longer than it may be silent
    assert given_up == []
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


@pytest.mark.parametrize("steps", range(6))
async def test_stopped_in_the_middle_of_closing_it_closes_to_the_end(
    here: Office, steps: int
) -> None:
    """Before, its connection waited for its reader and was left, for the collector to find."""
    service, before = here.service, len(here.slack.sockets)
    app = carried(service.entrance, here.kring.database.workspaces, service.api)
    socket = Socket(app, service.api, "xapp-canary", give_up=lambda: None)
    running = asyncio.create_task(socket.run())
    await until(lambda: len(here.slack.sockets) == before + 1)
    await until(lambda: socket._handler and socket._handler.client.message_receiver)
    assert socket._handler is not None
    session = socket._handler.client.current_session
    assert session is not None
    closing = asyncio.create_task(socket._close())
    for _ in range(steps):
        await asyncio.sleep(0)
    closing.cancel()
    running.cancel()
    await asyncio.gather(closing, running, return_exceptions=True)
    assert session._response.connection is None


def _over_socket(slack: Fake, folder: Path) -> Settings:
    given = {"slack_bot_token": SecretStr(TOKEN), "slack_app_token": SecretStr("xapp-canary")}
    return settings(slack, f"sqlite:///{folder / 'kring.db'}", **given)


async def test_kring_listens_as_long_as_it_is_alive(tmp_path: Path) -> None:
    async with fake() as slack:
        kring = build(_over_socket(slack, tmp_path))
        await kring.open(upgrade=True)
        async with kring.alive():
            await until(lambda: slack.sockets)
        await until(lambda: slack.sockets[0].closed)
        await kring.close()


async def test_each_event_is_timed_and_a_silent_socket_is_not_ready(tmp_path: Path) -> None:
    tally = Tally()
    async with fake() as slack:
        kring = build(_over_socket(slack, tmp_path), gauge=tally)
        await kring.open(upgrade=True)
        try:
            async with kring.alive():
                await until(lambda: slack.sockets)
                await slack.send("events_api", _message("help"))
                await until(lambda: ("answered", "slack") in {note[:2] for note in tally.noted})
                heard = checks(kring, Duty.ALL)["slack_silent"]
                assert await heard()
                assert kring.slack is not None
                assert kring.slack.socket is not None
                kring.slack.socket._heard -= 61
                assert not await heard()
        finally:
            await kring.close()


async def test_a_worker_speaks_in_slack_and_does_not_listen(tmp_path: Path) -> None:
    async with fake() as slack:
        kring = build(_over_socket(slack, tmp_path))
        await kring.open(upgrade=True)
        try:
            async with kring.alive(listens=False):
                assert kring.slack is not None
                assert kring.slack.socket is None
                assert kring.slack.access.given == {TENANT: TOKEN}
        finally:
            await kring.close()


def test_the_web_is_no_carrier() -> None:
    """It serves one organisation, and what is put up twice stands there once."""
    assert not isinstance(Web.__new__(Web), Carrier)
