"""What every part of a unit stands on: one connection, in one transaction, for one tenant."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles

from adapters.database.foreseen import Foreseen
from adapters.database.pen import Pen
from adapters.database.prepared import Found
from adapters.database.shelf import Shelf
from adapters.database.types import Several

Rows: TypeAlias = Sequence[Mapping[Any, Any]]
NOTHING_KEPT = Shelf(most=0)


@cache
def inserting(dialect: str, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that may say what becomes of a row that is there already."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def _upsert(
    dialect: str,
    table: sa.Table,
    columns: tuple[str, ...],
    reckoned: tuple[tuple[str, sa.ColumnElement[Any]], ...] = (),
) -> sa.Insert:
    insert = inserting(dialect, table)
    key = [column.name for column in table.primary_key]
    names = (*(name for name in columns if name in table.c), *dict(reckoned))
    changed = {name: insert.excluded[name] for name in names if name not in key}
    insert = insert.values(dict(reckoned)) if reckoned else insert
    return insert.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def mine(table: sa.Table, *names: str) -> sa.ColumnElement[bool]:
    """Rows of a tenant in which these columns have values that are given later, as `name_`.

    For statements that are built once, since building costs as much as running them.
    """
    return sa.and_(*(table.c[name] == sa.bindparam(f"{name}_") for name in ("tenant", *names)))


class _Among(sa.sql.functions.FunctionElement[bool]):
    inherit_cache = True
    type = sa.Boolean()

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002 - SQLAlchemy's signature
        """As it is: compared with 1, as SQLite's truths are, no index would answer it."""
        return self


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: Any, **how: Any) -> str:
    column, values = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: Any, **how: Any) -> str:
    column, values = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - a placeholder


def among(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """Rows in which the column has one of the values that are given later, under this name.

    They go as one value: so the words stay the same for any number of them, and are read once.
    """
    return _Among(column, sa.bindparam(name, type_=Several()))


@cache
def _ignoring(dialect: str, table: sa.Table) -> sa.Insert:
    return inserting(dialect, table).on_conflict_do_nothing()


@cache
def _plain(table: sa.Table) -> sa.Insert:
    return sa.insert(table).inline()


@cache
def _several(dialect: str, table: sa.Table, names: tuple[str, ...], count: int) -> sa.Executable:
    """So many rows at once, each value under its name and number."""
    rows: list[dict[str, sa.BindParameter[Any]]] = [
        {"tenant": sa.bindparam("tenant_")}
        | {n: sa.bindparam(f"{n}_{i}", type_=table.c[n].type) for n in names}
        for i in range(count)
    ]
    return inserting(dialect, table).values(rows).on_conflict_do_nothing()


@cache
def _deleted(table: sa.Table, *names: str) -> sa.Delete:
    return sa.delete(table).where(mine(table, *names))


class Part:
    """Statements of one tenant. The tenant stands in each of them, put there by these methods."""

    def __init__(
        self, connection: sa.Connection | Pen, tenant: str, shelf: Shelf = NOTHING_KEPT
    ) -> None:
        self._connection = connection if isinstance(connection, Pen) else Pen(connection)
        self._tenant = tenant
        self._shelf = shelf
        self._foreseen: dict[str, Foreseen] = {}  # by person
        self.changed = False  # whether a network was kept in this transaction
        self._seen: dict[tuple[str, str], Any] = {}  # by kind and id: read once, until written

    def _forget(self) -> None:
        """What was read may be another by now."""
        self._seen.clear()
        self._foreseen.clear()

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _mine(self, table: sa.Table, **equal: Any) -> sa.ColumnElement[bool]:
        """Rows of this tenant in which these columns have these values."""
        return sa.and_(
            table.c.tenant == self._tenant,
            *(table.c[name] == value for name, value in equal.items()),
        )

    def _ask(self, built: sa.Executable, **given: Any) -> Found | sa.CursorResult[Any]:
        """Run a statement that stands on `mine`; `given` are its values by their names."""
        return self._connection.ask(built, {"tenant_": self._tenant, **given})

    def _all(self, statement: sa.Select[Any]) -> Rows:
        return self._connection.execute(statement).mappings().all()

    def _first(self, statement: sa.Select[Any]) -> Mapping[Any, Any] | None:
        return self._connection.execute(statement).mappings().first()

    def _scalar(self, statement: sa.Select[Any]) -> Any:
        return self._connection.execute(statement).scalar()

    def _run(self, statement: sa.UpdateBase) -> int:
        """Change rows; gives how many were."""
        return self._connection.execute(statement).rowcount

    def _add(self, table: sa.Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless a unique one is there already; whether it was inserted."""
        insert = _ignoring(self._dialect, table)
        return self._connection.ask(insert, {"tenant": self._tenant, **row}).rowcount == 1

    def _add_new(self, table: sa.Table, rows: Rows) -> None:
        """Insert rows that are not there yet, now."""
        if rows:
            self._connection.put(_plain(table), [{"tenant": self._tenant, **row} for row in rows])

    def _add_all(self, table: sa.Table, rows: Rows) -> bool:
        """Insert these rows with one statement; whether none of them was there already."""
        names = tuple(rows[0])
        given = {f"{name}_{n}": row[name] for n, row in enumerate(rows) for name in names}
        insert = _several(self._dialect, table, names, len(rows))
        return self._ask(insert, **given).rowcount == len(rows)

    def _put(
        self,
        table: sa.Table,
        rows: Rows,
        *,
        later: bool = False,
        **reckoned: sa.ColumnElement[Any],
    ) -> None:
        """Insert these rows, or update those whose key is there already.

        The database works out what is `reckoned`, by column; it may stand on `tenant_` and on
        what the rows give besides their columns. `later`: before anything is read.
        """
        if rows:
            more = tuple(reckoned.items())
            mine_ = {"tenant": self._tenant} | ({"tenant_": self._tenant} if more else {})
            full = [{**mine_, **row} for row in rows]
            upsert = _upsert(self._dialect, table, tuple(full[0]), more)
            if later:
                for row in full:
                    self._connection.later(upsert, row)
            else:
                self._connection.put(upsert, full)

    def _later(
        self, built: sa.UpdateBase, *, counted: bool = False, beside: bool = False, **given: Any
    ) -> None:
        """Run a statement that stands on `mine` before anything is read. Raises Conflict, then."""
        values = {"tenant_": self._tenant, **given}
        self._connection.later(built, values, counted=counted, beside=beside)

    def _insert_later(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Insert a row before anything is read. Raises Conflict, then, where it is there."""
        self._connection.later(_plain(table), {"tenant": self._tenant, **row})

    def _later_unless_there(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Insert a row before anything is read, unless a unique one is there already."""
        self._connection.later(_ignoring(self._dialect, table), {"tenant": self._tenant, **row})

    def finish(self) -> None:
        """All that this transaction is to change stands in the database. Raises Conflict."""
        self._connection.flush()

    def _delete(self, table: sa.Table, **equal: Any) -> int:
        given = {f"{name}_": value for name, value in equal.items()}
        return self._ask(_deleted(table, *equal), **given).rowcount
