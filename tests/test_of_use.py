"""An answer is taken only while it is of use: from whoever still belongs, to what is still open.

Before, a form that was shown stayed good for thirty days, whatever happened. Who had left could
still cancel a meeting and fix dates; two facilitators could both leave, or both pause, and nobody
could end the network or bring anybody back from a pause; two could decide one after the other, and
the second undid the first; and who took a seat in a network that had ended meanwhile read a polite
nothing. Now it is looked at when the answer comes, and what is over says so.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.network import Member, Network, Phase, Role, Seat, State
from tests.dialogs.groups import cast, network
from tests.stage import Stage, stage

AFTER_THE_LAST = datetime(2027, 5, 25, 18, tzinfo=UTC)  # of three meetings
BEFORE_THE_CLOSE = datetime(2027, 5, 26, 12, tzinfo=UTC)


def led_by_two(*people: str, n: int = 4) -> Network:
    joined = datetime(2027, 1, 4, 9, tzinfo=UTC)
    return network(*people, n=n).with_member(
        Member(person="omar", role=Role.FACILITATOR, joined=joined)
    )


def seat(here: Stage, who: str) -> Seat:
    member = here.network("n1").member(who)
    assert member is not None
    return member.seat


def test_whoever_has_left_cancels_no_meeting(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "omar")
        here.keep(led_by_two("zoe"))
        omar = people["omar"]
        omar.says("move")
        omar.sends(which="s2", what="cancel")
        asked = omar.form.token
        omar.says("leave")
        omar.sends(what="leave")
        omar.sends(data="keep", tell="self")
        said = len(here.got("zoe"))
        assert omar.submits(asked, {"sure": "yes"}).card
        session = here.network("n1").session("s2")
        assert session is not None
        assert session.state is State.PLANNED
        assert len(here.got("zoe")) == said


def test_what_is_typed_is_looked_at_as_well(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart", "omar")
        here.keep(led_by_two("zoe"))
        omar = people["omar"]
        omar.says("invite")
        omar.says("leave")
        omar.sends(what="leave")
        omar.sends(data="keep", tell="self")
        omar.says("bart")
        assert here.network("n1").invited == ()
        assert "those who facilitate" in omar.hears


def test_of_two_facilitators_one_stays(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "omar")
        here.keep(led_by_two("zoe"))
        for who in ("ines", "omar"):
            people[who].says("leave")
            people[who].sends(what="leave")
        for who in ("ines", "omar"):
            people[who].sends(data="keep", tell="self")
        assert seat(here, "ines") is Seat.LEFT
        assert seat(here, "omar") is Seat.SEATED
        assert "the only facilitator here" in people["omar"].hears


def test_two_facilitators_do_not_pause_at_once_and_who_pauses_comes_back(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "omar")
        here.keep(led_by_two("zoe"))
        for who in ("ines", "omar"):
            people[who].says("leave")
            people[who].sends(what="pause")
        for who in ("ines", "omar"):
            people[who].sends(until="2027-03-20")
        assert seat(here, "omar") is Seat.SEATED
        here.until(datetime(2027, 3, 23, 12, tzinfo=UTC))
        assert seat(here, "ines") is Seat.SEATED


def test_what_one_facilitator_decided_the_other_does_not_undo(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart", "omar")
        here.keep(led_by_two("zoe", "bart", n=3))
        here.until(AFTER_THE_LAST)
        forms = {}
        for who, begins in (("ines", "2027-09-01T10:00"), ("omar", "2027-10-01T10:00")):
            people[who].says("decide")
            people[who].sends(outcome="follow_up")
            people[who].sends(why="Nearly there")
            people[who].sends(follow_on=begins)
            people[who].sends(owner="zoe", by="2027-09-01")
            forms[who] = people[who].form.token
        for who in ("ines", "omar"):
            people[who].submits(forms[who], {"legacy": ""})
        assert here.network("n1").sessions[-1].starts == datetime(2027, 9, 1, 8, tzinfo=UTC)
        assert "already" in people["omar"].hears or "decided" in people["omar"].hears


def test_a_seat_in_what_has_ended_meanwhile_is_not_taken_in_silence(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe", n=3))
        here.until(datetime(2027, 5, 24, 12, tzinfo=UTC))
        bart = people["bart"]
        bart.token("start:join:n1:")
        bart.sends(notice="yes")
        bart.sends(commit="yes")
        here.until(BEFORE_THE_CLOSE)
        bart.sends(language="en", manager="no", mention="no")
        assert "it is over" in bart.hears


def test_who_asked_for_time_and_left_hears_no_answer(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "bart")
        zoe = here.person("zoe", manager="marc")
        marc = here.person("marc", leads=True)
        here.keep(network("bart"))
        zoe.token("start:join:n1:")
        zoe.sends(notice="yes")
        zoe.sends(commit="yes")
        zoe.sends(language="en", manager="yes", mention="no")
        marc.sends(ok="yes")
        asked = marc.form.token
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data="delete", tell="self")
        said = len(here.got("zoe"))
        marc.submits(asked, {"as_task": "yes"})
        assert len(here.got("zoe")) == said


def test_the_network_is_still_there_for_those_who_stay(tmp_path: Path) -> None:
    """A pause of one of two is taken as before."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "omar")
        here.keep(led_by_two("zoe"))
        people["omar"].says("leave")
        people["omar"].sends(what="pause")
        people["omar"].sends(until="2027-03-20")
        member = here.network("n1").member("omar")
        assert member is not None
        assert member.paused_until == date(2027, 3, 20)
        assert here.network("n1").phase is Phase.FIXED
