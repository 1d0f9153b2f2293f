"""The cast of the playground at their Teams clients: a whole life over Microsoft's protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.main import build
from adapters.playground.actor import answers
from adapters.playground.cast import CARE, STORE, Player, cast
from adapters.playground.chance import ids
from adapters.playground.clock import BEGINNING, Still
from adapters.playground.life import Acted, Ear, Heard, Life
from adapters.playground.plot import Plot
from adapters.playground.simulation import alarmed
from adapters.settings import Settings
from adapters.teams import gestures
from adapters.teams.render import summary
from adapters.teams.values import packed
from bot.content import Card, Form, Raw
from bot.dialog import Status
from bot.network import Address, Network
from bot.ports import Commanded, Pressed, Unit, What
from tests.adapters.teams.microsoft import APP, BOT, Json
from tests.adapters.teams.stage import HERE, Client, Stage, actions, entra, words
from tests.pace import unhurried

CHANNEL = "19:network@thread.tacv2"
AFTER = timedelta(days=40)
SEED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message as everybody gets it, whatever the platform."""

    at: datetime
    to: str
    title: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InTeams(Player):
    """Somebody of the cast, who is reached in Teams."""

    @property
    def address(self) -> Address:
        return Address(platform="teams", id=entra(self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithChannel(Plot):
    """The network posts into a channel that is there already."""

    def said(self, player: Player, dialog: str, about: str) -> Mapping[str, Raw]:
        more = {"channel": CHANNEL} if dialog == "create" else {}
        return {**Plot.said(self, player, dialog, about), **more}


def plot(players: tuple[Player, ...]) -> WithChannel:
    return WithChannel(
        leader=next(p.id for p in players if p.part == "facilitator"),
        invited=tuple(p.id for p in players if p.part == "participant"),
        sessions=3,
        weeks=3,
        seed=SEED,
    )


@dataclass
class TeamsLife(Life):
    """What the cast does goes over HTTP; what it is told is what Microsoft was given."""

    stage: Stage = field(kw_only=True)
    read: int = 0
    told: list[Told] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    inline: int = 0
    dialogs: int = 0

    def at(self, player: Player) -> Client:
        return self.stage.client(player.id, known_as=player.person.name)

    async def _speak(self) -> None:
        await self.kring.beat.once()
        self._read()
        await self._listen()

    def _read(self) -> None:
        """What arrived since, in the words that the cast knows."""
        places = {f"a:{entra(p.id)}": p.id for p in self.players}
        new = self.stage.microsoft.said[self.read :]
        self.read += len(new)
        for said in new:
            to, activity = said["to"], said["activity"]
            if activity["type"] == "typing":  # this machine is busy, and it shows
                continue
            again = not said["new"]
            if to in places:
                self._told.add(places[to])
                self.messages += not again
            who = places.get(to) or str(to)
            self.told.append(Told(at=self.clock(), to=who, title=activity["summary"], again=again))
            shown = [words(a["content"]) for a in activity["attachments"]]
            self.texts.setdefault(who, []).append("\n".join(shown))

    async def _send(self, player: Player, what: What) -> None:
        self.kring.new_id()  # as many as on the web, where each event takes one
        match what:
            case Pressed(token):
                await self._acts(player, gestures.pressing("n", token))
            case Commanded(text):
                await self._posts(player, text=text)
            case _:
                raise AssertionError(what)

    async def _acts(self, player: Player, data: Json) -> Json:
        sent = {"type": "Action.Execute", "verb": "kring", "data": data}
        return await self._posts(
            player, type="invoke", name="adaptiveCard/action", value={"action": sent}
        )

    async def _posts(self, player: Player, **activity: Any) -> Json:
        answer = await self.stage.sends(self.at(player).activity(**activity))
        assert answer.status_code in (200, 202), answer.text
        return answer.json() if answer.content else {}

    async def _step(self, player: Player, run_id: str, attempt: int) -> Acted | None:
        self.kring.new_id()

        def look(unit: Unit) -> tuple[Card | None, Any]:
            run, me = unit.run(run_id), unit.person(player.id)
            if run is None or me is None or run.status is not Status.OPEN:
                return None, run
            return self.kring.bot.window(unit, me, run_id, "", self.clock()), run

        card, run = await self.kring.transact(look)
        if card is None or card.form is None:
            return None
        matter = self._matter(player, run.dialog, run.about or run.network, attempt)
        await self._fills(player, card.form, answers(card.form, matter))
        after = await self.kring.transact(lambda unit: unit.run(run_id))
        open_ = after is not None and after.status is Status.OPEN
        refused = after is not None and after.answers.stored() == run.answers.stored()
        return Acted(
            at=self.clock(),
            person=player.id,
            dialog=run.dialog,
            step=card.form.token.partition(":")[2],
            refused=("refused",) if refused and open_ else (),
            last=not open_,
        )

    async def _fills(self, player: Player, form: Form, values: Mapping[str, Raw]) -> None:
        """On the card where the form stands; in a dialog where it is behind a button."""
        run, _, step = form.token.partition(":")
        found = _action(self.at(player), form.token, values)
        if found is not None:
            self.inline += 1
            await self._acts(player, {**found["data"], **_sent(form, values)})
            return
        opened = await self._posts(
            player,
            type="invoke",
            name="task/fetch",
            value={"data": gestures.opening("n", f"look:{run}:{step}")},
        )
        card = opened["task"]["value"]["card"]["content"]
        send = next(a for a in actions(card) if a["data"]["kring"]["do"] in ("send", "tap"))
        self.dialogs += 1
        await self._posts(
            player,
            type="invoke",
            name="task/submit",
            value={"data": {**send["data"], **_sent(form, values)}},
        )


def _action(client: Client, token: str, values: Mapping[str, Raw]) -> Json | None:
    """The button of this form in the conversation, the newest first."""
    for card in reversed(client.cards[-12:]):
        for action in actions(card):
            ours = action.get("data", {}).get("kring", {})
            if ours.get("token") != token or ours.get("do") not in ("send", "tap"):
                continue
            if ours["do"] == "send" or values.get(ours["field"]) == ours["key"]:
                return action
    return None


def _sent(form: Form, values: Mapping[str, Raw]) -> Json:
    """These answers as the inputs of a card send them."""
    sent: Json = {}
    for asked in form.inputs:
        value = values.get(asked.key, "")
        many = value if isinstance(value, tuple) else (value,) if value else ()
        match asked.kind:
            case "many":
                sent[f"{asked.key}#many"] = ",".join(map(packed, many))
            case "people":
                sent[f"{asked.key}#people"] = ", ".join(many)
            case "date":
                sent[f"{asked.key}#date"] = many[0] if many else ""
            case "moment":
                day, _, time = (many[0] if many else "").partition("T")
                sent |= {f"{asked.key}#date": day, f"{asked.key}#time": time[:5]}
            case _:
                sent[f"{asked.key}#text"] = many[0] if many else ""
    return sent


async def begin(life: Life) -> None:
    await life.move_in()
    leader = life.player(life.plots[0].leader)
    await life.press(leader, "start:create::")
    for run in await life.waiting(leader.id):
        await life.answer(leader, run.id)


async def to_the_end(life: Life) -> Network:
    """Live through it; what Kring logs as broken ends it."""
    with alarmed() as alarm:
        await begin(life)
        (network,) = await life.kring.transact(lambda unit: unit.catalogue())
        await life.live(network.sessions[-1].ends + AFTER, lambda _: alarm.check())
    found = await life.kring.transact(lambda unit: unit.network(network.id))
    assert found is not None
    return found


async def on_the_web(people: int) -> tuple[Network, list[Told], TeamsLife | Life]:
    players, told = cast(people), list[Told]()
    clock = Still(BEGINNING)

    def heard(said: Heard) -> None:
        to = said.to.removeprefix("dm:")
        told.append(Told(at=said.at, to=to, title=summary(said.card), again=said.again))

    ear = Ear("web", clock, [heard])
    settings = Settings.model_construct(database="sqlite://", synchronous="OFF")
    kring = build(settings, clock=clock, new_id=ids(SEED), hear=lambda _: ear)
    await kring.open(upgrade=True)
    try:
        life = Life(kring, clock, players, (plot(players),), seed=SEED)
        ear.tells.append(life.hear)
        return await to_the_end(life), told, life
    finally:
        await kring.close()


async def in_teams(stage: Stage, people: int) -> tuple[Network, TeamsLife]:
    players = tuple(
        InTeams(**{name: getattr(p, name) for name in Player.__dataclass_fields__})
        for p in cast(people)
    )
    clock = stage.clock
    await known(stage, players)
    unhurried(stage.kring.database)

    class Hands(Still):
        """The stage's clock, as a life moves it."""

        def __call__(self) -> datetime:
            return clock[0]

        def to(self, at: datetime) -> None:
            clock[0] = max(clock[0], at)

    life = TeamsLife(
        stage.kring, Hands(BEGINNING), players, (plot(players),), seed=SEED, stage=stage
    )
    return await to_the_end(life), life


async def known(stage: Stage, players: tuple[Player, ...]) -> None:
    """Kring was added by everybody and to their channels, before this life begins."""
    way = {"app": APP, "service": stage.microsoft.service, "bot": BOT}

    def work(unit: Any) -> None:
        for player in players:
            unit.keep_conversation(entra(player.id), conversation="", **way)
            for place in (CHANNEL, CARE, STORE, "team:people"):
                unit.keep_conversation(
                    place, conversation=place, title=place, reader=entra(player.id), **way
                )

    await stage.kring.database.transact(HERE, work)


def same(told: list[Told]) -> list[Told]:
    """In an order that does not depend on which of two letters went first at one instant."""
    return sorted(told, key=lambda one: (one.at, one.to, one.title, one.again))
