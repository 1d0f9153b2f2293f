from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.network import Network, Seat
from tests.dialogs.groups import cast, counted, network
from tests.stage import stage


def seat(network_: Network, who: str) -> Seat:
    member = network_.member(who)
    assert member is not None
    return member.seat


def test_a_seat_that_frees_goes_to_who_waited_longest(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "b", "first", "second")
        here.keep(network("zoe", "b", waiting=("first", "second"), seats_max=2))
        zoe = people["zoe"]
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data="keep", tell="neutral")
        now = here.network("n1")
        assert seat(now, "zoe") is Seat.LEFT
        assert seat(now, "first") is Seat.SEATED
        assert seat(now, "second") is Seat.WAITING
        assert counted(here, "first", "it is yours") == 1
        assert counted(here, "second", "it is yours") == 0
        assert "Zoe no longer takes part" in here.said_in("channel:n1")
        assert counted(here, "ines", "The seat goes to First") == 1


def test_the_group_hears_nothing_where_one_tells_it_oneself(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "b")
        here.keep(network("zoe", "b"))
        people["zoe"].says("leave")
        people["zoe"].sends(what="leave")
        people["zoe"].sends(data="delete", tell="self")
        assert here.said_in("channel:n1") == ""
        assert here.got("b") == []


def test_after_leaving_it_is_silent(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends()
        said = len(here.got("zoe"))
        here.after(days=80)
        assert len(here.got("zoe")) == said


def test_a_pause_keeps_the_seat_and_ends_by_itself(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "waits")
        here.keep(network("zoe", waiting=("waits",), seats_max=1))
        zoe = people["zoe"]
        zoe.says("leave")
        zoe.sends(what="pause")
        assert set(zoe.sends(until="2020-01-01").errors) == {"until"}
        assert set(zoe.sends(until="2029-01-01").errors) == {"until"}
        zoe.sends(until="2027-03-15")
        assert seat(here.network("n1"), "zoe") is Seat.PAUSED
        assert seat(here.network("n1"), "waits") is Seat.WAITING
        said = len(here.got("zoe"))
        here.until(datetime(2027, 3, 14, 12, tzinfo=UTC))
        assert len(here.got("zoe")) == said
        here.until(datetime(2027, 3, 15, 12, tzinfo=UTC))
        assert seat(here.network("n1"), "zoe") is Seat.SEATED
        assert counted(here, "zoe", "welcome back") == 1


def test_a_pause_is_seen_in_no_number_of_seats(tmp_path: Path) -> None:
    """Before, whoever looked read of one more that was free, and it could not be had."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart", "marc")
        here.keep(network("zoe", "bart", seats_max=3))

        def seats() -> list[str]:
            people["marc"].says("join")
            people["bart"].says("network")
            people["ines"].says("invite")
            return [people[who].hears for who in ("marc", "bart", "ines")]

        before = seats()
        assert "One seat free." in before[0]
        assert "2 of 3 seats are taken" in before[1]
        assert "One seat is free." in before[2]
        people["zoe"].says("leave")
        people["zoe"].sends(what="pause")
        people["zoe"].sends(until="2027-03-15")
        assert seats() == before


def test_who_asked_their_manager_for_time_is_told_what_leaving_shows(tmp_path: Path) -> None:
    """Before, "nothing more" was promised, and their line was gone from the manager's overview."""
    with stage(tmp_path) as here:
        cast(here, "zoe", "bart")
        here.person("marc", leads=True)
        zoe, bart = (here.person(who, manager="marc") for who in ("zoe", "bart"))
        group = network("zoe", "bart")
        asks = (replace(m, asks_manager=m.person == "zoe") for m in group.members)
        here.keep(replace(group, members=tuple(asks)))
        for who in (zoe, bart):
            who.says("leave")
            who.sends(what="leave")
        assert "they can notice" in zoe.hears
        assert "notice" not in bart.hears


def test_skipping_one_asks_that_session_s_own_question(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.says("leave")
        zoe.sends(what="skip")
        zoe.sends(missed="s2")
        assert "Session 2 of Plan" in zoe.hears
        assert seat(here.network("n1"), "zoe") is Seat.SEATED


def test_the_only_facilitator_stays(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe"))
        ines.says("leave")
        assert "only facilitator" in ines.hears


def test_who_leaves_is_told_that_slack_keeps_them_in_the_channel(tmp_path: Path) -> None:
    """Before, the others were told that they are gone, while they went on reading."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "b")
        here.keep(network("zoe", "b"))
        people["b"].says("leave")
        people["b"].sends(what="leave")
        people["b"].sends()
        assert "Slack" not in people["b"].hears
        here.keep(replace(here.network("n1"), platform="slack"))
        people["zoe"].says("leave")
        people["zoe"].sends(what="leave")
        people["zoe"].sends()
        assert "channel stays open to you until you leave that too" in people["zoe"].hears
