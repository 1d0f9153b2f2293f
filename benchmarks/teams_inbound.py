"""A card submit in Teams, checked and committed, beside the echo of a stock botbuilder adapter.

    .venv/bin/python -m benchmarks.teams_inbound [--seconds 5]

Both are served by uvicorn in a process of their own and asked over 32 connections by this one, in
turns, so that whatever else the machine does happens to both. The stock adapter checks nobody
(without an app id its authentication is off) and answers through its own connector, to a sink on
this machine. Kring checks the token and its signature, takes the event in a transaction on a
SQLite file, synchronous FULL, and answers with the next card; the outbox is left alone.
"""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Event
from typing import Any

import aiohttp
import uvicorn
import uvloop
from aiohttp import web
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.main import build, new_id, now
from adapters.settings import Settings
from adapters.teams import gestures
from adapters.teams.service import Choices, Service
from tests.adapters.teams.microsoft import APP, SECRET, TENANT, Microsoft, activity, public

CONNECTIONS = 32
PEOPLE = 64
ROUNDS = 3


def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


# ── what is measured ──


def stock(at: int, sink: str, folder: str, ready: Event) -> None:  # noqa: ARG001
    """The echo bot of botbuilder's own page, as far as it needs no aiohttp."""
    from botbuilder.core import CloudAdapterBase, TurnContext  # noqa: PLC0415
    from botbuilder.schema import Activity  # noqa: PLC0415
    from botframework.connector.auth import (  # noqa: PLC0415
        BotFrameworkAuthenticationFactory,
        PasswordServiceClientCredentialFactory,
    )

    class Stock(CloudAdapterBase):  # type: ignore[misc]
        pass

    adapter = Stock(
        BotFrameworkAuthenticationFactory.create(
            credential_factory=PasswordServiceClientCredentialFactory("", ""),
        )
    )

    async def echo(context: TurnContext) -> None:
        await context.send_activity(f"You said {context.activity.text}")

    async def messages(request: Request) -> Response:
        said = Activity.deserialize(await request.json())
        await adapter.process_activity("", said, echo)
        return Response(status_code=201)

    _serve(Starlette(routes=[Route("/teams/messages", messages, methods=["POST"])]), at, ready)


def kring(at: int, sink: str, folder: str, ready: Event) -> None:
    settings = Settings.model_construct(database=f"sqlite:///{folder}/kring.db", synchronous="FULL")
    it = build(settings)
    speech = it.bot.speech
    asyncio.run(_upgraded(folder))
    from adapters.teams.apps import App  # noqa: PLC0415

    service = Service(
        Choices(
            apps={APP: App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), secret=SECRET)},
            metadata=f"{sink}/v1/.well-known/openidconfiguration",
            trusted=lambda url: url.startswith(sink),
        ),
        store=it.database,
        bot=it.bot,
        words=lambda key, language, /, **facts: speech.text(f"teams.{key}", language, **facts),
        clock=now,
        new_id=new_id,
        asks=lambda _: True,
        paces=it.database.paces,
        wake=lambda: None,
    )
    _serve(Starlette(routes=service.routes()), at, ready)


async def _upgraded(folder: str) -> None:
    settings = Settings.model_construct(database=f"sqlite:///{folder}/kring.db", synchronous="FULL")
    it = build(settings)
    await it.open(upgrade=True)
    await it.close()


def _serve(site: Starlette, at: int, ready: Event) -> None:
    server = uvicorn.Server(uvicorn.Config(site, port=at, log_level="error", access_log=False))

    async def serve() -> None:
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        ready.set()
        await task

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


# ── the load ──


def _echoes(service: str) -> Iterator[dict[str, Any]]:
    n = 0
    while True:
        n += 1
        yield {**activity(service, text=f"hello {n}"), "id": f"{n}"}


def _person(n: int) -> dict[str, str]:
    return {
        "id": f"29:{n}",
        "name": f"Person {n}",
        "aadObjectId": f"00000000-0000-4000-8000-{n:012}",
    }


def _from(service: str, who: int, n: int, **more: Any) -> dict[str, Any]:
    place = {"conversationType": "personal", "id": f"a:{who}", "tenantId": TENANT}
    said = activity(service, id=f"{n}", conversation=place, **more)
    return {**said, "from": _person(who)}


def _submits(service: str, runs: list[str]) -> Iterator[dict[str, Any]]:
    n = 0
    while True:
        n += 1
        who = n % PEOPLE
        data = gestures.tapping(f"n{n}", f"{runs[who]}:choose", "aim", "start")
        value = {"action": {"type": "Action.Execute", "verb": "kring", "data": data}}
        yield _from(
            service, who, n, type="invoke", name="adaptiveCard/action", value=value, text=None
        )


async def _run(url: str, token: str, bodies: Iterator[dict[str, Any]], seconds: float) -> float:
    """How many a second were answered well."""
    done, end = 0, time.perf_counter() + seconds
    head = {"Content-Type": "application/json"}
    if token:
        head["Authorization"] = f"Bearer {token}"
    begun = time.perf_counter()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:

        async def one() -> None:
            nonlocal done
            while time.perf_counter() < end:
                body = json.dumps(next(bodies))
                async with session.post(url, data=body, headers=head) as answer:
                    said = await answer.read()
                    if answer.status >= 300:  # noqa: PLR2004
                        raise RuntimeError(f"{answer.status} {said[:200]!r}")
                done += 1

        await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return done / (time.perf_counter() - begun)


async def _sink(microsoft: Microsoft) -> web.AppRunner:
    runner = web.AppRunner(microsoft.app(), access_log=None)
    await runner.setup()
    at = port()
    await web.TCPSite(runner, "127.0.0.1", at).start()
    microsoft.url = f"http://127.0.0.1:{at}"
    return runner


async def _runs(url: str, token: str, service: str, folder: str) -> list[str]:
    """Everybody begins a network, so that there is a card to answer."""
    head = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session:
        for who in range(PEOPLE):
            body = _from(service, who, 10_000_000 + who, text="new", type="message")
            async with session.post(url, json=body, headers=head) as answer:
                assert answer.status == 202, await answer.text()  # noqa: PLR2004
    settings = Settings.model_construct(database=f"sqlite:///{folder}/kring.db")
    it = build(settings)
    from adapters.teams.places import person, tenant  # noqa: PLC0415

    def work(unit: Any) -> list[str]:
        everybody = (unit.person_at(person(_person(w)["aadObjectId"], "")) for w in range(PEOPLE))
        return [unit.open_runs(p.id)[0].id for p in everybody]

    found = await it.database.transact(tenant(TENANT), work)
    await it.close()
    return found


@contextlib.contextmanager
def _started(what: Callable[..., None], sink: str, folder: str) -> Iterator[str]:
    at, ready = port(), multiprocessing.get_context("spawn").Event()
    process = multiprocessing.get_context("spawn").Process(
        target=what, args=(at, sink, folder, ready), daemon=True
    )
    process.start()
    try:
        assert ready.wait(60), "it did not start"
        yield f"http://127.0.0.1:{at}/teams/messages"
    finally:
        process.terminate()
        process.join()


async def measure(seconds: float) -> tuple[list[float], list[float]]:
    microsoft = Microsoft(signing={"first": public("first")})
    sink = await _sink(microsoft)
    token = microsoft.token(now=now())
    with (
        tempfile.TemporaryDirectory() as folder,
        _started(stock, microsoft.url, folder) as theirs,
        _started(kring, microsoft.url, folder) as ours,
    ):
        runs = await _runs(ours, token, microsoft.service, folder)
        echoes, submits = _echoes(microsoft.service), _submits(microsoft.service, runs)
        found: tuple[list[float], list[float]] = ([], [])
        for round_ in range(ROUNDS + 1):
            a = await _run(theirs, "", echoes, seconds)
            b = await _run(ours, token, submits, seconds)
            if round_:  # the first one warms up
                found[0].append(a)
                found[1].append(b)
    await sink.cleanup()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    stocks, krings = asyncio.run(measure(parser.parse_args().seconds))
    a, b = statistics.median(stocks), statistics.median(krings)
    for said, rate, each in (
        ("stock CloudAdapter, echo, checks nobody", a, stocks),
        ("Kring, card submit, checked and committed", b, krings),
    ):
        print(f"{said:43}{rate:7.0f} a second  {[round(x) for x in each]}")
    print(f"{'ratio':43}{b / a:7.1f}")


if __name__ == "__main__":
    main()
