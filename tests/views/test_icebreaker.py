from dataclasses import replace

import pytest

from bot.fields import Facts, Json
from bot.icebreakers import BY_KEY
from bot.memory import Result
from bot.network import CHANNEL, Keep, Network, Person
from bot.views.icebreaker import BEFORE, DIALOG, drawn, led, where
from tests.circle import BEGIN, Recalls, begun, circle, scene

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")
NETWORK = circle(*SIX, sessions=6)
SOMEBODY = Person(id=CHANNEL, name="")


def said(network: Network, about: str, memory: Recalls | None = None, manager: str = "") -> Facts:
    """`manager`: who leads all others here."""
    known: Facts = {"about": about, "network": {"id": "n1", "confidentiality": "no_names"}}
    here = scene(network, SOMEBODY, now=BEGIN - BEFORE)
    people = {key: replace(each, manager=manager) for key, each in here.people.items()}
    here = replace(here, people=people)
    found = DIALOG.gather(here, memory or Recalls(), known)
    assert found is not None
    return found


def test_it_is_posted_ten_minutes_before_every_session() -> None:
    dues = list(DIALOG.posts(NETWORK))
    assert [d.about for d in dues] == [s.id for s in NETWORK.sessions]
    assert dues[0].at == BEGIN - BEFORE


def test_each_session_of_a_network_begins_in_a_new_way() -> None:
    network, used = NETWORK, list[str]()
    for session in NETWORK.sessions:
        run = begun(DIALOG, said(network, session.id), about=session.id)
        for command in DIALOG.finish(run, scene(network, SOMEBODY)):
            assert isinstance(command, Keep)
            network = command.network
        used.append(run.facts["icebreaker"])
    assert len(set(used)) == 6
    assert used[-1] == "appreciation_round"
    assert network.icebreakers == tuple(used)


def test_said_again_it_is_not_used_up_twice() -> None:
    run = begun(DIALOG, said(NETWORK, "s1"), about="s1")
    once = replace(NETWORK, icebreakers=(run.facts["icebreaker"],))
    assert list(DIALOG.finish(run, scene(once, SOMEBODY))) == []


@pytest.mark.parametrize(
    ("mode", "place", "expected"),
    [
        ("onsite", "Ghent", "onsite"),
        ("online", "", "online"),
        ("hybrid", "Ghent", "hybrid"),
        ("alternating", "https://meet.example/1", "online"),
        ("alternating", "Ghent", "onsite"),
    ],
)
def test_where_one_meets(mode: str, place: str, expected: str) -> None:
    network = circle("ann", mode=mode, place=place)
    assert where(network, network.sessions[0]) == expected


def test_who_sits_where_is_not_known_in_a_mixed_meeting_so_nothing_is_drawn() -> None:
    room, mixed = said(NETWORK, "s1"), said(circle(*SIX, mode="hybrid"), "s1")
    assert sorted(room["drawn"]["order"]) == ["Ann", "Bob", "Cas", "Dee", "Eva", "Fay"]
    assert mixed["drawn"] == {"order": [], "pairs": [], "trios": []}


@pytest.mark.parametrize(("mean", "expected"), [(4.0, "useful_failure"), (3.5, "since_last_time")])
@pytest.mark.parametrize("manager", ["", "ann"])
def test_a_failure_of_ones_own_only_where_the_pulse_was_high_and_no_manager_is_there(
    mean: float, expected: str, manager: str
) -> None:
    keys = ("safe_mistake", "asked_freely", "differ")
    dots: dict[str, Json] = {key: {"mean": mean, "thirds": {}} for key in keys}
    pulse = Result(network="n1", dialog="midway", about="s3", enough=True, dots=dots)
    facts = said(NETWORK, "s4", Recalls(results={("midway", "s3"): pulse}), manager)
    assert facts["icebreaker"] == (expected if not manager else "since_last_time")


@pytest.mark.parametrize("number", range(1, 9))
def test_nobody_is_drawn_into_a_pair_with_their_manager(number: int) -> None:
    """Before, who was to say what they do not know could be asked to say it to their manager."""
    group = circle(*SIX, "gil", "hal", mode="online", place="", sessions=9)
    people = {
        person.id: replace(person, manager="ann" if person.id in ("bob", "cas", "dee") else "")
        for person in scene(group, SOMEBODY).people.values()
    }
    apart = led(replace(scene(group, SOMEBODY), people=people))
    names = [person.name for person in people.values() if person.id in (*SIX, "gil", "hal")]
    found = drawn(BY_KEY["pair_interview"], names, f"s{number}", apart)
    together = [set(pair) for pairs in found["pairs"] for pair in pairs]
    assert sorted(name for pair in together for name in pair) == sorted(names)
    assert not [pair for pair in together if "Ann" in pair and pair & {"Bob", "Cas", "Dee"}]


def test_two_of_the_rules_are_recalled_each_time_others() -> None:
    ruled = replace(NETWORK, charter=("confidentiality", "airtime", "present"))
    assert said(ruled, "s1")["rules"] == ["airtime", "present"]
    assert said(ruled, "s2")["rules"] == ["present", "confidentiality"]
    assert said(NETWORK, "s1")["rules"] == []
