"""What was said under a promise is shown only as it was promised, also when it had to wait.

Before, answers that were too few waited for the next session and were then counted by its number
alone: an organisation that had asked for eight, got six, and now asks for five, showed the six with
one more. And after the last session, of which facilitators are told that nobody will see the
answers, these came up again with those of a follow-up meeting. Now the highest number under which
any of them was given counts, and what nobody will see is deleted.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.dialogs.decision import with_follow_up
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

EIGHT = ("ann", "bob", "cas", "dee", "eva", "fay", "gus", "hal")


def asks_for(here: Stage, threshold: int) -> None:
    bot = here.kring.bot
    bot.doer = replace(bot.doer, threshold=threshold)


def evaluates(who: Actor, about: str) -> None:
    who.token(f"start:evaluation:n1:{about}")
    who.sends(roti="4", heard="4", plus=f"plus of {who.id} in {about}", delta="")
    who.sends(ask_talk="no")


def test_answers_that_wait_keep_the_number_under_which_they_were_given(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *EIGHT)
        group = network(*EIGHT, n=6)
        here.keep(group)
        asks_for(here, 8)
        here.until(KICKOFF + timedelta(minutes=115))
        for name in EIGHT[:6]:
            evaluates(people[name], "s1")
        here.until(KICKOFF + timedelta(days=5))
        asks_for(here, 5)
        here.until(group.sessions[1].ends)
        evaluates(people["gus"], "s2")
        here.until(group.sessions[1].ends + timedelta(days=5))
        assert "plus of" not in people["ines"].all
        here.until(group.sessions[3].ends)
        evaluates(people["gus"], "s4")
        here.until(group.sessions[3].ends + timedelta(days=5))
        assert "plus of ann in s1" in people["ines"].all  # eight by now


def test_what_nobody_will_see_is_not_seen_at_a_follow_up(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *EIGHT)
        group = network(*EIGHT, n=3)
        last = group.sessions[-1].ends
        here.keep(group)
        here.until(last - timedelta(minutes=5))
        for name in EIGHT[:4]:
            evaluates(people[name], "s3")
        here.until(last + timedelta(days=6))
        assert "nobody will see them" in people["ines"].all
        assert here.look(lambda unit: unit.drawn("n1", "evaluation")) == ([], 0)
        again = last + timedelta(days=60)
        here.keep(with_follow_up(here.network("n1"), again))
        here.until(again + timedelta(minutes=115))
        evaluates(people["eva"], "n1-follow-up")
        here.until(again + timedelta(days=7))
        assert "plus of" not in people["ines"].all


def test_what_waits_is_counted_with_a_session_of_the_same_week(tmp_path: Path) -> None:
    """Before, it was deleted when the next one was over, though nobody had counted that yet."""
    with stage(tmp_path) as here:
        people = cast(here, *EIGHT)
        group = network(*EIGHT, n=3)
        _, second, last = group.sessions
        near = second.starts + timedelta(days=2)
        moved = replace(last, starts=near, ends=near + timedelta(hours=2))
        here.keep(group.with_session(moved))
        here.until(second.ends)
        for name in EIGHT[:4]:
            evaluates(people[name], "s2")
        here.until(moved.ends)
        for name in EIGHT[4:]:
            evaluates(people[name], "s3")
        here.until(moved.ends + timedelta(days=8))
        assert "plus of ann in s2" in people["ines"].all
