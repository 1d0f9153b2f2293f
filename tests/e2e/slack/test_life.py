"""A whole network lived in a Slack workspace, over Slack's own protocols, in three languages."""

import asyncio
import json
import os
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.database.paces import Alone
from adapters.main import Kring, build, now, pages, server
from adapters.settings import Settings
from adapters.slack.health import channels
from adapters.slack.methods import EVENTS, METHODS, UNSIGNED, scopes
from adapters.slack.places import at
from bot.network import Network, Phase
from bot.ports import Unit
from scheduler.ports import TimedUnit
from tests.e2e.slack import local as there
from tests.e2e.slack.filling import filled, fits
from tests.e2e.slack.local import Local, free_port, local
from tests.e2e.slack.wire import Wire, wire

pytestmark = [pytest.mark.slack, pytest.mark.slow]

Json = dict[str, Any]
CAST = {
    "Inès Lambert": "U01INES",
    "Zoé Dubois": "U02ZOE",
    "Bart Peeters": "U03BART",
    "An Claes": "U04AN",
    "Noé Petit": "U05NOE",
    "Lotte Maes": "U06LOTTE",
    "João Silva": "U07JOAO",
    "Marc Wouters": "U08MARC",
}
LANGUAGES = {"U02ZOE": "fr", "U05NOE": "fr", "U03BART": "nl", "U06LOTTE": "nl"}
LEAD, *OTHERS, MANAGER = CAST.values()
ZOE, BART = "U02ZOE", "U03BART"
HASTE = 60
"""A minute of Slack's limits is a second here."""
BEGIN = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
KEY = "bXktb3duLWtleS1vZi0zMi1ieXRlcy1leGFjdGx5ISE="
TENANT = f"slack:{there.TEAM}"
SAID: Json = {
    "aim": "start",
    "title": "Sites without accidents",
    "goal": "After three meetings we spot a risk before it hurts somebody.",
    "signs": "Fewer near misses",
    "seats_min": "6",
    "seats_max": "8",
    "sessions": "3",
    "weeks": "3",
    "helpers": [],
    "end": None,
    "invite": OTHERS,
    "listed": "yes",
    "publish": "yes",
    "place": "Ghent",
    "held": "held",
    "commit": ("yes", "in"),  # to join, and to go on
    "notice": "yes",
    "manager": "no",
    "mention": "no",
    "fix": "yes",
    "audience": ["network"],
    "confirm": "publish",
    "languages": ["en", "fr", "nl"],
    "prefer": "as_is",
    "outcome": "continue",
    "archive": "yes",
}
OWN: dict[str, Json] = {
    ZOE: {"manager": "yes", "boss": [MANAGER], "roti": "2", "heard": "3"},
    BART: {"roti": "3", "heard": "5"},
    "U04AN": {"roti": "5", "heard": "2"},
}
"""What one of them answers otherwise: Zoé asks her manager for time, and not all think the same."""


@dataclass
class World:
    """Kring and a workspace; the clock is the test's own."""

    kring: Kring
    slack: Local
    wire: Wire
    clock: list[datetime]
    said: Json = field(default_factory=lambda: dict(SAID))
    opened: set[tuple[str, str]] = field(default_factory=set)

    async def calm(self) -> None:
        """What was promised is done, and what is due is said and sent."""
        assert self.kring.slack is not None
        for _ in range(2):
            self.clock[0] += timedelta(seconds=1)
            while self.kring.slack.entrance.under_way:
                await asyncio.wait(set(self.kring.slack.entrance.under_way))
            await self.kring.beat.once()
            await asyncio.sleep(0.02)

    async def networks(self) -> list[Network]:
        """The networks of this test, the oldest first, whether they are open or have ended."""

        def work(unit: Unit) -> list[Network]:
            lead = unit.person_at(at(LEAD))
            return unit.networks_of(lead.id) if lead else []

        found = await self.kring.database.transact(TENANT, work)
        return sorted(found, key=lambda network: network.created)

    async def fills(self, user: str, **more: Any) -> int:
        """Fill in the window that is open, and those that follow; how many there were."""
        day = (self.clock[0] + timedelta(days=14)).date().isoformat()
        sent = 0
        while self.slack.modals and sent < 15:
            view = self.slack.modals[-1]
            if not any(block["type"] == "input" for block in view["blocks"]):
                break
            before, self.slack.errors = view["id"], {}
            said = {**self.said, **OWN.get(user, {}), **more}
            values = filled(view, said, day=day, people=OTHERS)
            await self.slack.submits(user, values)
            await self.slack.until(
                lambda before=before: (
                    self.slack.errors  # type: ignore[misc]
                    or not self.slack.modals
                    or self.slack.modals[-1]["id"] != before
                ),
                f"no answer to {view['title']['text']}: {values}",
            )
            assert not self.slack.errors, (view["title"]["text"], self.slack.errors, values)
            sent += 1
        self.slack.modals = []
        return sent

    async def answers(self, user: str) -> int:
        """Answer everything that waits in somebody's conversation."""
        done = 0
        for message in self.slack.hears(user):
            given = await self.answer(user, message)
            if given:
                await self.calm()
            done += given
        return done

    async def answer(self, user: str, message: Json) -> int:
        """Tap, or open the windows of this message, each once, and fill them in; how many forms."""
        shown = buttons(message)
        if any(button["action_id"].startswith("tap:") for button in shown):
            await self.slack.presses(user, message, self.choose(shown))
            return 1
        done = 0
        for button in shown:
            token = (user, button.get("value", ""))
            if token[1].startswith("look:") and token[1].endswith(":") and token not in self.opened:
                self.opened.add(token)
                self.slack.modals = []
                await self.slack.presses(user, message, button)
                await self.slack.until(lambda: self.slack.modals, f"no window: {button}")
                done += await self.fills(user)
        return done

    async def answers_all(self, user: str) -> None:
        """Answer until nothing waits any more; one who is asked the same again has had enough."""
        for _ in range(6):
            if not await self.answers(user):
                return

    def choose(self, shown: list[Json]) -> Json:
        taps = [button for button in shown if button["action_id"].startswith("tap:")]
        for button in taps:
            _, key, choice = json.loads(button["value"])
            if fits(self.said.get(key), choice):
                return button
        return taps[len(taps) * 3 // 5]

    async def until(self, moment: datetime) -> None:
        """Live up to this moment: whenever something is due, it is said, and people answer."""
        while (due := await self.kring.next_due()) is not None and due <= moment:
            self.clock[0] = max(self.clock[0], due)
            await self.calm()
            for user in CAST.values():
                await self.answers_all(user)
        self.clock[0] = moment
        await self.calm()


def buttons(message: Json) -> list[Json]:
    rows = [b["elements"] for b in message.get("blocks", ()) if b["type"] == "actions"]
    return [button for row in rows for button in row]


@asynccontextmanager
async def world(folder: Path, *, over: str) -> AsyncIterator[World]:
    there.program()
    port = free_port()
    http = f"http://127.0.0.1:{port}/slack/events" if over == "http" else ""
    clock = [BEGIN]
    async with local(folder, CAST, http=http) as slack, wire(slack.address) as between:
        chosen: Json = {
            "database": f"sqlite:///{folder / 'kring.db'}",
            "synchronous": "OFF",
            "secret": SecretStr("s" * 40),
            "slack_bot_token": SecretStr(there.BOT_TOKEN),
            "slack_keys": SecretStr(KEY),
            "slack_api_url": f"{between.address}/api",
        }
        if http:
            chosen["slack_signing_secret"] = SecretStr(there.SECRET)
        else:
            chosen["slack_app_token"] = SecretStr(there.APP_TOKEN)
        kring = build(Settings(_env_file=None, **chosen), clock=lambda: clock[0])  # type: ignore[call-arg]
        assert kring.slack is not None
        kring.slack.outside = now
        assert isinstance(kring.database.paces, Alone)
        kring.database.paces.clock = lambda: time.monotonic() * HASTE
        await kring.open(upgrade=True)
        await kring.slack.open()
        served = server(kring, pages(kring))
        serving = asyncio.create_task(served.serve([socket.create_server(("127.0.0.1", port))]))
        try:
            while not served.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            if not http:
                await slack.until(
                    lambda: kring.slack.socket and kring.slack.socket.age < 5,  # type: ignore[union-attr]
                    "no socket",
                )
                await asyncio.sleep(0.5)
            yield World(kring, slack, between, clock)
        finally:
            served.should_exit = True
            await serving
            await kring.slack.close()
            await kring.close()


@pytest.mark.parametrize("over", ["http", "socket"])
async def test_a_network_goes_on_and_ends(tmp_path: Path, over: str) -> None:
    async with world(tmp_path, over=over) as here:
        await _everybody_arrives(here)
        await _a_network_is_begun(here)
        await _an_answer_is_lost(here)
        first = await _lived(here)
        assert (first.phase, first.outcome) == (Phase.ENDED, "continue")
        channel = _channel(here)
        assert here.slack.messages[channel]
        assert here.wire.names == {channel: "sites-without-accidents-2"}
        assert here.wire.archived == []
        here.said["outcome"] = "stop"
        heir = await _lived(here)
        assert (heir.parent, heir.outcome) == (first.id, "stop")
        assert (await here.networks())[-1].phase is Phase.ENDED
        await here.until(heir.sessions[-1].ends + timedelta(days=50))
        assert (await here.networks())[-1].phase is Phase.ARCHIVED
        await here.slack.commands(LEAD, "help")
        await here.calm()
        assert here.wire.archived == [channel]
        await _three_languages_are_spoken(here)
        await _the_doctor_looks(here)
        await _record(here, over)
        _kept_to_the_list(here.wire)


async def _everybody_arrives(here: World) -> None:
    """They open the Home tab and choose their language; one of them leads others."""
    slack = here.slack
    for user in CAST.values():
        await slack.opens_home(user)
    await slack.until(lambda: len(slack.homes) == len(CAST), "no Home tabs")
    await here.calm()
    for user, language in LANGUAGES.items():
        await slack.commands(user, "prefs")
        await slack.until(lambda: slack.modals, "no window of preferences")
        assert await here.fills(user, language=language)

    def leads(unit: TimedUnit) -> None:
        manager = unit.person_at(at(MANAGER))
        assert manager is not None
        unit.keep_person(replace(manager, leads=True))
        here.kring.planner.person(unit, replace(manager, leads=True), here.clock[0])

    await here.kring.database.transact(TENANT, leads)


async def _a_network_is_begun(here: World) -> None:
    slack = here.slack
    await slack.commands(LEAD, "new")
    await slack.until(lambda: slack.modals, "no window for a new network")
    assert await here.fills(LEAD) >= 5
    await here.calm()
    for user in OTHERS:
        await here.answers_all(user)
    (network,) = await here.networks()
    assert network.platform == "slack"
    assert len(network.participants) == len(OTHERS)


async def _an_answer_is_lost(here: World) -> None:
    """Slack takes a message and the connection breaks: it is found, and not said twice."""
    slack, before = here.slack, len(here.slack.hears(BART))
    await here.calm()
    here.wire.lose.add("chat.postMessage")
    await slack.says(BART, "what is this?")
    await slack.until(lambda: len(slack.hears(BART)) == before + 1, "not heard")
    await here.calm()
    assert here.wire.lose == set()
    here.clock[0] += timedelta(minutes=1)
    await here.calm()
    assert here.wire.methods["conversations.history"] == 1
    assert len(slack.hears(BART)) == before + 2


async def _lived(here: World) -> Network:
    """The newest network, three weeks after its last meeting; on the way it is called on once."""
    id_ = (await here.networks())[-1].id

    async def now() -> Network:
        return next(n for n in await here.networks() if n.id == id_)

    begins = (await now()).sessions[0].starts
    await here.until(begins)
    await here.slack.says(ZOE, f"<@{there.BOT}> aide", channel=there.GENERAL)
    await here.slack.commands(MANAGER, "digest")
    await here.calm()
    await here.until((await now()).sessions[-1].ends + timedelta(days=20))
    return await now()


def _channel(here: World) -> str:
    (made,) = {
        id_
        for id_, channel in here.slack.channels.items()
        if channel["name"].startswith("sites-without")
    }
    return made


async def _three_languages_are_spoken(here: World) -> None:
    said = {user: _texts(here.slack.hears(user)) for user in CAST.values()}
    assert "vous" in said[ZOE]
    assert "je" in said[BART].split()
    assert "you" in said[LEAD].split()
    assert "Zoé" in said[MANAGER] or "zoé" in said[MANAGER]  # she asked for time
    assert here.wire.methods["chat.postEphemeral"] >= 1


async def _the_doctor_looks(here: World) -> None:
    """The channel of the network is seen as it is."""
    assert here.kring.slack is not None
    access, books = here.kring.slack.access, here.kring.database.workspaces
    await access.call(TENANT, "conversations.info", {"channel": _channel(here)})
    assert [ailment async for ailment in channels(access, books, TENANT)] == []


async def _record(here: World, over: str) -> None:
    """All that was sent, for checkers of Block Kit that are not ours."""
    if folder := os.environ.get("KRING_E2E_OUT"):
        calls = [{"method": call.method, "said": call.said} for call in here.wire.calls]
        said = json.dumps({"calls": calls, "log": await here.slack.log()})
        await asyncio.to_thread(Path(folder, f"{over}.json").write_text, said)


def _texts(messages: list[Json]) -> str:
    return "\n".join(str(message.get("text", "")) for message in messages)


def _kept_to_the_list(wire_: Wire) -> None:
    """No method beyond the list, no scope that nothing needs, no more calls than Slack allows."""
    assert set(wire_.methods) <= {*METHODS, *UNSIGNED}
    events = ("app_mention", "message.im")  # both were sent above, and commands
    heard = {scope for event in events for scope in EVENTS[event]} | {"commands"}
    assert (wire_.scopes() | heard) - {"connections:write"} == set(scopes())
    assert wire_.too_many(60 / HASTE) == {}
    assert set(wire_.refused()) <= {"conversations.create: name_taken"}
