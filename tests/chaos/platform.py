"""A platform in a process of its own: it outlives the workers that are killed, and counts.

    python -m tests.chaos.platform slack 7

Of the messages that it is given it refuses some, breaks off after others, takes some late, and
takes some and says that it failed. It prints its address, and ends when its input ends.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from tests.adapters.slack.fake import Fake, _said
from tests.adapters.teams.microsoft import Json, Microsoft

Mood = Literal["fine", "limited", "refused", "lost", "late", "failed"]
WEIGHTS: dict[Mood, int] = {
    "fine": 82,
    "limited": 5,  # 429 with Retry-After; not taken
    "refused": 3,  # 500; not taken
    "lost": 4,  # taken, and the connection breaks
    "late": 3,  # the connection breaks, and it is taken afterwards
    "failed": 3,  # taken, and answered with 500
}
SLOW = (0.0, 0.03)
"""Seconds of work on a message: killed in these, the sender cannot know."""
LATE = (0.05, 0.4)


@dataclass
class Weather:
    chance: random.Random
    calm: bool = False
    had: Counter[str] = field(default_factory=Counter)
    later: set[asyncio.Task[None]] = field(default_factory=set)

    async def meets(
        self, request: web.Request, effect: Callable[[], Json]
    ) -> web.StreamResponse | None:
        """What goes wrong with this message; None where nothing does."""
        mood: Mood = "fine"
        if not self.calm:
            mood = self.chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
            await asyncio.sleep(self.chance.uniform(*SLOW))
        self.had[mood] += 1
        match mood:
            case "fine":
                return None
            case "limited":
                return web.json_response({}, status=429, headers={"Retry-After": "1"})
            case "refused":
                return web.json_response({}, status=500)
            case "failed":
                effect()
                return web.json_response({}, status=500)
            case "lost":
                effect()
            case "late":
                task = asyncio.create_task(self._afterwards(effect))
                self.later.add(task)
                task.add_done_callback(self.later.discard)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    async def _afterwards(self, effect: Callable[[], Json]) -> None:
        await asyncio.sleep(self.chance.uniform(*LATE))
        effect()


class Everybody(dict[str, Json]):
    """A workspace that has whoever is asked for."""

    def __contains__(self, key: object) -> bool:
        return True


class Stormy(Fake):
    """Slack. A message is found again by its metadata."""

    weather: Weather

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if method != "chat.postMessage":
            return await super().handle(request)
        said, token = await _said(request)
        refused = self._refused(method, token)
        if refused is not None:
            return web.json_response(refused)

        def effect() -> Json:
            return self._do(method, said)

        wrong = await self.weather.meets(request, effect)
        return wrong or web.json_response(effect())

    def report(self) -> dict[str, list[str]]:
        """By conversation, the marks of the messages that stand there."""
        return {
            place: [m["metadata"]["event_payload"]["k"] for m in messages]
            for place, messages in self.messages.items()
        }


class Gusty(Microsoft):
    """Teams. Nothing is found again."""

    weather: Weather

    async def _answer(self, request: web.Request, effect: Any) -> web.StreamResponse:
        return await self.weather.meets(request, effect) or web.json_response(effect(), status=201)

    def report(self) -> dict[str, list[str]]:
        """By conversation, the nonces of the messages that were posted; "" where one has none."""
        found: dict[str, list[str]] = {}
        for each in self.said:
            if each["new"] and each["activity"]["type"] == "message":
                found.setdefault(each["to"], []).append(_nonce(each["activity"]))
        return found


def _nonce(said: Any) -> str:
    if isinstance(said, dict):
        if isinstance(ours := said.get("kring"), dict):
            return str(ours.get("k", ""))
        return next(filter(None, map(_nonce, said.values())), "")
    if isinstance(said, list):
        return next(filter(None, map(_nonce, said)), "")
    return ""


def _slack(weather: Weather) -> tuple[web.Application, Callable[[], Any]]:
    slack = Stormy(users=Everybody())
    slack.weather = weather
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.handle)
    return app, slack.report


def _teams(weather: Weather) -> tuple[web.Application, Callable[[], Any]]:
    teams = Gusty()
    teams.weather = weather
    return teams.app(), teams.report


async def main(kind: str, seed: int) -> None:
    weather = Weather(random.Random(seed))
    app, report = {"slack": _slack, "teams": _teams}[kind](weather)

    async def told(_: web.Request) -> web.Response:
        while weather.later:
            await asyncio.wait(weather.later)
        return web.json_response({"places": report(), "had": weather.had})

    async def calm(_: web.Request) -> web.Response:
        weather.calm = True
        return web.Response()

    app.router.add_get("/chaos/report", told)
    app.router.add_get("/chaos/calm", calm)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"address": f"http://127.0.0.1:{runner.addresses[0][1]}"}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
