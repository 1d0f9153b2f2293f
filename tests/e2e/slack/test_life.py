"""A whole network lived in a Slack workspace, over Slack's own protocols, in three languages."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.main import Kring, build, now, pages, server
from adapters.settings import Settings
from adapters.slack.methods import METHODS, UNSIGNED
from adapters.slack.places import at
from bot.network import Network, Phase
from bot.ports import Unit
from tests.e2e.slack import local as there
from tests.e2e.slack.filling import filled
from tests.e2e.slack.local import Local, free_port, local
from tests.pace import unhurried

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
}
LANGUAGES = {"U02ZOE": "fr", "U05NOE": "fr", "U03BART": "nl", "U06LOTTE": "nl"}
LEAD, *OTHERS = CAST.values()
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
    "commit": "yes",
    "notice": "yes",
    "manager": "no",
    "mention": "no",
    "fix": "yes",
    "audience": ["network"],
    "confirm": "publish",
    "languages": ["en", "fr", "nl"],
}


@dataclass
class World:
    """Kring and a workspace; the clock is the test's own."""

    kring: Kring
    slack: Local
    clock: list[datetime]
    answered: dict[str, int] = field(default_factory=dict)

    async def calm(self) -> None:
        """What was promised is done, and what is due is said and sent."""
        assert self.kring.slack is not None
        for _ in range(2):
            while self.kring.slack.entrance.under_way:
                await asyncio.wait(set(self.kring.slack.entrance.under_way))
            await self.kring.beat.once()
            await asyncio.sleep(0.02)

    async def network(self) -> Network | None:
        """The network of this test, whether it is open or has ended."""

        def work(unit: Unit) -> Network | None:
            lead = unit.person_at(at(LEAD))
            return next(iter(unit.networks_of(lead.id)), None) if lead else None

        return await self.kring.database.transact(TENANT, work)

    async def fills(self, user: str, **more: Any) -> int:
        """Fill in the window that is open, and those that follow; how many there were."""
        day = (self.clock[0] + timedelta(days=14)).date().isoformat()
        sent = 0
        while self.slack.modals and sent < 15:
            view = self.slack.modals[-1]
            if not any(block["type"] == "input" for block in view["blocks"]):
                break
            before, self.slack.errors = view["id"], {}
            values = filled(view, {**SAID, **more}, day=day, people=OTHERS)
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
        """Tap, or open the window of this message and fill it in; how many forms that were."""
        shown = buttons(message)
        if any(button["action_id"].startswith("tap:") for button in shown):
            await self.slack.presses(user, message, self.choose(shown))
            return 1
        for button in shown:
            opens = button.get("value", "").startswith("look:")
            if opens and button.get("style") == "primary":
                self.slack.modals = []
                await self.slack.presses(user, message, button)
                await self.slack.until(lambda: self.slack.modals, f"no window: {button}")
                return await self.fills(user)
        return 0

    async def answers_all(self, user: str) -> None:
        """Answer until nothing waits any more; one who is asked the same again has had enough."""
        for _ in range(6):
            if not await self.answers(user):
                return

    def choose(self, shown: list[Json]) -> Json:
        taps = [button for button in shown if button["action_id"].startswith("tap:")]
        for button in taps:
            _, key, choice = json.loads(button["value"])
            if SAID.get(key) == choice:
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
    async with local(folder, CAST, http=http) as slack:
        chosen: Json = {
            "database": f"sqlite:///{folder / 'kring.db'}",
            "synchronous": "OFF",
            "secret": SecretStr("s" * 40),
            "slack_bot_token": SecretStr(there.BOT_TOKEN),
            "slack_keys": SecretStr(KEY),
            "slack_api_url": f"{slack.address}/api",
        }
        if http:
            chosen["slack_signing_secret"] = SecretStr(there.SECRET)
        else:
            chosen["slack_app_token"] = SecretStr(there.APP_TOKEN)
        kring = build(Settings(_env_file=None, **chosen), clock=lambda: clock[0])  # type: ignore[call-arg]
        assert kring.slack is not None
        kring.slack.outside = now
        unhurried(kring.database)
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
            yield World(kring, slack, clock)
        finally:
            served.should_exit = True
            await serving
            await kring.slack.close()
            await kring.close()


@pytest.mark.parametrize("over", ["http", "socket"])
async def test_a_network_from_its_first_word_to_its_decision(tmp_path: Path, over: str) -> None:
    async with world(tmp_path, over=over) as here:
        slack = here.slack
        for user in CAST.values():
            await slack.opens_home(user)
        await slack.until(lambda: len(slack.homes) == len(CAST), "no Home tabs")
        await here.calm()
        for user, language in LANGUAGES.items():
            await slack.commands(user, "prefs")
            await slack.until(lambda: slack.modals, "no window of preferences")
            assert await here.fills(user, language=language)
        await slack.commands(LEAD, "new")
        await slack.until(lambda: slack.modals, "no window for a new network")
        assert await here.fills(LEAD) >= 5
        await here.calm()
        network = await here.network()
        assert network is not None
        assert network.platform == "slack"
        for user in OTHERS:
            await here.answers_all(user)
        network = await here.network()
        assert network is not None
        assert len(network.participants) == len(OTHERS)
        end = max(session.ends for session in network.sessions)
        await here.until(end + timedelta(days=20))
        network = await here.network()
        said = {user: _texts(slack.hears(user)) for user in CAST.values()}
        await _record(slack, over)
        assert "Bonjour" in said["U02ZOE"] or "vous" in said["U02ZOE"]
        assert "je" in said["U03BART"].split()
        made = [c for c in slack.channels.values() if c["name"].startswith("sites-without")]
        assert len(made) == 1
        assert slack.messages[made[0]["id"]]
        await _kept_to_the_list(slack)
        assert network is not None
        assert network.phase in (Phase.ENDED, Phase.ARCHIVED)


async def _record(slack: Local, over: str) -> None:
    """All that was sent, for checkers of Block Kit that are not ours."""
    if folder := os.environ.get("KRING_E2E_OUT"):
        said = json.dumps({"log": await slack.log(), "messages": slack.messages})
        await asyncio.to_thread(Path(folder, f"{over}.json").write_text, said)


def _texts(messages: list[Json]) -> str:
    return "\n".join(str(message.get("text", "")) for message in messages)


async def _kept_to_the_list(slack: Local) -> None:
    """No method that the manifest does not pay for, and nothing that local-slack refused."""
    log = await slack.log()
    called = {
        entry["summary"]
        for entry in log
        if entry.get("kind") == "web_api" and entry.get("direction") == "from_bot"
    }
    assert called <= {*METHODS, *UNSIGNED}
