from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialog import Status, WorkingDays, path
from bot.dialogs.debrief import DIALOG
from bot.dialogs.decision import with_follow_up
from bot.network import Keep, State
from tests.circle import BEGIN, Recalls, begun, circle, people, said, scene
from tests.dialogs.groups import KICKOFF, cast, counted, network
from tests.stage import stage

NETWORK = circle("zoe", "bart")
AFTER = BEGIN + timedelta(days=1)
LEA = scene(NETWORK, people("lea")["lea"], now=AFTER)
FACTS = DIALOG.gather(LEA, Recalls(), {"about": "s1", "session": {"number": 1}})


def test_the_facilitator_is_asked_the_day_after_each_session() -> None:
    lea, zoe = NETWORK.members[:2]
    dues = list(DIALOG.due(NETWORK, lea))
    assert [d.about for d in dues] == ["s1", "s2", "s3"]
    assert dues[0].at == WorkingDays(NETWORK.sessions[0].ends, 1)
    assert dues[0].until == WorkingDays(NETWORK.sessions[0].ends, 3)
    assert list(DIALOG.due(NETWORK, zoe)) == []


@pytest.mark.parametrize(
    ("held", "last", "state"),
    [("held", "thanks", State.HELD), ("cancelled", "cancelled", State.CANCELLED)],
)
def test_whether_it_took_place_is_kept(held: str, last: str, state: State) -> None:
    assert FACTS is not None
    run = said(DIALOG, begun(DIALOG, FACTS, person="lea", about="s1"), {"held": held})
    if held == "held":
        assert run.status is Status.OPEN
        run = said(DIALOG, run, {"came": ("zoe",)})
    assert path(DIALOG, run.answers, run.facts)[-1].key == last
    (keep,) = DIALOG.finish(run, LEA)
    assert isinstance(keep, Keep)
    session = keep.network.session("s1")
    assert session is not None
    assert session.state is state


def test_before_a_session_there_is_nothing_to_look_back_on() -> None:
    early = scene(NETWORK, people("lea")["lea"], now=BEGIN - timedelta(hours=1))
    assert DIALOG.gather(early, Recalls(), {"about": "s1"}) is None
    assert DIALOG.gather(early, Recalls(), {"about": ""}) is None
    assert DIALOG.meant(NETWORK, BEGIN - timedelta(hours=1)) == ""
    assert DIALOG.meant(NETWORK, BEGIN + timedelta(days=30)) == "s1"


def test_who_was_not_there_gets_a_summary_and_no_evaluation(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = cast(here, "ann", "bob")
        here.keep(network("ann", "bob", n=4))
        here.until(KICKOFF + timedelta(hours=2, minutes=30))
        ines = actors["ines"]
        ines.commands("debrief")
        ines.sends()
        assert [c.label for c in ines.form.inputs[0].choices] == ["Ann", "Bob"]
        ines.sends(came=("ann",), load="4")
        assert "three working days after it" in ines.hears
        here.until(KICKOFF + timedelta(days=1, hours=1))
        assert counted(here, "bob", "has begun") == 1
        assert counted(here, "bob", "what was it worth to you?") == 0
        assert counted(here, "ann", "what was it worth to you?") == 1
        assert counted(here, "ann", "has begun") == 0
        assert here.network("n1").sessions[0].state is State.HELD
        here.until(KICKOFF + timedelta(days=8))
        assert counted(here, "ines", "while it is fresh") == 1  # asked once, by herself


def test_a_session_that_fell_through_asks_nobody_anything(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        actors = cast(here, "ann")
        here.keep(network("ann", n=4))
        here.until(KICKOFF + timedelta(hours=2, minutes=30))
        actors["ines"].commands("debrief")
        actors["ines"].sends(held="cancelled")
        assert "did not take place" in actors["ines"].hears
        here.until(KICKOFF + timedelta(days=8))
        assert counted(here, "ann", "what was it worth to you?") == 0
        assert counted(here, "ann", "has taken place") == 0


def test_after_one_more_meeting_no_look_back_is_promised(tmp_path: Path) -> None:
    """Before, the look back that had been closed for weeks was announced once more."""
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        made = network("zoe", n=3)
        last = made.sessions[-1].ends
        here.keep(with_follow_up(made, last + timedelta(days=20)))
        here.until(last + timedelta(days=21, hours=20))
        ines.says("debrief")
        ines.sends(held="held")
        ines.sends(came=("zoe",))
        assert "look back" not in ines.hears
        assert "three working days after it" in ines.hears
