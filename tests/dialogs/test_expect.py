from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import plain
from bot.dialog import Does, Status, WorkingDays, path
from bot.dialogs.decision import with_follow_up
from bot.dialogs.expect import DIALOG
from bot.fields import Facts
from bot.memory import Result, Tally
from bot.network import Start
from bot.views import expectations
from tests.circle import BEGIN, NOW, Recalls, begun, circle, people, said, scene
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

NETWORK = circle("zoe", "bart")
KNOWN: Facts = {"network": {"id": "n1", "title": "T", "goal": "G"}, "about": "s1"}
SEVEN = ("ann", "bob", "cas", "dee", "eva", "fay", "gus")


def facts(**late: int) -> Facts:
    now = BEGIN + timedelta(**late)
    found = DIALOG.gather(scene(NETWORK, people("zoe")["zoe"], now=now), Recalls(), KNOWN)
    assert found is not None
    return found


def test_it_is_asked_a_week_of_work_before_and_closes_before_the_kickoff() -> None:
    due = list(DIALOG.due(NETWORK, NETWORK.members[1]))
    assert [d.at for d in due] == [WorkingDays(BEGIN, -7)]
    close = list(DIALOG.closes(NETWORK))
    assert [(d.does, d.at) for d in close] == [(Does.CLOSE, BEGIN - timedelta(minutes=30))]


def test_who_joins_later_is_not_asked_what_would_not_be_counted() -> None:
    run = begun(DIALOG, facts(days=20), about="s1")
    assert not DIALOG.secret(run.facts)
    run = said(DIALOG, run, {"goal_1": "Listen", "show_1": "no"}, {"bring": ("tool",)})
    assert run.status is Status.DONE
    assert path(DIALOG, run.answers, run.facts)[-1].key == "thanks"
    assert DIALOG.secret(facts(days=-5))


def test_the_facilitators_get_needs_and_worries_without_names() -> None:
    lea = scene(NETWORK, people("lea")["lea"])
    result = Result(
        network="n1", dialog="expect", about="s1", enough=True, texts={"worry": ("too much talk",)}
    )
    assert DIALOG.closed is not None
    (start,) = DIALOG.closed(lea, "s1", result, Tally(answered=6, counts={}))
    assert isinstance(start, Start)
    assert (start.dialog, start.person) == ("expect_result", "lea")
    assert start.facts["shown"]["texts"]["worry"] == ["too much talk"]


def hopes(who: Actor, name: str, *, show: str) -> None:
    who.commands("expect")
    who.sends(goal_1=f"goal of {name}", show_1=show)
    who.sends(bring=("tool",))
    who.sends(worry=f"worry of {name}", great_if=f"{name} uses one idea")


def lived(here: Stage, answering: int) -> dict[str, Actor]:
    actors = cast(here, *SEVEN)
    here.keep(network(*SEVEN, n=4))
    here.until(KICKOFF - timedelta(days=5))
    for n, name in enumerate(SEVEN[:answering]):
        hopes(actors[name], name, show="yes" if n % 2 else "no")
    here.until(KICKOFF - timedelta(minutes=1))
    return actors


def test_the_group_gets_its_hopes_back_and_private_goals_stay_private(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = lived(here, 7)
        channel = here.said_in("channel:n1")
        assert "Bob: goal of bob" in channel
        assert "goal of ann" not in channel
        assert "ann uses one idea" in channel  # unnamed, and wished for by all
        assert "A tool or template: Ann, Bob" in channel
        assert "worry" not in channel
        ines = actors["ines"]
        assert "worry of ann" in ines.all
        assert "goal of ann" not in ines.all
        assert "Ann" not in ines.all
        actors["ann"].commands("goals")
        assert "goal of ann" in actors["ann"].hears
        middle = here.network("n1").sessions[1]
        here.until(middle.starts)
        assert "goal of ann" in "\n".join(plain(card) for card in here.got("ann"))
        assert "Half-way: what we came for" in here.said_in("channel:n1")


@pytest.mark.parametrize("answering", [0, 4])
def test_under_five_nothing_unnamed_is_told_to_anybody(tmp_path: Path, answering: int) -> None:
    with stage(tmp_path) as here:
        actors = lived(here, answering)
        assert "Too few answers on needs and worries" in actors["ines"].all
        for words in ("worry of", "uses one idea"):
            assert words not in actors["ines"].all
            assert words not in here.said_in("channel:n1")


def test_the_dates_can_be_missing() -> None:
    nowhere = replace(NETWORK, sessions=())
    assert list(DIALOG.due(nowhere, nowhere.members[1])) == []
    assert DIALOG.gather(scene(nowhere, people("zoe")["zoe"], now=NOW), Recalls(), KNOWN) is None


def test_hopes_are_given_back_at_the_closing_and_not_again_at_one_more_meeting() -> None:
    """Before, the same long list stood in the channel twice, some weeks apart."""
    more = with_follow_up(NETWORK, NETWORK.sessions[-1].ends + timedelta(days=21))
    assert [due.about for due in expectations.DIALOG.posts(NETWORK)] == ["s1", "s3"]
    assert "n1-follow-up" not in [due.about for due in expectations.DIALOG.posts(more)]
