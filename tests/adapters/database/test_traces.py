"""What was withdrawn leaves no trace on the disk, whatever happens meanwhile.

Before, old pages stayed in the log of a file when whoever had asked was gone by then, or when
somebody was just reading there; and after a refused row the log stayed when the file was closed.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.database import Database, sqlite
from bot.ports import Conflict
from tests.adapters.database.lives import run, settle
from tests.tables import empty


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite, as it lies on the disk."""
    opened = Database(empty(tmp_path / "kring.db"))
    await opened.transact("acme", settle)
    yield opened
    await opened.close()


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def test_whoever_goes_before_the_end_leaves_no_traces(file: Database, tmp_path: Path) -> None:
    """As Slack does after two seconds and a half."""
    await file.transact("acme", lambda unit: unit.save(run(facts={"said": "secret" * 99})))
    await file._doors.tidy()
    asked = asyncio.ensure_future(file.transact("acme", lambda unit: unit.unfile("zoe", "n1")))
    await asyncio.sleep(0)
    asked.cancel()
    await file._doors.write(lambda _: None)  # by now it is done
    await file._doors.tidy()
    assert b"secret" not in _bytes(tmp_path)


async def test_what_could_not_be_cleared_away_is_the_next_time(
    file: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody copies the file meanwhile."""
    monkeypatch.setattr(sqlite, "BUSY", 50)
    await file._doors.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout = 50").scalar())
    await file.transact("acme", lambda unit: unit.save(run(facts={"said": "secret" * 99})))
    await file._doors.tidy()
    reader = sqlite3.connect(tmp_path / "kring.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM people").fetchone()
    await file.transact("acme", lambda unit: unit.unfile("zoe", "n1"))
    await file._doors.tidy()
    reader.close()
    await file._doors.tidy()
    assert b"secret" not in _bytes(tmp_path)


async def test_a_file_is_closed_whole_though_a_row_was_refused(
    file: Database, tmp_path: Path
) -> None:
    for _ in range(2):
        with suppress(Conflict):
            await file.transact("acme", lambda unit: unit.save(run()))
    await file.close()
    assert not (tmp_path / "kring.db-wal").exists()
