"""Slack's Web API as Kring uses it, over real HTTP, with everything that can go wrong there.

    async with fake() as slack:
        slack.fail("chat.postMessage", Late(429, after=7))

What is put in `failing` happens to the next calls of a method, one each; after that all is well.
"""

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from adapters.slack.methods import METHODS, UNSIGNED, scopes

Json = dict[str, Any]
TEAM, BOT, TOKEN = "T024BE7LD", "U0KRING00", "xoxb-canary-of-the-bot"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What happens to one call: `accepted` tells whether Slack did what was asked all the same."""

    code: str = ""
    status: int = 200
    after: int | None = None
    accepted: bool = False
    lost: bool = False  # the connection ends without an answer
    slow: float = 0.0
    page: str = ""  # an answer that is no JSON
    sort: str = "text/html"  # what it is said to be


@dataclass(slots=True)
class Call:
    method: str
    token: str
    said: Json


@dataclass(slots=True)
class Fake:
    """A workspace. All that it was asked stands in `calls`, refused calls too."""

    address: str = ""
    calls: list[Call] = field(default_factory=list)
    failing: dict[str, list[Wrong]] = field(default_factory=lambda: defaultdict(list))
    always: dict[str, Wrong] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=lambda: {TOKEN: TEAM})
    granted: set[str] = field(default_factory=lambda: set(scopes()))
    users: dict[str, Json] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    said: list[Json] = field(default_factory=list)  # posts and changes in order, threads left out
    whispers: list[Json] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    channels: dict[str, Json] = field(default_factory=dict)
    opened: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    codes: dict[str, Json] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: list[Json] = field(default_factory=list)
    alive: bool = True  # whether its sockets are heard of
    clock: Any = field(default_factory=lambda: itertools.count(1))

    def fail(self, method: str, *wrongs: Wrong) -> None:
        self.failing[method] += wrongs

    def of(self, method: str) -> list[Json]:
        return [call.said for call in self.calls if call.method == method]

    def person(self, user: str, name: str, *, locale: str = "en-US", tz: str = "") -> None:
        profile = {"display_name": name, "real_name": name}
        self.users[user] = {
            "id": user,
            "name": name.lower(),
            "real_name": name,
            "locale": locale,
            "tz": tz or "Europe/Brussels",
            "profile": profile,
        }

    def dm(self, user: str) -> list[Json]:
        """What stands in somebody's conversation with Kring."""
        return self.messages[_dm(user)]

    # ── the server ──

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        said, token = await _said(request)
        self.calls.append(Call(method, token, said))
        if method not in METHODS and method not in UNSIGNED:
            self.unknown.append(method)
            return web.json_response({"ok": False, "error": "unknown_method"})
        wrong = self.failing[method].pop(0) if self.failing[method] else self.always.get(method)
        if wrong is not None and not wrong.accepted:
            return await self._wrong(request, wrong)
        answer = self._refused(method, token) or self._do(method, said)
        if wrong is not None:
            return await self._wrong(request, wrong, answer)
        return web.json_response(answer, headers={"X-OAuth-Scopes": ",".join(self.granted)})

    async def _wrong(
        self, request: web.Request, wrong: Wrong, answer: Json | None = None
    ) -> web.StreamResponse:
        if wrong.slow:
            await asyncio.sleep(wrong.slow)
        if wrong.lost and request.transport is not None:
            request.transport.close()
        headers = {"Retry-After": str(wrong.after)} if wrong.after is not None else {}
        if wrong.page:
            return web.Response(
                text=wrong.page, status=wrong.status, content_type=wrong.sort, headers=headers
            )
        body = {"ok": False, "error": wrong.code} if wrong.code else answer or {"ok": True}
        return web.json_response(body, status=wrong.status, headers=headers)

    def _refused(self, method: str, token: str) -> Json | None:
        if method in UNSIGNED:
            return None
        if token not in self.tokens:
            return _no("invalid_auth")
        if lacking := set(METHODS[method].scopes) - self.granted:
            return {**_no("missing_scope"), "needed": min(lacking)}
        return None

    def _do(self, method: str, said: Json) -> Json:
        does = getattr(self, "_" + method.replace(".", "_"), None)
        return does(said) if does else {"ok": True}

    def _ts(self) -> str:
        return f"{1_799_999_000 + next(self.clock)}.000100"

    # ── Socket Mode ──

    def _apps_connections_open(self, _: Json) -> Json:
        return {"ok": True, "url": self.address.replace("http", "ws") + "/socket"}

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """A connection that pings ten times a second while it is alive, and answers no ping."""
        here = web.WebSocketResponse(autoping=False)
        await here.prepare(request)
        self.sockets.append(here)
        await here.send_json({"type": "hello", "num_connections": 1})
        pinging = asyncio.create_task(self._ping(here))
        async for frame in here:
            if frame.type is WSMsgType.TEXT:
                self.acknowledged.append(json.loads(frame.data))
        pinging.cancel()
        return here

    async def _ping(self, here: web.WebSocketResponse) -> None:
        while not here.closed:
            if self.alive:
                await here.ping()
            await asyncio.sleep(0.1)

    async def send(self, sort: str, payload: Json) -> None:
        """Over the newest connection."""
        envelope = f"envelope-{next(self.clock)}"
        said = {"envelope_id": envelope, "type": sort, "payload": payload}
        await self.sockets[-1].send_json({**said, "accepts_response_payload": True})

    # ── methods ──

    def _auth_test(self, _: Json) -> Json:
        return {
            "ok": True,
            "team": "Contoso",
            "team_id": TEAM,
            "user_id": BOT,
            "bot_id": "B0KRING",
            "is_enterprise_install": False,
        }

    def _chat_postMessage(self, said: Json) -> Json:  # noqa: N802
        channel = said["channel"]
        if channel.startswith("U"):
            if channel not in self.users:
                return _no("channel_not_found")
            channel = _dm(channel)
        elif self.channels.get(channel, {}).get("is_archived"):
            return _no("is_archived")
        elif channel not in self.channels and not channel.startswith("D"):
            return _no("channel_not_found")
        message = {**said, "channel": channel, "ts": self._ts(), "bot_id": "B0KRING"}
        self.messages[channel].append(message)
        self._heard(message, new=True)
        return {"ok": True, "channel": channel, "ts": message["ts"], "message": message}

    def _heard(self, message: Json, *, new: bool) -> None:
        if not message.get("thread_ts"):
            self.said.append({**message, "new": new})

    def _chat_update(self, said: Json) -> Json:
        for message in self.messages[said["channel"]]:
            if message["ts"] == said["ts"]:
                message.update(said)
                self._heard(message, new=False)
                return {"ok": True, "channel": said["channel"], "ts": said["ts"]}
        return _no("message_not_found")

    def _chat_delete(self, said: Json) -> Json:
        here = self.messages[said["channel"]]
        kept = [m for m in here if m["ts"] != said["ts"]]
        found = len(kept) < len(here)
        here[:] = kept
        return {"ok": True} if found else _no("message_not_found")

    def _chat_postEphemeral(self, said: Json) -> Json:  # noqa: N802
        self.whispers.append(said)
        return {"ok": True, "message_ts": self._ts()}

    def _conversations_open(self, said: Json) -> Json:
        if said["users"] not in self.users:
            return _no("user_not_found")
        return {"ok": True, "channel": {"id": _dm(said["users"])}}

    def _conversations_history(self, said: Json) -> Json:
        limit = int(said.get("limit", 100))
        first = int(said.get("cursor") or 0)
        newest = list(reversed(self.messages[said["channel"]]))
        page = [m for m in newest if not m.get("thread_ts")][first : first + limit]
        if said.get("include_all_metadata") != "true":
            page = [{k: v for k, v in m.items() if k != "metadata"} for m in page]
        more = len(newest) > first + limit
        cursor = {"next_cursor": str(first + limit) if more else ""}
        return {"ok": True, "messages": page, "has_more": more, "response_metadata": cursor}

    def _conversations_create(self, said: Json) -> Json:
        if any(channel["name"] == said["name"] for channel in self.channels.values()):
            return _no("name_taken")
        made = {"id": f"G{len(self.channels) + 1:08}", "name": said["name"], "is_archived": False}
        self.channels[made["id"]] = {**made, "members": [BOT]}
        return {"ok": True, "channel": made}

    def _conversations_invite(self, said: Json) -> Json:
        users = said["users"].split(",")
        if any(user not in self.users for user in users):
            return _no("user_not_found")
        members = self.channels[said["channel"]]["members"]
        if any(user in members for user in users):
            return _no("already_in_channel")  # and nobody else comes in either
        members += [user for user in users if user not in members]
        return {"ok": True}

    def _conversations_rename(self, said: Json) -> Json:
        if any(channel["name"] == said["name"] for channel in self.channels.values()):
            return _no("name_taken")
        self.channels[said["channel"]]["name"] = said["name"]
        return {"ok": True}

    def _conversations_archive(self, said: Json) -> Json:
        if self.channels[said["channel"]]["is_archived"]:
            return _no("already_archived")
        self.channels[said["channel"]]["is_archived"] = True
        return {"ok": True}

    def _conversations_info(self, said: Json) -> Json:
        found = self.channels.get(said["channel"])
        return {"ok": True, "channel": found} if found else _no("channel_not_found")

    def _users_info(self, said: Json) -> Json:
        found = self.users.get(said["user"])
        return {"ok": True, "user": found} if found else _no("user_not_found")

    def _views_open(self, said: Json) -> Json:
        if said["trigger_id"] in self.triggers:
            return _no("exchanged_trigger_id")
        self.triggers.add(said["trigger_id"])
        self.opened.append(said["view"])
        return {"ok": True, "view": {"id": f"V{len(self.opened)}", "hash": "h"}}

    def _views_update(self, said: Json) -> Json:
        self.opened.append(said["view"])
        return {"ok": True, "view": {"id": said["view_id"], "hash": "h"}}

    def _views_publish(self, said: Json) -> Json:
        before = self.homes.get(said["user_id"])
        if before and said.get("hash") and said["hash"] != before["hash"]:
            return _no("hash_conflict")
        hash_ = f"hash-{next(self.clock)}"
        self.homes[said["user_id"]] = {"view": said["view"], "hash": hash_}
        return {"ok": True, "view": {"id": "VH", "hash": hash_}}

    def _files_getUploadURLExternal(self, _: Json) -> Json:  # noqa: N802
        file = f"F{len(self.files) + 1:08}"
        self.files[file] = b""
        return {"ok": True, "upload_url": f"{self.address}/upload/{file}", "file_id": file}

    async def upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    def _oauth_v2_access(self, said: Json) -> Json:
        return self.codes.pop(said["code"], None) or _no("invalid_code")

    async def answer(self, request: web.Request) -> web.Response:
        """A `response_url`."""
        self.answers.append(await request.json())
        return web.Response(text="ok")


def _dm(user: str) -> str:
    return f"D{user[1:]}"


def _no(code: str) -> Json:
    return {"ok": False, "error": code}


async def _said(request: web.Request) -> tuple[Json, str]:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if request.method == "GET":
        return dict(request.query), token
    if request.content_type == "application/json":
        return json.loads(await request.read()), token
    form = await request.post()
    return {key: str(value) for key, value in form.items()}, token


@asynccontextmanager
async def fake() -> AsyncIterator[Fake]:
    """A Slack on a free port of this machine."""
    slack = Fake()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.handle)
    app.router.add_post("/upload/{file}", slack.upload)
    app.router.add_get("/socket", slack.socket)
    app.router.add_post("/answer", slack.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()
