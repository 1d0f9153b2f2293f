from datetime import UTC, datetime
from pathlib import Path

from bot.content import plain
from tests.dialogs.groups import cast, counted, network
from tests.stage import stage

ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # seven working days before 2 March
EVE = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_asked_a_week_and_a_half_before_and_reminded_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.keep(network("zoe"))
        here.until(datetime(2027, 2, 18, 18, tzinfo=UTC))
        assert counted(here, "zoe", "Will you be there?") == 0
        here.until(EVE)
        assert counted(here, "zoe", "One tap is enough") == 1


def test_who_answered_gets_the_own_words_back_the_day_before(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.token("start:rsvp:n1:s1")
        zoe.sends(come="partly", hurdle="a client calls", plan="I hand over")
        assert "see you on Tuesday 2 March at 14:00" in zoe.hears
        here.until(EVE)
        assert counted(here, "zoe", "Will you be there?") == 1
        assert counted(here, "zoe", "If: a client calls · Then: I hand over") == 1
        assert not any("a client calls" in plain(card) for card in here.got("ines"))


def test_cannot_is_enough_and_keeps_the_eve_quiet(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.token("start:rsvp:n1:s1")
        zoe.sends(come="cannot")
        zoe.sends(instead="question")
        zoe.sends(question="Who plans the weekend?")
        assert "Your question goes along" in zoe.hears
        here.until(EVE)
        assert counted(here, "zoe", "I have you down as coming") == 0


def test_one_says_only_what_the_network_has(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.token("start:rsvp:n1:s1")
        assert [c.key for c in zoe.form.inputs[0].choices] == ["onsite", "partly", "cannot"]
        assert set(zoe.sends(come="online").errors) == {"come"}


def test_a_mind_may_change(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.token("start:rsvp:n1:s1")
        zoe.sends(come="onsite")
        zoe.presses("Change")
        zoe.sends(come="cannot")
        zoe.sends(instead="nothing")
        assert "See you another time" in zoe.hears
