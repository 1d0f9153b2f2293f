"""A restart in the middle of a dialog: the answers are the state, so there is nothing to resume."""

from pathlib import Path

import pytest

from tests.postgres import Server
from tests.stage import Actor, stage

GOAL = "After six sessions each of us plans a week that holds."


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres_server")
        return server.create(f"restart_{tmp_path.parent.name}_{tmp_path.name}"[-60:])
    return ""


def test_a_form_goes_on_where_it_was(database: str, tmp_path: Path) -> None:
    with stage(tmp_path, database=database) as before:
        zoe = before.person("zoe", language="en")
        zoe.says("new")
        zoe.sends()
        zoe.sends(title="Planning", goal=GOAL, signs="Fewer calls")
        token, now = zoe.form.token, before.now
    with stage(tmp_path, database=database, now=now) as after:
        zoe = Actor(after, "zoe")
        assert not zoe.submits(token, {"seats_min": "8", "seats_max": "12", "asks": ("try",)}).gone
        run = after.look(lambda unit: unit.open_runs("zoe")[0])
        assert run.answers.stored()["goal"] == GOAL
        assert run.answers.stored()["seats_max"] == 12


def test_a_typed_conversation_goes_on_where_it_was(database: str, tmp_path: Path) -> None:
    with stage(tmp_path, database=database) as before:
        zoe = before.person("zoe", language="en")
        zoe.says("new")
        zoe.says("1")
        zoe.says("Planning")
        now = before.now
    with stage(tmp_path, database=database, now=now) as after:
        zoe = Actor(after, "zoe")
        zoe.says(GOAL)
        run = after.look(lambda unit: unit.open_runs("zoe")[0])
        assert run.answers.stored() == {"aim": "start", "title": "Planning", "goal": GOAL}


def test_what_falls_due_while_nobody_is_there_is_said_once_afterwards(
    database: str, tmp_path: Path
) -> None:
    with stage(tmp_path, database=database) as before:
        zoe = before.person("zoe", language="en")
        zoe.says("new")
        zoe.sends()
        run, now = zoe.form.token.split(":")[0], before.now
        zoe.token(f"later:{run}:tomorrow")
    with stage(tmp_path, database=database, now=now) as after:
        zoe = Actor(after, "zoe")
        after.after(days=2)
        after.after(days=2)
        assert [card.form is not None for card in after.got("zoe")] == [True]
