from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogs.charter import CLAUSES, DIALOG, proposed
from bot.memory import Result, Tally
from bot.network import Command, Keep, Network, Post, Start
from tests.circle import circle, people, scene
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

NETWORK = circle("zoe", "bart", "an", "jo", "mia")
SIX = ("ann", "bob", "cas", "dee", "eva", "fay")


@pytest.mark.parametrize(
    ("about", "within", "without"),
    [
        ({}, {"equal"}, {"language", "competition", "share_back"}),
        ({"scope": "external"}, {"competition"}, {"equal"}),
        ({"languages": ("fr", "nl")}, {"language", "equal"}, set()),
    ],
)
def test_the_proposal_fits_the_network(
    about: dict[str, Any], within: set[str], without: set[str]
) -> None:
    clauses = set(proposed(circle("zoe", **about)))
    assert within <= clauses <= set(CLAUSES) - without


def closed(counts: Mapping[str, Mapping[str, int]], *, enough: bool = True) -> list[Command]:
    lea = scene(NETWORK, people("lea")["lea"])
    result = Result(network="n1", dialog="charter", about="s1", enough=enough)
    assert DIALOG.closed is not None
    return list(DIALOG.closed(lea, "s1", result, Tally(answered=6, counts=counts)))


def adopted(commands: list[Command]) -> Network:
    return next(c.network for c in commands if isinstance(c, Keep))


def test_what_nobody_wants_to_discuss_is_adopted() -> None:
    commands = closed({"clause_airtime": {"agree": 5, "live": 1}})
    assert adopted(commands).charter == ("confidentiality", *proposed(NETWORK))
    assert not any(isinstance(c, Start) for c in commands)


def test_one_voice_for_talking_is_enough_and_is_never_counted() -> None:
    one = closed({"clause_airtime": {"agree": 5, "discuss": 1}})
    four = closed({"clause_airtime": {"agree": 2, "discuss": 4}})
    assert one == four
    assert "airtime" not in adopted(one).charter
    post = next(c for c in one if isinstance(c, Post))
    assert post.facts["talk"] == ["airtime"]
    assert [c.person for c in one if isinstance(c, Start)] == ["lea"]


def test_a_wish_for_more_confidence_holds_until_the_group_has_talked() -> None:
    stricter = adopted(closed({"level": {"no_names": 5, "strict": 1}}))
    assert stricter.confidentiality == "strict"
    assert "confidentiality" not in stricter.charter
    looser = adopted(closed({"level": {"no_names": 5, "open": 1}}))
    assert looser.confidentiality == "no_names"
    assert "confidentiality" in looser.charter


def test_too_few_voices_decide_nothing_and_tell_nothing() -> None:
    few = closed({"clause_airtime": {"discuss": 1}, "level": {"strict": 1}}, enough=False)
    assert few == closed({}, enough=False)
    assert adopted(few).charter == ()
    assert adopted(few).confidentiality == "no_names"


def voted(here: Stage) -> dict[str, Actor]:
    actors = cast(here, *SIX)
    here.keep(network(*SIX, n=2))
    here.until(KICKOFF + timedelta(minutes=61))
    assert "How do we want to work together?" in here.said_in("channel:n1")
    for name in SIX:
        actors[name].token("start:charter:n1:s1")
        actors[name].sends()
        choice = {"clause_guests": "discuss"} if name == "cas" else {}
        actors[name].sends(choice, discuss_why="Who are they?" if choice else "")
        assert "Nobody sees who chose what" in actors[name].hears
    here.until(KICKOFF + timedelta(days=4))
    return actors


def test_the_vote_the_talk_and_the_rules_in_the_channel(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = voted(here)
        said = here.said_in("channel:n1")
        assert "This is what we agreed" in said
        assert "To be talked over first\n• Guests are announced" in said
        assert "guests" not in here.network("n1").charter
        ines = actors["ines"]
        assert "Who are they?" in ines.all
        assert "Cas" not in ines.all
        assert "single votes are deleted" in actors["cas"].all
        ines.commands("rules")
        ines.sends(settled=("guests",), own="We start on time <!here>")
        assert {"guests", "We start on time <!here>"} <= set(here.network("n1").charter)
        said = here.said_in("channel:n1")
        assert "To be talked over first" not in said
        assert said.count("This is what we agreed") == 1  # the same post, brought up to date
        assert "We start on time <!here>" in said


def test_before_the_first_session_there_is_nothing_to_vote_on(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe", n=2))
        zoe.commands("afspraken")
        assert "put to the group during the first session" in zoe.hears
