import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.database import Database, schema
from adapters.database.tables import METADATA

PLACES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("made") / "kring.db"
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()
    return file


def _clear(connection: sa.Connection) -> None:
    names = ", ".join(METADATA.tables)
    connection.execute(sa.text(f"TRUNCATE {names}"))


@pytest.fixture
def address(place: str, request: pytest.FixtureRequest, made: Path, tmp_path: Path) -> str:
    """A database that this test may fill: a new file, or this worker's own on the server."""
    if place == "sqlite":
        return f"sqlite:///{shutil.copy(made, tmp_path / 'kring.db')}"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """An open database with all tables, and nothing in them."""
    opened = Database(address, synchronous="OFF")
    await opened.upgrade()
    if address.startswith("postgres"):
        await opened._doors.write(_clear)
    yield opened
    await opened.close()
