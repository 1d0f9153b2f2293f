"""Writers of SQLite commit together, and may read what one of them has just written.

Before, a network that was read in this way stayed on the shelf when their commit failed: whoever
wrote its next revision was not seen, and everybody read what never was. Now the shelf is cleared.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from adapters.database import Database
from adapters.database.sqlite import Sqlite
from bot.ports import Unit
from tests.adapters.database.lives import network, settle


@pytest.fixture
def place() -> str:
    return "sqlite"


def _titled(title: str) -> Callable[[Unit], None]:
    return lambda unit: unit.keep_network(replace(network(), title=title))


def _title(unit: Unit) -> str:
    here = unit.network("n1")
    assert here is not None
    return here.title


async def test_what_was_taken_back_with_all_others_is_read_by_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.transact("acme", settle)
    assert isinstance(database._doors, Sqlite)
    writer, begun, gathered = database._doors._writer, Event(), Event()

    def hold(unit: Unit) -> bool:
        begun.set()
        return gathered.wait(5)

    def full(raw: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    first = asyncio.ensure_future(database.transact("acme", hold))
    await asyncio.to_thread(begun.wait)
    both = [asyncio.ensure_future(database.transact("acme", w)) for w in (_titled("A"), _title)]
    await asyncio.sleep(0)  # these two wait for the writer, and come together
    with monkeypatch.context() as patched:
        commit = iter((writer._commit, full))
        patched.setattr(writer, "_commit", lambda raw: next(commit)(raw))  # noqa: PLW0108
        gathered.set()
        await first
        found = await asyncio.gather(*both, return_exceptions=True)
    assert [type(each) for each in found] == [sqlite3.OperationalError] * 2
    await database.transact("acme", _titled("B"))
    assert await database.transact("acme", _title) == "B"
