from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database import Database
from tests.scheduler.people import DIALOGS, utc
from tests.scheduler.stage import Stage
from tests.tables import empty


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(empty(tmp_path / "kring.db"), synchronous="NORMAL")
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Stage:
    return Stage(database, DIALOGS, tmp_path, utc("2027-01-05T08:00"))
