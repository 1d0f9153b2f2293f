"""What every part of a unit stands on: one connection, in one transaction, for one tenant."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Rows: TypeAlias = Sequence[Mapping[Any, Any]]


@cache
def _insert(dialect: str, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def _upsert(dialect: str, table: sa.Table, columns: tuple[str, ...]) -> sa.Executable:
    insert = _insert(dialect, table)
    key = [column.name for column in table.primary_key]
    changed = {name: insert.excluded[name] for name in columns if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def mine(table: sa.Table, *names: str) -> sa.ColumnElement[bool]:
    """Rows of a tenant in which these columns have values that are given later, as `name_`.

    For statements that are built once, since building costs as much as running them.
    """
    return sa.and_(*(table.c[name] == sa.bindparam(f"{name}_") for name in ("tenant", *names)))


@cache
def _ignoring(dialect: str, table: sa.Table) -> sa.Executable:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _deleted(table: sa.Table, *names: str) -> sa.Executable:
    return sa.delete(table).where(mine(table, *names))


class Part:
    """Statements of one tenant. The tenant stands in each of them, put there by these methods."""

    def __init__(self, connection: sa.Connection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant
        self._seen: dict[tuple[str, str], Any] = {}  # by kind and id: read once, until written

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _mine(self, table: sa.Table, **equal: Any) -> sa.ColumnElement[bool]:
        """Rows of this tenant in which these columns have these values."""
        return sa.and_(
            table.c.tenant == self._tenant,
            *(table.c[name] == value for name, value in equal.items()),
        )

    def _ask(self, built: sa.Executable, **given: Any) -> sa.CursorResult[Any]:
        """Run a statement that stands on `mine`; `given` are its values by their names."""
        return self._connection.execute(built, {"tenant_": self._tenant, **given})

    def _all(self, statement: sa.Select[Any]) -> Rows:
        return self._connection.execute(statement).mappings().all()

    def _first(self, statement: sa.Select[Any]) -> Mapping[Any, Any] | None:
        return self._connection.execute(statement).mappings().first()

    def _scalar(self, statement: sa.Select[Any]) -> Any:
        return self._connection.execute(statement).scalar()

    def _run(self, statement: sa.UpdateBase, rows: Rows | None = None) -> int:
        """Change rows; gives how many were."""
        return self._connection.execute(statement, rows).rowcount

    def _add(self, table: sa.Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless a unique one is there already; whether it was inserted."""
        insert = _ignoring(self._dialect, table)
        return self._connection.execute(insert, {"tenant": self._tenant, **row}).rowcount == 1

    def _put(self, table: sa.Table, rows: Rows) -> None:
        """Insert these rows, or update those whose key is there already."""
        if rows:
            full = [{"tenant": self._tenant, **row} for row in rows]
            self._connection.execute(_upsert(self._dialect, table, tuple(full[0])), full)

    def _delete(self, table: sa.Table, **equal: Any) -> int:
        given = {f"{name}_": value for name, value in equal.items()}
        return self._ask(_deleted(table, *equal), **given).rowcount
