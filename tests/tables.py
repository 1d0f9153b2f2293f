"""A database with all its tables and nothing in them: made once in a process, then copied."""

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from adapters.database import Database, schema


@cache
def _made() -> tuple[bytes, tuple[str, ...]]:
    """The file, and the statements that make the same."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kring.db"
        engine = sa.create_engine(f"sqlite:///{file}")
        with engine.begin() as tables:
            schema.upgrade(tables)
        engine.dispose()
        with closing(sqlite3.connect(file)) as connection:
            _, *statements, _ = connection.iterdump()  # without its BEGIN and COMMIT
        return file.read_bytes(), tuple(statements)


def empty(file: Path) -> str:
    """Put one into this file, if there is none yet; return its address."""
    if not file.exists():
        file.write_bytes(_made()[0])
    return f"sqlite:///{file}"


async def furnish(memory: Database) -> None:
    """Put all tables into a database in memory."""
    statements = _made()[1]
    await memory._doors.alter(lambda c: [c.exec_driver_sql(each) for each in statements])
