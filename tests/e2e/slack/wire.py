"""The wire between Kring and local-slack: it carries every call of the Web API, and remembers it.

local-slack keeps its last thousand entries; a network says more. It knows neither how a channel is
changed nor what a message carries with it, so that much is done here. One answer can be lost, after
Slack has done what was asked.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from adapters.slack.methods import METHODS, UNSIGNED

Json = dict[str, Any]
_PASSED = ("Authorization", "Content-Type")


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    at: float
    said: Json
    answer: Json


@dataclass(slots=True)
class Wire:
    """`calls` are all calls of one test; `lose` are methods whose next answer never arrives."""

    slack: str
    address: str = ""
    calls: list[Call] = field(default_factory=list)
    lose: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)  # of channels that were renamed
    archived: list[str] = field(default_factory=list)
    carried: dict[str, Json] = field(default_factory=dict)  # what messages carry, by their ts

    async def carry(self, request: web.Request) -> web.StreamResponse:
        method, body, at = request.match_info["method"], await request.read(), time.monotonic()
        said = json.loads(body) if request.content_type == "application/json" else {}
        said = said or dict(request.query)
        answer = self._own(method, said) or await self._theirs(request, method, body)
        self._mark(method, said, answer)
        self.calls.append(Call(method, at, said, answer))
        if method in self.lose:
            self.lose.discard(method)
            if request.transport is not None:
                request.transport.close()
        return web.json_response(answer)

    def _own(self, method: str, said: Json) -> Json | None:
        match method:
            case "conversations.rename":
                self.names[said["channel"]] = said["name"]
            case "conversations.archive":
                self.archived.append(said["channel"])
            case "conversations.invite":
                pass
            case _:
                return None
        return {"ok": True}

    async def _theirs(self, request: web.Request, method: str, body: bytes) -> Json:
        headers = {name: request.headers[name] for name in _PASSED if name in request.headers}
        at = f"{self.slack}/api/{method}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                request.method, at, params=request.query, data=body, headers=headers
            ) as got,
        ):
            answer: Json = await got.json(content_type=None)
            return answer

    def _mark(self, method: str, said: Json, answer: Json) -> None:
        if method == "chat.postMessage" and answer.get("ok"):
            self.carried[answer["ts"]] = said.get("metadata") or {}
        for message in answer.get("messages", ()) if method == "conversations.history" else ():
            message["metadata"] = self.carried.get(message["ts"], {})

    # ── what came over it ──

    @property
    def methods(self) -> Counter[str]:
        return Counter(call.method for call in self.calls)

    def scopes(self) -> set[str]:
        """What the calls needed."""
        about: Mapping[str, Any] = {**METHODS, **UNSIGNED}
        return {scope for method in self.methods for scope in about[method].scopes}

    def refused(self) -> Counter[str]:
        """What local-slack did not do."""
        wrong = [call for call in self.calls if not call.answer.get("ok")]
        return Counter(f"{call.method}: {call.answer.get('error')}" for call in wrong)

    def too_many(self, minute: float) -> dict[str, int]:
        """Methods that were called more often than allowed within a minute of so many seconds."""
        times = defaultdict[str, list[float]](list)
        for call in self.calls:
            times[call.method].append(call.at)
        most = {method: _most(sorted(at), minute) for method, at in times.items()}
        return {m: n for m, n in most.items() if m in METHODS and n > METHODS[m].minute}


def _most(times: list[float], span: float) -> int:
    """How many at most lie within one span."""
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - span:
            first += 1
        most = max(most, last - first + 1)
    return most


@asynccontextmanager
async def wire(slack: str) -> AsyncIterator[Wire]:
    """On a free port of this machine."""
    here = Wire(slack)
    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_route("*", "/api/{method}", here.carry)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    here.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield here
    finally:
        await runner.cleanup()
