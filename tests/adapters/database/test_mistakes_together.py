"""One mistake among many who are served together.

Before, StopIteration, which no future takes, left all who were told with it waiting for ever. Now
each hears what became of their own.
"""

import asyncio

import pytest

from adapters.database import Database
from bot.ports import Unit


@pytest.mark.parametrize("door", ["transact", "look"])
async def test_no_mistake_leaves_anybody_waiting(database: Database, door: str) -> None:
    """Not even the one that no future takes."""

    def wrong(unit: Unit) -> None:
        raise StopIteration

    ask = getattr(database, door)
    asked = [ask("acme", work) for work in (wrong, lambda unit: unit.ignored("zoe", "quiz"))]
    async with asyncio.timeout(5):
        found = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(found[0], RuntimeError)
    assert found[1] == 0
