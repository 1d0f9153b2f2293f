"""Every revision down and up again, with a life in the tables: what survives is unchanged."""

from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from adapters.database import schema
from tests.chaos.boundary import Desk, world
from tests.chaos.figures import publish
from tests.postgres import Server
from tests.test_fossils import live

Rows = dict[str, dict[str, tuple[str, ...]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres_server")
        return server.create("upgrade")
    return f"sqlite:///{tmp_path / 'kring.db'}"


def revisions() -> list[str]:
    """From the first to the newest."""
    scripts = ScriptDirectory.from_config(schema._config())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def rows(connection: sa.Connection) -> Rows:
    """By table and column, what stands there, in an order that does not depend on the column."""
    found: Rows = {}
    for name in sa.inspect(connection).get_table_names():
        if name == "alembic_version":
            continue
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        keys = [c.name for c in table.primary_key]
        every = connection.execute(sa.select(table).order_by(*keys)).mappings().all()
        names = [column.name for column in table.c]
        found[name] = {c: tuple(repr(row[c]) for row in every) for c in names}
    return found


def summed(kept: Rows) -> str:
    return sha256(
        repr(sorted((t, sorted(c.items())) for t, c in kept.items())).encode()
    ).hexdigest()


def common(kept: Rows, of: Rows) -> Rows:
    """Of what is kept, the tables and columns that are there too."""
    return {t: {c: kept[t][c] for c in of[t] if c in kept[t]} for t in of if t in kept}


def test_all_revisions_down_and_up_with_a_life_in_them(address: str) -> None:
    all_ = revisions()
    with world(address, Desk()) as here:
        database, run = here.kring.database, here.runner.run
        run(database.upgrade())
        live(here)
        lived = run(database._doors.read(rows))
        count = sum(len(next(iter(columns.values()))) for columns in lived.values())
        for revision in reversed(all_[:-1]):
            run(database.downgrade(revision))
            lowest = run(database._doors.read(rows))
            both = common(lowest, lived)  # but for what a later revision took away
            assert summed(both) == summed(common(lived, lowest)), revision
        for revision in all_[1:]:
            run(database.upgrade(revision))
            now = run(database._doors.read(rows))
            assert summed(common(lowest, now)) == summed(common(now, lowest)), revision
        run(database.downgrade("base"))
        run(database.upgrade())
    publish(
        "upgrade",
        database=sa.make_url(address).get_backend_name(),
        revisions=all_,
        rows=count,
        changed=0,
    )
