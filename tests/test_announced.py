"""Whoever facilitates sees all that will be said.

Before, what the close of a collection brings was not among it, nor, as long as nobody had joined,
anything that participants will hear.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from adapters.database.tables import LETTERS
from bot.foresight import coming
from scheduler.rehearsal import rehearse
from tests.dialogs.groups import cast, network
from tests.stage import stage

PEOPLE = tuple(f"p{n}" for n in range(1, 9))


def test_nothing_comes_by_itself_to_a_facilitator_that_was_not_announced(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *PEOPLE)
        here.keep(network(*PEOPLE))
        there, kring = here.network("n1"), here.kring
        rows = coming(kring.planner.coming(there, here.now), there, kring.bot.dialogs)
        here.until(datetime(2027, 9, 1, tzinfo=UTC))
        hers = sa.select(LETTERS.c.kind).where(LETTERS.c.address == "dm:ines", LETTERS.c.kind != "")
        said = here.runner.run(
            kring.database._doors.read(lambda c: list(c.execute(hers).scalars()))
        )
        assert {k for kinds in said for k in kinds.split("+")} <= {r.first.dialog for r in rows}


def test_before_anybody_has_joined_one_sees_what_participants_will_hear(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here)["ines"]
        here.keep(network())
        ines.commands("ahead")
        assert "messages to participants, the next on" in ines.hears


def test_what_a_close_brings_is_foreseen_for_each_facilitator(tmp_path: Path) -> None:
    """Before, the dry run showed it for the first of them alone, and all were written to."""
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("olga")
        group = network("zoe")
        here.keep(group.with_member(replace(group.members[0], person="olga")))
        pending = here.look(lambda unit: unit.moments("n1"))
        there = here.network("n1")
        people = here.look(lambda unit: unit.people(("ines", "olga", "zoe")))
        rows = rehearse(here.kring.bot, there, people, pending)
        told = {row.person for row in rows if row.dialog == "eval_result"}
        assert told == {"Ines", "Olga"}
