import time
from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.watch.door import Counted, Watch
from adapters.watch.figures import Figures, Heap
from adapters.watch.health import Health
from adapters.watch.pulse import Pulse

TOKEN = "a token of at least thirty-two characters"


async def _none() -> list[Heap]:
    return []


async def _no() -> bool:
    return False


def _watch(
    *,
    token: str = "",
    published: bool = False,
    health: Health | None = None,
    pulse: Pulse | None = None,
    heaps: Callable[[], Awaitable[list[Heap]]] = _none,
) -> Watch:
    return Watch(
        health=health or Health({}),
        pulse=pulse or Pulse(),
        figures=Figures(),
        heaps=heaps,
        token=token,
        published=published,
    )


async def _get(
    watch: Watch, path: str, *, client: str = "127.0.0.1", **headers: str
) -> httpx.Response:
    transport = httpx.ASGITransport(Starlette(routes=watch.routes()), client=(client, 4000))
    async with httpx.AsyncClient(transport=transport, base_url="http://kring") as asks:
        return await asks.get(path, headers=headers)


async def test_well_and_ready() -> None:
    for path in ("/healthz", "/readyz"):
        answer = await _get(_watch(), path, client="203.0.113.9")
        assert answer.status_code == 200
        assert answer.json()["ok"]
        assert answer.headers["cache-control"] == "no-store"


async def test_not_ready_says_why_in_codes_and_is_alive_all_the_same() -> None:
    watch = _watch(health=Health({"database": _no}))
    answer = await _get(watch, "/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "codes": ["database"]})
    assert (await _get(watch, "/healthz")).status_code == 200


async def test_not_alive_where_the_loop_is_late() -> None:
    pulse = Pulse()
    pulse._next = time.monotonic() - 1.5
    assert (await _get(_watch(pulse=pulse), "/healthz")).status_code == 503


@pytest.mark.parametrize(
    ("token", "published", "client", "shown", "status"),
    [
        ("", False, "127.0.0.1", "", 200),
        ("", False, "203.0.113.9", "", 403),
        ("", True, "127.0.0.1", "", 403),  # a proxy on this machine brings anybody
        (TOKEN, False, "127.0.0.1", "", 403),
        (TOKEN, True, "203.0.113.9", f"Bearer {TOKEN}", 200),
        (TOKEN, True, "127.0.0.1", "Bearer something else", 403),
        (TOKEN, True, "127.0.0.1", "Bearer é", 403),
    ],
)
async def test_figures_are_for_those_who_may(
    token: str,
    published: bool,  # noqa: FBT001
    client: str,
    shown: str,
    status: int,
) -> None:
    watch = _watch(token=token, published=published)
    headers = {"authorization": shown.encode()} if shown else {}
    answer = await _get(watch, "/metrics", client=client, **headers)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert ("kring_" in answer.text) == (status == 200)


async def test_there_are_figures_without_a_database_too() -> None:
    async def gone() -> list[Heap]:
        raise OSError

    answer = await _get(_watch(heaps=gone), "/metrics")
    assert answer.status_code == 200
    assert "kring_event_loop_lag_seconds" in answer.text


async def test_who_is_turned_away_is_counted_by_platform() -> None:
    async def answers(request: Request) -> Response:
        return PlainTextResponse("", int(request.path_params["status"]))

    figures = Figures()
    routes = [Route("/{platform}/{status}", answers, methods=["GET", "POST"])]
    app = Counted(Starlette(routes=routes), figures, ("slack", "teams"))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://kring"
    ) as asks:
        for path in ("/slack/200", "/slack/401", "/teams/403", "/strange/403"):
            await asks.post(path)
        await asks.get("/slack/200")
    told = figures.told((), 0.0).decode()
    assert 'kring_acknowledgement_seconds_count{platform="slack"} 1.0' in told
    assert 'kring_refused_total{platform="slack",status="401"} 1.0' in told
    assert 'kring_refused_total{platform="teams",status="403"} 1.0' in told
    assert 'kring_refused_total{platform="web",status="403"} 1.0' in told
