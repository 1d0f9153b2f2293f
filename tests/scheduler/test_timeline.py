from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import Dialog, Does, Due
from bot.network import Network, Role, Seat
from bot.ports import Moment
from scheduler.calendar import calendar_of
from scheduler.timeline import key_of, plan, plan_person, reconcile
from tests.scheduler.people import DIALOGS, END, WEEKLY, network, seat, utc, zoe

PEOPLE = {
    "zoe": zoe(),
    "bart": zoe(id="bart", name="Bart", zone="Europe/Lisbon", country="PT"),
    "fay": zoe(id="fay", name="Fay"),
    "gone": zoe(id="gone", name="Gone"),
}
HERE = network(
    seat("zoe"),
    seat("bart"),
    seat("fay", Role.FACILITATOR),
    seat("gone", where=Seat.LEFT),
)


def planned(here: Network = HERE) -> list[Moment]:
    return list(plan(here, PEOPLE, DIALOGS))


def test_the_same_plan_each_time_and_by_time() -> None:
    first = planned()
    assert first == planned()
    assert [m.at for m in first] == sorted(m.at for m in first)
    turned = dict(reversed(list(DIALOGS.items())))
    assert list(plan(HERE, PEOPLE, turned)) == first


def test_keys_are_natural_and_unique_also_over_networks() -> None:
    other = replace(HERE, id="n2")
    keys = [m.key for m in (*planned(), *planned(other))]
    assert len(set(keys)) == len(keys)
    assert "rsvp:start:n1:s1::zoe" in keys
    assert "review:close:n1:s1::" in keys
    assert "opening:start:n1:s3::" in keys


def test_no_two_parts_run_together_in_a_key() -> None:
    one = key_of("x", Due(at=utc("2027-01-01"), about="a:b"), network="n", person="p")
    two = key_of("x", Due(at=utc("2027-01-01"), about="a", name="b"), network="n", person="p")
    assert one != two


def test_each_dialog_speaks_to_its_audience() -> None:
    count = Counter((m.dialog, m.person, m.due.does) for m in planned())
    assert count["rsvp", "zoe", Does.START] == 6
    assert count["rsvp", "bart", Does.REMIND] == 6
    assert count["rsvp", "fay", Does.START] == 0
    assert count["notes", "fay", Does.START] == 6
    assert count["hint", "zoe", Does.START] == count["hint", "fay", Does.START] == 6
    assert count["opening", "", Does.START] == 6
    assert count["review", "", Does.CLOSE] == 6
    assert not [m for m in planned() if m.person == "gone"]
    assert not [m for m in planned() if m.dialog == "weekly"]


def test_everybody_on_their_own_clock_and_the_channel_on_the_networks() -> None:
    at = {(m.dialog, m.person): m.at for m in planned() if m.due.about == "s2"}
    # the session is on Tuesday 16 March at 14:00 in Brussels
    assert at["review", "zoe"] == utc("2027-03-17T08:30")
    assert at["review", "bart"] == utc("2027-03-17T09:30")
    assert at["review", ""] == utc("2027-03-19T08:30")
    assert at["opening", ""] == utc("2027-03-16T12:50")


def test_a_cancelled_network_plans_only_what_its_dialogs_still_give() -> None:
    assert list(plan(replace(HERE, sessions=()), PEOPLE, DIALOGS)) == []


# ── over time ──


def settle(here: Network, pending: dict[str, Moment], now: datetime) -> dict[str, Moment]:
    return {m.key: m for m in reconcile(iter(planned(here)), pending, now)}


def test_whoever_joins_late_gets_what_is_still_of_use_and_nothing_else() -> None:
    now = utc("2027-03-12T10:00")  # two working days before the second session
    found = {k: m for k, m in settle(HERE, {}, now).items() if m.person == "zoe"}
    overdue = [m for m in found.values() if m.at <= now]
    assert [(m.dialog, m.due.about, m.at) for m in overdue] == [("rsvp", "s2", now)]
    assert "review:start:n1:s1::zoe" not in found
    assert found["rsvp:remind:n1:s2::zoe"].at == utc("2027-03-15T08:30")


def test_a_close_is_never_left_out() -> None:
    found = settle(HERE, {}, utc("2027-03-12T10:00"))
    assert found["review:close:n1:s1::"].at == utc("2027-02-05T08:30")


def test_planning_again_changes_nothing() -> None:
    now = utc("2027-03-12T10:00")
    once = settle(HERE, {}, now)
    assert settle(HERE, once, now) == once
    assert settle(HERE, once, now + timedelta(minutes=1)) == once


def test_what_was_put_off_is_not_lost_by_planning_again() -> None:
    now = utc("2027-03-05T08:30")
    key = "rsvp:start:n1:s2::zoe"
    pending = settle(HERE, {}, utc("2027-01-05T08:00"))
    later = replace(pending[key], at=now + timedelta(days=3))
    assert settle(HERE, {**pending, key: later}, now + timedelta(hours=1))[key] == later


def test_what_is_due_this_second_survives_a_plan_made_this_second() -> None:
    pending = settle(HERE, {}, utc("2027-01-05T08:00"))
    for key, moment in pending.items():
        assert settle(HERE, pending, moment.at + timedelta(seconds=1))[key] == moment


def test_a_session_that_moves_takes_everything_along() -> None:
    before = settle(HERE, {}, utc("2027-01-05T08:00"))
    session = HERE.sessions[1]
    week = timedelta(weeks=1)
    moved = HERE.with_session(
        replace(session, starts=session.starts + week, ends=session.ends + week)
    )
    after = settle(moved, before, utc("2027-01-05T08:00"))
    assert before.keys() == after.keys()
    assert {k for k in before if before[k] != after[k]} == {
        k for k, m in before.items() if m.due.about == "s2"
    }


@given(st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31)))  # noqa: DTZ001
def test_nothing_that_lies_ahead_is_ever_missing(at: datetime) -> None:
    now = utc(at.isoformat())
    found = settle(HERE, {}, now)
    assert all(found[m.key] == m for m in planned() if m.at > now)


# ── what recurs ──


def test_the_next_one_is_always_ahead() -> None:
    boss = zoe(leads=True)
    now = utc("2027-01-04T00:00")
    seen: list[datetime] = []
    for _ in range(60):
        (moment,) = plan_person(boss, DIALOGS, now)
        assert moment.at > now
        assert moment.network == ""
        seen.append(now := moment.at)
    weeks = [calendar_of(boss).day(at).isocalendar()[:2] for at in seen]
    assert len(set(weeks)) == len(weeks)
    assert list(plan_person(zoe(), DIALOGS, now)) == []


def test_each_occurrence_has_its_own_key() -> None:
    boss = zoe(leads=True)
    (first,) = plan_person(boss, DIALOGS, utc("2027-01-04T07:00"))
    (second,) = plan_person(boss, DIALOGS, first.at)
    assert first.key == "weekly:start:::2027-01-11:zoe"
    assert second.key == "weekly:start:::2027-01-18:zoe"


@pytest.mark.parametrize("stubborn", [utc("2027-01-04T08:00"), utc("2020-01-01T08:00")])
def test_a_dialog_that_only_knows_the_past_ends_the_search(stubborn: datetime) -> None:
    dialog = replace(WEEKLY, recurs=lambda person, now: Due(at=stubborn))  # noqa: ARG005
    dialogs: dict[str, Dialog] = {"weekly": dialog, "end": Dialog(key="end", steps=(END,))}
    assert list(plan_person(zoe(), dialogs, utc("2027-01-04T08:00"))) == []


def test_leave_moves_what_comes_back() -> None:
    boss = zoe(leads=True, away=((date(2027, 1, 11), date(2027, 1, 12)),))
    (moment,) = plan_person(boss, DIALOGS, utc("2027-01-04T07:00"))
    assert moment.at == utc("2027-01-13T08:30")
