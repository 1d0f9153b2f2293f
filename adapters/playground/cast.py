"""The people of the playground: three languages, two time zones, and ways of answering."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from bot.network import Address, Person
from bot.ports import Unit


class Temper(Enum):
    """How fast somebody answers, and whether."""

    PROMPT = "prompt"  # within two hours
    STEADY = "steady"  # the same day or the next
    SLOW = "slow"  # after days, often only when reminded
    SILENT = "silent"  # hardly ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody of the cast. `part` is facilitator, participant, manager or organiser."""

    person: Person
    part: str
    temper: Temper = Temper.STEADY
    critical: bool = False  # scores a point or two lower than the others
    asks_manager: bool = False  # asks for time when joining

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def address(self) -> Address:
        return Address(platform="web", id=f"dm:{self.id}")


CARE, STORE = "team:home-care", "team:warehouse"
LISBON, LONDON = "Europe/Lisbon", "Europe/London"

_PLAYERS = (
    Player(
        person=Person(id="ines", name="Inès Lambert", language="fr", team=STORE, manager="karel"),
        part="facilitator",
        temper=Temper.PROMPT,
    ),
    Player(
        person=Person(id="zoe", name="Zoé Dubois", language="fr", team=CARE, manager="claire"),
        part="participant",
        temper=Temper.PROMPT,
        asks_manager=True,
    ),
    Player(
        person=Person(id="bart", name="_Bart_ Maes", language="nl", team=STORE, manager="karel"),
        part="participant",
    ),
    Player(
        person=Person(id="lotte", name="Lotte Peeters", language="nl", team=CARE, manager="claire"),
        part="participant",
        temper=Temper.PROMPT,
        asks_manager=True,
    ),
    Player(
        person=Person(id="sean", name="Sean O’Neill", zone=LONDON, country="GB", team=STORE),
        part="participant",
    ),
    Player(
        person=Person(id="joao", name="João Ferreira", zone=LISBON, country="PT", team=CARE),
        part="participant",
        temper=Temper.SLOW,
    ),
    Player(
        person=Person(id="nadia", name="Nadia Benali", language="fr", team=STORE, manager="karel"),
        part="participant",
        temper=Temper.PROMPT,
        asks_manager=True,
    ),
    Player(
        person=Person(
            id="jef",
            name="Jef Wouters",
            language="nl",
            team=CARE,
            manager="claire",
            slot="afternoon",
        ),
        part="participant",
        critical=True,
    ),
    Player(
        person=Person(id="hanne", name="Hanne De Smet", language="nl", team=STORE, manager="karel"),
        part="participant",
        temper=Temper.PROMPT,
    ),
    Player(
        person=Person(id="mathieu", name="Mathieu Renard", language="fr", team=CARE),
        part="participant",
        temper=Temper.SLOW,
    ),
    Player(
        person=Person(id="ewa", name="Ewa Kowalska", language="en", team=STORE, manager="karel"),
        part="participant",
        temper=Temper.PROMPT,
        asks_manager=True,
    ),
    Player(
        person=Person(
            id="thomas",
            name="Thomas Lejeune",
            language="fr",
            team=CARE,
            days=(0, 1, 3, 4),
            slot="afternoon",
        ),
        part="participant",
        critical=True,
    ),
    Player(
        person=Person(id="priya", name="Priya D’Souza", language="en", team=STORE),
        part="participant",
        temper=Temper.SILENT,
    ),
    Player(
        person=Person(id="karel", name="Karel Willems", language="nl", team=STORE, leads=True),
        part="manager",
    ),
    Player(
        person=Person(id="claire", name="Claire Fontaine", language="fr", team=CARE, leads=True),
        part="manager",
        temper=Temper.PROMPT,
    ),
    Player(
        person=Person(
            id="sofie", name="Sofie Martens", language="nl", organiser=True, team="team:people"
        ),
        part="organiser",
        temper=Temper.PROMPT,
    ),
)


def cast(people: int = 12, network: int = 1) -> tuple[Player, ...]:
    """A facilitator, so many participants, two managers and an organiser.

    From the thirteenth participant and the second network on, namesakes with a number come in.
    """
    return tuple(_numbered(people, network))


def _numbered(people: int, network: int) -> Iterator[Player]:
    participants = [player for player in _PLAYERS if player.part == "participant"]
    for player in _PLAYERS:
        if player.part == "facilitator":
            yield _copy(player, network)
        elif player.part != "participant" and network == 1:
            yield player
    for n in range(people):
        yield _copy(participants[n % len(participants)], network, n // len(participants))


def _copy(player: Player, network: int, namesake: int = 0) -> Player:
    if network == 1 and not namesake:
        return player
    mark = "-".join(str(n) for n in (network, namesake) if n)
    number = f"{network}.{namesake}" if namesake else f"{network}"
    person = replace(player.person, id=f"{player.id}{mark}", name=f"{player.person.name} {number}")
    return replace(player, person=person)


def move_in(unit: Unit, players: tuple[Player, ...]) -> tuple[Person, ...]:
    """Everybody who is not known yet becomes known, with a conversation of their own."""
    known = unit.people(player.id for player in players)
    new = tuple(player for player in players if player.id not in known)
    for player in new:
        unit.keep_person(player.person, player.address)
    return tuple(player.person for player in new)
