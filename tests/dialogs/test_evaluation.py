from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.content import Image
from bot.dialog import Does, WorkingDays, path, seen_by
from bot.dialogs.evaluation import ASK_TALK, DIALOG
from bot.fields import Facts, Sees
from bot.memory import Result, Tally
from bot.network import Start
from tests.circle import BEGIN, Recalls, begun, circle, people, said, scene
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import Actor, Stage, stage

NETWORK = circle("zoe", "bart", sessions=4)
ZOE = people("zoe")["zoe"]
AFTER = BEGIN + timedelta(hours=2)
FACTS: Facts = {"network": {"id": "n1"}, "session": {"id": "s1"}, "about": "s1"}
SEVEN = ("ann", "bob", "cas", "dee", "eva", "fay", "gus")


def test_every_session_but_the_middle_one_is_evaluated_and_closes_on_the_third_day() -> None:
    ends = NETWORK.sessions[0].ends
    dues = list(DIALOG.due(NETWORK, NETWORK.members[1]))
    assert [d.about for d in dues] == ["s1", "s3", "s4"]
    assert dues[0].at == WorkingDays(ends, 1, time(9, 30))
    closes = list(DIALOG.closes(NETWORK))
    assert [(d.about, d.does) for d in closes] == [(s, Does.CLOSE) for s in ("s1", "s3", "s4")]
    assert closes[0].at == WorkingDays(ends, 3, time(16))
    assert list(DIALOG.due(NETWORK, NETWORK.members[0])) == []


@pytest.mark.parametrize(("roti", "asked"), [("1", True), ("3", True), ("4", False)])
def test_only_a_session_that_gave_little_is_asked_for_more(roti: str, asked: bool) -> None:  # noqa: FBT001
    run = said(DIALOG, begun(DIALOG, FACTS, about="s1"), {"roti": roti})
    walked = [s.key for s in path(DIALOG, run.answers, run.facts)]
    assert ("more" in walked) is asked


def test_who_was_not_there_or_answered_or_facilitates_is_not_asked() -> None:
    now = scene(NETWORK, ZOE, now=AFTER)
    after = {**FACTS, "afterwards": True}
    assert DIALOG.gather(now, Recalls(), after) is not None
    assert DIALOG.gather(now, Recalls(absent=("s1",)), after) is None
    assert DIALOG.gather(now, Recalls(absent=("s1",)), FACTS) is not None  # pressed the button
    assert DIALOG.gather(now, Recalls(done=(("evaluation", "s1"),)), after) is None
    lea = scene(NETWORK, people("lea")["lea"], now=AFTER)
    assert DIALOG.gather(lea, Recalls(), FACTS) is None
    late = scene(NETWORK, ZOE, now=AFTER + timedelta(days=20))
    assert DIALOG.gather(late, Recalls(), FACTS) is None


def test_a_wish_to_talk_is_told_by_name_and_nothing_else_is() -> None:
    run = said(DIALOG, begun(DIALOG, FACTS, about="s1"), {"roti": "4"}, {"ask_talk": "yes"})
    assert seen_by(ASK_TALK, run.answers) is Sees.FACILITATOR
    (start,) = DIALOG.finish(run, scene(NETWORK, ZOE, now=AFTER))
    assert isinstance(start, Start)
    assert start.facts == {"who": "Zoé Martin"}
    quiet = said(DIALOG, begun(DIALOG, FACTS, about="s1"), {"roti": "4"}, {"ask_talk": "no"})
    assert seen_by(ASK_TALK, quiet.answers) is Sees.SELF
    assert list(DIALOG.finish(quiet, scene(NETWORK, ZOE, now=AFTER))) == []


def test_members_are_shown_no_more_than_the_result_allows_them() -> None:
    result = Result(
        network="n1",
        dialog="evaluation",
        about="s1",
        enough=True,
        members_enough=True,
        band="5-7",
        dots={"roti": {"mean": 3.5, "thirds": {"low": 20, "mid": 20, "high": 60}}},
        texts={"one_up": ("less haste",), "plus": ("pairs",)},
        members=("plus", "one_up"),
    )
    assert DIALOG.closed is not None
    lea = scene(NETWORK, people("lea")["lea"], now=AFTER)
    (start,) = DIALOG.closed(lea, "s1", result, Tally(answered=6, counts={}))
    assert isinstance(start, Start)
    shown, news = start.facts["shown"], start.facts["news"]
    assert shown["rows"] == [{"field": "roti", "mean": 3.5, "low": 1, "mid": 1, "high": 3}]
    assert shown["texts"] == {"plus": ["pairs"], "one_up": ["less haste"]}
    assert news["rows"] == []
    assert news["texts"] == {"plus": ["pairs"]}


def evaluates(who: Actor, about: str, roti: int, name: str) -> None:
    who.token(f"start:evaluation:n1:{about}")
    who.sends(roti=str(roti), heard=str(6 - roti), plus=f"plus {name}", delta=f"delta {name}")
    if roti <= 3:
        who.sends(one_up=f"more of {name}")
    who.sends(takeaway=f"mine {name}")
    assert "Until it closes you can change anything" in who.hears


def lived(here: Stage, answering: int) -> dict[str, Actor]:
    actors = cast(here, *SEVEN)
    here.keep(network(*SEVEN, n=4))
    here.until(KICKOFF + timedelta(minutes=113))
    assert "What was this session worth to you?" in here.said_in("channel:n1")
    for n, name in enumerate(SEVEN[:answering]):
        evaluates(actors[name], "s1", 1 + (n * 2) % 5, name)
    assert counted(here, "ines", "What the group said") == 0
    here.until(KICKOFF + timedelta(days=4))
    return actors


def images(cards: Iterator[object]) -> list[str]:
    return [b.alt for c in cards for b in getattr(c, "blocks", ()) if isinstance(b, Image)]


def test_the_result_the_one_change_and_the_channel(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = lived(here, 7)
        ines = actors["ines"]
        assert "This is what 5–7 answers say" in ines.all
        assert "plus ann" in ines.all
        assert "more of ann" in ines.all
        assert "mine ann" not in ines.all  # the takeaway is the person's own
        assert images(iter(ines.cards)) == [
            "Worth the time: 2.5 out of 5",
            "Could say what they wanted: 3.5 out of 5",
        ]
        assert "plus ann" not in here.said_in("channel:n1")
        ines.sends(adjustment="One case, not two <!here>")
        news = here.said_in("channel:n1")
        assert "What your facilitator takes from it:\n• One case, not two <!here>" in news
        assert "plus ann" in news
        assert "more of ann" not in news  # said to the facilitator alone
        assert "closed" in actors["ann"].all
        actors["ann"].token("start:evaluation:n1:s1")
        assert "plus ann" not in actors["ann"].hears  # emptied at the close
        here.until(KICKOFF + timedelta(days=15))
        assert here.said_in("channel:n1").count("what you said, what changes") == 1


def test_with_five_the_channel_only_hears_the_change(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = lived(here, 5)
        assert "This is what 5–7 answers say" in actors["ines"].all
        actors["ines"].sends(adjustment="Start with a case")
        news = here.said_in("channel:n1")
        assert "Start with a case" in news
        assert "plus ann" not in news
        assert "out of 5" not in news


@pytest.mark.parametrize("answering", [0, 1, 4])
def test_under_five_it_is_the_same_whoever_and_however_many(tmp_path: Path, answering: int) -> None:
    with stage(tmp_path) as here:
        ines = lived(here, answering)["ines"]
        assert "Too few answers to show any of them yet." in ines.all
        assert "plus" not in ines.all
        before = here.said_in("channel:n1")
        ines.sends()
        assert "Nothing goes to the channel" in ines.hears
        assert here.said_in("channel:n1") == before


def test_too_few_wait_and_are_shown_with_the_next(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = lived(here, 3)
        third = here.network("n1").sessions[2]
        here.until(third.ends - timedelta(minutes=5))
        for n, name in enumerate(SEVEN[3:]):
            evaluates(actors[name], "s3", 2 + n % 3, name)
        here.until(third.ends + timedelta(days=5))
        assert "some of them from an earlier session" in actors["ines"].all
        assert "plus ann" in actors["ines"].all


def test_without_a_word_of_the_facilitator_the_result_still_comes(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        lived(here, 7)
        here.until(KICKOFF + timedelta(days=12))
        news = here.said_in("channel:n1")
        assert "Session 1: what you said, what changes" in news
        assert "plus ann" in news
        assert "What your facilitator takes from it" not in news


def test_who_asks_for_a_talk_gets_one_and_nothing_more_is_told(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = cast(here, "ann", "bob")
        here.keep(network("ann", "bob", n=4))
        here.until(KICKOFF + timedelta(minutes=115))
        actors["bob"].commands("évaluer")
        actors["bob"].sends(roti="1", delta="Everything")
        actors["bob"].sends(one_up="Listen")
        actors["bob"].sends(ask_talk="yes")
        assert "Bob would like a call from you" in actors["ines"].all
        assert "Everything" not in actors["ines"].all
