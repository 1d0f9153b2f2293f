from pathlib import Path

from bot.network import Phase, Role, Seat
from tests.dialogs.groups import counted
from tests.stage import Actor, Stage, stage


def draft(here: Stage, **purpose: str) -> Actor:
    """Up to the form of the people, with defaults everywhere but for the purpose."""
    ines = here.person("ines", "Inès Lambert")
    ines.says("new")
    ines.sends()
    ines.sends({"title": "Plan", "goal": "Weeks that hold", "signs": "Fewer changes", **purpose})
    return ines


def test_eight_forms_and_defaults_make_a_network(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        here.person("zoe", "Zoé Dubois")
        here.person("karel")
        ines = draft(here)
        ines.sends(helpers=("karel",))
        ines.sends()
        ines.sends()
        ines.sends(place="Ghent")
        ines.sends(invite=("zoe", "karel", "ines"))
        assert "Tuesday 2 March at 14:00 · kickoff" in ines.hears
        assert "closing session" in ines.hears
        assert ines.sends().errors == {}
        network = here.network()
        assert [s.number for s in network.sessions] == [1, 2, 3, 4, 5, 6]
        assert network.phase is Phase.OPEN
        assert network.end == network.sessions[-1].starts.date()
        assert (network.seats_min, network.seats_max) == (10, 15)
        assert network.confidentiality == "no_names"
        assert {m.person: m.role for m in network.members} == {
            "ines": Role.FACILITATOR,
            "karel": Role.FACILITATOR,
        }
        assert network.channel == f"channel:{network.id}"
        assert "Weeks that hold" in here.said_in(network.channel)
        assert counted(here, "zoe", "Who sees what") == 1
        assert counted(here, "karel", "Who sees what") == 0
        assert counted(here, "karel", "you are named as facilitator") == 1


def test_the_same_press_again_makes_no_second_network(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        for _ in range(5):
            ines.sends()
        token = ines.form.token
        ines.submits(token, {"publish": "yes"}, event="once")
        ines.submits(token, {"publish": "yes"}, event="once")
        assert ines.submits(token, {"publish": "yes"}).gone
        assert len(here.look(lambda unit: unit.catalogue())) == 1


def test_what_cannot_be_is_said_at_its_field(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        assert set(ines.sends(seats_min="5").errors) == {"seats_min"}
        assert set(ines.sends(seats_min="14", seats_max="12").errors) == {"seats_max"}
        ines.sends(seats_max="18")
        assert "Why more than fifteen?" in ines.hears
        ines.sends(crowd="two teams")
        assert set(ines.sends(begin="2026-12-01T14:00").errors) == {"begin"}
        assert set(ines.sends(begin="2099-12-01T14:00").errors) == {"begin"}
        assert set(ines.sends(begin="2027-02-31T14:00").errors) == {"begin"}
        assert set(ines.sends(begin="2027-03-29T14:00").errors) == {"begin"}  # Easter Monday
        assert set(ines.sends(end="2027-03-02").errors) == {"end"}
        assert set(ines.sends(sessions="2").errors) == {"sessions"}
        assert ines.sends(begin="2027-01-18T14:00").errors == {}
        for _ in range(3):
            ines.sends()
        assert "less than 30 working days" in ines.hears


def test_four_signs_are_too_many(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = here.person("ines")
        ines.says("new")
        ines.sends()
        assert set(ines.sends(title="P", goal="G", signs="a\nb\nc\nd").errors) == {"signs"}


def test_who_would_rather_join_is_shown_what_is_open(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        for _ in range(6):
            ines.sends()
        zoe = here.person("zoe")
        zoe.says("new")
        zoe.sends(aim="join")
        zoe.presses("Look at Plan")
        assert "Who sees what" in zoe.hears


def test_a_draft_that_outlived_its_beginning_asks_for_new_dates(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        ines.sends()
        ines.sends(begin="2027-01-14T14:00")
        for _ in range(3):
            ines.sends()
        here.after(days=6)
        ines.sends()
        assert "has passed" in ines.all
        assert here.network().member("ines") is not None
        assert all(m.seat is Seat.SEATED for m in here.network().members)


DRAFT = "is as you left it"


def test_a_draft_that_was_left_is_brought_back_twice(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        here.after(days=1, hours=1)
        assert counted(here, "ines", "Your draft Plan is as you left it") == 1
        assert "The people" in ines.hears
        here.after(days=6)
        assert counted(here, "ines", DRAFT) == 2
        here.after(days=40)
        assert counted(here, "ines", DRAFT) == 2


def test_who_goes_on_with_a_draft_is_not_disturbed(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        here.after(hours=23, minutes=50)
        ines.sends()
        here.after(hours=8)
        assert counted(here, "ines", DRAFT) == 0
        for _ in range(5):
            ines.sends()
        here.after(days=20)
        assert counted(here, "ines", DRAFT) == 0


def test_a_draft_may_be_put_away(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here)
        here.after(days=1, hours=1)
        ines.presses("Not this one")
        here.after(days=40)
        assert counted(here, "ines", DRAFT) == 1


def test_a_look_without_a_name_is_no_draft(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = here.person("ines")
        ines.says("new")
        ines.sends()
        here.after(days=20)
        assert counted(here, "ines", "as you left it") == 0


def test_the_catalogue_knows_for_what_and_for_whom(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = draft(here, horizon="future")
        for _ in range(4):
            ines.sends()
        ines.sends(basis="same_job")
        ines.sends()
        assert (here.network().horizon, here.network().basis) == ("future", "same_job")


def test_what_is_asked_of_the_one_who_begins_is_shown_to_those_it_was_asked_for(
    tmp_path: Path,
) -> None:
    """Before, signs of success, what it is about and for whom were asked, stored, and never read.

    The form said that members and whoever looks for a network see them.
    """
    with stage(tmp_path) as here:
        ines, zoe = here.person("ines"), here.person("zoe")
        ines.says("new")
        ines.sends()
        ines.sends(title="Plan", goal="Weeks that hold", signs="Fewer changes", horizon="urgent")
        for _ in range(4):
            ines.sends()
        ines.sends(basis="same_job")
        ines.sends()
        zoe.token(f"start:join:{here.network().id}:")
        assert "something urgent" in zoe.hears
        assert "people with the same job" in zoe.hears
        ines.says("network")
        assert "Fewer changes" in ines.hears
