import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from adapters.database import Database, schema
from adapters.database.tables import METADATA

TABLES = METADATA.sorted_tables


def test_every_primary_key_begins_with_the_tenant() -> None:
    assert {t.name for t in TABLES if next(iter(t.primary_key)).name != "tenant"} == set()


def test_every_reference_carries_the_tenant() -> None:
    for table in TABLES:
        for reference in table.foreign_key_constraints:
            assert reference.column_keys[0] == "tenant"
            assert reference.elements[0].column.name == "tenant"


def test_ballots_have_no_person_no_time_and_no_matter() -> None:
    ballots = METADATA.tables["ballots"]
    assert set(ballots.c.keys()) == {"tenant", "id", "network", "dialog", "field", "value"}
    assert set(METADATA.tables["boxes"].c.keys()) == {"tenant", "network", "dialog", "answered"}


def _differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def test_migrations_make_the_tables_that_the_program_knows(database: Database) -> None:
    assert await database._doors.read(_differences) == []
    assert await database.version() == schema.newest()


async def test_migrations_go_up_and_down_and_up(database: Database) -> None:
    await database.downgrade("base")
    names = await database._doors.read(lambda c: sa.inspect(c).get_table_names())
    assert set(names) <= {"alembic_version"}
    assert await database.version() == ""
    await database.upgrade()
    await database.upgrade()  # nothing left to do
    assert await database._doors.read(_differences) == []


async def test_a_reference_into_another_tenant_cannot_be_kept(database: Database) -> None:
    """A member of a network is a person of the same tenant, or nobody."""

    def insert(connection: sa.Connection) -> None:
        people, addresses = METADATA.tables["people"], METADATA.tables["addresses"]
        texts = {c.name: "" for c in people.c if c.name not in ("leads", "organiser", "settings")}
        zoe = {**texts, "id": "zoe", "leads": False, "organiser": False, "settings": {}}
        connection.execute(sa.insert(people), zoe | {"tenant": "a"})
        here = {"platform": "web", "address": "dm:zoe", "person": "zoe", "used": 1}
        connection.execute(sa.insert(addresses), here | {"tenant": "b"})

    try:
        await database._doors.write(insert)
    except sa.exc.IntegrityError:
        return
    raise AssertionError("it was kept")
