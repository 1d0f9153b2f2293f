"""The end of a network: the look back, the vote, the decision that is carried out, the archive."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.content import Raw
from bot.dialog import Does, Run, WorkingDays, path
from bot.dialogs import archive_notice, closing, continue_, decision
from bot.fields import Facts
from bot.memory import Entry, Result, Tally
from bot.network import Keep, Network, Phase, Post, Role, Scene, Session, Start
from bot.views import continue_call
from tests.circle import Recalls, begun, circle, people, said, scene
from tests.stage import Actor, Stage, stage

SIX = ("zoe", "bart", "an", "kim", "eva", "tom")
NETWORK = circle(*SIX, seats_min=3)
LAST = NETWORK.sessions[-1]
LEA = people("lea")["lea"]
AFTER = LAST.ends + timedelta(days=9)


def here(network: Network = NETWORK, *, now: datetime = AFTER) -> Scene:
    return scene(network, LEA, now=now)


# ── the look back ──


def test_the_look_back_is_asked_before_the_last_session_and_stays_open_after_it() -> None:
    dues = list(closing.DIALOG.due(NETWORK, NETWORK.members[1]))
    assert [(d.does, d.at) for d in dues] == [
        (Does.START, WorkingDays(LAST.starts, -5)),
        (Does.REMIND, WorkingDays(LAST.starts, -2)),
    ]
    (close,) = closing.DIALOG.closes(NETWORK)
    assert close.at == WorkingDays(LAST.ends, 6, time(9))


@pytest.mark.parametrize("network", [circle("zoe", sessions=1), circle("zoe", outcome="follow_up")])
def test_a_single_meeting_or_a_follow_up_has_no_closing_of_its_own(network: Network) -> None:
    member = network.members[1]
    lead = network.members[0]
    assert not list(closing.DIALOG.due(network, member))
    assert not list(continue_.DIALOG.due(network, member))
    assert not list(decision.DIALOG.due(network, lead))
    assert not list(continue_call.DIALOG.posts(network))


def test_own_goals_are_shown_back_each_as_a_question_that_only_its_owner_sees() -> None:
    memory = Recalls(
        {("expect", None): {"goal_1": "Dare to stop", "goal_3": "Ask", "goal_2": None}}
    )
    facts = closing.DIALOG.gather(here(), memory, {})
    assert facts is not None
    assert facts["goals"] == {"own_goal_1": "Dare to stop", "own_goal_3": "Ask"}
    first = closing.DIALOG.steps[0].asks(facts)
    assert [f.key for f in first] == ["own_goal_1", "own_goal_3", "goal", "roti_all"]


def test_members_hear_first_and_only_what_may_be_shown_to_them() -> None:
    result = Result(
        network="n1",
        dialog="closing",
        about="s3",
        enough=True,
        members_enough=True,
        band="5-7",
        dots={"goal": {"mean": 4.0}, "roti_all": {"mean": 3.5}},
        shares={"value_applied": {"yes": 60, "no": 40}, "value_realised": {"yes": 60, "no": 40}},
        most={"value_immediate": ("yes",), "value_potential": ("no",)},
        texts={"advice": ("Plan early",)},
        members=("goal", "advice", "value_applied", "value_immediate", "value_potential"),
    )
    assert closing.DIALOG.closed is not None
    (post,) = closing.DIALOG.closed(here(), "s3", result, Tally(answered=6, counts={}))
    assert isinstance(post, Post)
    assert post.channel == "channel:n1"
    told = {k: post.facts[k] for k in ("goal", "roti", "values", "advice")}
    values = {"value_immediate": None, "value_applied": 60}
    assert told == {"goal": 4.0, "roti": None, "values": values, "advice": ["Plan early"]}


# ── the vote ──


def tally(**prefer: int) -> Tally:
    return Tally(answered=sum(prefer.values()), counts={"prefer": prefer})


@pytest.mark.parametrize(
    ("votes", "wanted"),
    [
        ({"as_is": 3, "stop": 2}, True),  # exactly six in ten
        ({"as_is": 1, "changed": 2, "follow_up": 2}, True),
        ({"changed": 7, "stop": 5}, False),  # 58 %, though it is shown as 60
        ({"stop": 1}, False),
        ({}, False),
    ],
)
def test_six_in_ten_of_the_answers_and_not_one_less(votes: Mapping[str, int], wanted: bool) -> None:  # noqa: FBT001
    assert continue_.wanted(tally(**votes)) is wanted


def test_wish_and_commitment_are_asked_apart() -> None:
    run = begun(continue_.DIALOG, {})
    run = said(continue_.DIALOG, run, {"prefer": "stop"})
    assert path(continue_.DIALOG, run.answers, {})[-1].key == "part"
    run = said(continue_.DIALOG, run, {"commit": "in"})
    assert path(continue_.DIALOG, run.answers, {})[-1].key == "thanks"


@pytest.mark.parametrize(("wish", "then"), [("changed", "changing"), ("follow_up", "follow")])
def test_a_wish_with_a_question_behind_it(wish: str, then: str) -> None:
    run = said(continue_.DIALOG, begun(continue_.DIALOG, {}), {"prefer": wish})
    assert path(continue_.DIALOG, run.answers, {})[-1].key == then


def test_the_close_tells_the_facilitator_rounded_shares_and_the_rule_exactly() -> None:
    result = Result(
        network="n1",
        dialog="continue",
        about="s3",
        enough=True,
        shares={
            "prefer": {"changed": 60, "stop": 40},
            "follow_up": {"pairs": 20, "reunion": 20, "project": 40, "training": 0},
        },
    )
    assert continue_.DIALOG.closed is not None
    (start,) = continue_.DIALOG.closed(here(), "s3", result, tally(changed=7, stop=5))
    assert isinstance(start, Start)
    vote = start.facts["vote"]
    assert (start.dialog, start.person) == ("decision", "lea")
    assert vote["wishes"] == {"stop": 40, "as_is": 0, "changed": 60, "follow_up": 0}
    assert vote["follow_ups"] == ["project", "reunion", "pairs"]
    assert vote["wanted"] is False


def test_too_few_answers_tell_nothing() -> None:
    result = Result(network="n1", dialog="continue", about="s3", enough=False)
    told = continue_.summary(result)
    assert told == {"enough": False, "wishes": {}, "most": [], "follow_ups": [], "changes": []}


# ── the decision ──

WANTED = {
    "enough": True,
    "wishes": {"stop": 20, "as_is": 40, "changed": 40, "follow_up": 0},
    "most": ["as_is", "changed"],
    "follow_ups": [],
    "changes": [],
    "wanted": True,
}


def commits(*who: str, value: str = "in") -> tuple[Entry, ...]:
    return tuple(
        Entry(
            person=p,
            network="n1",
            dialog="continue",
            about="s3",
            field="commit",
            value=value,
            sees="facilitator",
        )
        for p in who
    )


def facts(*committed: str, vote: Facts = WANTED) -> Facts:
    memory = Recalls(noted={("continue", "commit"): commits(*committed)})
    known = {"network": {"id": "n1", "sessions": 3}, "vote": vote, "about": "s3"}
    found = decision.DIALOG.gather(here(), memory, known)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("committed", "vote", "met"),
    [
        (("zoe", "bart", "an"), WANTED, True),
        (("zoe", "bart"), WANTED, False),  # one less than the fewest seats
        (("zoe", "bart", "gone"), WANTED, False),  # who left is no commitment
        (("zoe", "bart", "an"), {**WANTED, "wanted": False}, False),
        (("zoe", "bart", "an"), {**WANTED, "enough": False}, False),
    ],
)
def test_going_on_is_offered_only_where_the_rule_allows_it(
    committed: tuple[str, ...],
    vote: Facts,
    met: bool,  # noqa: FBT001
) -> None:
    known = facts(*committed, vote=vote)
    assert known["rule"]["met"] is met
    (asked,) = decision.DIALOG.steps[0].asks(known)
    assert ("continue" in asked.options) is met  # type: ignore[attr-defined]


def test_where_the_organiser_decides_the_group_is_heard_first_and_gives_advice() -> None:
    """Before, who had chosen that for their network was bound by the vote all the same."""
    led = here(replace(NETWORK, decision_rule="organiser"))
    known = {"network": {"id": "n1", "sessions": 3}, "about": "s3"}
    heard = decision.DIALOG.gather(led, Recalls(), {**known, "vote": {**WANTED, "wanted": False}})
    still_open = decision.DIALOG.gather(led, Recalls(), known)
    assert heard is not None
    assert still_open is not None
    for facts, may in ((heard, True), (still_open, False)):
        (asked,) = decision.DIALOG.steps[0].asks(facts)
        assert ("continue" in asked.options) is may  # type: ignore[attr-defined]


def test_the_frozen_result_serves_when_the_close_told_nothing() -> None:
    result = Result(
        network="n1",
        dialog="continue",
        about="s3",
        enough=True,
        shares={"prefer": {"as_is": 60, "stop": 40}},
    )
    memory = Recalls(results={("continue", "s3"): result})
    found = decision.DIALOG.gather(here(), memory, {"network": {"id": "n1", "sessions": 3}})
    assert found is not None
    assert found["vote"]["wanted"] is True


def test_nothing_is_decided_before_the_end_or_twice() -> None:
    memory = Recalls()
    assert decision.DIALOG.gather(here(now=LAST.starts), memory, {}) is None
    ended = replace(NETWORK, phase=Phase.ENDED)
    assert decision.DIALOG.gather(here(ended), memory, {}) is None


NEXT = {"owner": "zoe", "by": "2027-05-03"}


def going_on(legacy: str = "") -> Run:
    """It was decided to continue: three more meetings, led by Lea."""
    known = {**facts("zoe", "bart", "an"), "zone": "Europe/Brussels"}
    return said(
        decision.DIALOG,
        begun(decision.DIALOG, known, person="lea", about="s3"),
        {"outcome": "continue"},
        {"why": "We are not done."},
        {"goal": "A new goal", "begin": "2027-09-14T14:00", "count": "3", "leads": ("lea",)},
        NEXT,
        {"legacy": legacy},
    )


def test_what_was_asked_for_the_old_network_is_not_carried_into_the_new_one() -> None:
    """A manager was asked for these meetings only, and who was invited once may be again.

    Before, managers were reminded, and told every week, of a question that nobody had put to them;
    and of those who had been invited to the old network none could be invited to the new one.
    """
    run = going_on()
    asked = tuple(replace(m, asks_manager=True, mention=True) for m in NETWORK.members)
    keep, *_ = decision.DIALOG.finish(run, here(replace(NETWORK, members=asked, invited=("max",))))
    assert isinstance(keep, Keep)
    assert not any(m.asks_manager for m in keep.network.members)
    assert all(m.mention for m in keep.network.members)
    assert keep.network.invited == ()


def test_to_continue_seats_those_who_committed_and_ends_the_old_one() -> None:
    run = going_on("The binder")
    old = replace(NETWORK, charter=("level_no_names",), icebreakers=("one_word",))
    keep, end, post = decision.DIALOG.finish(run, here(old))
    assert isinstance(keep, Keep)
    heir = keep.network
    assert heir.id == "n-r1"
    assert (heir.goal, heir.parent, heir.phase, heir.outcome) == (
        "A new goal",
        "n1",
        Phase.OPEN,
        "",
    )
    assert {m.person: m.role for m in heir.members} == {
        "lea": Role.FACILITATOR,
        "zoe": Role.PARTICIPANT,
        "bart": Role.PARTICIPANT,
        "an": Role.PARTICIPANT,
    }
    assert heir.charter == ()  # voted anew
    assert heir.icebreakers == ("one_word",)  # none is repeated
    assert heir.sessions[0].starts == datetime(2027, 9, 14, 12, 0, tzinfo=UTC)
    # after the change to winter time it is still two in the afternoon
    assert heir.sessions[2].starts == datetime(2027, 12, 7, 13, 0, tzinfo=UTC)
    assert end == Keep(replace(old, phase=Phase.ENDED, outcome="continue"))
    assert isinstance(post, Post)
    assert (post.channel, post.facts["owner"]) == ("channel:n1", "Zoé Martin")
    assert list(decision.DIALOG.finish(run, here(old))) == [keep, end, post]


def test_a_follow_up_books_one_more_meeting_of_the_same_group() -> None:
    known = {**facts("zoe"), "zone": "Europe/Brussels"}
    run = said(
        decision.DIALOG,
        begun(decision.DIALOG, known, person="lea", about="s3"),
        {"outcome": "follow_up"},
        {"why": "One more."},
        {"follow_on": "2027-07-01T14:00"},
        NEXT,
        {},
    )
    keep, _ = decision.DIALOG.finish(run, here())
    assert isinstance(keep, Keep)
    booked = keep.network
    assert booked.members == NETWORK.members
    assert (booked.outcome, booked.phase) == ("follow_up", Phase.FIXED)
    assert booked.closing == Session(
        id="n1-follow-up",
        number=4,
        starts=datetime(2027, 7, 1, 12, 0, tzinfo=UTC),
        ends=datetime(2027, 7, 1, 14, 0, tzinfo=UTC),
    )


def test_to_stop_is_a_result() -> None:
    run = said(
        decision.DIALOG,
        begun(decision.DIALOG, facts(), person="lea", about="s3"),
        {"outcome": "stop"},
        {"why": "It is done."},
        {},
    )
    keep, post = decision.DIALOG.finish(run, here())
    assert keep == Keep(replace(NETWORK, phase=Phase.ENDED, outcome="stop"))
    assert isinstance(post, Post)
    assert post.facts["outcome"] == "stop"


@pytest.mark.parametrize(("chosen", "asked"), [("stop", True), ("continue", False)])
def test_a_channel_is_put_away_only_after_asking(chosen: str, asked: bool) -> None:  # noqa: FBT001
    known = {**facts("zoe", "bart", "an"), "zone": "Europe/Brussels", "archives": True}
    run = said(
        decision.DIALOG,
        begun(decision.DIALOG, known, person="lea", about="s3"),
        {"outcome": chosen},
        {"why": "So we said."},
    )
    if chosen == "continue":
        goal: dict[str, Raw] = {
            "goal": "A new goal",
            "begin": "2027-09-14T14:00",
            "count": "3",
            "leads": ("lea",),
        }
        run = said(decision.DIALOG, run, goal, NEXT)
    run = said(decision.DIALOG, run, {})
    assert (path(decision.DIALOG, run.answers, known)[-1].key == "channel") is asked


# ── the archive ──


def test_what_is_kept_is_told_to_everybody_and_then_the_network_is_put_away() -> None:
    (due,) = archive_notice.DIALOG.due(NETWORK, NETWORK.members[1])
    assert due.at == WorkingDays(LAST.ends, 25)
    facts_ = archive_notice.DIALOG.gather(here(), Recalls(), {})
    assert facts_ is not None
    assert facts_["figures_until"] > facts_["comments_until"] > LAST.ends.date().isoformat()
    assert archive_notice.DIALOG.closed is not None
    nothing = Result(network="n1", dialog="archive_notice", about="s3", enough=False)
    (keep,) = archive_notice.DIALOG.closed(here(), "s3", nothing, tally())
    assert keep == Keep(replace(NETWORK, phase=Phase.ARCHIVED))


# ── lived through ──


def cast(theatre: Stage) -> None:
    for who in ("lea", *SIX):
        theatre.person(who, people(who)[who].name)
    theatre.keep(NETWORK)


def test_a_network_is_voted_to_continue_and_goes_on(tmp_path: Path) -> None:
    with stage(tmp_path) as theatre:
        cast(theatre)
        theatre.until(LAST.ends)
        assert "Stop, go on, or follow up" in theatre.said_in("channel:n1")
        for n, who in enumerate(SIX):
            actor = Actor(theatre, who)
            actor.token("start:continue:n1:s3")
            actor.sends(prefer="as_is" if n < 4 else "stop")
            actor.sends(commit="in" if n < 4 else "out")
            assert "Thank you" in actor.all
        theatre.after(days=9)
        lea = Actor(theatre, "lea")
        assert "Chosen most: to go on as it is." in lea.all
        assert "%" not in lea.all.split("The vote on what comes")[1]  # six are few
        assert "An Claes" in lea.all
        lea.sends(outcome="continue")
        lea.sends(why="We are not done.")
        lea.sends(goal="A new goal", begin="2027-09-14T14:00", count="3", leads=("lea",))
        lea.sends(owner="zoe", by="2027-05-03")
        lea.sends(legacy="")
        assert "goes on" in theatre.said_in("channel:n1")
        assert theatre.network("n1").phase is Phase.ENDED
        heir = next(n for n in theatre.look(lambda u: u.networks_of("zoe")) if n.id != "n1")
        assert len(heir.participants) == 4
        assert heir.parent == "n1"
        theatre.after(days=40)
        assert theatre.network("n1").phase is Phase.ARCHIVED


def test_under_five_answers_the_facilitator_sees_no_shares(tmp_path: Path) -> None:
    with stage(tmp_path) as theatre:
        cast(theatre)
        theatre.until(LAST.ends)
        for who in SIX[:4]:
            actor = Actor(theatre, who)
            actor.token("start:continue:n1:s3")
            actor.sends(prefer="as_is")
            actor.sends(commit="in")
        theatre.after(days=9)
        lea = Actor(theatre, "lea")
        assert "Too few have answered" in lea.all
        assert "%" not in lea.all
