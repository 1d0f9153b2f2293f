"""What is none of somebody's business changes nothing of what they are shown.

The same network is lived through twice, with one secret changed, and all that a reader is shown is
compared: each message and the time of its arrival, and the reply to every word and button. What
dialogs and fields there are is found out, so that a new one is held to this by being there. How two
worlds can differ, and what everybody does in them, stands in `tests.worlds`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from bot.dialog import Dialog
from bot.dialogs import discover
from bot.fields import UNLINKED, AnyField, Chosen, Sees
from bot.network import Role
from tests.worlds import CLOSED, MEMBERS, NETWORK, OUTSIDE, OVER, Question, Seen, World, lived

group = pytest.mark.xdist_group
pytestmark = group("two worlds")  # they share the world that others differ from

ZOE, BART, *_, DIRK, EVA, FAY, GUS = MEMBERS
OWN = {"create": "is published", "join": "comes before", "leave": "is told", "prefs": "moves hours"}
"""What members begin themselves and others may notice."""
OTHERS = {
    "charter": {"clause_competition", "clause_language", "clause_share_back"},
    "share": {"place", "signed", "agenda", "confirm"},
}
"""Questions that are put to other groups than this one, or once something is to be published."""


def fields(dialog: Dialog) -> Iterator[AnyField]:
    for facts in dialog.examples:
        for step in dialog.steps:
            yield from step.asks(facts)


COUNTS = ("outbox", "figures")
"""How many messages there are can tell those who run it that somebody did something, not what."""

ASKING = {key: dialog for key, dialog in discover().items() if any(fields(dialog))}
CHOICES = {f.sees.by for d in ASKING.values() for f in fields(d) if isinstance(f.sees, Chosen)}
"""By these somebody chooses who sees another answer: they are acts, not secrets."""
NOWHERE_NAMED = {
    key
    for key, dialog in ASKING.items()
    if any(f.sees in UNLINKED for f in fields(dialog))
    and all(f.sees in {*UNLINKED, Sees.SELF} for f in fields(dialog))
}
"""Whoever answers these is seen by nobody to have done so."""


@cache
def planned() -> set[str]:
    return {
        key
        for key, dialog in ASKING.items()
        if any(True for member in NETWORK.participants for _ in dialog.due(NETWORK, member))
    }


def deeds() -> tuple[tuple[int, str, str], ...]:
    """What a member can begin of their own accord, and nobody else is to notice."""
    mine = (Role.PARTICIPANT, Role.MEMBER, Role.ANYONE)
    own = (k for k, dialog in ASKING.items() if dialog.words and dialog.audience in mine)
    return tuple((20, ZOE, f"start:{key}:n1:") for key in own if key not in {*planned(), *OWN})


def silent(who: str, dialog: str) -> bool:
    """Few answer the first questions, and one none of those that name nobody."""
    return (dialog == "expect" and who not in MEMBERS[:4]) or (
        dialog in NOWHERE_NAMED and who == FAY
    )


def the_other(who: str, dialog: str) -> bool:
    return silent(who, dialog) if dialog not in NOWHERE_NAMED else who == DIRK


def everybody(who: str, dialog: str) -> bool:
    return who in (BART, EVA, GUS)


def kept(ask: Question) -> str:
    """What she keeps for herself, what she did not publish, and what fewer than five answered."""
    hers = ask.who == ZOE and ask.field.key not in CHOICES
    few = ask.dialog == "expect" and ask.sees in UNLINKED
    return "x" if hers and (few or ask.sees in (Sees.SELF, Sees.CHANNEL)) else ask.who


def told(ask: Question) -> str:
    """What she told those who facilitate, by name; and what one of these keeps for herself."""
    to_them = ask.who == ZOE and ask.sees is Sees.FACILITATOR
    return "x" if to_them or (ask.who == "ines" and ask.sees is Sees.SELF) else ask.who


def swapped(ask: Question) -> str:
    return {ZOE: BART, BART: ZOE}.get(ask.who, ask.who) if ask.sees in UNLINKED else ask.who


def in_their_stead(ask: Question) -> str:
    return DIRK if ask.who == FAY and ask.dialog in NOWHERE_NAMED else ask.who


def all_else(ask: Question) -> str:
    return ask.who if ask.who == "ines" else f"x {ask.who}"


BASE = World(silent=silent, deeds=deeds())
KEPT = replace(BASE, name=kept)
TOLD = replace(BASE, name=told)
SWAPPED = replace(BASE, name=swapped)
STEAD = replace(BASE, name=in_their_stead, silent=the_other)
INSIDE = World(name=all_else, silent=everybody, away=(ZOE, FAY))

Live = Callable[[World], Seen]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    """Each world is lived through once."""
    return cache(lambda world: lived(tmp_path_factory.mktemp("world") / "w", world, looks=(35,)))


def assert_same(one: Seen, other: Seen, *, but: Iterable[str] = (), to: Iterable[str] = ()) -> None:
    assert one.shown.keys() == other.shown.keys()
    for reader in to or one.shown.keys() - {*but}:
        for was, is_ in zip_longest(one.by(reader), other.by(reader), fillvalue="nothing"):
            assert was == is_, reader


def assert_secret(one: Seen, other: Seen, *who: str) -> None:
    """There was something to be seen."""
    for each in who:
        assert one.by(each) != other.by(each)


def test_all_that_members_are_asked_is_asked_in_these_worlds(live: Live) -> None:
    asked = {(dialog, key) for dialog, key, _ in live(BASE).asked}
    own = {token.split(":")[1] for _, _, token in deeds()}
    for name in planned() | own:
        keys = {field.key for field in fields(ASKING[name])} - OTHERS.get(name, set())
        assert {(name, key) for key in keys} <= asked, "nobody was asked this: let somebody"


def test_what_somebody_keeps_nobody_else_is_shown(live: Live) -> None:
    assert_secret(live(BASE), live(KEPT), ZOE)
    assert_same(live(BASE), live(KEPT), but={ZOE})


def test_what_facilitators_are_told_only_they_are_shown(live: Live) -> None:
    assert_secret(live(BASE), live(TOLD), ZOE, "ines")
    assert_same(live(BASE), live(TOLD), but={ZOE, "ines", *COUNTS})


def test_whose_an_unnamed_answer_is_nobody_can_see(live: Live) -> None:
    one, other = live(BASE), live(SWAPPED)
    assert_secret(one, other, ZOE, BART)
    assert_same(one, other, but={ZOE, BART})


def test_whose_an_unnamed_answer_was_the_database_does_not_know(live: Live) -> None:
    one, other = live(BASE), live(SWAPPED)
    collected = [way for way in one.ways if way[2] == ZOE and ASKING[way[0]].closed]
    assert any(one.ways[way] != other.ways.get(way) for way in collected)  # one question more
    assert "'members_enough': True" in str(one.rows[CLOSED[-1]]["results"])
    for stop in CLOSED:
        for table, rows in one.rows[stop].items():
            assert rows == other.rows[stop][table], table


def test_which_of_two_answered_nobody_can_see(live: Live) -> None:
    assert_secret(live(BASE), live(STEAD), DIRK, FAY)
    assert_same(live(BASE), live(STEAD), but={DIRK, FAY, *COUNTS})


def test_nothing_of_what_happens_inside_is_shown_outside(live: Live) -> None:
    """Who answered what, whether they did, who came: for managers it is all the same."""
    assert_secret(live(BASE), live(INSIDE), "ines", *MEMBERS)
    assert_same(live(BASE), live(INSIDE), to=(*OUTSIDE, "logs", "plan"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [pytest.param(n, marks=group(f"seed {n}")) for n in range(5, 9)])
def test_whatever_is_answered(tmp_path: Path, seed: int) -> None:
    """The same to the end of the network and with more to be looked at."""

    def life(name: str, world: World) -> Seen:
        again = replace(world, seed=seed)
        return lived(tmp_path / name, again, looks=(*CLOSED, OVER), until=OVER)

    one = life("base", BASE)
    assert_same(one, life("kept", KEPT), but={ZOE})
    assert_same(one, life("told", TOLD), but={ZOE, "ines", *COUNTS})
    assert_same(one, life("stead", STEAD), but={DIRK, FAY, *COUNTS})
    other = life("swapped", SWAPPED)
    assert_same(one, other, but={ZOE, BART})
    assert [one.rows[stop] for stop in CLOSED] == [other.rows[stop] for stop in CLOSED]
    assert_same(one, life("inside", INSIDE), to=(*OUTSIDE, "logs", "plan"))
    paused = replace(
        INSIDE,
        deeds=((5, ZOE, "start:prefs::"), (20, "cleo", "start:leave:n1:")),
        said={
            ("leave", "what"): "pause",
            ("leave", "until"): "2027-03-12",
            ("prefs", "clock"): "Europe/Lisbon",
            ("prefs", "hours"): "10:00-16:00",
            ("prefs", "away"): "",
            ("prefs", "away_until"): "",
        },
    )
    assert_same(one, life("paused", paused), to=(*OUTSIDE, "logs"))
