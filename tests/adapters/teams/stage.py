"""Kring on a Microsoft that is made up, and people at a Teams client, over the real protocol."""

import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx
from starlette.applications import Starlette

from adapters.main import Kring, _asks, build
from adapters.settings import Settings
from adapters.teams import entrance
from adapters.teams.apps import App
from adapters.teams.places import tenant
from adapters.teams.service import Choices, Service
from bot.content import Raw
from bot.network import Address, Person
from tests.adapters.teams.microsoft import APP, BOT, NOW, SECRET, TENANT, Json, Microsoft
from tests.pace import by
from tests.tables import furnish

T = TypeVar("T")
HERE = tenant(TENANT)
MEMORY = "sqlite://"
EXECUTE = "application/vnd.microsoft.card.adaptive"


def entra(name: str) -> str:
    """The object id of somebody of that name."""
    return f"00000000-0000-4000-8000-{name.encode().hex():0>12.12}"


@dataclass
class Stage:
    """The world of one test."""

    kring: Kring
    service: Service
    microsoft: Microsoft
    web: httpx.AsyncClient
    clock: list[datetime]
    woken: list[int]
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def now(self) -> datetime:
        return self.clock[0]

    async def sends(self, activity: Json, *, token: str | None = None) -> httpx.Response:
        """Microsoft posts an activity, with a token of its own."""
        said = self.microsoft.token(now=self.now) if token is None else token
        head = {"Authorization": f"Bearer {said}"} if said else {}
        return await self.web.post("/teams/messages", json=activity, headers=head)

    async def drain(self) -> None:
        await self.kring.beat.once()

    async def after(self, **later: float) -> None:
        end = self.now + timedelta(**later)
        while (due := await self.kring.next_due()) is not None and due <= end:
            self.clock[0] = max(self.now, due)
            await self.drain()
        self.clock[0] = end
        await self.drain()

    async def look(self, work: Callable[[Any], T]) -> T:
        return await self.kring.database.transact(HERE, work)

    def client(self, name: str, *, locale: str = "en-GB", known_as: str = "") -> "Client":
        return Client(stage=self, name=name, locale=locale, known_as=known_as)

    async def person(self, name: str) -> Person | None:
        at = Address(platform="teams", id=entra(name))
        return await self.look(lambda unit: unit.person_at(at))


@dataclass
class Client:
    """Somebody at a Teams client: reads what stands in their conversation, types and taps."""

    stage: Stage
    name: str
    locale: str = "en-GB"
    known_as: str = ""
    dialog: Json | None = None
    answered: httpx.Response | None = None

    @property
    def id(self) -> str:
        return entra(self.name)

    @property
    def place(self) -> str:
        return f"a:{self.id}"

    # ── what is seen ──

    @property
    def messages(self) -> list[tuple[str, Json]]:
        """The messages of this conversation as they stand, by their first coming."""
        m = self.stage.microsoft
        mine = dict.fromkeys(s["id"] for s in m.said if s["to"] == self.place)
        return [(id_, m.messages[id_]) for id_ in mine if id_ in m.messages]

    @property
    def cards(self) -> list[Json]:
        return [a["content"] for _, m in self.messages for a in m.get("attachments", ())]

    @property
    def all(self) -> str:
        return "\n\n".join(words(card) for card in self.cards)

    @property
    def hears(self) -> str:
        return words(self.cards[-1])

    @property
    def shown(self) -> str:
        assert self.dialog is not None
        return words(self.dialog)

    # ── what is done ──

    def activity(self, **more: Any) -> Json:
        n = next(self.stage.ids)
        return {
            "type": "message",
            "id": f"{1_799_999_000_000 + n}",
            "timestamp": self.stage.now.isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.stage.microsoft.service,
            "from": {
                "id": f"29:{self.name}",
                "name": self.known_as or self.name.capitalize(),
                "aadObjectId": self.id,
            },
            "recipient": {"id": BOT, "name": "Kring"},
            "conversation": {
                "conversationType": "personal",
                "id": self.place,
                "tenantId": TENANT,
            },
            "channelData": {"tenant": {"id": TENANT}},
            "locale": self.locale,
            "entities": [{"type": "clientInfo", "timezone": "Europe/Brussels"}],
            **more,
        }

    async def does(self, activity: Json) -> httpx.Response:
        self.answered = await self.stage.sends(activity)
        await self.stage.drain()
        return self.answered

    async def says(self, text: str) -> httpx.Response:
        return await self.does(self.activity(text=text, textFormat="plain"))

    async def installs(self) -> httpx.Response:
        return await self.does(self.activity(type="installationUpdate", action="add"))

    async def removes(self) -> httpx.Response:
        return await self.does(self.activity(type="installationUpdate", action="remove"))

    def action(self, fits: Callable[[Json], bool]) -> tuple[str, Json, Json]:
        """The newest action that fits: its message ("" for the open dialog), card, and itself."""
        stands = [(id_, a["content"]) for id_, m in self.messages for a in m.get("attachments", ())]
        if self.dialog is not None:
            stands.append(("", self.dialog))
        for id_, card in reversed(stands):
            for action in actions(card):
                if fits(action):
                    return id_, card, action
        raise AssertionError(f"{self.name} sees no such button in\n{self.all}")

    async def presses(self, label: str, **values: Raw) -> httpx.Response:
        found = self.action(lambda a: str(a.get("title", "")).startswith(label))
        return await self._acts(*found, values)

    async def sends(self, **values: Raw) -> httpx.Response:
        """The newest form, with these answers; what is not named stays as it stands."""
        found = self.action(lambda a: _doing(a) in ("send", "tap") and _fits(a, values))
        return await self._acts(*found, values)

    async def _acts(
        self, id_: str, card: Json, action: Json, values: Mapping[str, Raw]
    ) -> httpx.Response:
        data = dict(action["data"])
        if action.get("associatedInputs") != "none":
            data |= filled(card, values)
        if not id_:
            return await self._task("task/submit", data)
        if data.get("msteams", {}).get("type") == "task/fetch":
            return await self._task("task/fetch", data)
        if action["type"] == "Action.Submit":
            return await self.does(self.activity(value=data, replyToId=id_))
        sent = {"type": "Action.Execute", "verb": action["verb"], "data": data}
        answer = await self.does(
            self.activity(
                type="invoke",
                name="adaptiveCard/action",
                value={"action": sent, "trigger": "manual"},
                replyToId=id_,
            )
        )
        said = answer.json()
        assert said["statusCode"] == 200
        return answer

    async def _task(self, name: str, data: Json) -> httpx.Response:
        answer = await self.does(self.activity(type="invoke", name=name, value={"data": data}))
        said = answer.json()
        value = said.get("task", {}).get("value", {})
        self.dialog = value["card"]["content"] if isinstance(value, dict) and value else None
        return answer


def _doing(action: Json) -> str:
    return str(action.get("data", {}).get("kring", {}).get("do", ""))


def _fits(action: Json, values: Mapping[str, Raw]) -> bool:
    """A form's own button; or, of buttons that answer, the one with the answer that is meant."""
    ours = action["data"]["kring"]
    return bool(ours["do"] == "send" or values.get(ours["field"]) == ours["key"])


def parts(card: Any) -> Iterator[Json]:
    """Every object of a card, from top to bottom."""
    if isinstance(card, dict):
        yield card
        for key, value in card.items():
            if key not in ("fallback", "data", "msteams"):
                yield from parts(value)
    elif isinstance(card, list):
        for each in card:
            yield from parts(each)


def actions(card: Json) -> Iterator[Json]:
    return (p for p in parts(card) if str(p.get("type", "")).startswith("Action."))


def inputs(card: Json) -> Iterator[Json]:
    return (p for p in parts(card) if str(p.get("type", "")).startswith("Input."))


def words(card: Json) -> str:
    """What a card says, and what its buttons are called."""
    texts = (p.get("text") or p.get("title") or p.get("label") for p in parts(card))
    return "\n".join(t for t in texts if isinstance(t, str))


def filled(card: Json, values: Mapping[str, Raw]) -> Json:
    """What a client sends of a card's inputs when these answers are given."""
    sent: Json = {}
    for each in inputs(card):
        key, _, how = str(each["id"]).partition("#")
        given = values.get(key)
        if given is None:
            sent[each["id"]] = each.get("value", "")
            continue
        many = given if isinstance(given, tuple) else (given,)
        day, _, time = many[0].partition("T") if many else ("", "", "")
        sent[each["id"]] = {"date": day, "time": time[:5]}.get(how, ",".join(many))
    return sent


@asynccontextmanager
async def stage(
    *,
    url: str = MEMORY,
    apps: Mapping[str, App] | None = None,
    patience: float = 2.0,
    new_id: Callable[[], str] | None = None,
) -> AsyncIterator[Stage]:
    """Kring with one customer on Teams. A busy machine is no reason to show that it types."""
    usual, entrance.SOON = entrance.SOON, 60.0
    try:
        async with _stage(url, apps, patience, new_id) as here:
            yield here
    finally:
        entrance.SOON = usual


@asynccontextmanager
async def _stage(
    url: str,
    apps: Mapping[str, App] | None,
    patience: float,
    new_id: Callable[[], str] | None,
) -> AsyncIterator[Stage]:
    clock, count, nonces = [NOW], itertools.count(1), itertools.count(1)
    woken = list[int]()
    settings = Settings.model_construct(database=url, synchronous="OFF", tenant=HERE)
    kring = build(settings, clock=lambda: clock[0], new_id=new_id or (lambda: f"i{next(count):05}"))
    given = apps or {APP: App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), secret=SECRET)}
    async with Microsoft.open() as microsoft:
        speech = kring.bot.speech
        service = Service(
            Choices(
                apps=given,
                metadata=microsoft.metadata,
                authority=microsoft.url,
                trusted=lambda url: url == microsoft.service,
                timeout=patience,
            ),
            store=kring.database,
            bot=kring.bot,
            words=lambda key, lang, /, **facts: speech.text(f"teams.{key}", lang, **facts),
            clock=kring.clock,
            new_id=lambda: f"n{next(nonces)}",
            asks=_asks(kring.bot.dialogs),
            paces=kring.database.paces,
            wake=lambda: woken.append(1),
        )
        by(kring.database, kring.clock)
        kring.beat.delivery._adapters["teams"] = service.adapter  # type: ignore[index]
        site = Starlette(routes=service.routes())
        if url == MEMORY:
            await furnish(kring.database)
        await kring.open(upgrade=url != MEMORY)
        transport = httpx.ASGITransport(site)
        async with httpx.AsyncClient(transport=transport, base_url="http://kring") as web:
            yield Stage(
                kring=kring,
                service=service,
                microsoft=microsoft,
                web=web,
                clock=clock,
                woken=woken,
            )
        await service.close()
        await kring.close()


def file(folder: Path) -> str:
    return f"sqlite:///{folder / 'kring.db'}"


def shown(answer: httpx.Response) -> Json:
    """The card of an answer to `adaptiveCard/action`."""
    said: Json = answer.json()
    assert said["type"] == EXECUTE, json.dumps(said)
    value: Json = said["value"]
    return value
