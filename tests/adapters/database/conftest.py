from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.database import Database, postgres, schema
from adapters.database.tables import METADATA
from tests.tables import empty

PLACES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _clear(connection: sa.Connection) -> None:
    """By rows: to truncate so many tables takes longer than to delete the few rows in them."""
    deletes = (f"{sa.delete(table)};" for table in reversed(METADATA.sorted_tables))
    connection.exec_driver_sql(f"DO $$ BEGIN {' '.join(deletes)} END $$")


@pytest.fixture
def address(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that this test may fill: a new file, or this worker's own on the server."""
    if place == "sqlite":
        return empty(tmp_path / "kring.db")
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """An open database with all tables, and nothing in them."""
    opened = Database(address, synchronous="OFF")
    if await opened.version() != schema.newest():
        await opened.upgrade()
    if address.startswith("postgres"):
        await opened._doors.write(_clear)
    yield opened
    await opened.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What meets a conflict is tried as often as ever, without a pause: nobody else is there."""
    monkeypatch.setattr(postgres, "LONGEST", 0.0)
