"""Ten minutes before a session: what it holds, what the group agreed, and how to begin."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TypeAlias

from bot.dialog import Dialog, Due, Run, Step
from bot.dialogs.midway import safety
from bot.fields import Facts
from bot.icebreakers import BY_KEY, Icebreaker, Meeting, Setting, Where, choose, mixed, pairs, trios
from bot.memory import Memory
from bot.network import Command, Keep, Network, Role, Scene, Session

BEFORE = timedelta(minutes=10)
KICKOFF_TIME, SHORT_TIME, USUAL_TIME = 20, 5, 15
"""Minutes that a kickoff, a meeting under an hour and a quarter, and any other has for it."""


DRAWS = 50
"""Draws among which the one is taken that keeps most managers from their people."""
Apart: TypeAlias = frozenset[frozenset[str]]
UNDRAWN: Facts = {"order": [], "pairs": [], "trios": []}


def _posts(network: Network) -> Iterator[Due]:
    for session in network.alive:
        yield Due(about=session.id, at=session.starts - BEFORE, until=session.ends)


def where(network: Network, session: Session) -> Where:
    """An alternating network meets on a screen where the place of the session is a link."""
    match network.mode:
        case "onsite":
            return "onsite"
        case "online":
            return "online"
        case "hybrid":
            return "hybrid"
        case _:
            link = (session.place or network.place).startswith("http")
            return "online" if link else "onsite"


def _meeting(network: Network, session: Session) -> Meeting:
    if session == network.kickoff:
        return "first"
    return "closing" if session == network.closing else "later"


def _time(network: Network, session: Session) -> int:
    if session == network.kickoff:
        return KICKOFF_TIME
    length = session.ends - session.starts
    return SHORT_TIME if length <= timedelta(minutes=75) else USUAL_TIME


def led(scene: Scene) -> Apart:
    """The names of those of this network who are somebody's manager, each with who that is."""
    here = {member.person for member in scene.here.members if member.active}
    known = (scene.people[person] for person in here if person in scene.people)
    return frozenset(
        frozenset((scene.name(person.id), scene.name(person.manager)))
        for person in known
        if person.manager in here
    )


def setting(scene: Scene, session: Session, safe: float | None) -> Setting:
    """What of this network decides how to begin this session."""
    network = scene.here
    return Setting(
        people=len(network.participants) or network.seats_min,
        where=where(network, session),
        meeting=_meeting(network, session),
        number=network.alive.index(session) + 1,
        time=_time(network, session),
        safety=safe,
        outside=network.scope != "internal",
        led=bool(led(scene)),
        used=network.icebreakers,
    )


def drawn(icebreaker: Icebreaker, names: list[str], seed: str, apart: Apart = frozenset()) -> Facts:
    """The order of speaking, pairs or trios that this way to begin needs.

    `apart` are those who had better not be among themselves, such as somebody and their manager.
    """
    draws = [_drawn(icebreaker, names, f"{seed}{n or ''}") for n in range(DRAWS if apart else 1)]
    return min(draws, key=lambda facts: _together(facts, apart))


def _together(facts: Facts, apart: Apart) -> int:
    """How many of them are in one pair or trio."""
    groups = (*chain.from_iterable(facts["pairs"]), *facts["trios"])
    return sum(two <= set(group) for two in apart for group in groups)


def _drawn(icebreaker: Icebreaker, names: list[str], seed: str) -> Facts:
    match icebreaker.needs:
        case "order":
            return {**UNDRAWN, "order": mixed(names, seed)}
        case "pairs":
            rounds = 3 if icebreaker.key == "impromptu_networking" else 1
            return {**UNDRAWN, "pairs": pairs(names, seed, rounds)}
        case "trios":
            return {**UNDRAWN, "trios": trios(names, seed)}
        case "":
            return UNDRAWN


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    session = network.session(facts.get("about", ""))
    if session is None or session not in network.alive:
        return None
    result = memory.result("midway", network.midway.id) if network.midway else None
    chosen = choose(at := setting(scene, session, safety(result)))
    names = [scene.name(member.person) for member in network.participants]
    rules = network.charter
    turn = session.number % len(rules) if rules else 0
    draw = chosen and at.where != "hybrid"  # who sits where is not known: pairs stay in one mode
    return {
        **facts,
        "icebreaker": chosen.key if chosen else "",
        "minutes": chosen.minutes(at.people) if chosen else 0,
        "where": at.where,
        "drawn": drawn(chosen, names, session.id, led(scene)) if chosen and draw else UNDRAWN,
        "rules": list((*rules[turn:], *rules[:turn])[:2]),
    }


def _finish(run: Run, scene: Scene) -> Iterable[Command]:
    used, key = scene.here.icebreakers, run.facts["icebreaker"]
    if key and key not in used:
        yield Keep(replace(scene.here, icebreakers=(*used, key)))


def _example(key: str) -> Facts:
    names = ["Zoé", "_Bart_", "Mia", "Jo", "Ana", "<!here>", "Tom"]
    kind = "kickoff" if "first" in BY_KEY[key].meetings else "regular"
    return {
        "network": {
            "id": "n1",
            "title": "Sites without accidents",
            "zone": "Europe/Brussels",
            "confidentiality": "no_names",
        },
        "session": {
            "id": "s1",
            "number": 1,
            "of": 6,
            "kind": "closing" if "closing" in BY_KEY[key].meetings else kind,
            "starts": "2027-01-12T13:00:00+00:00",
            "ends": "2027-01-12T15:00:00+00:00",
            "place": "<!channel> room | 4",
            "zone": "Europe/Brussels",
        },
        "icebreaker": key,
        "minutes": BY_KEY[key].minutes(7),
        "where": "online" if "online" in BY_KEY[key].where else "onsite",
        "drawn": drawn(BY_KEY[key], names, "s1"),
        "rules": ["confidentiality", "airtime"],
    }


DIALOG = Dialog(
    key="icebreaker",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    posts=_posts,
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    examples=(
        *(_example(key) for key in BY_KEY),
        {
            **_example("weather"),
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "zone": "Europe/Lisbon",
                "confidentiality": "strict",
            },
            "icebreaker": "",
            "where": "hybrid",
            "drawn": UNDRAWN,
            "rules": ["<!here> _our_ own"],
        },
    ),
)
