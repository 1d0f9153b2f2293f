"""The life as it is lived in the web client: pages, and what they send."""

import itertools
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import SecretStr

from adapters.main import Kring, build, pages
from adapters.playground.actor import answers
from adapters.playground.cast import CARE, STORE, Player, cast
from adapters.playground.chance import ids
from adapters.playground.clock import BEGINNING, Still
from adapters.playground.life import Acted, Ear, Heard, Life
from adapters.settings import Settings
from adapters.web.keys import Keys
from bot.content import Card
from bot.dialog import Status
from bot.ports import Commanded, Pressed, Said, Unit, What
from tests.parity.lives import PEOPLE, SEED, Places, Script, story, to_the_end

PLACES = Places(network="channel:ours", care=CARE, store=STORE, people="team:people")
SECRET = "s" * 40
ADDRESS = "http://127.0.0.1:8000"


@dataclass
class WebLife(Life):
    """What the cast does is posted by its page; what it is told goes up on the wall."""

    pages: dict[str, httpx.AsyncClient] = field(kw_only=True)
    events: Any = field(default_factory=itertools.count)

    async def _posts(self, player: Player, **payload: Any) -> Any:
        event = f"event-{next(self.events):06}"
        answer = await self.pages[player.id].post("/send", json={"event": event, **payload})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def _send(self, player: Player, what: What) -> None:
        self.kring.new_id()  # as many as everywhere, so that all ids are the same
        match what:
            case Said(text):
                await self._posts(player, say=text)
            case Commanded(text):
                await self._posts(player, say=f"/kring {text}")
            case Pressed(token):
                await self._posts(player, press=token)
            case _:
                raise AssertionError(what)

    async def _step(self, player: Player, run_id: str, attempt: int) -> Acted | None:
        await self.kring.beat.once()  # people answer what has reached them
        self.kring.new_id()
        card, run = await self.kring.transact(look(self.kring, player, run_id))
        if card is None or card.form is None:
            return None
        matter = self._matter(player, run.dialog, run.about or run.network, attempt)
        given = answers(card.form, matter)
        values = {k: list(v) if isinstance(v, tuple) else v for k, v in given.items()}
        said = await self._posts(player, submit=card.form.token, values=values)
        after = await self.kring.transact(lambda unit: unit.run(run_id))
        return Acted(
            at=self.clock(),
            person=player.id,
            dialog=run.dialog,
            step=card.form.token.partition(":")[2],
            refused=tuple(said["errors"]),
            last=after is None or after.status is not Status.OPEN,
        )


def look(kring: Kring, player: Player, run_id: str) -> Any:
    """What somebody has before them: the card of a run that waits, and the run."""

    def work(unit: Unit) -> tuple[Card | None, Any]:
        run, me = unit.run(run_id), unit.person(player.id)
        if run is None or me is None or run.status is not Status.OPEN:
            return None, run
        return kring.bot.window(unit, me, run_id, "", kring.clock()), run

    return work


async def on_the_web() -> tuple[Script, list[tuple[Heard, str]], dict[str, str]]:
    """Its transcript, every message as a card with its reader, and the pages as they end."""
    players, clock, script = cast(PEOPLE), Still(BEGINNING), Script()
    ear, heard = Ear("web", clock), list[tuple[Heard, str]]()
    settings = Settings.model_construct(
        database="sqlite://", synchronous="OFF", secret=SecretStr(SECRET), base_url=ADDRESS
    )

    def listen(inner: Any) -> Ear:
        ear.inner = inner
        return ear

    kring = build(settings, clock=clock, new_id=ids(SEED), hear=listen)
    ear.tells.append(
        lambda said: heard.append((said, PLACES.names.get(said.to, said.to.removeprefix("dm:"))))
    )
    await kring.open(upgrade=True)
    transport = httpx.ASGITransport(pages(kring))
    keys = Keys(SECRET)
    clients = {
        player.id: httpx.AsyncClient(
            transport=transport,
            base_url=ADDRESS,
            headers={"Origin": ADDRESS},
            cookies={"kring": keys.sign("session", settings.tenant, player.id, clock())},
        )
        for player in players
    }
    try:
        plot = story(players, PLACES)
        life = WebLife(kring, clock, players, (plot,), seed=SEED, watch=script.watch, pages=clients)
        ear.tells.append(life.hear)
        await to_the_end(life, settings.tenant, script)
        seen = {}
        for player in players:
            clients[player.id].cookies.set(
                "kring", keys.sign("session", settings.tenant, player.id, clock())
            )
            seen[player.id] = (await clients[player.id].get("/")).text
    finally:
        for client in clients.values():
            await client.aclose()
        await kring.close()
    return script, heard, seen
