"""How much a member hears in the whole life of a network: the dialogs as they are, all at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialog import Does
from bot.dialogs import discover
from bot.network import Network, Person, Phase, Role
from bot.ports import Moment
from scheduler.manners import sessions_of
from scheduler.timeline import plan
from tests.scheduler.life import Life
from tests.scheduler.people import network, seat, zoe

PEOPLE: Mapping[str, Person] = {
    p.id: p for p in (zoe(), zoe(id="fay", name="Fay"), zoe(id="bart", zone="Europe/Lisbon"))
}
ABSENT = {"missed"}
"""What is said only to who was not there."""
MOST_AT_ONCE, MOST_IGNORING = 35, 49
"""Messages in six sessions every six weeks, for who answers at once and who never does."""


def here(weeks: int = 6, id_: str = "n1") -> Network:
    seats = [seat("fay", Role.FACILITATOR), seat("zoe"), seat("bart")]
    return replace(
        network(*seats, weeks=weeks, id_=id_, start="2027-03-16T13:00"), phase=Phase.FIXED
    )


def moments(network: Network, person: str, *, answers: bool) -> list[Moment]:
    """What comes to this person; whoever answers at once is not reminded."""
    found = [
        m
        for m in plan(network, PEOPLE, discover())
        if m.person == person and m.dialog not in ABSENT
    ]
    begun = {(m.dialog, m.due.about) for m in found if m.due.does is Does.START}
    return [
        m
        for m in found
        if not (answers and m.due.does is Does.REMIND and (m.dialog, m.due.about) in begun)
    ]


def live(person: str, *networks: Network, answers: bool) -> Life:
    life = Life(
        person=PEOPLE[person],
        dialogs=discover(),
        sessions=sessions_of(PEOPLE[person], networks),
    )
    life.live([m for each in networks for m in moments(each, person, answers=answers)])
    return life


@pytest.mark.parametrize("person", ["zoe", "bart", "fay"])
@pytest.mark.parametrize(("answers", "most"), [(True, MOST_AT_ONCE), (False, MOST_IGNORING)])
def test_six_sessions_every_six_weeks(person: str, answers: bool, most: int) -> None:  # noqa: FBT001
    life = live(person, here(), answers=answers)
    assert life.broken() == []
    assert len(life.days) <= most
    assert life.ended.keys() == {m.key for m in moments(here(), person, answers=answers)}


@pytest.mark.parametrize("person", ["zoe", "bart"])
def test_in_this_rhythm_nothing_is_lost_to_the_limits(person: str) -> None:
    life = live(person, here(), answers=True)
    lost = {key for key, outcome in life.ended.items() if outcome != "said"}
    assert lost == set()


@pytest.mark.parametrize("weeks", [2, 3, 4])
def test_a_tighter_rhythm_keeps_to_the_limits(weeks: int) -> None:
    life = live("zoe", here(weeks), answers=False)
    assert life.broken() == []
    assert life.ended


def test_three_networks_at_once_keep_to_the_limits_of_one() -> None:
    networks = []
    for n in range(3):
        each = here(id_=f"n{n}")
        moved = timedelta(days=n)
        sessions = tuple(
            replace(s, starts=s.starts + moved, ends=s.ends + moved) for s in each.sessions
        )
        networks.append(replace(each, sessions=sessions))
    life = live("zoe", *networks, answers=False)
    assert life.broken() == []
    assert max(len(items) for _, items, counted in life.messages if counted) <= 3
