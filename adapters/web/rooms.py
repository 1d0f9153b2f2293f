"""Which conversations a person has on the web, and whom they can name there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from adapters.web.receive import dm
from adapters.web.wall import Line
from bot.content import Choice
from bot.network import Person, Seat
from bot.ports import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A conversation. `title` is "" for the one with Kring itself."""

    id: str
    sort: Literal["kring", "network", "team"]
    title: str = ""
    about: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that a page shows of one person's world besides the messages."""

    person: Person
    rooms: tuple[Room, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Choice, ...] = ()

    def room(self, id: str) -> Room | None:  # noqa: A002
        """One of the person's own rooms; None for anybody else's."""
        return next((room for room in self.rooms if room.id == id), None)

    @property
    def places(self) -> tuple[Choice, ...]:
        """The channels that this person can choose from."""
        return tuple(Choice(r.id, f"# {r.title}") for r in self.rooms if r.sort != "kring")


def _team(address: str) -> str:
    name = address.partition(":")[2] or address
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def rooms(unit: Unit, person: Person) -> tuple[Room, ...]:
    """Kring first, then the networks' channels by title, then the own team's."""
    mine = Room(id=dm(person.id).id, sort="kring", language=person.language)
    networks = [
        Room(
            id=network.channel,
            sort="network",
            title=network.title,
            about=network.goal,
            language=network.languages[0] if network.languages else "",
        )
        for network in unit.networks_of(person.id)
        if network.channel
        and (me := network.member(person.id))
        and me.seat in (Seat.SEATED, Seat.PAUSED)
    ]
    team = [Room(id=person.team, sort="team", title=_team(person.team))] if person.team else []
    found = {room.id: room for room in (mine, *sorted(networks, key=lambda r: r.title), *team)}
    return tuple(found.values())


def look(unit: Unit, person: str, cast: Iterable[str] = ()) -> Look | None:
    """What this person sees around the messages; None for somebody unknown.

    The people to choose from are those of the own networks, and the cast of a playground; others
    are found by name.
    """
    known = unit.person(person)
    if known is None:
        return None
    members = {m.person for n in unit.networks_of(person) for m in n.members if m.active}
    people = sorted(unit.people({*members, *cast, person}).values(), key=lambda each: each.name)
    return Look(
        person=known,
        rooms=rooms(unit, known),
        names={each.id: each.name for each in people},
        people=tuple(Choice(each.id, each.name) for each in people if each.id != person),
    )


def named_in(lines: Iterable[Line]) -> set[str]:
    """The people who wrote these lines, or were chosen in their forms."""
    authors = {line.author for line in lines if line.author}
    chosen = {
        value
        for line in lines
        if line.card and line.card.form
        for asked in line.card.form.inputs
        if asked.kind == "people"
        for value in ((asked.value,) if isinstance(asked.value, str) else asked.value)
    }
    return {*authors, *chosen} - {""}
