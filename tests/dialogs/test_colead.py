"""Somebody facilitates too, and whoever was alone may go."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.network import Phase, Role, Seat
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import Actor, Stage, stage

ASKED = "would like to facilitate Plan together with you"


def asks(ines: Actor, whom: str) -> None:
    ines.says("facilitator")
    assert not ines.sends(whom=(whom,)).errors


def role(here: Stage, who: str) -> Role | None:
    member = here.network("n1").member(who)
    return member.role if member and member.active else None


def test_who_is_alone_hands_over_and_goes(tmp_path: Path) -> None:
    """Before, a facilitator who fell ill could neither leave nor name anybody."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "karel")
        here.keep(network("zoe"))
        ines, karel = people["ines"], people["karel"]
        ines.says("leave")
        assert "With facilitator I will ask somebody to take it on with you" in ines.hears
        asks(ines, "karel")
        assert role(here, "karel") is None
        assert ASKED in karel.hears
        karel.sends(ok="yes")
        assert "You facilitate Plan now, together with Ines" in karel.hears
        assert "Karel said yes" in ines.hears
        assert "Karel facilitates Plan from now on, together with Ines" in here.said_in(
            "channel:n1"
        )
        ines.says("leave")
        ines.sends(what="leave")
        ines.sends()
        assert role(here, "ines") is None
        assert role(here, "karel") is Role.FACILITATOR
        karel.says("ahead")
        assert "Plan" in karel.hears


def test_a_seat_that_is_handed_on_goes_to_who_waited(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "b", "first")
        here.keep(network("zoe", "b", waiting=("first",), seats_max=2))
        asks(people["ines"], "zoe")
        assert "your seat would be free for somebody else" in people["zoe"].hears
        people["zoe"].sends(ok="yes")
        assert [m.person for m in here.network("n1").participants] == ["b", "first"]
        assert counted(here, "first", "it is yours") == 1
        here.until(KICKOFF + timedelta(hours=3))
        assert "minute about" not in people["zoe"].all, "who reads the result has no part in it"


def test_a_no_is_told_to_who_asked_and_to_nobody_else(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "karel")
        here.keep(network("zoe"))
        asks(people["ines"], "karel")
        people["karel"].sends(ok="no")
        assert "it does not suit you now, and nothing more" in people["karel"].hears
        assert "Karel cannot take on Plan now" in people["ines"].hears
        assert role(here, "karel") is None
        assert here.said_in("channel:n1") == ""
        assert here.got("zoe") == []


def test_silence_is_asked_once_more_and_then_let_be(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "karel")
        here.keep(network())
        asks(people["ines"], "karel")
        here.after(days=40)
        assert counted(here, "karel", ASKED) == 2
        assert counted(here, "karel", "the one time that I come back to it") == 1
        assert here.network("n1").member("karel") is None


def test_a_button_alone_makes_nobody_a_facilitator(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "karel")
        here.keep(network("zoe"))
        for who in ("zoe", "karel"):
            people[who].token("start:colead_ask:n1:")
            people[who].token("start:colead:n1:")
            people[who].says("facilitator")
            assert not any(card.form for card in people[who].cards)
        assert [m.person for m in here.network("n1").facilitators] == ["ines"]


def test_nobody_facilitates_those_whom_they_lead(tmp_path: Path) -> None:
    """They would read with names what is shown here."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "marc")
        zoe = people["zoe"].person
        here.look(lambda unit: unit.keep_person(replace(zoe, manager="marc")))
        here.keep(network("zoe"))
        people["ines"].says("facilitator")
        assert set(people["ines"].sends(whom=("marc",)).errors) == {"whom"}
        assert set(people["ines"].sends(whom=("ines",)).errors) == {"whom"}
        assert here.got("marc") == []


def test_three_facilitate_at_most(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "b", "c", "d")
        here.keep(network())
        for who in ("b", "c"):
            asks(people["ines"], who)
            people[who].sends(ok="yes")
        people["ines"].says("facilitator")
        assert "three people facilitate at most" in people["ines"].hears


@pytest.mark.parametrize("phase", [Phase.ENDED, Phase.ARCHIVED])
def test_an_answer_that_comes_when_all_is_over_changes_nothing(
    tmp_path: Path, phase: Phase
) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "karel")
        here.keep(network())
        asks(people["ines"], "karel")
        here.keep(replace(here.network("n1"), phase=phase))
        people["karel"].sends(ok="yes")
        assert here.network("n1").member("karel") is None
        people["ines"].says("facilitator")
        assert "has ended needs nobody more" in people["ines"].hears


def test_who_had_left_comes_back_to_facilitate(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "b")
        here.keep(network("zoe", "b"))
        people["zoe"].says("leave")
        people["zoe"].sends(what="leave")
        people["zoe"].sends(tell="self")
        asks(people["ines"], "zoe")
        people["zoe"].sends(ok="yes")
        found = here.network("n1").member("zoe")
        assert found is not None
        assert (found.role, found.seat) == (Role.FACILITATOR, Seat.SEATED)
        assert found.joined == here.now


def test_nor_whoever_came_to_lead_somebody_here_since_they_were_asked(tmp_path: Path) -> None:
    """Before, their yes of a week later held all the same."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "marc")
        here.keep(network("zoe"))
        asks(people["ines"], "marc")
        zoe = people["zoe"].person
        here.look(lambda unit: unit.keep_person(replace(zoe, manager="marc")))
        people["marc"].sends(ok="yes")
        assert "has been settled in the meantime" in people["marc"].hears
        assert role(here, "marc") is None
