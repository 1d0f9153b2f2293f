"""The life as it is lived in Slack: signed requests to Kring, Kring's own calls to a fake Slack."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.playground.actor import answers
from adapters.playground.cast import Player, cast
from adapters.playground.chance import ids
from adapters.playground.clock import BEGINNING, Still
from adapters.playground.life import Acted, Life
from bot.content import Form, Raw
from bot.dialog import Status
from bot.network import Address
from bot.ports import Said, What
from tests.adapters.slack.office import TENANT, Office, buttons, office
from tests.pace import unhurried
from tests.parity.lives import (
    PEOPLE,
    SEED,
    Places,
    Script,
    Told,
    at_home,
    story,
    to_the_end,
)
from tests.parity.web import look

Json = dict[str, Any]
PLACES = Places(network="C0NETWORK", care="C0CARE", store="C0STORE", people="C0PEOPLE")


def user(person: str) -> str:
    return f"U0{person.upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InSlack(Player):
    """Somebody of the cast, who is reached in Slack."""

    @property
    def address(self) -> Address:
        return Address(platform="slack", id=user(self.id))


@dataclass
class SlackLife(Life):
    """What the cast does goes over HTTP, signed; what it is told is what Slack was given."""

    office: Office = field(kw_only=True)
    script: Script = field(kw_only=True)
    read: int = 0
    taps: int = 0
    windows: int = 0
    further: int = 0
    open_: dict[str, Json] = field(default_factory=dict)

    async def _speak(self) -> None:
        await self.office.beat()
        self._read()
        await self._listen()

    def _read(self) -> None:
        """What arrived since, in the words of the cast."""
        dms = {f"D{user(p.id)[1:]}": p.id for p in self.players}
        new = self.office.slack.said[self.read :]
        self.read += len(new)
        for said in new:
            to = str(said["channel"])
            if to in dms:
                self._told.add(dms[to])
                self.messages += said["new"]
            who = dms.get(to) or PLACES.names.get(to, to)
            told = Told(at=self.clock(), to=who, text=said["text"], again=not said["new"])
            self.script.told.append(told)

    async def _send(self, player: Player, what: What) -> None:
        self.kring.new_id()
        match what:
            case Said(text):
                answer = await self.office.says(user(player.id), text)
            case _:
                raise AssertionError(what)
        assert answer.status == 200
        await self.office.settle()

    async def _step(self, player: Player, run_id: str, attempt: int) -> Acted | None:
        await self.office.beat()
        self._read()
        self.kring.new_id()
        card, run = await self.kring.transact(look(self.kring, player, run_id))
        if card is None or card.form is None:
            return None
        matter = self._matter(player, run.dialog, run.about or run.network, attempt)
        refused = await self._fills(player, card.form, answers(card.form, matter))
        after = await self.kring.transact(lambda unit: unit.run(run_id))
        return Acted(
            at=self.clock(),
            person=player.id,
            dialog=run.dialog,
            step=card.form.token.partition(":")[2],
            refused=refused,
            last=after is None or after.status is not Status.OPEN,
        )

    async def _fills(
        self, player: Player, form: Form, values: Mapping[str, Raw]
    ) -> tuple[str, ...]:
        """With one tap, or in a window: one that followed the last, else behind a button."""
        me = user(player.id)
        for message, button in self._buttons(me):
            if button["action_id"].startswith("tap:"):
                token, key, choice = json.loads(button["value"])
                if token == form.token and values.get(key) == choice:
                    self.taps += 1
                    assert (await self.office.presses(me, button, message)).status == 200
                    await self.office.settle()
                    return ()
        view = self.open_.pop(me, None)
        self.further += view is not None
        if view is None or view["private_metadata"] != form.token:
            view = await self._opens(me, form)
        self.windows += 1
        sent = dict(_filled(view, values))
        answer = (await self.office.submits(me, view, sent)).json
        await self.office.settle()
        if answer.get("response_action") == "errors":
            return tuple(answer["errors"])
        following = answer.get("view", {})
        if following.get("private_metadata"):
            self.open_[me] = following
        return ()

    def _buttons(self, me: str) -> Iterator[tuple[Json, Json]]:
        """What can be pressed in somebody's conversation, the newest message first."""
        for message in reversed(self.office.slack.dm(me)[-12:]):
            for button in buttons(message):
                yield message, button

    async def _opens(self, me: str, form: Form) -> Json:
        run = form.token.partition(":")[0]
        looks = f"look:{run}:"
        found = ((m, b) for m, b in self._buttons(me) if b.get("value", "").startswith(looks))
        message, button = next(found, ({}, {}))
        assert button, [m["text"] for m in self.office.slack.dm(me)[-3:]]
        before = len(self.office.slack.opened)
        assert (await self.office.presses(me, button, message)).status == 200
        await self.office.settle()
        (view,) = self.office.slack.opened[before:]
        assert view["private_metadata"] == form.token
        return view


def _filled(view: Json, values: Mapping[str, Raw]) -> Iterator[tuple[str, Json]]:
    """These answers in the controls of a window."""
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        key, _, time = block["block_id"].partition("#")
        sort, given = block["element"]["type"], values.get(key, "")
        yield block["block_id"], {"type": sort, **_control(sort, given, clock=bool(time))}


def _control(sort: str, given: Raw, *, clock: bool) -> Json:
    many = given if isinstance(given, tuple) else (given,) if given else ()
    one = many[0] if many else ""
    day, _, time = one.partition("T")
    match sort:
        case "radio_buttons" | "static_select":
            return {"selected_option": {"value": one} if one else None}
        case "checkboxes" | "multi_static_select":
            return {"selected_options": [{"value": key} for key in many]}
        case "users_select":
            return {"selected_user": user(one) if one else None}
        case "multi_users_select":
            return {"selected_users": [user(person) for person in many]}
        case "conversations_select":
            return {"selected_conversation": one or None}
        case "datepicker":
            return {"selected_date": day or None}
        case "timepicker":
            return {"selected_time": time[:5] or None} if clock else {}
        case _:
            return {"value": one or None}


async def in_slack(folder: Path) -> tuple[Script, SlackLife]:
    players = tuple(
        InSlack(**{name: getattr(p, name) for name in Player.__dataclass_fields__})
        for p in (at_home(p, PLACES) for p in cast(PEOPLE))
    )
    script, clock = Script(), [BEGINNING]

    class Hands(Still):
        """The office's clock, as a life moves it."""

        def __call__(self) -> datetime:
            return clock[0]

        def to(self, at: datetime) -> None:
            clock[0] = max(clock[0], at)

    async with office(folder, clock=clock, ids=ids(SEED)) as here:
        unhurried(here.kring.database)
        for player in players:
            here.slack.person(user(player.id), player.person.name)
        for place, name in PLACES.names.items():
            here.slack.channels[place] = {"id": place, "name": name, "is_archived": False}
        plot = story(players, PLACES)
        home = here.kring.settings.model_copy(update={"tenant": TENANT})
        life = SlackLife(
            replace(here.kring, settings=home),
            Hands(BEGINNING),
            players,
            (plot,),
            seed=SEED,
            watch=script.watch,
            office=here,
            script=script,
        )
        await to_the_end(life, TENANT, script)
        assert not here.slack.unknown
    return script, life
