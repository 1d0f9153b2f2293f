"""A tap on a card in Slack, taken and committed, beside bare bolt that only acknowledges it.

    .venv/bin/python -m benchmarks.slack_inbound [--short] [--on sqlite sqlite-normal postgres]

Both get the same signed `block_actions` over 32 connections that stay, and are served by uvicorn
on uvloop and httptools in a process of their own. Bolt checks the signature, finds its listener
and acknowledges, with `process_before_response`. Kring is its whole web application, as
`kring serve --role web` would run it: it checks, takes the event in one transaction (seen before?
person, run, engine, answers filed, the next card into the outbox), commits, acknowledges, and
looks afterwards whether the Home tab or a channel is to be changed. Each event is a fresh tap of
somebody on the one question of a card that nobody has answered yet.

Then the same at 100 a second, whatever happens: how long each takes, from the instant at which it
was to be sent; once as above, and once with the heart beating in the same process, so that what
was said is also sent, to a Slack on this machine that agrees with everything. The first taps of a
process, for which it reads its templates, do not count; after them PostgreSQL counts its rows, as
it does by itself after a minute.
"""

import asyncio
import json
import re
import socket
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import uvicorn
from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.main import Kring, build, now, pages, server
from adapters.serving import settled
from adapters.settings import Settings
from adapters.slack.message import messages
from benchmarks import floor, load, population
from bot.dialog import answer, start
from bot.network import Network
from bot.ports import Unit
from bot.telling import reader
from tests.adapters.slack.office import signed

TEAM, BOT = "T024BE7LD", "U0KRING00"
TENANT = f"slack:{TEAM}"
PATH = "/slack/events"
FORM = "application/x-www-form-urlencoded"
RATE = 100.0
SLOWEST = 50.0
"""Milliseconds."""
Ready = Callable[[int], None]


# ── who is asked ──


def bolt(ready: Ready) -> None:
    """The floor: bolt as it comes, with an authorization that asks nobody."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=TEAM,
            bot_user_id=BOT,
            bot_token="xoxb-floor",  # noqa: S106 - made up
        )

    app = AsyncApp(signing_secret=floor.SECRET, authorize=authorize, process_before_response=True)

    @app.action(re.compile(".*"))
    async def pressed(ack: AsyncAck) -> None:
        await ack()

    carried = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await carried.handle(request)

    _serve(Starlette(routes=[Route(PATH, events, methods=["POST"])]), ready)


def slack(ready: Ready) -> None:
    """A Slack that takes every message and says where it stands."""
    count = 0

    async def method(request: Request) -> JSONResponse:
        nonlocal count
        count += 1
        await request.body()
        return JSONResponse({"ok": True, "channel": "D1", "ts": f"1800000000.{count:06}"})

    _serve(Starlette(routes=[Route("/api/{method}", method, methods=["POST", "GET"])]), ready)


def _serve(site: Starlette, ready: Ready) -> None:
    door = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(site, log_level="error", access_log=False)

    async def serve() -> None:
        serving = asyncio.create_task(uvicorn.Server(config).serve([door]))
        ready(door.getsockname()[1])
        await serving

    floor.run(serve)


def kring(settings: Settings, alive: bool, ready: Ready) -> None:  # noqa: FBT001
    """Ours: everything that is there, and with a beating heart if it is to be alive."""

    async def serve() -> None:
        it = build(settings)
        await it.open()
        settled()
        door = socket.create_server(("127.0.0.1", 0))
        assert it.slack is not None
        if alive:
            async with it.alive():
                ready(door.getsockname()[1])
                await server(it, pages(it)).serve([door])
        else:
            await it.slack.open()
            ready(door.getsockname()[1])
            await server(it, pages(it)).serve([door])

    floor.run(serve)


# ── who asks ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card that waits for a tap: whose, and what stands in their conversation."""

    run: str
    user: str
    blocks: tuple[Any, ...]


async def prepare(settings: Settings, many: int) -> list[Card]:
    """Open runs with one question, and all that hangs on them."""
    async with floor.opened(settings) as it:
        assert it.slack is not None
        await it.database.workspaces.keep(
            TENANT,
            enterprise="",
            team=TEAM,
            name="Contoso",
            app="A0KRING",
            bot=BOT,
            token=it.slack.vault.seal(TENANT, "xoxb-kring"),
            at=it.clock() - timedelta(days=1),
        )
        first = population.tuesday(it.clock(), 3)
        each = (population.PEOPLE_EACH - 1) * population.SESSIONS_EACH
        networks = [population.network(n, first, days=7) for n in range(-(-many // each))]
        await population.settle(it, TENANT, networks)
        cards: list[Card] = []
        for here in networks:
            cards += await it.database.transact(TENANT, lambda unit: _asked(it, unit, here))  # noqa: B023
        # by session first, so that one tap after another is another person's of another network
        return [card for n in range(each) for card in cards[n::each]][:many]


def _asked(it: Kring, unit: Unit, here: Network) -> list[Card]:
    return [
        _card(it, unit, here, member.person, session.id)
        for session in here.sessions
        for member in here.participants
    ]


def _card(it: Kring, unit: Unit, here: Network, who: str, about: str) -> Card:
    """They cannot come, and are asked what they do instead: the one question of this card."""
    dialog, teller, at_ = it.bot.dialogs["rsvp"], it.bot.teller, it.clock()
    known = unit.person(who)
    assert known is not None
    scene = teller.scene(unit, known, here.id, at_)
    facts = teller.facts(unit, scene, dialog, about, {})
    assert facts is not None
    run = start(
        dialog, id=it.new_id(), person=who, now=at_, facts=facts, network=here.id, about=about
    )
    unit.save(run)
    said = {"come": "cannot", "needs": "", "hurdle": "", "plan": ""}
    turn = answer(dialog, run, dialog.steps[0], said)
    unit.save(turn.run, shown=at_)
    step = dialog.steps[1]
    card = it.bot.speech.card(
        dialog,
        step,
        reader(known, at_),
        facts=facts,
        answers=turn.run.answers,
        token=run.id,
    )
    blocks = messages(card, _words(it))[0].blocks
    return Card(run=run.id, user=population.user(int(who[1:])), blocks=blocks)


def _words(it: Kring) -> Callable[..., str]:
    return lambda key, language, /, **facts: it.bot.speech.text(f"slack.{key}", language, **facts)


def taps(cards: Sequence[Card], numbers: Iterator[int]) -> list[bytes]:
    """What Slack sends when these are tapped, signed now."""
    return [_tap(card, next(numbers)) for card in cards]


def _tap(card: Card, n: int) -> bytes:
    value = json.dumps([f"{card.run}:other_way", "instead", "summary"], separators=(",", ":"))
    user = {"id": card.user, "username": "somebody", "name": "somebody", "team_id": TEAM}
    ts = f"1800000000.{n:06}"
    button = {
        "type": "button",
        "action_id": "tap:1",
        "block_id": "k3d",
        "value": value,
        "text": {"type": "plain_text", "text": "A summary", "emoji": True},
        "action_ts": ts,
    }
    payload: dict[str, Any] = {
        "type": "block_actions",
        "user": user,
        "team": {"id": TEAM, "domain": "contoso"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": "A0KRING",
        "token": "none",
        "trigger_id": f"{n}.1395872398.8f4c2c5d{n:012}",
        "container": {
            "type": "message",
            "message_ts": "1799999999.000100",
            "channel_id": f"D{card.user[1:]}",
            "is_ephemeral": False,
        },
        "channel": {"id": f"D{card.user[1:]}", "name": "directmessage"},
        "message": {
            "type": "message",
            "user": BOT,
            "bot_id": "B0KRING00",
            "app_id": "A0KRING",
            "team": TEAM,
            "ts": "1799999999.000100",
            "text": "…",
            "blocks": card.blocks,
        },
        "state": {"values": {}},
        "response_url": f"https://hooks.slack.com/actions/{TEAM}/{n}/def",
        "actions": [button],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    head = {"Content-Type": FORM, **signed(body, now(), floor.SECRET)}
    return load.request(PATH, body, head)


# ── how it is measured ──


def settings(where: floor.Where, api: int) -> Settings:
    return where.settings(
        slack_signing_secret=SecretStr(floor.SECRET),
        slack_keys=SecretStr(floor.KEY),
        slack_api_url=f"http://127.0.0.1:{api}/api",
    )


class Deck:
    """Cards that nobody has tapped yet, each given out once."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = list(cards)
        self._given = 0
        self._numbers = iter(range(1, 1_000_000_000))

    def fresh(self, many: int) -> list[bytes]:
        mine = self._cards[self._given : self._given + many]
        assert len(mine) == many, "too few cards were prepared"
        self._given += many
        return taps(mine, self._numbers)

    def any(self, many: int) -> list[bytes]:
        """For who does not look at what was tapped."""
        return taps([self._cards[n % len(self._cards)] for n in range(many)], self._numbers)


async def counted(it: Settings) -> None:
    async with floor.opened(it) as here:
        await population.counted(here)


async def answered(it: Settings) -> int:
    async with floor.opened(it) as here:
        networks = len(await here.database.transact(TENANT, lambda unit: unit.catalogue()))
        done = 0

        def count(unit: Unit, network: str) -> int:
            return sum(
                run.status.value == "done"
                for n in range(1, population.SESSIONS_EACH + 1)
                for run in unit.runs(dialog="rsvp", network=network, about=f"s{n}")
            )

        for n in range(networks):
            done += await here.database.transact(TENANT, lambda u: count(u, f"n{n:05}"))  # noqa: B023
        return done


def measure(where: floor.Where, api: int, *, short: bool) -> Iterator[floor.Figure]:
    many, rounds, paced, warm = (60, 1, 60, 20) if short else (1000, 3, 1000, 200)
    chosen, needed = settings(where, api), many * (rounds + 1) + 2 * paced + 2 * warm
    deck = Deck(floor.run(lambda: prepare(chosen, needed)))
    with floor.started(bolt) as theirs, floor.started(kring, chosen, False) as ours:  # noqa: FBT003
        floor.run(lambda: load.closed(ours.said, deck.fresh(warm)))
        floor.run(lambda: counted(chosen))
        used: dict[int, list[float]] = {theirs.pid: [], ours.pid: []}

        async def asked(program: floor.Program, requests: Sequence[bytes]) -> float:
            before = program.cpu()
            found = await load.closed(program.said, requests)
            used[program.pid].append((program.cpu() - before) / len(requests) * 1000)
            return found

        flooring, found = floor.run(
            lambda: floor.in_turns(
                lambda: asked(theirs, deck.any(many)),
                lambda: asked(ours, deck.fresh(many)),
                rounds,
            )
        )
        cpu = {each: statistics.median(used[each][1:]) for each in used}
        yield floor.Figure(
            name=f"taps taken and committed, {where.name}",
            unit="1/s",
            ours=found,
            floor=flooring,
            floor_is="bare bolt on Starlette and uvicorn, acknowledging only",
            must=">=",
            bound=0.4,
            more={
                "events": many,
                "connections": load.CONNECTIONS,
                "cpu_ms": round(cpu[ours.pid], 2),
                "floor_cpu_ms": round(cpu[theirs.pid], 2),
            },
        )
        bare = floor.run(lambda: load.paced(theirs.said, deck.any(paced), RATE))
        late = floor.run(lambda: load.paced(ours.said, deck.fresh(paced), RATE))
        yield _lateness(where, "web alone", late, bare)
    with floor.started(kring, chosen, True) as ours:  # noqa: FBT003
        floor.run(lambda: load.paced(ours.said, deck.fresh(warm), RATE))
        late = floor.run(lambda: load.paced(ours.said, deck.fresh(paced), RATE))
        yield _lateness(where, "with the heart in the same process", late, bare)
    done = floor.run(lambda: answered(chosen))
    assert done == needed, f"{done} were answered"


def _lateness(
    where: floor.Where, how: str, late: Sequence[float], bare: Sequence[float]
) -> floor.Figure:
    return floor.Figure(
        name=f"p99 at {RATE:g} requests/s, {where.name}, {how}",
        unit="ms",
        ours=[load.percentile(late, 0.99)],
        must="<=",
        bound=SLOWEST,
        more={
            "p50": round(load.percentile(late, 0.5), 2),
            "longest": round(max(late), 1),
            "floor_p99": round(load.percentile(bare, 0.99), 2),
            "events": len(late),
        },
    )


def main() -> None:
    parser = floor.arguments(__doc__)
    asked = parser.parse_args()
    with floor.databases(asked.on) as make, floor.started(slack) as api:
        for sort in asked.on:
            for figure in measure(make(sort), api.said, short=asked.short):
                floor.tell("slack_inbound", figure)


if __name__ == "__main__":
    main()
