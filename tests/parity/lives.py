"""What a life comes to, in words that do not depend on where it was lived."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from adapters.playground.cast import CARE, STORE, Player
from adapters.playground.life import Acted, Life
from adapters.playground.plot import Plot
from adapters.playground.simulation import alarmed
from bot.content import Raw
from bot.network import Network
from bot.ports import Said
from tests.dead import dead_letters

SEED = 3
PEOPLE = 7
AFTER = timedelta(days=40)
BEGIN = "nouveau"
"""What the facilitator types, in her language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message as its platform got it: to whom, and its characters."""

    at: datetime
    to: str
    text: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One form that somebody answered."""

    at: datetime
    dialog: str
    step: str
    refused: bool


@dataclass
class Script:
    """The transcript of a life: what everybody was told and what everybody did, in order."""

    told: list[Told] = field(default_factory=list)
    done: dict[str, list[Done]] = field(default_factory=dict)
    network: Network | None = None
    dead: int = 0

    def watch(self, acted: Acted) -> None:
        did = Done(at=acted.at, dialog=acted.dialog, step=acted.step, refused=bool(acted.refused))
        self.done.setdefault(acted.person, []).append(did)

    def of(self, who: str) -> list[Told]:
        """What one person or channel was told; of one instant, in the order of the alphabet."""
        mine = [told for told in self.told if told.to == who]
        return sorted(mine, key=lambda told: (told.at, told.text, told.again))


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How a platform calls the channels of this story."""

    network: str
    care: str
    store: str
    people: str

    @property
    def names(self) -> Mapping[str, str]:
        """The story's own names, by the platform's."""
        return {
            self.network: "network",
            self.care: "care",
            self.store: "store",
            self.people: "people",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Plot):
    """The plot of the playground, with a channel that is there already."""

    channel: str

    def said(self, player: Player, dialog: str, about: str) -> Mapping[str, Raw]:
        more = {"channel": self.channel} if dialog == "create" else {}
        return {**Plot.said(self, player, dialog, about), **more}


def story(players: tuple[Player, ...], places: Places) -> Story:
    return Story(
        leader=next(p.id for p in players if p.part == "facilitator"),
        invited=tuple(p.id for p in players if p.part == "participant"),
        sessions=4,
        weeks=3,
        seed=SEED,
        channel=places.network,
    )


def at_home(player: Player, places: Places) -> Player:
    """The same person, whose team has its channel on this platform."""
    teams = {CARE: places.care, STORE: places.store, "team:people": places.people}
    team = teams.get(player.person.team, player.person.team)
    return replace(player, person=replace(player.person, team=team))


async def to_the_end(life: Life, tenant: str, script: Script) -> Script:
    """Live through it; what Kring logs as broken ends it."""
    with alarmed() as alarm:
        await life.move_in()
        leader = life.player(life.plots[0].leader)
        await life._send(leader, Said(BEGIN))
        for run in await life.waiting(leader.id):
            await life.answer(leader, run.id)
        (network,) = await life.kring.transact(lambda unit: unit.catalogue())
        await life.live(network.sessions[-1].ends + AFTER, lambda _: alarm.check())
    script.network = await life.kring.transact(lambda unit: unit.network(network.id))
    script.dead = len(await dead_letters(life.kring.database, tenant))
    return script
