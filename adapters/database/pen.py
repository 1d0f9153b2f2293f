"""Writing behind: what only changes rows waits until something is read, or until the end.

So a transaction that reads first and writes last costs one way to the database for all it writes;
and a hundred prompts that begin together are written table by table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from adapters.database.prepared import UNIQUE, Found, Prepared, Row, ask, fetch, known, put
from bot.ports import Conflict

AT_ONCE = 12
"""Changes that are sent to PostgreSQL as one statement; of more, each table has its own."""
_PLACE = re.compile(r"\$(\d+)")

_Where: TypeAlias = tuple[sa.FromClause, bool]
"""A table, and whether this goes beside what else is changed in it."""


@dataclass(slots=True)
class _Pile:
    """Rows for one statement. `counted`: it has to change one row for each of them."""

    statement: sa.UpdateBase
    counted: bool
    rows: list[Row] = field(default_factory=list)


class Pen:
    """A connection that writes behind. What is read through it sees all that was written."""

    def __init__(self, connection: sa.Connection) -> None:
        self.plain = connection
        self._piles: dict[_Where, _Pile] = {}
        self._refused: Conflict | None = None

    @property
    def dialect(self) -> sa.Dialect:
        return self.plain.dialect

    def execute(self, statement: sa.Executable, given: Any = None) -> sa.CursorResult[Any]:
        self.flush()
        return self.plain.execute(statement, given)

    def ask(self, built: sa.Executable, given: Row) -> Found | sa.CursorResult[Any]:
        """The same for a statement that is built once and asked again and again."""
        self.flush()
        return ask(self.plain, built, given)

    def put(self, built: sa.UpdateBase, given: Sequence[Row]) -> None:
        """Change all of these at once, now."""
        self.flush()
        self._each(_Pile(built, counted=False, rows=list(given)))

    def later(
        self, statement: sa.UpdateBase, row: Row, *, counted: bool = False, beside: bool = False
    ) -> None:
        """Change this before anything is read.

        Statements are told apart by identity. What goes `beside` the others changes no row that
        one of them changes. Raises Conflict, then, where a row is there already or, of what is
        `counted`, where there is none.
        """
        where = (statement.table, beside)
        pile = self._piles.get(where)
        before = beside and (statement.table, False) in self._piles
        if before or (pile is not None and (counted or beside or pile.statement is not statement)):
            self.flush()  # of one table everything happens in its order
            pile = None
        if pile is None:
            pile = self._piles[where] = _Pile(statement, counted)
        pile.rows.append(row)

    def flush(self) -> None:
        """Raises Conflict, once there was one each time: nobody goes on as if nothing had been."""
        if self._refused is not None:
            raise self._refused
        try:
            self._write()
        except Conflict as refused:
            self._refused = refused
            raise

    def _write(self) -> None:
        piles, self._piles = list(self._piles.values()), {}
        if not piles:
            return
        try:
            few = 1 < sum(len(pile.rows) for pile in piles) <= AT_ONCE
            if few and self.dialect.name == "postgresql" and all(map(_apart, piles)):
                self._at_once(piles)
            else:
                for pile in piles:
                    self._each(pile)
        except sa.exc.IntegrityError as refused:
            if _code(refused) in UNIQUE:
                raise Conflict("written by somebody else") from refused
            raise

    def _each(self, pile: _Pile) -> None:
        """One statement; of several rows at a time PostgreSQL's driver does not count."""
        alone = pile.counted and self.dialect.name == "postgresql"
        for rows in ([row] for row in pile.rows) if alone else (pile.rows,):
            if put(self.plain, pile.statement, rows) != len(rows) and pile.counted:
                raise Conflict("changed by somebody else")

    def _at_once(self, piles: Sequence[_Pile]) -> None:
        parts = [(pile, row) for pile in piles for row in pile.rows]
        made = [_answering(pile.statement, tuple(row), self.dialect) for pile, row in parts]
        given = [each.values(row) for each, (_, row) in zip(made, parts, strict=True)]
        words = _joined(tuple(each.words for each in made), tuple(map(len, given)))
        values = tuple(value for some in given for value in some)
        (counts,) = fetch(self.plain, words, values)
        for (pile, _), count in zip(parts, counts, strict=True):
            if pile.counted and count != 1:
                raise Conflict("changed by somebody else")


def _apart(pile: _Pile) -> bool:
    """Whether its rows are surely different ones: no statement changes a row twice."""
    key = [column.name for column in pile.statement.table.primary_key]
    named = [tuple(row.get(name) for name in key) for row in pile.rows]
    return len(named) == 1 or (len(set(named)) == len(named) and None not in named[0])


def _code(refused: sa.exc.IntegrityError) -> str:
    said = refused.orig
    return str(getattr(said, "sqlstate", "") or getattr(said, "sqlite_errorname", ""))


# ── several changes as one statement of PostgreSQL ──


@lru_cache(maxsize=256)
def _answering(statement: Any, names: tuple[str, ...], dialect: sa.Dialect) -> Prepared:
    """It gives a row for each that it changes."""
    return known(statement.returning(sa.literal_column("1")), names, dialect)


def _moved(words: str, by: int) -> str:
    return _PLACE.sub(lambda found: f"${int(found[1]) + by}", words)


@lru_cache(maxsize=1024)
def _joined(parts: tuple[str, ...], sizes: tuple[int, ...]) -> str:
    """Each as a part of one WITH, its places numbered on from those before it."""
    before, named = 0, []
    for n, (words, size) in enumerate(zip(parts, sizes, strict=True)):
        named.append(f"w{n} AS ({_moved(words, before)})")
        before += size
    counts = ", ".join(f"(SELECT count(*) FROM w{n})" for n in range(len(parts)))  # noqa: S608
    return f"WITH {', '.join(named)} SELECT {counts}"  # only statements that SQLAlchemy wrote
