"""Sixteen ways to begin, as data; and which of them fits this group, here and today."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

Meeting: TypeAlias = Literal["first", "later", "closing"]
Where: TypeAlias = Literal["onsite", "online", "hybrid", "async"]
Needs: TypeAlias = Literal["", "order", "pairs", "trios"]

EVERYWHERE: tuple[Where, ...] = ("onsite", "online", "hybrid", "async")
ROOM_OR_SCREEN: tuple[Where, ...] = ("onsite", "online")

SAFE = 4.0
"""The half-way pulse from which somebody may be asked for a failure of their own."""
OWN_FAILURE = 3
"""The level of disclosure, and the first session, of which the same is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Icebreaker:
    """One way to begin, for `least` to `most` people.

    It takes `base` minutes and `each` for every person. `level` of disclosure: 1 facts of work,
    2 opinions, 3 a failure of one's own. `needs` is what Kring can draw for it.
    """

    key: str
    meetings: tuple[Meeting, ...]
    least: int
    most: int
    base: float = 0
    each: float = 0
    where: tuple[Where, ...] = EVERYWHERE
    level: Literal[1, 2, 3] = 1
    needs: Needs = ""

    def minutes(self, people: int) -> int:
        return math.ceil(self.base + self.each * people)

    def fits(self, people: int, where: Where, meeting: Meeting) -> bool:
        """A meeting both in a room and on screens can also do what each does alone beforehand."""
        places = {where, "async"} if where == "hybrid" else {where}
        at_hand = bool(places & set(self.where))
        return at_hand and meeting in self.meetings and self.least <= people <= self.most


ICEBREAKERS = (
    Icebreaker(
        key="name_role_hope",
        meetings=("first",),
        least=4,
        most=16,
        each=0.75,
        where=("onsite", "online", "hybrid"),
        needs="order",
    ),
    Icebreaker(
        key="impromptu_networking",
        meetings=("first",),
        least=6,
        most=60,
        base=20,
        where=("onsite", "online", "hybrid"),
        needs="pairs",
    ),
    Icebreaker(
        key="give_get_wall",
        meetings=("first",),
        least=6,
        most=20,
        base=15,
        where=("onsite", "online", "async"),
    ),
    Icebreaker(
        key="pair_interview",
        meetings=("first",),
        least=6,
        most=16,
        base=10,
        each=1,
        where=ROOM_OR_SCREEN,
        needs="pairs",
    ),
    Icebreaker(
        key="expertise_map",
        meetings=("first", "later"),
        least=6,
        most=20,
        base=10,
        where=("onsite", "online", "async"),
    ),
    Icebreaker(
        key="common_ground",
        meetings=("first",),
        least=6,
        most=24,
        base=10,
        where=ROOM_OR_SCREEN,
        needs="trios",
    ),
    Icebreaker(
        key="picture_card",
        meetings=("first", "later"),
        least=5,
        most=16,
        base=4,
        each=1,
        where=ROOM_OR_SCREEN,
        level=2,
    ),
    Icebreaker(
        key="object_nearby",
        meetings=("first", "later"),
        least=4,
        most=12,
        base=2,
        each=0.75,
        where=("online", "hybrid"),
    ),
    Icebreaker(key="letter_to_self", meetings=("first",), least=3, most=30, base=6, level=2),
    Icebreaker(key="weather", meetings=("later",), least=3, most=16, each=0.5),
    Icebreaker(key="one_word", meetings=("later",), least=3, most=30, base=3),
    Icebreaker(key="since_last_time", meetings=("later",), least=4, most=15, each=1, level=2),
    Icebreaker(
        key="bright_spot_snag", meetings=("later",), least=4, most=12, each=1, needs="order"
    ),
    Icebreaker(
        key="useful_failure",
        meetings=("later",),
        least=4,
        most=12,
        base=15,
        where=ROOM_OR_SCREEN,
        level=3,
        needs="trios",
    ),
    Icebreaker(key="appreciation_round", meetings=("closing",), least=4, most=16, each=1, level=2),
    Icebreaker(
        key="half_sentence",
        meetings=("first", "later"),
        least=3,
        most=20,
        base=5,
        where=("online", "async"),
    ),
)
BY_KEY = {icebreaker.key: icebreaker for icebreaker in ICEBREAKERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the choice depends on. `number` is that of the session, `time` the minutes there are.

    `safety` is the frozen half-way pulse where enough people answered, else None; `outside` says
    that several organisations take part, `led` that somebody's manager is in the room.
    """

    people: int
    where: Where
    meeting: Meeting
    number: int
    time: int
    safety: float | None = None
    outside: bool = False
    led: bool = False
    used: Collection[str] = ()


def _first(setting: Setting) -> tuple[str, ...]:
    few, many = ("name_role_hope", "half_sentence"), ("impromptu_networking", "give_get_wall")
    if setting.where == "hybrid":
        return ("name_role_hope", "give_get_wall")
    if setting.where == "online":
        return ("impromptu_networking", "object_nearby", *few)
    if setting.outside:
        return ("impromptu_networking", "expertise_map", "pair_interview")
    return (*few, *many) if setting.people <= 8 else (*many, *few)  # noqa: PLR2004


def _later(setting: Setting) -> tuple[str, ...]:
    short = ("one_word", "weather", "half_sentence")
    if setting.time < 8:  # noqa: PLR2004 - minutes
        return short
    open_ = ("useful_failure", "picture_card") if _safe(setting) else ()
    return (*open_, "since_last_time", "bright_spot_snag", *short)


def _safe(setting: Setting) -> bool:
    """Whether one's own failures can be spoken of: not yet at first, and before no manager."""
    if setting.led:
        return False
    return setting.number >= OWN_FAILURE and setting.safety is not None and setting.safety >= SAFE


def _preferred(setting: Setting) -> tuple[str, ...]:
    match setting.meeting:
        case "first":
            return _first(setting)
        case "later":
            return _later(setting)
        case "closing":
            return ("appreciation_round",)


def possible(setting: Setting) -> Iterator[Icebreaker]:
    """Those that this group can do and did not do before, the most fitting first."""
    order = {key: n for n, key in enumerate(_preferred(setting))}
    for icebreaker in sorted(ICEBREAKERS, key=lambda i: order.get(i.key, len(order))):
        if (
            icebreaker.key not in setting.used
            and icebreaker.fits(setting.people, setting.where, setting.meeting)
            and (icebreaker.level < OWN_FAILURE or _safe(setting))
        ):
            yield icebreaker


def choose(setting: Setting) -> Icebreaker | None:
    """The most fitting that the time allows, else the shortest; None when nothing new is left."""
    fitting = tuple(possible(setting))
    if not fitting:
        return None
    in_time = (i for i in fitting if i.minutes(setting.people) <= setting.time)
    return next(in_time, min(fitting, key=lambda i: i.minutes(setting.people)))


def mixed(names: Collection[str], seed: str) -> list[str]:
    """The names in an order that depends on the seed alone."""
    order = sorted(names)
    state = sum((n + 1) * ord(letter) for n, letter in enumerate(seed)) + 1
    for n in range(len(order) - 1, 0, -1):
        state = (state * 1103515245 + 12345) % 2**31
        other = (state >> 8) % (n + 1)
        order[n], order[other] = order[other], order[n]
    return order


def pairs(names: Collection[str], seed: str, rounds: int = 3) -> list[list[list[str]]]:
    """Rounds of pairs in which nobody meets twice.

    With an odd number one pair of each round is a trio, of people who do not meet otherwise
    where that can be.
    """
    drawn = list(islice(_rounds(mixed(names, seed)), rounds))
    met = {frozenset(pair) for together in drawn for pair in together}
    for together in drawn:
        alone = next((pair for pair in together if len(pair) == 1), None)
        if alone is None or len(together) == 1:
            continue
        together.remove(alone)
        host = min(together, key=lambda pair: sum({*alone, who} in met for who in pair))
        met |= {frozenset({*alone, who}) for who in host}
        host += alone
    return drawn


def _rounds(circle: list[str]) -> Iterator[list[list[str]]]:
    """Every round of a round robin; one place stays empty where the number is odd."""
    places = [*circle, *([""] if len(circle) % 2 else [])]
    half = len(places) // 2
    for _ in range(len(places) - 1):
        facing = zip(places[:half], reversed(places[half:]), strict=True)
        yield [[who for who in pair if who] for pair in facing]
        places = [places[0], places[-1], *places[1:-1]]


def trios(names: Collection[str], seed: str) -> list[list[str]]:
    """Groups of three; whoever is left over makes four of one, or five of the only one."""
    order = mixed(names, seed)
    n = max(1, len(order) // 3)
    return [order[k::n] for k in range(n)]
