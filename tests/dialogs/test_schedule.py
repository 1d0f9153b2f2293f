from datetime import UTC, datetime
from pathlib import Path

from bot.content import plain
from bot.network import Phase
from tests.dialogs.groups import cast, counted, network
from tests.stage import Actor, stage

PEOPLE = tuple(f"p{n}" for n in range(1, 9))
ASKED = datetime(2027, 2, 2, 12, tzinfo=UTC)  # 20 working days before 2 March
CLOSED = datetime(2027, 2, 9, 12, tzinfo=UTC)
WEDNESDAY = "2027-03-03T08:30:00+00:00"


def opened(*people: str, waiting: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    return network(*people, waiting=waiting, phase=Phase.OPEN)


def ticks(actor: Actor, *slots: str) -> None:
    actor.sends(slots=slots)


def test_all_members_are_asked_and_the_answers_steer(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *PEOPLE, "late")
        here.keep(opened(*PEOPLE, waiting=("late",)))
        here.until(ASKED)
        assert counted(here, "p1", "Each line is a whole series") == 1
        assert counted(here, "late", "Each line is a whole series") == 0
        choices = people["p1"].form.inputs[0].choices
        assert choices[0].label == "Tuesday 14:00 · 2 March"
        assert len(choices) == 10
        for id_ in PEOPLE:
            ticks(people[id_], WEDNESDAY, *([choices[0].key] if id_ < "p4" else []))
        here.until(CLOSED)
        ines = people["ines"]
        assert "Wednesday 09:30 · 3 March | 8 | 0" in ines.all
        ines.sends(way="poll")
        ines.sends()
        assert "Wednesday 3 March at 09:30 · kickoff" in ines.hears
        ines.sends(fix="yes")
        fixed = here.network("n1")
        assert fixed.phase is Phase.FIXED
        assert [s.id for s in fixed.sessions] == ["s1", "s2", "s3", "s4"]
        assert fixed.sessions[0].starts.isoformat() == WEDNESDAY
        assert fixed.sessions[1].starts.isoformat() == "2027-04-14T07:30:00+00:00"  # summer time
        for id_ in PEOPLE:
            assert counted(here, id_, "The dates of Plan are fixed") == 1
        assert counted(here, "late", "The dates of Plan are fixed") == 0
        assert here.said_in("channel:n1").count("The dates of Plan are fixed") == 1


def test_too_few_people_are_not_asked(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *PEOPLE[:5])
        here.keep(opened(*PEOPLE[:5]))
        here.until(CLOSED)
        assert counted(here, "p1", "Each line is a whole series") == 0
        assert counted(here, "ines", "Nobody has said yet which weekday suits") == 1


def test_one_reminder_for_who_did_not_answer(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *PEOPLE)
        here.keep(opened(*PEOPLE))
        here.until(ASKED)
        ticks(people["p1"], WEDNESDAY)
        here.until(CLOSED)
        assert counted(here, "p1", "still has room for your answer") == 0
        assert counted(here, "p2", "still has room for your answer") == 1
        assert any("is closed" in plain(card) for card in people["p2"].cards)


def test_sure_and_perhaps_are_two_things(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *PEOPLE)
        here.keep(opened(*PEOPLE))
        here.until(ASKED)
        errors = people["p1"].sends(slots=(WEDNESDAY,), maybe=(WEDNESDAY,)).errors
        assert set(errors) == {"maybe"}
