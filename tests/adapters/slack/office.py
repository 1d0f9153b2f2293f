"""Kring with its Slack side, as it is served: a fake Slack, a database, signed requests."""

import asyncio
import hashlib
import hmac
import io
import itertools
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from adapters.main import Kring, build, new_id, pages, server
from adapters.settings import Settings
from adapters.slack.places import at
from adapters.slack.service import Service
from bot.network import Person
from bot.ports import Unit
from tests.adapters.slack.fake import BOT, TEAM, TOKEN, Fake, fake
from tests.pace import by
from tests.tables import empty

T = TypeVar("T")
Json = dict[str, Any]
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # the one of Slack's own documentation
KEY = "bXktb3duLWtleS1vZi0zMi1ieXRlcy1leGFjdGx5ISE="
TENANT = f"slack:{TEAM}"
MONDAY = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
NUMBERS = itertools.count(1)


def signed(body: bytes, now: datetime, secret: str = SECRET) -> dict[str, str]:
    """The headers with which Slack sends a body."""
    when = str(int(now.timestamp()))
    said = b"v0:" + when.encode() + b":" + body
    digest = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": when, "X-Slack-Signature": f"v0={digest}"}


@dataclass(slots=True)
class Answer:
    status: int
    text: str

    @property
    def json(self) -> Json:
        return json.loads(self.text) if self.text else {}


@dataclass(slots=True)
class Office:
    """One process of Kring, and a Slack that sends to it."""

    kring: Kring
    slack: Fake
    session: aiohttp.ClientSession
    address: str
    clock: list[datetime]
    ids: Callable[[], str] = field(default=lambda: f"{next(NUMBERS)}")

    @property
    def now(self) -> datetime:
        return self.clock[0]

    @property
    def service(self) -> Service:
        assert self.kring.slack is not None
        return self.kring.slack

    async def settle(self) -> None:
        """Wait for what follows an acknowledgement."""
        while self.service.entrance.under_way:
            await asyncio.wait(set(self.service.entrance.under_way))

    async def beat(self) -> None:
        await self.settle()
        await self.kring.beat.once()

    async def look(self, work: Callable[[Unit], T]) -> T:
        return await self.kring.database.transact(TENANT, work)

    async def person(self, user: str, name: str, **about: Any) -> None:
        """Somebody whom Kring has met."""
        self.slack.person(user, name)
        known = Person(id=user.lower(), name=name, **about)
        await self.look(lambda unit: unit.keep_person(known, at(user)))

    # ── what Slack sends ──

    async def post(
        self, body: bytes, headers: dict[str, str], path: str = "/slack/events"
    ) -> Answer:
        async with self.session.post(
            self.address + path, data=io.BytesIO(body), headers=headers
        ) as answer:
            return Answer(answer.status, await answer.text())

    async def raw(self, body: bytes, kind: str, **more: str) -> Answer:
        headers = {"Content-Type": kind, **signed(body, self.now), **more}
        return await self.post(body, headers)

    async def event(self, event: Json, **more: Any) -> Answer:
        whole = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A0KRING",
            "event_id": f"Ev{self.ids()}",
            "event_time": int(self.now.timestamp()),
            "authorizations": [
                {"team_id": TEAM, "enterprise_id": None, "user_id": BOT, "is_bot": True}
            ],
            "event": event,
            **more,
        }
        return await self.raw(json.dumps(whole).encode(), "application/json")

    async def says(self, user: str, text: str, **more: Any) -> Answer:
        event = {
            "type": "message",
            "channel": f"D{user[1:]}",
            "channel_type": "im",
            "user": user,
            "text": text,
            "ts": f"1800000{self.ids()}.000100",
            **more,
        }
        return await self.event(event)

    async def form(self, fields: Json) -> Answer:
        return await self.raw(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    async def commands(self, user: str, text: str, **more: str) -> Answer:
        fields = {
            "command": "/kring",
            "text": text,
            "team_id": TEAM,
            "user_id": user,
            "user_name": self.slack.users.get(user, {}).get("name", "somebody"),
            "channel_id": f"D{user[1:]}",
            "trigger_id": f"trigger.{self.ids()}",
            "response_url": f"{self.slack.address}/answer",
            **more,
        }
        return await self.form(fields)

    async def gesture(self, user: str, body: Json) -> Answer:
        whole = {
            "user": {"id": user, "team_id": TEAM, "username": "somebody"},
            "team": {"id": TEAM, "domain": "contoso"},
            "trigger_id": f"trigger.{self.ids()}",
            "api_app_id": "A0KRING",
            **body,
        }
        return await self.form({"payload": json.dumps(whole)})

    async def presses(
        self, user: str, button: Json, message: Json | None = None, **more: Any
    ) -> Answer:
        channel = f"D{user[1:]}"
        where: Json = {"container": {"type": "view"}, **more}
        if message is not None:
            where = {
                "channel": {"id": channel},
                "message": {"ts": message["ts"]},
                "container": {"type": "message", "message_ts": message["ts"]},
                "response_url": f"{self.slack.address}/answer",
                **more,
            }
        return await self.gesture(user, {"type": "block_actions", "actions": [button], **where})

    async def submits(self, user: str, view: Json, values: Json, **more: Any) -> Answer:
        """The window as it was opened, filled in."""
        state = {key: {"answer": control} for key, control in values.items()}
        shown = {"id": "V1", "hash": "h", **view, "state": {"values": state}}
        return await self.gesture(user, {"type": "view_submission", "view": shown, **more})


def buttons(message: Json) -> list[Json]:
    """The buttons of a message or a view."""
    rows = [b["elements"] for b in message.get("blocks", ()) if b["type"] == "actions"]
    return [button for row in rows for button in row]


def settings(slack: Fake, database: str, **more: Any) -> Settings:
    chosen: Json = {
        "database": database,
        "synchronous": "OFF",
        "secret": SecretStr("s" * 40),
        "slack_signing_secret": SecretStr(SECRET),
        "slack_client_id": "1234.5678",
        "slack_client_secret": SecretStr("canary-client-secret"),
        "slack_keys": SecretStr(KEY),
        "slack_api_url": f"{slack.address}/api",
        **more,
    }
    return Settings(_env_file=None, **chosen)  # type: ignore[call-arg]


@asynccontextmanager
async def office(
    folder: Path,
    *,
    slack: Fake | None = None,
    database: str = "",
    installed: bool = True,
    clock: list[datetime] | None = None,
    ids: Callable[[], str] = new_id,
    **more: Any,
) -> AsyncIterator[Office]:
    """Kring, served on a free port; two of them may share a Slack, a database and a clock."""
    if slack is None:
        async with (
            fake() as one,
            office(
                folder,
                slack=one,
                database=database,
                installed=installed,
                clock=clock,
                ids=ids,
                **more,
            ) as here,
        ):
            yield here
        return
    now = clock or [MONDAY]
    chosen = settings(slack, database or empty(folder / "kring.db"), **more)
    kring = build(chosen, clock=lambda: now[0], new_id=ids)
    await kring.open(upgrade=bool(database))
    if installed:
        await install(kring, now[0])
    by(kring.database, lambda: now[0])
    assert kring.slack is not None
    await kring.slack.open()
    door = socket.create_server(("127.0.0.1", 0))
    served = server(kring, pages(kring))
    serving = asyncio.create_task(served.serve([door]))
    address = f"http://127.0.0.1:{door.getsockname()[1]}"
    async with aiohttp.ClientSession() as session:
        try:
            while not served.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            yield Office(kring, slack, session, address, now)
        finally:
            served.should_exit = True
            await serving
            await kring.slack.close()
            await kring.close()


async def install(kring: Kring, now: datetime) -> None:
    assert kring.slack is not None
    await kring.database.workspaces.keep(
        TENANT,
        enterprise="",
        team=TEAM,
        name="Contoso",
        app="A0KRING",
        bot=BOT,
        token=kring.slack.vault.seal(TENANT, TOKEN),
        at=now - timedelta(days=1),
    )
