"""What is prepared once does what SQLAlchemy would do each time."""

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from adapters.database import Database
from adapters.database.prepared import MANY, ask, known, prepared, put
from adapters.database.tables import EVENTS, LETTERS, METADATA, RUNS

NOW = datetime(2027, 3, 4, 13, 0, 0, 250, tzinfo=UTC)
HERE = EVENTS.c.tenant == sa.bindparam("t")
BY_ID = sa.select(EVENTS).where(HERE, EVENTS.c.id == sa.bindparam("i"))
ADDED = sa.insert(EVENTS).inline()
GONE = sa.delete(EVENTS).where(HERE)


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.connect() as made:
        yield made
    engine.dispose()


def rows(*ids: str) -> list[dict[str, Any]]:
    return [{"tenant": "a", "id": each, "seen": NOW} for each in ids]


def test_what_is_written_is_what_sqlalchemy_writes(connection: sa.Connection) -> None:
    local = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    put(connection, ADDED, [*rows("e1"), {"tenant": "a", "id": "e2", "seen": local}])
    connection.execute(sa.insert(EVENTS), rows("e3"))
    kept = connection.exec_driver_sql("SELECT DISTINCT tenant, seen FROM events").all()
    assert len(kept) == 1
    found = ask(connection, BY_ID, {"t": "a", "i": "e2"}).mappings().first()
    assert found == {"tenant": "a", "id": "e2", "seen": NOW}
    assert found == connection.execute(BY_ID, {"t": "a", "i": "e2"}).mappings().one()


def test_an_hour_that_comes_twice_is_kept_as_two(connection: sa.Connection) -> None:
    once = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    again = once.replace(fold=1)
    twice = [{"tenant": "a", "id": each.isoformat(), "seen": each} for each in (once, again)]
    put(connection, ADDED, twice)
    kept = [row["seen"] for row in connection.execute(sa.select(EVENTS)).mappings()]
    assert sorted(kept) == [once.astimezone(UTC), again.astimezone(UTC)]
    assert kept[0] != kept[1]


def test_rows_are_counted(connection: sa.Connection) -> None:
    assert put(connection, ADDED, rows("e1", "e2", "e3")) == 3
    assert put(connection, GONE, [{"t": "b"}]) == 0
    assert put(connection, GONE, [{"t": "b"}, {"t": "a"}]) == 3
    assert ask(connection, BY_ID, {"t": "a", "i": "e1"}).first() is None


def test_a_moment_without_its_zone_is_refused(connection: sa.Connection) -> None:
    with pytest.raises(ValueError, match="time zone"):
        put(connection, ADDED, [{"tenant": "a", "id": "e", "seen": NOW.replace(tzinfo=None)}])


def test_it_fails_as_sqlalchemy_fails_and_tells_no_value(connection: sa.Connection) -> None:
    put(connection, ADDED, rows("canary"))
    with pytest.raises(sa.exc.IntegrityError) as refused:
        put(connection, ADDED, rows("canary"))
    assert "canary" not in str(refused.value)
    with pytest.raises(KeyError):
        ask(connection, BY_ID, {"t": "a"})


def test_who_listens_hears_of_it(connection: sa.Connection) -> None:
    heard: list[tuple[str, str, bool]] = []
    for name in ("before_cursor_execute", "after_cursor_execute"):

        def note(*told: Any, name: str = name) -> None:
            heard.append((name, told[2].split()[0], told[5]))

        sa.event.listen(connection.engine, name, note)
        sa.event.listen(connection, name, note)
    with connection.engine.connect() as fresh:
        put(fresh, ADDED, rows("e1", "e2"))
    ask(connection, BY_ID, {"t": "a", "i": "e1"})
    assert heard[:2] == [
        ("before_cursor_execute", "INSERT", True),
        ("after_cursor_execute", "INSERT", True),
    ]
    assert heard[-1][:2] == ("after_cursor_execute", "SELECT")


def test_a_list_of_any_length_is_left_to_sqlalchemy(connection: sa.Connection) -> None:
    listed = RUNS.c.id.in_(sa.bindparam("ids", expanding=True))
    some = sa.select(RUNS.c.id).where(listed)
    assert prepared(some, ("ids",), connection.dialect) is None
    assert list(ask(connection, some, {"ids": ["a", "b"]}).scalars()) == []
    with pytest.raises(TypeError):
        known(
            sa.delete(RUNS).where(RUNS.c.id.in_(sa.bindparam("ids", expanding=True))),
            ("ids",),
            connection.dialect,
        )


def test_what_a_statement_brings_itself(connection: sa.Connection) -> None:
    first = sa.select(LETTERS.c.number).where(LETTERS.c.state == "waiting").limit(1)
    assert ask(connection, first, {}).scalar() is None


async def test_many_new_rows_stand_or_fall_with_their_transaction(database: Database) -> None:
    many = rows(*(f"canary{n}" for n in range(MANY + 1)))

    def kept(connection: sa.Connection) -> int:
        return int(connection.execute(sa.select(sa.func.count()).select_from(EVENTS)).scalar_one())

    def broken(connection: sa.Connection) -> None:
        put(connection, ADDED, many)
        raise LookupError

    with pytest.raises(LookupError):
        await database._doors.write(broken)
    assert await database._doors.read(kept) == 0
    assert await database._doors.write(lambda c: put(c, ADDED, many)) == len(many)
    again = [*rows(*(f"new{n}" for n in range(MANY))), many[0]]
    with pytest.raises(sa.exc.IntegrityError) as refused:
        await database._doors.write(lambda c: put(c, ADDED, again))
    assert "canary" not in "".join(traceback.format_exception(refused.value))
    with pytest.raises(sa.exc.IntegrityError) as refused:
        await database._doors.write(lambda c: put(c, ADDED, many[:1]))
    with pytest.raises(sa.exc.IntegrityError) as plain:
        await database._doors.write(lambda c: c.execute(sa.insert(EVENTS), many[:1]))
    assert "canary" not in str(refused.value) + str(plain.value)
    assert await database._doors.read(kept) == len(many)
