import asyncio
from datetime import timedelta

import pytest

from adapters.database import Database
from adapters.web.wall import Line, Slate, Wall
from tests.adapters.database.lives import NOW, card


@pytest.fixture(params=["kept", "in memory"])
def wall(request: pytest.FixtureRequest, database: Database) -> Wall:
    """The wall of the database, and the one that the web tries its pages with: one contract."""
    return database.wall_of(Line) if request.param == "kept" else Slate()


async def put(wall: Wall, key: str, words: str, *, anew: bool = False) -> int:
    return await wall.write("acme", "dm:zoe", key=key, card=card(words), at=NOW, anew=anew)


async def test_what_is_said_and_shown_stands_in_order(wall: Wall) -> None:
    assert await wall.newest("acme") == 0
    first = await put(wall, "r1", "one")
    said = await wall.say("acme", "dm:zoe", author="zoe", text="hello \ud83d", at=NOW)
    last = await put(wall, "r2", "two")
    lines = await wall.read("acme", "dm:zoe")
    assert [line.seq for line in lines] == [first, said, last]
    assert lines[0] == Line(seq=first, key="r1", author="", card=card("one"), text="", at=NOW)
    assert (lines[1].author, lines[1].card, lines[1].text[:5]) == ("zoe", None, "hello")
    assert await wall.newest("acme") == 3


async def test_a_card_is_replaced_where_it_stands(wall: Wall) -> None:
    first = await put(wall, "r1", "one")
    await put(wall, "r2", "two")
    seen = await wall.newest("acme")
    assert await put(wall, "r1", "changed") == first
    changed = await wall.read("acme", "dm:zoe", after=seen)
    assert [(line.seq, line.card) for line in changed] == [(first, card("changed"))]
    assert [line.key for line in await wall.read("acme", "dm:zoe")] == ["r1", "r2"]
    assert await wall.newest("acme") > seen


async def test_a_replaced_card_keeps_the_hour_at_which_it_came(wall: Wall) -> None:
    await put(wall, "r1", "one")
    later = NOW + timedelta(days=1)
    for anew, at in ((False, NOW), (True, later)):
        await wall.write("acme", "dm:zoe", key="r1", card=card("two"), at=later, anew=anew)
        assert [line.at for line in await wall.read("acme", "dm:zoe")] == [at]


async def test_anew_moves_it_to_the_end(wall: Wall) -> None:
    await put(wall, "r1", "one")
    await put(wall, "r2", "two")
    await put(wall, "r1", "again", anew=True)
    assert [line.key for line in await wall.read("acme", "dm:zoe")] == ["r2", "r1"]


async def test_the_last_lines_are_read(wall: Wall) -> None:
    for n in range(5):
        await put(wall, f"r{n}", str(n))
    assert [line.key for line in await wall.read("acme", "dm:zoe", limit=2)] == ["r3", "r4"]


async def test_conversations_and_tenants_are_apart(wall: Wall) -> None:
    await put(wall, "r1", "one")
    await wall.say("acme", "dm:bart", author="bart", text="x", at=NOW)
    await wall.write("other", "dm:zoe", key="r1", card=card("theirs"), at=NOW, anew=False)
    assert len(await wall.read("acme", "dm:zoe")) == 1
    assert [line.card for line in await wall.read("other", "dm:zoe")] == [card("theirs")]
    assert (await wall.newest("acme"), await wall.newest("other")) == (2, 1)


async def test_many_write_at_once_and_every_number_is_given_once(wall: Wall) -> None:
    seqs = await asyncio.gather(
        *(wall.say("acme", "dm:zoe", author="zoe", text=str(n), at=NOW) for n in range(20))
    )
    assert sorted(seqs) == list(range(1, 21))
