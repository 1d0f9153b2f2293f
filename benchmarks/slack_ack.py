"""How soon Slack is told that a gesture was taken, while Slack itself takes five seconds to answer.

    .venv/bin/python -m benchmarks.slack_ack [--short] [--on sqlite sqlite-normal postgres]

The whole of Kring, with a beating heart, in a process of its own on uvicorn. It gets signed
`block_actions` at 100 a second for 20 seconds, whatever happens, and each is timed from the instant
at which it was to be sent. All that Kring asks of Slack meanwhile (messages, the Home tab) is done
five seconds later, so whoever waited for Slack before acknowledging would be seen here.

A line of JSON for each database: p50 and p99 of the acknowledgement, and how many a second there
were.
"""

import asyncio
import json
import time
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from benchmarks import floor, load
from benchmarks.slack_inbound import Deck, Ready, _serve, answered, kring, prepare, settings

RATE = 100.0
SECONDS = 20
SLOW = 5.0
"""Seconds that Slack takes for each answer."""
SLOWEST = 300.0
"""Milliseconds, for all but one in a hundred."""
WARM = 50


def slow_slack(ready: Ready) -> None:
    """It agrees with everything, and takes its time."""
    count = 0

    async def method(request: Request) -> JSONResponse:
        nonlocal count
        count += 1
        ts = f"1800000000.{count:06}"
        await request.body()
        await asyncio.sleep(SLOW)
        return JSONResponse({"ok": True, "channel": "D1", "ts": ts})

    _serve(Starlette(routes=[Route("/api/{method}", method, methods=["POST", "GET"])]), ready)


async def acknowledged(port: int, requests: Sequence[bytes]) -> tuple[list[float], float]:
    """Milliseconds for each, and how many a second there were in the end."""
    begun = time.perf_counter()
    took = await load.paced(port, requests, RATE)
    return took, len(took) / (time.perf_counter() - begun)


def measure(where: floor.Where, api: int, *, short: bool) -> None:
    many = int(RATE) * (1 if short else SECONDS)
    chosen = settings(where, api)
    deck = Deck(floor.run(lambda: prepare(chosen, many + WARM)))
    with floor.started(kring, chosen, True) as ours:  # noqa: FBT003
        floor.run(lambda: load.paced(ours.said, deck.fresh(WARM), RATE))
        took, rate = floor.run(lambda: acknowledged(ours.said, deck.fresh(many)))
    done = floor.run(lambda: answered(chosen))
    assert done == many + WARM, f"{done} were taken"
    p99 = load.percentile(took, 0.99)
    line = {
        "benchmark": "slack_ack",
        "figure": f"acknowledgement while Slack takes {SLOW:g} s, {where.name}",
        "p50": round(load.percentile(took, 0.5), 1),
        "p99": round(p99, 1),
        "longest": round(max(took), 1),
        "unit": "ms",
        "rate": round(rate, 1),
        "events": many,
        "must": f"p99 <= {SLOWEST:g}",
        "reached": p99 <= SLOWEST,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> None:
    parser = floor.arguments(__doc__, on=("sqlite", "postgres"))
    asked = parser.parse_args()
    with floor.databases(asked.on) as make, floor.started(slow_slack) as api:
        for sort in asked.on:
            measure(make(sort), api.said, short=asked.short)


if __name__ == "__main__":
    main()
