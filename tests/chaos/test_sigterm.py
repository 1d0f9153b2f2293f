"""`kring serve` is asked to stop while people write and messages go out: it ends in order."""

import asyncio
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import aiohttp
import pytest

from adapters.main import now
from adapters.settings import load
from scheduler.heartbeat import Heartbeat
from scheduler.ports import TAKEN, UNCERTAIN
from tests.adapters.slack.office import install
from tests.chaos.figures import count, publish
from tests.chaos.living import KEY, SIGNING
from tests.chaos.served import Senders
from tests.chaos.test_kill import platform

TIMES = count("SIGTERMS", 2, 200)
EXIT = 15.0
"""Seconds in which it has to be gone."""
PEOPLE = 6
"""Who write anew while one process lives."""


def _environment(port: int, folder: Path, address: str) -> dict[str, str]:
    settings = {
        "KRING_DATABASE": f"sqlite:///{folder / 'kring.db'}",
        "KRING_SECRET": "made up for a test " * 3,
        "KRING_PORT": str(port),
        "KRING_SLACK_SIGNING_SECRET": SIGNING,
        "KRING_SLACK_KEYS": KEY,
        "KRING_SLACK_API_URL": f"{address}/api",
    }
    return {k: v for k, v in os.environ.items() if not k.startswith("KRING_")} | settings


def _free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _waiting(folder: Path, *codes: str) -> int:
    """Messages that are to go out; with `codes`, those that came back for one of these reasons."""
    asked = "SELECT count(*) FROM letters WHERE state = 'waiting'"
    if codes:
        asked += f" AND code IN ({', '.join('?' * len(codes))})"
    with closing(sqlite3.connect(folder / "kring.db")) as file:
        return int(file.execute(asked, codes).fetchone()[0])


async def _emptied(folder: Path, messages: int) -> None:
    """All has gone out that was said: a workspace takes some three messages a second."""
    for _ in range(60 + messages):
        if not _waiting(folder):
            return
        await asyncio.sleep(0.5)
    raise TimeoutError("There are messages left.")


async def _started(session: aiohttp.ClientSession, port: int) -> None:
    """It answers: before that it has begun nothing, and may end as any program does."""
    for _ in range(600):
        try:
            async with session.get(f"http://127.0.0.1:{port}/"):
                return
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(0.05)
    raise TimeoutError("It does not serve.")


async def _prepared(env: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adapters.main import build  # noqa: PLC0415 - only for the workspace

    for name, value in env.items():
        if name.startswith("KRING_"):
            monkeypatch.setenv(name, value)
    kring = build(load(None))
    await kring.open(upgrade=True)
    await install(kring, now())
    await kring.close()


async def test_asked_to_stop_it_leaves_nothing_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, port, slowest, unknown = random.Random(5), _free(), 0.0, 0
    with platform("slack", seed=5) as address, (tmp_path / "log").open("w") as log:
        with urlopen(f"{address}/chaos/calm") as answer:  # noqa: S310, ASYNC210 - our own
            answer.read()
        env = _environment(port, tmp_path, address)
        await _prepared(env, tmp_path, monkeypatch)
        words = [str(Path(sys.executable).with_name("kring")), "serve"]

        async with aiohttp.ClientSession() as session:

            async def serving() -> asyncio.subprocess.Process:
                program = await asyncio.create_subprocess_exec(
                    *words, cwd=tmp_path, env=env, stderr=log, stdout=subprocess.DEVNULL
                )
                await _started(session, port)
                return program

            senders = Senders(f"http://127.0.0.1:{port}", session, now)
            writing = set[asyncio.Task[None]]()
            for number in range(TIMES):
                program = await serving()
                for n in range(PEOPLE):
                    told = senders.until_taken("slack", f"p{number}x{n}", pause=0.05)
                    writing.add(asyncio.create_task(told))
                await asyncio.sleep(chance.uniform(0.0, 0.4))
                asked = time.monotonic()
                program.send_signal(signal.SIGTERM)
                code = await asyncio.wait_for(program.wait(), EXIT)
                slowest = max(slowest, time.monotonic() - asked)
                assert code == 0, (tmp_path / "log").read_text()
                unknown += _waiting(tmp_path, TAKEN, UNCERTAIN)  # nobody knows whether they arrived
            program = await serving()
            await asyncio.wait_for(asyncio.gather(*writing), 60)
            await _emptied(tmp_path, 2 * PEOPLE * TIMES)
            program.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(program.wait(), EXIT) == 0
        with urlopen(f"{address}/chaos/report") as answer:  # noqa: S310, ASYNC210
            places = json.load(answer)["places"]
    people = TIMES * PEOPLE
    heard = [len(said) for said in places.values()]
    publish(
        "sigterm",
        signals=TIMES,
        events=people,
        lost=people - len(heard),
        twice=sum(n > 2 for n in heard),
        ambiguous=unknown,
        slowest_s=round(slowest, 2),
    )
    assert max(heard) == 2
    if hasattr(Heartbeat, "rest"):  # until it could, what was just claimed was left to its lease
        assert unknown == 0
        assert heard == [2] * people
