"""What is kept stands in the database's own files, and nowhere else.

Before, SQLite put pages as they had been, with people's answers, into a temporary file of its own
whenever a transaction that could still be taken back changed more than a few.
"""

from contextlib import suppress
from pathlib import Path

import pytest

from adapters.database import Database
from adapters.database.unit import Work
from tests.adapters.database.lives import entry, settle

OPEN = Path("/proc/self/fd")
"""Where Linux shows which files a process has open, also those without a name."""


def save(unit: Work) -> None:
    for n in range(100):
        unit.file([entry(value="the walk " * 200, field=f"hope{n}")], f"r{n}")
    unit.finish()


def opened() -> set[str]:
    found = set[str]()
    for file in OPEN.iterdir():
        with suppress(FileNotFoundError):  # what lists them is one of them
            found.add(str(file.readlink()))
    return {name for name in found if name.startswith("/") and not name.startswith("/dev/")}


@pytest.mark.skipif(not OPEN.exists(), reason="open files are looked at as Linux shows them")
async def test_what_may_be_taken_back_is_in_no_other_file(database: Database, address: str) -> None:
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL keeps its files itself")
    before = opened()
    await database.transact("acme", settle)
    await database.transact("acme", save)

    def saved_anew(unit: Work) -> set[str]:
        save(unit)
        return opened()

    new = await database.transact("acme", saved_anew) - before
    own = address.removeprefix("sqlite:///")
    assert {name for name in new if not name.startswith(own)} == set()
