"""An upgrade comes on an eve, when everybody has been reminded, and then somebody joins.

Before, what an earlier version had said was not known by its day: all were reminded once more.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.database.tables import MOMENTS
from bot.network import Member, Role
from tests.dialogs.groups import cast, network
from tests.stage import Stage, stage

EVE = datetime(2027, 3, 1, 12, tzinfo=UTC)
START = datetime(2027, 3, 2, 13, tzinfo=UTC)


def as_it_was(here: Stage) -> None:
    """Back to the version in which a reminder had no day."""

    def work(connection: sa.Connection) -> None:
        for key in connection.execute(sa.select(MOMENTS.c.key)).scalars().all():
            dialog, does, of, about, name, person = key.split(":")
            if name and dialog in ("rsvp", "tomorrow"):
                old = f"{dialog}:{does}:{of}:{about}::{person}"
                change = sa.update(MOMENTS).where(MOMENTS.c.key == key)
                connection.execute(change.values(key=old))

    here.runner.run(here.kring.database.downgrade("0010"))
    here.runner.run(here.kring.database._doors.write(work))


@pytest.mark.parametrize("kept", ["sqlite", "postgres"])
def test_nobody_is_reminded_twice(
    tmp_path: Path, kept: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("postgres") if kept == "postgres" else ""
    with stage(tmp_path, database=address) as here:
        cast(here, "zoe", "bart")
        here.keep(network("zoe", "bart"))
        here.until(EVE)
        as_it_was(here)
        here.runner.run(here.kring.database.upgrade())
        said = {who: len(here.got(who)) for who in ("zoe", "bart")}
        here.person("kim")
        joined = Member(person="kim", role=Role.PARTICIPANT, joined=here.now)
        here.keep(here.network("n1").with_member(joined))
        here.until(START)
        assert {who: len(here.got(who)) for who in said} == said
