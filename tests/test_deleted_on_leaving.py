"""Whoever leaves and has all deleted, also what they showed the group, has it deleted there too.

Before, a learning went on standing in the channel under its author's name, and since it was deleted
everywhere else, nobody could take it back any more. Now it is taken back where it stands, first.

How somebody had introduced themselves, and the goals that they had shown, went on standing as well.
Now these posts are drawn anew without them, in their place.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, stage

LEARNT = "Three lines beat one phone call"
AFTER_THE_FIRST = datetime(2027, 3, 4, 12, tzinfo=UTC)


def publishes(who: Actor) -> None:
    who.token("start:share:n1:s1")
    who.sends(kind="tip", text=LEARNT, whose="mine")
    who.sends(audience=("network", "record"))
    who.sends(signed="name", agenda="")
    who.sends(confirm="publish")


@pytest.mark.parametrize("data", ["keep", "delete"])
def test_a_learning_stays_or_goes_with_its_author(tmp_path: Path, data: str) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe", "bart")["zoe"]
        here.keep(network("zoe", "bart"))
        here.until(AFTER_THE_FIRST)
        publishes(zoe)
        assert LEARNT in here.said_in("channel:n1")
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data=data, tell="self")
        assert (LEARNT in here.said_in("channel:n1")) is (data == "keep")
        zoe.says("my")
        offered = any("withdraw" in button.token for button in zoe.card.buttons)
        assert offered is (data == "keep")


AFTER_THE_OPENING = KICKOFF + timedelta(hours=1)


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("data", ["keep", "delete"])
def test_a_card_and_goals_that_were_shown_stay_or_go_as_well(
    tmp_path: Path,
    data: str,
    others: bool,  # noqa: FBT001
) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe", "bart"))
        here.until(KICKOFF - timedelta(days=3))
        for who in (people["zoe"], *([people["bart"]] if others else [])):
            who.says("intro")
            who.sends(work=f"{who.id} keeps bees")
            who.sends()
            who.says("expect")
            who.sends(goal_1=f"{who.id} wants to dare", show_1="yes")
            who.sends(bring=("tool",))
        here.until(AFTER_THE_OPENING)
        posts = len(here.channel("channel:n1"))
        said = ("zoe keeps bees", "zoe wants to dare")
        assert all(words in here.said_in("channel:n1") for words in said)
        people["zoe"].says("leave")
        people["zoe"].sends(what="leave")
        people["zoe"].sends(data=data, tell="self")
        for words in said:
            assert (words in here.said_in("channel:n1")) is (data == "keep")
        assert ("bart keeps bees" in here.said_in("channel:n1")) is others
        assert len(here.channel("channel:n1")) == posts  # changed where they stand
