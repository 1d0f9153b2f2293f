"""Statements that SQLAlchemy writes once, and the driver runs from then on.

SQLite answers from memory in a few microseconds; what SQLAlchemy does around each execution takes
ten times as long.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Row: TypeAlias = Mapping[str, Any]
Turn: TypeAlias = Callable[[Any], Any]

UNIQUE = ("23505", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")
"""What both databases call a row that is there already."""
MANY = 40
"""New rows from which on PostgreSQL takes them in one stream, in two thirds of the time."""

_SPOKEN: dict[str, sa.Dialect] = {}
"""The first of each name: all engines of a process are made alike, and speak alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a statement found, or how many rows it changed; as much of SQLAlchemy's as is used."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    rowcount: int

    def first(self) -> tuple[Any, ...] | None:
        return self.rows[0] if self.rows else None

    def scalar(self) -> Any:
        return self.rows[0][0] if self.rows else None

    def scalars(self) -> Iterator[Any]:
        return (row[0] for row in self.rows)

    def mappings(self) -> "Named":
        return Named(dict(zip(self.names, row, strict=True)) for row in self.rows)


class Named(list[dict[str, Any]]):
    """Rows by the names of their columns."""

    def first(self) -> dict[str, Any] | None:
        return self[0] if self else None

    def all(self) -> "Named":
        return self


class Untold(Exception):
    """An error of PostgreSQL, without its details."""

    def __init__(self, failed: Exception) -> None:
        super().__init__(f"{type(failed).__name__}: {failed.args[0]}")
        self.sqlstate: str = getattr(failed, "sqlstate", "")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as its driver takes it.

    `places` are its values in their order: under which name each is given, and what makes of it
    what the database takes; `fixed` those that it brings itself. `table` is the one into which it
    inserts a row of these places, if that is all it does.
    """

    words: str
    places: tuple[tuple[str, Turn | None], ...]
    fixed: Row
    names: tuple[str, ...]
    read: tuple[tuple[int, Turn], ...]
    table: str = ""

    def values(self, given: Row) -> list[Any]:
        full = {**self.fixed, **given} if self.fixed else given
        return [full[name] if turn is None else turn(full[name]) for name, turn in self.places]

    def run(self, connection: sa.Connection, given: Row) -> Found:
        """Raises what SQLAlchemy would raise."""
        cursor = self._execute(connection, tuple(self.values(given)), many=False)
        rows = cursor.fetchall() if self.names else []
        return Found(self.names, [self._read(row) for row in rows], cursor.rowcount)

    def run_all(self, connection: sa.Connection, given: Sequence[Row]) -> int:
        """Once for each of them; gives how many rows were changed, where the driver can tell."""
        values = [tuple(self.values(each)) for each in given]
        if self.table and len(values) >= MANY and connection.dialect.name == "postgresql":
            return self._stream(connection, values)
        many = len(values) > 1
        return int(self._execute(connection, values if many else values[0], many=many).rowcount)

    def _execute(self, connection: sa.Connection, values: Any, *, many: bool) -> Any:
        if connection.dialect.name != "sqlite":
            return connection.exec_driver_sql(self.words, values)
        raw: Any = connection.connection.driver_connection
        cursor: sqlite3.Cursor = raw.cursor()
        told = (connection, cursor, self.words, values, None, many)
        heard = connection._has_events or connection.engine._has_events  # noqa: SLF001 - as it asks itself
        if heard:
            _tell(connection.dispatch.before_cursor_execute, told)
        try:
            (cursor.executemany if many else cursor.execute)(self.words, values)
        except sqlite3.Error as failed:
            cursor.close()  # else its error would hold it, and the file could not be closed
            raise _refused(self.words, failed, sqlite3.Error) from failed
        if heard:
            _tell(connection.dispatch.after_cursor_execute, told)
        return cursor

    def _stream(self, connection: sa.Connection, values: Sequence[tuple[Any, ...]]) -> int:
        columns = [name for name, _ in self.places]

        async def copy(raw: Any) -> None:
            await raw.copy_records_to_table(self.table, records=values, columns=columns)

        _straight(connection, f"COPY {self.table}", values, copy, many=True)
        return len(values)

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        if not self.read:
            return row
        made = list(row)
        for place, turn in self.read:
            made[place] = turn(made[place])
        return tuple(made)


def fetch(connection: sa.Connection, words: str, values: Sequence[Any]) -> Sequence[Any]:
    """What a statement of PostgreSQL's own words gives back: plain values, straight from asyncpg.

    Raises what SQLAlchemy would raise; of forty values its own way took twice as long.
    """
    return _straight(connection, words, values, lambda raw: raw.fetch(words, *values), many=False)


def _straight(
    connection: sa.Connection,
    words: str,
    values: Sequence[Any],
    work: Callable[[Any], Awaitable[T]],
    *,
    many: bool,
) -> T:
    """Work for asyncpg in the transaction of this connection."""
    from asyncpg import PostgresError  # noqa: PLC0415 - who has SQLite need not wait for it

    adapted: Any = connection.connection.dbapi_connection
    if not adapted.driver_connection.is_in_transaction():  # SQLAlchemy begins with a statement
        connection.exec_driver_sql("SELECT 1")
    told = (connection, None, words, values, None, many)
    _tell(connection.dispatch.before_cursor_execute, told)
    try:
        found: T = adapted.run_async(work)
    except PostgresError as failed:  # its details tell values
        raise _refused(words, Untold(failed), Untold) from None
    _tell(connection.dispatch.after_cursor_execute, told)
    return found


def _tell(listeners: Iterable[Callable[..., None]], told: tuple[Any, ...]) -> None:
    """Who listens to a connection hears of it, as of everything that SQLAlchemy runs."""
    for listener in listeners:
        listener(*told)


def _refused(words: str, failed: Exception, base: type[Exception]) -> Exception:
    """What SQLAlchemy makes of an error of the driver; it tells no value."""
    if getattr(failed, "sqlstate", "") in UNIQUE:
        return sa.exc.IntegrityError(words, None, failed, hide_parameters=True)
    made: Exception = sa.exc.DBAPIError.instance(words, None, failed, base, hide_parameters=True)
    return made


def prepared(statement: Any, names: tuple[str, ...], dialect: sa.Dialect) -> Prepared | None:
    """`names` are those of the values that are given: an insert has its columns from them.

    None for a statement whose words depend on its values: `part.among` is for those with a list.
    """
    return _prepared(statement, names, _SPOKEN.setdefault(dialect.name, dialect))


@lru_cache(maxsize=512)
def _prepared(statement: Any, names: tuple[str, ...], dialect: sa.Dialect) -> Prepared | None:
    # As for many at a time, since then nothing is asked back.
    made = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    if made.post_compile_params or made.literal_execute_params:
        return None
    binds = [(name, made.binds[name]) for name in made.positiontup or ()]
    alone = type(statement) is sa.Insert and all(name in statement.table.c for name, _ in binds)
    return Prepared(
        words=str(made),
        places=tuple((n, b.type.dialect_impl(dialect).bind_processor(dialect)) for n, b in binds),
        fixed={name: bind.effective_value for name, bind in binds if not bind.required},
        names=tuple(column.name for column in _columns(statement)),
        read=tuple(_reading(statement, dialect)),
        table=statement.table.name if alone else "",
    )


def ask(
    connection: sa.Connection, built: sa.Executable, given: Row
) -> Found | sa.CursorResult[Any]:
    """What a statement that is built once finds. PostgreSQL's answers SQLAlchemy reads faster."""
    near = connection.dialect.name == "sqlite"
    ready = prepared(built, tuple(given), connection.dialect) if near else None
    return connection.execute(built, given) if ready is None else ready.run(connection, given)


def put(connection: sa.Connection, built: sa.Executable, given: Sequence[Row]) -> int:
    """Change rows with it, all in one go; gives how many were, where the driver can tell."""
    return known(built, tuple(given[0]), connection.dialect).run_all(connection, given)


def known(statement: Any, names: tuple[str, ...], dialect: sa.Dialect) -> Prepared:
    """Raises TypeError for a statement whose words depend on its values."""
    ready = prepared(statement, names, dialect)
    if ready is None:
        raise TypeError("what changes rows has no list of any length in it")
    return ready


def _columns(statement: Any) -> Sequence[sa.ColumnElement[Any]]:
    return tuple(statement.selected_columns) if isinstance(statement, sa.Select) else ()


def _reading(statement: Any, dialect: sa.Dialect) -> Iterator[tuple[int, Turn]]:
    for place, column in enumerate(_columns(statement)):
        turn = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if turn is not None:
            yield place, turn
