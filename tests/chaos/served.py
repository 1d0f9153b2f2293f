"""Kring as it is served, with Slack and Teams before it, which send again what is not taken."""

import asyncio
import hashlib
import hmac
import itertools
import json
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import aiohttp
import sqlalchemy as sa

from adapters.database.tables import EVENTS
from adapters.main import Kring, pages, server
from adapters.slack.places import tenant
from tests.adapters.slack.fake import BOT, TEAM, Fake, fake
from tests.adapters.slack.office import install
from tests.adapters.teams.microsoft import Microsoft, activity
from tests.chaos.living import SIGNING, Journal, clock_from, kring_on, watched
from tests.chaos.platform import Everybody

Json = dict[str, Any]
SLACK = tenant(TEAM)
PATIENT = {"slack": 3.0, "teams": 15.0}
"""Seconds that each waits for an answer."""


def slack_event(user: str, text: str, id_: str) -> Json:
    said = {
        "type": "message",
        "channel": f"D{user[1:]}",
        "channel_type": "im",
        "user": user,
        "text": text,
        "ts": f"18{crc32(id_.encode()) % 10**8:08}.{crc32(id_[::-1].encode()) % 10**6:06}",
    }
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0KRING",
        "event_id": id_,
        "event_time": 0,
        "authorizations": [
            {"team_id": TEAM, "enterprise_id": None, "user_id": BOT, "is_bot": True}
        ],
        "event": said,
    }


def signed(body: bytes, at: float) -> dict[str, str]:
    said = b"v0:" + str(int(at)).encode() + b":" + body
    digest = hmac.new(SIGNING.encode(), said, hashlib.sha256).hexdigest()
    kind = {"Content-Type": "application/json"}
    return {"X-Slack-Request-Timestamp": str(int(at)), "X-Slack-Signature": f"v0={digest}"} | kind


def teams_event(service: str, who: str, text: str, id_: str) -> Json:
    sender = {"id": f"29:{who}", "name": who.capitalize()}
    place = {"conversationType": "personal", "id": f"a:{who}", "tenantId": "t1"}
    return activity(
        service,
        id=id_,
        text=text,
        **{"from": sender},
        conversation=place,
        channelData={"tenant": {"id": "t1"}},
        locale="en-GB",
    )


@dataclass
class Senders:
    """Both platforms, as they post events to one address. Each repeats until it is acknowledged."""

    address: str
    session: aiohttp.ClientSession
    clock: Callable[[], Any]
    service: str = ""
    met: dict[str, Counter[int]] = field(
        default_factory=lambda: {"slack": Counter(), "teams": Counter()}
    )
    acknowledged: dict[str, str] = field(default_factory=dict)
    first: list[float] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: itertools.count(1))

    async def once(self, kind: str, who: str, id_: str, text: str = "help") -> int:
        """The status; 0 where none came in time."""
        if kind == "slack":
            body = json.dumps(slack_event(f"U{who.upper()}", text, id_)).encode()
            path, head = "/slack/events", signed(body, self.clock().timestamp())
        else:
            body = json.dumps(teams_event(self.service, who, text, id_)).encode()
            path, head = "/teams/messages", {"Content-Type": "application/json"}
        limit = aiohttp.ClientTimeout(total=PATIENT[kind])
        try:
            async with self.session.post(
                self.address + path, data=body, headers=head, timeout=limit
            ) as answer:
                await answer.read()
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            status = 0
        self.met[kind][status] += 1
        if status in (200, 202):
            self.acknowledged[id_] = kind
            self.first.append(time.monotonic())
        return status

    async def until_taken(self, kind: str, who: str, *, pause: float = 0.3) -> None:
        id_ = f"Ev{kind}{who}"
        while await self.once(kind, who, id_) not in (200, 202):  # noqa: ASYNC110 - as platforms do
            await asyncio.sleep(pause)


@dataclass
class Here:
    kring: Kring
    slack: Fake
    microsoft: Microsoft
    senders: Senders

    async def events(self) -> set[str]:
        chosen = sa.select(EVENTS.c.id)
        return set(await self.kring.database._doors.read(lambda c: c.execute(chosen).scalars()))

    async def quiet(self, seconds: float) -> bool:
        """Whether the outbox is empty within so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if await self.kring.database.post.next_letter() is None:
                return True
            await asyncio.sleep(0.1)
        return False

    def heard(self) -> dict[str, int]:
        """How many messages stand in each conversation."""
        slack = {f"slack {place}": len(said) for place, said in self.slack.messages.items() if said}
        teams = Counter(
            f"teams {said['to']}"
            for said in self.microsoft.said
            if said["new"] and said["activity"]["type"] == "message"
        )
        return slack | teams


@asynccontextmanager
async def served(database: str, journal: str) -> AsyncIterator[Here]:
    """On a free port, with its heart beating."""
    async with fake() as slack, Microsoft.open() as microsoft, aiohttp.ClientSession() as session:
        slack.users = Everybody()
        clock = clock_from(time.monotonic())
        kring = kring_on("both", database, slack.address, clock)
        watched(kring, journal)
        assert isinstance(kring.beat.delivery.journal, Journal)  # type: ignore[attr-defined]
        await kring.open(upgrade=True)
        await install(kring, clock())
        async with kring.alive():
            door = socket.create_server(("127.0.0.1", 0))
            program = server(kring, pages(kring))
            serving = asyncio.create_task(program.serve([door]))
            while not program.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
            senders = Senders(address, session, clock, service=microsoft.service)
            try:
                yield Here(kring, slack, microsoft, senders)
            finally:
                program.should_exit = True
                await serving
                await kring.close()
