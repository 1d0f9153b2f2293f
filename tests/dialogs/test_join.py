from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogs.decision import with_follow_up
from bot.dialogs.join import DIALOG
from bot.network import Seat
from bot.speech import LANGUAGES, Reader, Speech
from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, stage


def take(actor: Actor, **practical: str) -> None:
    """From the list of open networks to the end."""
    actor.says("join")
    actor.presses("Look at Plan")
    actor.sends()
    actor.sends(commit="yes")
    token = actor.form.token
    actor.sends(practical)
    actor.submits(token, {"language": "en", "mention": "no", "manager": "no", **practical})


def test_a_seat_after_reading_who_sees_what(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network())
        zoe.says("join")
        zoe.presses("Look at Plan")
        assert "from six answers" in zoe.hears
        assert set(zoe.sends(notice="no").errors) == {"notice"}
        zoe.sends()
        assert "4 sessions, 8 hours in all" in zoe.hears
        zoe.sends(commit="yes", dates_off=("s3",))
        zoe.sends()
        member = here.network().member("zoe")
        assert member is not None
        assert member.seat is Seat.SEATED
        assert "Welcome to Plan" in zoe.hears


def test_no_is_no_and_nobody_hears_of_it(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network())
        before = len(here.got("ines"))
        zoe.says("join")
        zoe.presses("Look at Plan")
        zoe.sends()
        zoe.sends(commit="no")
        assert here.network().member("zoe") is None
        assert len(here.got("ines")) == before


def test_the_manager_is_asked_once_and_only_when_wanted(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here)
        here.person("claire", leads=True)
        zoe, lotte = here.person("zoe", manager="claire"), here.person("lotte", manager="claire")
        here.keep(network())
        take(lotte)
        assert here.got("claire") == []
        take(zoe, manager="yes")
        assert counted(here, "claire", "Zoe") == 1


def test_a_manager_nobody_knew_is_asked_for(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        claire = here.person("claire", "Claire Martin")
        here.keep(network())
        claire.says("digest")
        assert claire.person.leads is bool(zoe.person.manager)
        take(zoe, manager="yes")
        zoe.sends(boss="Claire Martin")
        assert zoe.person.manager == "claire"
        assert counted(here, "claire", "Zoe") == 1
        assert claire.person.leads, "whoever is named gets the digest from now on"
        assert [m.dialog for m in here.look(lambda u: u.moments("")) if m.person == "claire"]


def test_a_full_network_has_a_waiting_list(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "a", "b", "zoe")
        here.keep(network("a", "b", seats_max=2))
        people["zoe"].says("join")
        people["zoe"].presses("Look at Plan")
        assert "number 1 on the waiting list" in people["zoe"].hears
        people["zoe"].sends()
        people["zoe"].sends(commit="yes")
        people["zoe"].sends()
        member = here.network().member("zoe")
        assert member is not None
        assert member.seat is Seat.WAITING
        people["zoe"].presses("I am no longer waiting")
        assert here.network().waiting == ()


def test_the_last_seat_goes_to_one(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "a", "zoe", "lotte")
        here.keep(network("a", seats_max=2))
        for id_ in ("zoe", "lotte"):
            people[id_].says("join")
            people[id_].presses("Look at Plan")
            people[id_].sends()
            people[id_].sends(commit="yes")
        people["zoe"].sends()
        people["lotte"].sends()
        assert "you have a seat" in people["zoe"].hears
        assert "number 1 on the waiting list" in people["lotte"].hears


def test_who_has_a_seat_is_told_so(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.token("start:join:n1:")
        assert "already have a place" in zoe.hears


def test_somebody_who_comes_late_hears_where_the_group_stands(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "a", "zoe")
        here.keep(network("a"))
        here.after(days=60)
        take(people["zoe"])
        assert "held one session; its next one is number 2 of 4" in people["zoe"].all


def test_somebody_who_comes_late_is_asked_who_they_are_and_what_they_hope_for(
    tmp_path: Path,
) -> None:
    """Before, neither was ever asked of whoever came when the first meeting was over."""
    with stage(tmp_path) as here:
        people = cast(here, "a", "zoe")
        here.keep(network("a"))
        here.after(days=60)
        take(people["zoe"])
        here.after(days=5)
        assert counted(here, "zoe", "A few words about you help the others") == 1
        assert counted(here, "zoe", "What do you want to get out of") == 1
        assert counted(here, "zoe", "what was it worth") == 0


def test_one_more_meeting_of_the_same_people_takes_nobody_new(tmp_path: Path) -> None:
    """Before, an older card still gave a seat in it, and so did the line when somebody left."""
    with stage(tmp_path) as here:
        people = cast(here, "a", "b", "kim", "zoe", "lou")
        made = network("a", "b", seats_max=2, n=2, waiting=("kim",))
        here.keep(made)
        late = people["lou"]
        late.token("start:join:n1:")
        late.sends()
        late.sends(commit="yes")
        last = made.sessions[-1].ends
        here.until(last + timedelta(days=1))
        here.keep(with_follow_up(here.network("n1"), last + timedelta(days=60)))
        people["zoe"].token("start:join:n1:")
        assert "There is no seat for you" in people["zoe"].hears
        people["a"].says("leave")
        people["a"].sends(what="leave")
        people["a"].sends(data="keep", tell="neutral")
        late.sends()
        assert {m.person for m in here.network("n1").participants} == {"b"}
        assert counted(here, "kim", "a place is yours") == 0


LEVELS = "somebody and their own manager both have a seat"


def test_a_manager_and_their_own_in_one_group_is_told_once_without_names(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "a", "b", "c", "claire", "samir", "zoe", "lotte")
        for name in ("zoe", "lotte"):
            people[name] = here.person(name, manager="claire")
        here.keep(network("a", "b", "c", "claire"))
        take(people["zoe"])
        assert counted(here, "ines", LEVELS) == 1
        assert "Zoe" not in people["ines"].all
        assert "Claire" not in people["ines"].all
        take(people["lotte"])
        assert counted(here, "ines", LEVELS) == 1
        assert counted(here, "claire", LEVELS) == 0


def test_among_few_nothing_is_said_of_two(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "claire", "a", "b", "samir")
        here.keep(network("claire"))
        take(here.person("zoe", manager="claire"))
        take(people["a"])
        assert counted(here, "ines", LEVELS) == 0
        take(people["b"])
        take(people["samir"])
        assert counted(here, "ines", LEVELS) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_else_is_asked_ends_in_one_full_stop(language: str) -> None:
    facts = {**DIALOG.examples[1], "asks_more": "Bring your own case."}
    reader = Reader(language=language, zone="UTC", name="Bart", today="2027-01-11")
    said = Speech().need("join", "agree", reader, facts)
    assert "Bring your own case." in said
    assert "case.." not in said
