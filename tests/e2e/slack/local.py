"""local-slack as a workspace to live in: a pretend Slack that nobody of Kring wrote.

`make e2e-slack` installs it and names its program in KRING_LOCAL_SLACK. It is driven as its own
page drives it, over its socket for people; Kring sees Slack's Web API, signed requests over HTTP,
or Socket Mode.
"""

import asyncio
import json
import os
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

Json = dict[str, Any]
APP, BOT, TEAM, GENERAL = "A01KRING", "U0KRING00", "T01CONTOSO", "C01GEN"
SECRET, BOT_TOKEN, APP_TOKEN = "e2e-signing-secret", "xoxb-e2e-bot", "xapp-e2e-app"
PATIENCE = 15.0


def program() -> str:
    found = os.environ.get("KRING_LOCAL_SLACK", "")
    if not found:
        pytest.skip("make e2e-slack installs local-slack and runs this")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@dataclass
class Local:
    """A running local-slack."""

    address: str
    session: aiohttp.ClientSession
    users: dict[str, str]  # name → id
    socket: aiohttp.ClientWebSocketResponse
    messages: dict[str, dict[str, Json]] = field(default_factory=dict)
    modals: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)

    async def listen(self) -> None:
        """Keep what its page would show."""
        async for frame in self.socket:
            said = json.loads(frame.data)
            match said["t"]:
                case "init":
                    state = said["state"]
                    self.channels = {c["id"]: c for c in state["channels"]}
                case "message" | "message_update":
                    message = said["message"]
                    here = self.messages.setdefault(message["channel"], {})
                    here[message["ts"]] = {**here.get(message["ts"], {}), **message}
                case "message_delete":
                    self.messages.get(said["channel"], {}).pop(said["ts"], None)
                case "channel":
                    self.channels[said["channel"]["id"]] = said["channel"]
                case "view":
                    self.modals = said.get("stack") or said.get("modalStack") or []
                    self.errors = {}
                case "view_errors":
                    self.errors = said["errors"]
                case "home":
                    self.homes[said.get("user", "")] = said.get("view") or {}
                case _:
                    pass

    async def tell(self, **said: Any) -> None:
        await self.socket.send_str(json.dumps(said))

    async def post(self, path: str, **said: Any) -> Json:
        async with self.session.post(f"{self.address}/_control/{path}", json=said) as answer:
            found: Json = await answer.json()
            assert found.get("ok"), found
            return found

    async def log(self) -> list[Json]:
        async with self.session.get(f"{self.address}/_control/log") as answer:
            found: list[Json] = (await answer.json())["log"]
            return found

    # ── a person ──

    def dm(self, user: str) -> str:
        return next(
            id_
            for id_, c in self.channels.items()
            if c.get("is_im") and user in str(c) and BOT in str(c)
        )

    def hears(self, user: str) -> list[Json]:
        """What stands in somebody's conversation with Kring."""
        return list(self.messages.get(self.dm(user), {}).values())

    async def commands(self, user: str, text: str) -> None:
        channel = self.dm(user)
        await self.post(
            "command", appId=APP, channel=channel, user=user, command="/kring", text=text
        )

    async def says(self, user: str, text: str, channel: str = "") -> None:
        await self.post("message", channel=channel or self.dm(user), user=user, text=text)

    async def presses(self, user: str, message: Json, button: Json) -> None:
        await self.post(
            "interact",
            channel=message["channel"],
            messageTs=message["ts"],
            user=user,
            action=button,
        )

    async def opens_home(self, user: str) -> None:
        await self.post("open-home", appId=APP, user=user)

    async def submits(self, user: str, values: Json) -> None:
        state = {block: {"answer": control} for block, control in values.items()}
        await self.tell(t="view_submit", user=user, values=state)

    async def until(self, true: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := true():
                return found
            await asyncio.sleep(0.02)
        raise AssertionError(what)


@asynccontextmanager
async def local(folder: Path, users: dict[str, str], *, http: str = "") -> AsyncIterator[Local]:
    """A workspace with these people; Kring listens at the address `http`, or opens a socket."""
    app: Json = {
        "appId": APP,
        "botUserId": BOT,
        "botName": "kring",
        "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN,
        "signingSecret": SECRET,
        "mode": "events" if http else "socket",
    }
    config = {
        "workspace": {"name": "Contoso", "domain": "contoso", "teamId": TEAM},
        "apps": [{**app, **({"requestUrl": http} if http else {})}],
        "users": [
            {
                "id": id_,
                "name": name.split()[0].lower(),
                "real_name": name,
                "email": "nobody@contoso.example",
                "tz": "Europe/Brussels",
            }
            for name, id_ in users.items()
        ],
        "channels": [{"id": GENERAL, "name": "general", "members": [*users.values(), BOT]}],
    }
    file, port = folder / "workspace.json", free_port()
    file.write_text(json.dumps(config))
    arguments = ("--config", str(file), "--port", str(port), "--base-host", "127.0.0.1")
    process = await asyncio.create_subprocess_exec(
        program(), *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession() as session:
            await _ready(session, address)
            async with session.ws_connect(f"{address}/ui", max_msg_size=0) as page:
                here = Local(address, session, users, page)
                listening = asyncio.create_task(here.listen())
                try:
                    yield here
                finally:
                    listening.cancel()
    finally:
        process.terminate()
        await process.wait()


async def _ready(session: aiohttp.ClientSession, address: str) -> None:
    for _ in range(200):
        try:
            async with session.get(f"{address}/_control/state") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError("local-slack does not start")
