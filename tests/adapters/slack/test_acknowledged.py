"""Nothing is acknowledged before it is committed, whichever way it came."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from tests.adapters.slack.fake import TEAM, TOKEN, fake
from tests.adapters.slack.office import Office, office
from tests.adapters.slack.test_socket import ZOE, until

JSON = "application/json"
LONG = 0.5
"""Seconds in which an acknowledgement that waits for nothing would have come many times over."""


def message(event: str = "Ev1", text: str = "help") -> dict[str, Any]:
    said = {
        "type": "message",
        "channel": "D061F7AUR",
        "channel_type": "im",
        "user": ZOE,
        "text": text,
        "ts": "1800000000.000100",
    }
    return {"type": "event_callback", "team_id": TEAM, "event_id": event, "event": said}


@pytest.fixture(params=["http", "socket"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Office]:
    over_socket: dict[str, Any] = {
        "slack_bot_token": SecretStr(TOKEN),
        "slack_app_token": SecretStr("xapp-canary"),
        "slack_signing_secret": SecretStr(""),
    }
    async with fake() as slack:
        opened = (
            office(tmp_path, slack=slack)
            if request.param == "http"
            else office(tmp_path, slack=slack, installed=False, **over_socket)
        )
        async with opened as it:
            if request.param == "socket":
                await until(lambda: slack.sockets)
            await it.person(ZOE, "Zoé Dubois")
            yield it


class Sent:
    """An event on its way, and whether Slack has been told that it was taken."""

    def __init__(self, here: Office, body: dict[str, Any]) -> None:
        self._slack, self._before = here.slack, len(here.slack.acknowledged)
        self._task = asyncio.create_task(self._send(here, body))

    async def _send(self, here: Office, body: dict[str, Any]) -> int:
        if self._slack.sockets:
            await self._slack.send("events_api", body)
            return 0
        return (await here.raw(json.dumps(body).encode(), JSON)).status

    @property
    def acknowledged(self) -> bool:
        if self._slack.sockets:
            return len(self._slack.acknowledged) > self._before
        return self._task.done() and self._task.result() == 200

    async def refused(self) -> None:
        await self._task
        await asyncio.sleep(LONG)
        assert not self.acknowledged


@contextmanager
def busy(folder: Path) -> Iterator[None]:
    """Somebody else is writing: until they have done, nothing can be committed."""
    with closing(sqlite3.connect(folder / "kring.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_it_is_acknowledged_when_it_is_committed(here: Office, tmp_path: Path) -> None:
    with busy(tmp_path):
        sent = Sent(here, message())
        await asyncio.sleep(LONG)
        assert not sent.acknowledged
    await until(lambda: sent.acknowledged)
    with closing(sqlite3.connect(tmp_path / "kring.db")) as other:
        assert other.execute("SELECT count(*) FROM letters").fetchone() == (1,)
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_what_was_not_taken_is_not_acknowledged_and_taken_when_it_comes_again(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise OSError

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(type(here.service.entrance), "_inbound", broken)
        await Sent(here, message()).refused()
    again = Sent(here, message())
    await until(lambda: again.acknowledged)
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_what_comes_again_is_acknowledged_and_does_nothing_again(here: Office) -> None:
    for _ in range(3):
        sent = Sent(here, message())
        await until(lambda sent=sent: sent.acknowledged)  # type: ignore[misc]
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1
