from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.network import Phase
from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, Stage, stage

FIRST = "reading this takes two minutes"
AGAIN = "the one time that I come back to it"


def invited(here: Stage, *people: str, inside: tuple[str, ...] = ()) -> dict[str, Actor]:
    """Ines has just invited these people to a network that others are in."""
    actors = cast(here, *people, *inside)
    here.keep(network(*inside, phase=Phase.OPEN))
    actors["ines"].says("invite")
    actors["ines"].sends(whom=people)
    return actors


def test_each_reads_first_what_it_asks(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = invited(here, "zoe", "samir")
        assert "2 invitations are on their way" in people["ines"].hears
        assert "Who sees what" in people["zoe"].hears
        assert here.network().member("zoe") is None
        people["zoe"].sends()
        people["zoe"].sends(commit="yes")
        people["zoe"].sends()
        assert here.network().member("zoe") is not None


def test_who_is_in_already_is_named_back(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = invited(here, "zoe", "lotte", inside=("lotte",))
        assert "One invitation is on its way" in people["ines"].hears
        assert "In already, or on the waiting list: Lotte." in people["ines"].hears
        assert counted(here, "lotte", FIRST) == 0


def test_an_invitation_comes_back_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        invited(here, "zoe")
        here.until(datetime(2027, 1, 18, 8, tzinfo=UTC))  # five working days later, before 09:30
        assert counted(here, "zoe", AGAIN) == 0
        here.after(hours=1)
        assert counted(here, "zoe", AGAIN) == 1
        assert counted(here, "zoe", FIRST) == 2  # with who sees what, which is agreed to
        here.after(days=60)
        assert counted(here, "zoe", AGAIN) == 1


def test_put_off_it_comes_back_then_and_not_twice(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = invited(here, "zoe")["zoe"]
        zoe.presses("Later")
        zoe.presses("Tomorrow")
        here.after(days=2)
        assert counted(here, "zoe", AGAIN) == 1
        here.after(days=60)
        assert counted(here, "zoe", AGAIN) == 1


@pytest.mark.parametrize("way", ["no", "skip"])
def test_no_is_final_and_told_as_a_count_of_the_invited(tmp_path: Path, way: str) -> None:
    with stage(tmp_path) as here:
        people = invited(here, "zoe", "samir")
        zoe, ines = people["zoe"], people["ines"]
        if way == "skip":
            zoe.presses("Not this one")
        else:
            zoe.sends()
            zoe.sends(commit="no")
        heard = len(here.got("zoe"))
        ines.says("invite")
        ines.sends(whom=("zoe", "samir"))  # samir has not answered: both are counted alike
        assert "No new invitation went out" in ines.hears
        assert "2 people had been invited already" in ines.hears
        assert "Zoe" not in ines.all
        here.after(days=40)
        assert len(here.got("zoe")) == heard


def test_who_came_by_themselves_is_left_alone_and_may_be_invited(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network(phase=Phase.OPEN))
        people["zoe"].says("join")
        people["zoe"].presses("Look at Plan")
        here.after(days=10)
        assert counted(here, "zoe", AGAIN) == 0
        people["zoe"].sends()
        people["zoe"].sends(commit="no")
        people["ines"].says("invite")
        people["ines"].sends(whom="Zoe")
        assert "One invitation is on its way" in people["ines"].hears


def test_who_took_a_seat_hears_no_more_of_the_invitation(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = invited(here, "zoe")["zoe"]
        zoe.sends()
        zoe.sends(commit="yes")
        zoe.sends()
        here.after(days=10)
        assert counted(here, "zoe", AGAIN) == 0


def test_the_network_that_begins_invites_alike(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        here.person("zoe")
        ines = here.person("ines")
        ines.says("new")
        ines.sends()
        ines.sends(title="Plan", goal="Weeks that hold", signs="Fewer changes")
        for _ in range(4):
            ines.sends()
        ines.sends(invite=("zoe", "ines"))
        ines.sends()
        assert here.network().invited == ("zoe",)
        here.after(days=8)
        assert counted(here, "zoe", AGAIN) == 1


def test_a_network_that_is_over_invites_nobody(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network(phase=Phase.ENDED))
        people["ines"].says("invite")
        assert "nothing to invite to" in people["ines"].hears
        here.keep(replace(network("zoe"), phase=Phase.OPEN))
        people["zoe"].says("invite")
        assert "Whom shall I invite" not in people["zoe"].all


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "je n’y reviens que cette fois"), ("nl", "alleen deze keer kom ik erop terug")],
)
def test_it_comes_back_in_the_own_language(tmp_path: Path, language: str, words: str) -> None:
    with stage(tmp_path) as here:
        here.person("ines")
        here.person("zoe", language=language)
        here.keep(network(phase=Phase.OPEN))
        ines = Actor(here, "ines")
        ines.says("invite")
        ines.sends(whom="zoe")
        here.after(days=8)
        assert counted(here, "zoe", words) == 1


def test_five_in_one_day_are_no_five_messages(tmp_path: Path) -> None:
    """Before, whoever was invited to five networks in a day was written to five times that day."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        for n in range(1, 6):
            here.keep(replace(network(phase=Phase.OPEN), id=f"n{n}", title=f"Plan {n}"))
            people["ines"].token(f"start:invite:n{n}:")
            people["ines"].sends(whom=("zoe",))
            here.after(minutes=10)
        assert len(here.got("zoe")) == 1
        here.until(datetime(2027, 1, 13, 8, tzinfo=UTC))  # two days later, before 09:30
        assert len(here.got("zoe")) == 3
        assert all(f"Plan {n}" in people["zoe"].all for n in range(1, 6)), "and none is lost"


def test_one_is_not_held_past_the_first_meeting(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network(phase=Phase.OPEN))
        soon = here.now + timedelta(hours=20)
        other = replace(network(phase=Phase.OPEN), id="n2")
        first = replace(other.sessions[0], starts=soon, ends=soon + timedelta(hours=2))
        here.keep(other.with_session(first))
        for id_ in ("n1", "n2"):
            people["ines"].token(f"start:invite:{id_}:")
            people["ines"].sends(whom=("zoe",))
        assert len(here.got("zoe")) == 2
