"""Slack and Teams as one process of its own that takes messages, and refuses what is too fast.

GET /state    how many were taken and refused, and when the first and the last one was
POST /limits  {"limited": true} makes it keep count from now on; it forgets what came before
"""

import multiprocessing
import socket
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import Any

from aiohttp import web

MINUTE = {"chat.postMessage": 200}
CHANNEL = ((3, 1.0), (62, 60.0))
"""One a second in a channel, of which three may come at once."""
THREAD = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
TENANT = ((30, 1.0),)


class Platforms:
    def __init__(self) -> None:
        self.limited = False
        self.forget()

    def forget(self) -> None:
        self.times = defaultdict[tuple[str, ...], list[float]](list)
        self.taken = self.refused = 0
        self.first = self.last = 0.0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/{method}", self._slack)
        app.router.add_post("/teams/v3/conversations/{id}/activities", self._teams)
        app.router.add_get("/state", self._state)
        app.router.add_post("/limits", self._limits)
        return app

    async def _state(self, _: web.Request) -> web.Response:
        names = ("taken", "refused", "first", "last")
        return web.json_response({name: getattr(self, name) for name in names})

    async def _limits(self, request: web.Request) -> web.Response:
        self.limited = (await request.json())["limited"]
        self.forget()
        return web.json_response({})

    async def _slack(self, request: web.Request) -> web.Response:
        method, said = request.match_info["method"], await request.json()
        whose = request.headers.get("Authorization", "")
        limits = (((whose, method), ((MINUTE.get(method, 50), 60.0),)),)
        channel = (((whose, said["channel"]), CHANNEL),)
        if self._too_fast((*limits, *channel)):
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": "1"})
        return web.json_response({"ok": True, "channel": "D1", "ts": f"{self.taken}.000100"})

    async def _teams(self, request: web.Request) -> web.Response:
        said = await request.json()
        tenant = said["conversation"].get("tenantID", "")  # as botbuilder writes it
        if self._too_fast(
            (((tenant, request.match_info["id"]), THREAD), (("tenant", tenant), TENANT))
        ):
            return web.json_response({}, status=429, headers={"Retry-After": "1"})
        return web.json_response({"id": f"m{self.taken}"}, status=201)

    def _too_fast(self, asked: tuple[tuple[tuple[str, ...], Any], ...]) -> bool:
        now = time.monotonic()
        if self.limited and any(_full(self.times[key], limits, now) for key, limits in asked):
            self.refused += 1
            return True
        for key, _ in asked if self.limited else ():
            self.times[key].append(now)
        self.taken += 1
        self.first, self.last = self.first or now, now
        return False


def _full(times: list[float], limits: tuple[tuple[int, float], ...], now: float) -> bool:
    return any(len(times) - bisect_right(times, now - s) >= most for most, s in limits)


def _serve(at: int, ready: Event) -> None:
    async def begun(_: web.Application) -> None:
        ready.set()

    app = Platforms().app()
    app.on_startup.append(begun)
    web.run_app(app, host="127.0.0.1", port=at, access_log=None, print=None)


def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def platforms() -> Iterator[str]:
    """Its address, until the end of this block."""
    spawn, at = multiprocessing.get_context("spawn"), port()
    ready = spawn.Event()
    process = spawn.Process(target=_serve, args=(at, ready), daemon=True)
    process.start()
    try:
        assert ready.wait(30), "it did not start"
        time.sleep(0.3)
        yield f"http://127.0.0.1:{at}"
    finally:
        process.terminate()
        process.join()
