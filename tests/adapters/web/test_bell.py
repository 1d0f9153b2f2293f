import asyncio
from datetime import UTC, datetime

import pytest

from adapters.web.adapter import Web
from adapters.web.bell import Bell
from adapters.web.wall import Slate
from bot.content import Card
from bot.network import Address
from bot.ports import Unreachable

NOW = datetime(2027, 1, 12, tzinfo=UTC)
ZOE = Address(platform="web", id="dm:zoe")


class Counted(Slate):
    asked = 0

    async def newest(self, tenant: str) -> int:
        self.asked += 1
        return await super().newest(tenant)


async def test_a_listener_wakes_at_once() -> None:
    wall = Slate()
    bell = Bell(wall, beat=60)
    listener = asyncio.create_task(bell.wait("home", 0, 60))
    await asyncio.sleep(0)
    await Web(wall, bell, lambda: NOW, tenant="home").send(ZOE, Card(title="x"), key="k", ref=None)
    assert await asyncio.wait_for(listener, 1) == 1


async def test_what_another_process_wrote_is_found_within_a_beat() -> None:
    wall = Slate()
    bell = Bell(wall, beat=0.05)
    listener = asyncio.create_task(bell.wait("home", 0, 60))
    await asyncio.sleep(0.01)
    await wall.say("home", "dm:zoe", author="zoe", text="hi", at=NOW)
    assert await asyncio.wait_for(listener, 1) == 1


async def test_however_many_listen_the_wall_is_asked_once_a_beat() -> None:
    wall = Counted()
    bell = Bell(wall, beat=0.1)
    await asyncio.gather(*(bell.wait("home", 0, 0.25) for _ in range(50)))
    assert wall.asked <= 50 + 6  # each once on arrival at the same instant, then together


async def test_patience_has_an_end_and_so_has_the_day() -> None:
    bell = Bell(Slate(), beat=0.01)
    assert await bell.wait("home", 0, 0.02) == 0
    listener = asyncio.create_task(bell.wait("home", 0, 60))
    await asyncio.sleep(0)
    bell.close()
    assert await asyncio.wait_for(listener, 1) == 0


async def test_the_same_key_is_one_message() -> None:
    wall = Slate()
    web = Web(wall, Bell(wall), lambda: NOW, tenant="home")
    first = await web.send(ZOE, Card(title="1"), key="k", ref=None)
    await web.send(ZOE, Card(title="other"), key="l", ref=None)
    assert await web.send(ZOE, Card(title="2"), key="k", ref=first) == first
    assert [line.key for line in await wall.read("home", "dm:zoe")] == ["k", "l"]
    await web.send(ZOE, Card(title="3"), key="k", ref=None)
    lines = await wall.read("home", "dm:zoe")
    assert [(line.key, line.card and line.card.title) for line in lines] == [
        ("l", "other"),
        ("k", "3"),
    ]


async def test_another_platforms_address_is_not_reached() -> None:
    wall = Slate()
    web = Web(wall, Bell(wall), lambda: NOW, tenant="home")
    with pytest.raises(Unreachable):
        await web.send(Address(platform="slack", id="D1"), Card(title="x"), key="k", ref=None)
