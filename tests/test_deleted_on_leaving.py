"""Whoever leaves and has all deleted, also what they showed the group, has it deleted there too.

Before, a learning went on standing in the channel under its author's name, and since it was deleted
everywhere else, nobody could take it back any more. Now it is taken back where it stands, first.

How somebody had introduced themselves, and the goals that they had shown, went on standing as well.
Now these posts are drawn anew without them, in their place: also where nothing is planned to stand
any more, because the meeting fell through, or one more was added after it.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogs.decision import with_follow_up
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

LEARNT = "Three lines beat one phone call"
AFTER_THE_FIRST = datetime(2027, 3, 4, 12, tzinfo=UTC)


def publishes(who: Actor) -> None:
    who.token("start:share:n1:s1")
    who.sends(kind="tip", text=LEARNT, whose="mine")
    who.sends(audience=("network", "record"))
    who.sends(signed="name", agenda="")
    who.sends(confirm="publish")


def leaves(who: Actor, data: str = "delete") -> None:
    who.says("leave")
    who.sends(what="leave")
    who.sends(data=data, tell="self")


@pytest.mark.parametrize("data", ["keep", "delete"])
def test_a_learning_stays_or_goes_with_its_author(tmp_path: Path, data: str) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(AFTER_THE_FIRST)
        publishes(zoe)
        assert LEARNT in here.said_in("channel:n1")
        leaves(zoe, data)
        assert (LEARNT in here.said_in("channel:n1")) is (data == "keep")
        zoe.says("my")
        offered = any("withdraw" in button.token for button in zoe.card.buttons)
        assert offered is (data == "keep")


def shown_to_the_group(here: Stage, *who_shows: str) -> dict[str, Actor]:
    people = cast(here, "zoe", "bart")
    here.keep(network("zoe", "bart", n=3))
    here.until(KICKOFF - timedelta(days=3))
    for who in map(people.__getitem__, who_shows):
        who.says("intro")
        who.sends(work=f"{who.id} keeps bees")
        who.sends()
        who.says("expect")
        who.sends(goal_1=f"{who.id} wants to dare", show_1="yes")
        who.sends(bring=("tool",))
    return people


AFTER_THE_OPENING = KICKOFF + timedelta(hours=1)


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("data", ["keep", "delete"])
def test_a_card_and_goals_that_were_shown_stay_or_go_as_well(
    tmp_path: Path,
    data: str,
    others: bool,  # noqa: FBT001
) -> None:
    with stage(tmp_path) as here:
        people = shown_to_the_group(here, *(("zoe", "bart") if others else ("zoe",)))
        here.until(AFTER_THE_OPENING)
        posts = len(here.channel("channel:n1"))
        said = ("zoe keeps bees", "zoe wants to dare")
        assert all(words in here.said_in("channel:n1") for words in said)
        leaves(people["zoe"], data)
        for words in said:
            assert (words in here.said_in("channel:n1")) is (data == "keep")
        assert ("bart keeps bees" in here.said_in("channel:n1")) is others
        assert len(here.channel("channel:n1")) == posts  # changed where they stand


def test_they_go_where_the_first_meeting_fell_through(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = shown_to_the_group(here, "zoe", "bart")
        here.until(KICKOFF + timedelta(hours=3))
        people["ines"].token("start:debrief:n1:s1")
        people["ines"].sends(held="cancelled")
        assert "zoe wants to dare" in here.said_in("channel:n1")
        leaves(people["zoe"])
        assert "zoe wants to dare" not in here.said_in("channel:n1")
        assert "zoe keeps bees" not in here.said_in("channel:n1")
        assert "bart wants to dare" in here.said_in("channel:n1")


def test_they_go_from_the_last_meeting_before_one_more(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = shown_to_the_group(here, "zoe", "bart")
        last = here.network("n1").sessions[-1].ends
        here.until(last + timedelta(days=12))
        here.keep(with_follow_up(here.network("n1"), last + timedelta(days=60)))
        assert here.said_in("channel:n1").count("zoe wants to dare") == 2
        leaves(people["zoe"])
        assert "zoe wants to dare" not in here.said_in("channel:n1")
        assert here.said_in("channel:n1").count("bart wants to dare") == 2
        assert "Half-way" not in here.said_in("channel:n1")
