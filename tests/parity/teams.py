"""The life as it is lived in Teams: activities to Kring, Kring's own calls to a fake connector."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.playground.cast import Player, cast
from adapters.playground.chance import ids
from adapters.playground.clock import BEGINNING, Still
from adapters.playground.life import Acted
from bot.ports import Said, What
from tests.adapters.teams.living import InTeams, TeamsLife
from tests.adapters.teams.microsoft import APP, BOT
from tests.adapters.teams.stage import HERE, entra, stage, words
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

PLACES = Places(
    network="19:network@thread.tacv2",
    care="19:care@thread.tacv2",
    store="19:store@thread.tacv2",
    people="19:people@thread.tacv2",
)


@dataclass
class Lived(TeamsLife):
    """The same life, that keeps a transcript in the words of all platforms."""

    script: Script = field(kw_only=True)
    titles: list[tuple[str, str]] = field(default_factory=list)

    def _read(self) -> None:
        dms = {f"a:{entra(p.id)}": p.id for p in self.players}
        new = self.stage.microsoft.said[self.read :]
        self.read += len(new)
        for said in new:
            to, activity = str(said["to"]), said["activity"]
            if activity["type"] == "typing":  # this machine is busy, and it shows
                continue
            if to in dms:
                self._told.add(dms[to])
                self.messages += said["new"]
            who = dms.get(to) or PLACES.names.get(to, to)
            cards = [a["content"] for a in activity["attachments"]]
            text = str(cards[0]["fallbackText"])
            told = Told(at=self.clock(), to=who, text=text, again=not said["new"])
            self.script.told.append(told)
            self.titles.append((who, activity["summary"]))
            self.texts.setdefault(who, []).append("\n".join(map(words, cards)))

    async def _send(self, player: Player, what: What) -> None:
        match what:
            case Said(text):
                self.kring.new_id()
                await self._posts(player, text=text)
            case _:
                await super()._send(player, what)

    async def _step(self, player: Player, run_id: str, attempt: int) -> Acted | None:
        await self.kring.beat.once()
        self._read()
        return await super()._step(player, run_id, attempt)


async def in_teams() -> tuple[Script, Lived]:
    players = tuple(
        InTeams(**{name: getattr(p, name) for name in Player.__dataclass_fields__})
        for p in (at_home(p, PLACES) for p in cast(PEOPLE))
    )
    script = Script()
    async with stage(new_id=ids(SEED)) as here:
        unhurried(here.kring.database)
        way = {"app": APP, "service": here.microsoft.service, "bot": BOT}

        def known(unit: Any) -> None:
            for player in players:
                unit.keep_conversation(entra(player.id), conversation="", **way)
                for place in PLACES.names:
                    unit.keep_conversation(
                        place, conversation=place, title=place, reader=entra(player.id), **way
                    )

        await here.kring.database.transact(HERE, known)

        class Hands(Still):
            """The stage's clock, as a life moves it."""

            def __call__(self) -> datetime:
                return here.clock[0]

            def to(self, at: datetime) -> None:
                here.clock[0] = max(here.clock[0], at)

        here.clock[0] = BEGINNING
        life = Lived(
            here.kring,
            Hands(BEGINNING),
            players,
            (story(players, PLACES),),
            seed=SEED,
            watch=script.watch,
            stage=here,
            script=script,
        )
        await to_the_end(life, HERE, script)
    return script, life
