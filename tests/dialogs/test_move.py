from datetime import UTC, datetime
from pathlib import Path

from bot.network import State
from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, stage


def moves(ines: Actor, to: str, which: str = "s1", **more: str) -> None:
    ines.says("move")
    ines.sends(which=which, what="move")
    ines.sends({"moment": to, **more})


def test_everybody_concerned_hears_it_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart", "waits")
        here.keep(network("zoe", "bart", waiting=("waits",)))
        moves(people["ines"], "2027-03-04T10:00", message="The room is free then")
        assert here.network("n1").sessions[0].starts == datetime(2027, 3, 4, 9, tzinfo=UTC)
        for id_ in ("zoe", "bart"):
            assert counted(here, id_, "to Thursday 4 March at 10:00") == 1
            assert counted(here, id_, "The room is free then") == 1
        assert counted(here, "waits", "Thursday 4 March") == 0
        assert here.said_in("channel:n1").count("to Thursday 4 March at 10:00") == 1


def test_a_double_click_tells_nothing_twice(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        ines = people["ines"]
        ines.says("move")
        ines.sends(which="s1", what="move")
        token = ines.form.token
        for _ in range(3):
            ines.submits(token, {"moment": "2027-03-04T10:00"})
        assert counted(here, "zoe", "Thursday 4 March") == 1


def test_two_moves_in_a_row_are_two_pieces_of_news(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        moves(people["ines"], "2027-03-04T10:00")
        moves(people["ines"], "2027-03-05T10:00")
        assert counted(here, "zoe", "to Thursday 4 March at 10:00") == 1
        assert counted(here, "zoe", "to Friday 5 March at 10:00") == 1
        people["ines"].says("move")
        people["ines"].sends(which="s1", what="move")
        assert set(people["ines"].sends(moment="2027-03-05T10:00").errors) == {"moment"}


def test_what_hangs_on_it_moves_along(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        moves(people["ines"], "2027-03-30T10:00")
        here.until(datetime(2027, 3, 1, 18, tzinfo=UTC))
        assert counted(here, "zoe", "Will you be there?") == 0
        here.until(datetime(2027, 3, 26, 18, tzinfo=UTC))
        assert counted(here, "zoe", "Will you be there?") >= 1


def test_a_session_stays_between_its_neighbours(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe"))
        ines.says("move")
        ines.sends(which="s2", what="move")
        for moment in ("2027-03-02T15:00", "2027-05-25T14:00", "2026-05-25T14:00", "never"):
            assert set(ines.sends(moment=moment).errors) == {"moment"}


def test_cancelled_is_told_and_the_closing_cannot_vanish(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        ines = people["ines"]
        ines.says("move")
        assert set(ines.sends(which="s4", what="cancel").errors) == {"what"}
        ines.sends(which="s2", what="cancel")
        ines.sends(sure="yes", farewell="Enjoy the sun")
        session = here.network("n1").session("s2")
        assert session is not None
        assert session.state is State.CANCELLED
        assert counted(here, "zoe", "does not take place") == 1
        assert counted(here, "zoe", "Enjoy the sun") == 1


def test_the_end_follows_the_last_session(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe")
        here.keep(network("zoe"))
        moves(people["ines"], "2027-09-01T10:00", which="s4")
        assert str(here.network("n1").end) == "2027-09-01"
