"""A card submit in Teams, checked and committed, beside the echo of a stock botbuilder adapter.

    .venv/bin/python -m benchmarks.teams_inbound [--short] [--on sqlite sqlite-normal postgres]

Both are served by uvicorn in a process of their own and asked over 32 connections by this one, in
turns, so that whatever else the machine does happens to both. The stock adapter checks nobody
(without an app id its authentication is off) and answers through its own connector, to a sink on
this machine. Kring checks the token and its signature, takes the event in one committed
transaction, and answers with the next card; the outbox is left alone.
"""

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import uvicorn
from aiohttp import web
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.main import build, new_id, now
from adapters.settings import Settings
from adapters.teams import gestures
from adapters.teams.service import Choices, Service
from benchmarks import floor, load, population
from tests.adapters.teams.microsoft import APP, SECRET, TENANT, Microsoft, activity, public

PATH = "/teams/messages"
PEOPLE = 64
MUST = 5.0
Ready = Callable[[int], None]


# ── what is measured ──


def stock(ready: Ready) -> None:
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

    _serve(Starlette(routes=[Route(PATH, messages, methods=["POST"])]), ready)


def kring(settings: Settings, sink: str, ready: Ready) -> None:
    it = build(settings)
    speech = it.bot.speech
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
    _serve(Starlette(routes=service.routes()), ready)


def _serve(site: Starlette, ready: Ready) -> None:
    door = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(site, log_level="error", access_log=False)

    async def serve() -> None:
        serving = asyncio.create_task(uvicorn.Server(config).serve([door]))
        ready(door.getsockname()[1])
        await serving

    floor.run(serve)


# ── the load ──


def _echoes(service: str, numbers: Iterator[int]) -> Iterator[bytes]:
    for n in numbers:
        yield _request({**activity(service, text=f"hello {n}"), "id": f"{n}"}, "")


def _request(body: dict[str, Any], token: str) -> bytes:
    head = {"Content-Type": "application/json"}
    if token:
        head["Authorization"] = f"Bearer {token}"
    return load.request(PATH, json.dumps(body).encode(), head)


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


def _submits(service: str, token: str, runs: list[str], numbers: Iterator[int]) -> Iterator[bytes]:
    for n in numbers:
        who = n % PEOPLE
        data = gestures.tapping(f"n{n}", f"{runs[who]}:choose", "aim", "start")
        value = {"action": {"type": "Action.Execute", "verb": "kring", "data": data}}
        body = _from(
            service, who, n, type="invoke", name="adaptiveCard/action", value=value, text=None
        )
        yield _request(body, token)


@asynccontextmanager
async def _sink() -> AsyncIterator[Microsoft]:
    """Microsoft's side on this machine: keys to check tokens with, and a place to answer to."""
    microsoft = Microsoft(signing={"first": public("first")})
    runner = web.AppRunner(microsoft.app(), access_log=None)
    await runner.setup()
    door = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, door).start()
    microsoft.url = f"http://127.0.0.1:{door.getsockname()[1]}"
    try:
        yield microsoft
    finally:
        await runner.cleanup()


async def _runs(port: int, token: str, service: str, settings: Settings) -> list[str]:
    """Everybody begins a network, so that there is a card to answer."""
    head = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session:
        for who in range(PEOPLE):
            body = _from(service, who, 10_000_000 + who, text="new", type="message")
            url = f"http://127.0.0.1:{port}{PATH}"
            async with session.post(url, json=body, headers=head) as answer:
                assert answer.status == 202, await answer.text()  # noqa: PLR2004
    from adapters.teams.places import person, tenant  # noqa: PLC0415

    def work(unit: Any) -> list[str]:
        everybody = (unit.person_at(person(_person(w)["aadObjectId"], "")) for w in range(PEOPLE))
        return [unit.open_runs(p.id)[0].id for p in everybody]

    async with floor.opened(settings) as it:
        await population.counted(it)
        return await it.database.transact(tenant(TENANT), work)


async def measure(where: floor.Where, *, short: bool) -> floor.Figure:
    echoed, taken, rounds = (32, 64, 1) if short else (160, 1000, 3)
    settings = where.settings()
    async with floor.opened(settings):
        pass  # the tables are made
    async with _sink() as microsoft:
        token = microsoft.token(now=now())
        with (
            floor.started(stock) as theirs,
            floor.started(kring, settings, microsoft.url) as ours,
        ):
            runs = await _runs(ours.said, token, microsoft.service, settings)
            echoes = _echoes(microsoft.service, itertools.count(1))
            submits = _submits(microsoft.service, token, runs, itertools.count(1))
            stocks, krings = await floor.in_turns(
                lambda: load.closed(theirs.said, list(itertools.islice(echoes, echoed))),
                lambda: load.closed(ours.said, list(itertools.islice(submits, taken))),
                rounds,
            )
    return floor.Figure(
        name=f"card submits checked and committed, {where.name}",
        unit="1/s",
        ours=krings,
        floor=stocks,
        floor_is="stock CloudAdapter, echo, checks nobody",
        must=">=",
        bound=MUST,
        more={"connections": load.CONNECTIONS},
    )


def main() -> None:
    asked = floor.arguments(__doc__).parse_args()
    with floor.databases(asked.on) as make:
        for sort in asked.on:
            found = floor.run(lambda: measure(make(sort), short=asked.short))  # noqa: B023
            floor.tell("teams_inbound", found)


if __name__ == "__main__":
    main()
