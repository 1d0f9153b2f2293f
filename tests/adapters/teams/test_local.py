"""A rehearsal as its users have it: the program, and a test client that speaks plain HTTP to it."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.adapters.teams.stage import words

Json = dict[str, Any]
KRING = str(Path(sys.executable).with_name("kring"))
PATIENCE = 40.0
"""Seconds that a busy machine may take."""


def _env(port: int, **more: str) -> dict[str, str]:
    """Whatever proxy this machine has, none is needed here, and Entra could not be asked."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith("KRING_")}
    given = {
        "KRING_SECRET": "made up for a test " * 3,
        "KRING_PORT": str(port),
        "KRING_TEAMS_LOCAL": "1",
    }
    return mine | given | more


def _free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class Playground:
    """A test client: a connector on a port of its own, and somebody who types into it."""

    def __init__(self, kring: str, language: str) -> None:
        self.kring, self.language = kring, language
        self.heard: list[Json] = []
        self.tokens: set[str] = set()
        self.url = ""
        self.count = 0

    async def hear(self, request: web.Request) -> web.Response:
        self.tokens.add(request.headers.get("Authorization", ""))
        self.heard.append(await request.json())
        return web.json_response({"id": f"m{len(self.heard)}"})

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Playground"]:
        app = web.Application()
        app.router.add_route("*", "/v3/conversations/{rest:.*}", self.hear)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        port = _free()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{port}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def post(self, **more: Any) -> int:
        """As such clients do it: few fields, no token, its own channel."""
        self.count += 1
        said = {
            "type": "message",
            "id": f"{self.language}{self.count}",
            "channelId": "emulator",
            "serviceUrl": self.url,
            "from": {"id": f"user-{self.language}", "name": "Alex"},
            "recipient": {"id": "bot", "name": "Kring"},
            "conversation": {"id": f"talk-{self.language}"},
            "locale": self.language,
            **more,
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.kring}/teams/messages", json=said) as answer,
        ):
            await answer.read()
            return answer.status

    async def answered(self, **said: Any) -> str:
        """What is answered to it."""
        before = len(self.heard)
        assert await self.post(**said) == 202
        async with asyncio.timeout(PATIENCE):
            while len(self.heard) == before:  # noqa: ASYNC110 - the program is another process
                await asyncio.sleep(0.05)
        (card,) = (a["content"] for a in self.heard[-1]["attachments"])
        return words(card)


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[str, Path]]:
    """The program in a rehearsal: its address, and its log."""
    port, log = _free(), folder / "log"
    env = _env(port)
    await asyncio.to_thread(
        subprocess.run, [KRING, "db", "upgrade"], cwd=folder, env=env, check=True
    )
    with log.open("w") as lines:
        program = await asyncio.create_subprocess_exec(
            KRING, "serve", cwd=folder, env=env, stderr=lines
        )
    try:
        async with asyncio.timeout(PATIENCE):
            while not await asyncio.to_thread(_listens, port):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.1)
        yield f"http://127.0.0.1:{port}", log
    finally:
        program.send_signal(signal.SIGTERM)
        await program.wait()
    assert program.returncode == 0, log.read_text()


def _listens(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
async def test_somebody_with_a_test_client_is_welcomed_and_helped_in_their_language(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as (kring, log):
        for language, welcome, asked, helped in (
            ("en-US", "I am Kring", "help", "take care of the dates"),
            ("fr-BE", "Je suis Kring", "aide", "Je m’occupe"),
            ("nl-BE", "Ik ben Kring", "hulp", "Ik zorg"),
        ):
            async with Playground(kring, language).open() as client:
                first = await client.answered(type="installationUpdate", action="add")
                assert welcome in first
                shown = await client.answered(text=asked)
                assert helped in shown, shown
                assert await client.answered(text="zzzz") != shown
                assert client.tokens == {""}
                for evil in ("https://smba.trafficmanager.net/emea/", "http://10.0.0.1/", ""):
                    assert await client.post(text="help", serviceUrl=evil) == 403
        said = log.read_text()
    assert "teams.local_mode_lets_everybody_on_this_machine_in" in said
    assert "teams.no_token" not in said
    for line in said.splitlines():
        assert "Alex" not in line


@pytest.mark.slow
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104
def test_a_rehearsal_does_not_begin_where_others_can_reach_it(tmp_path: Path, host: str) -> None:
    app = json.dumps([{"app_id": "x", "tenant": "y", "secret": "z"}])
    for more in ({"KRING_HOST": host}, {"KRING_TEAMS_APPS": app}):
        done = subprocess.run(
            [KRING, "serve"],
            cwd=tmp_path,
            env=_env(_free(), **more),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 2
        assert "KRING_" in done.stderr
