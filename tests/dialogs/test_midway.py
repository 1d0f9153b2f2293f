from datetime import timedelta
from pathlib import Path

from bot.dialog import Does, WorkingDays
from bot.dialogs.midway import DIALOG, safety
from bot.fields import Json
from bot.memory import Result
from tests.circle import circle
from tests.dialogs.groups import cast, network
from tests.stage import Actor, Stage, stage

NETWORK = circle("zoe", sessions=6)
NINE = ("ann", "bob", "cas", "dee", "eva", "fay", "gus", "han", "ivo")


def test_it_takes_the_place_of_the_evaluation_in_the_middle_of_four_or_more() -> None:
    (due,) = DIALOG.due(NETWORK, NETWORK.members[1])
    assert due.about == "s3"
    (close,) = DIALOG.closes(NETWORK)
    assert close.does is Does.CLOSE
    assert isinstance(close.at, WorkingDays)
    assert (close.at.anchor, close.at.days) == (NETWORK.sessions[2].ends, 4)
    three = circle("zoe", sessions=3)
    assert list(DIALOG.due(three, three.members[1])) == []
    assert list(DIALOG.closes(three)) == []


def pulse(*means: float, enough: bool = True) -> Result:
    keys = ("safe_mistake", "asked_freely", "differ")
    dots: dict[str, Json] = {
        k: {"mean": m, "thirds": {}} for k, m in zip(keys, means, strict=False)
    }
    return Result(network="n1", dialog="midway", about="s3", enough=enough, dots=dots)


def test_it_is_safe_where_its_lowest_line_is_and_all_of_it_may_be_shown() -> None:
    assert safety(pulse(5, 4, 4.5)) == 4
    assert safety(pulse(5, 4)) is None
    assert safety(pulse(5, 4, 4, enough=False)) is None
    assert safety(None) is None


def lived(here: Stage, pulse_of: int) -> dict[str, Actor]:
    actors = cast(here, *NINE)
    here.keep(network(*NINE, n=4))
    middle = here.network("n1").sessions[1]
    here.until(middle.ends - timedelta(minutes=5))
    assert "Half-way: are we on course?" in here.said_in("channel:n1")
    for n, name in enumerate(NINE):
        who = actors[name]
        who.commands("midway")
        who.sends(roti=str(3 + n % 3), goal="4", own_goal=str(2 + n % 4), rhythm="right")
        who.sends(safe_mistake=str(pulse_of), asked_freely=str(pulse_of), differ=str(pulse_of))
        who.sends(keep=f"keep {name}", plan_if="On Monday", plan_then="I ask first")
        assert "From six answers the group sees dots" in who.hears
    here.until(middle.ends + timedelta(days=6))
    return actors


def test_a_low_pulse_gives_the_facilitator_a_guide_and_the_group_decides(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = lived(here, 2)["ines"]
        assert "8–10 answers" in ines.all
        assert "Speaking freely is not easy here yet." in ines.all
        assert "Rhythm · right: nearly everyone" in ines.all
        assert "I ask first" not in ines.all
        ines.sends(change_1="A round at the start", change_2="")
        news = here.said_in("channel:n1")
        assert "• A round at the start" in news
        assert "keep ann" in news
        assert "Speaking freely is not easy" not in news
        third = here.network("n1").sessions[2]
        here.until(third.starts)
        assert "useful_failure" not in here.network("n1").icebreakers


def test_a_safe_group_may_begin_with_a_useful_failure(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = lived(here, 5)["ines"]
        assert "Speaking freely is not easy" not in ines.all
        here.until(here.network("n1").sessions[2].starts)
        used = here.network("n1").icebreakers
        assert len(used) == len(set(used)) == 3
        assert used[-1] == "useful_failure"
        assert "A useful failure" in here.said_in("channel:n1")
