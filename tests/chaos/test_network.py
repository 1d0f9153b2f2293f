"""The network misbehaves: no attempt outlives its time, and what was not told is looked for."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.content import Card
from bot.network import Address
from bot.ports import Outgoing
from tests.adapters.slack.office import install
from tests.chaos.figures import publish
from tests.chaos.living import PATIENCE, START, kring_on, watched
from tests.chaos.served import SLACK

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Behaviour: TypeAlias = Callable[[Reader, Writer], Awaitable[None]]


async def _reset(_: Reader, writer: Writer) -> None:
    writer.transport.abort()


async def _half_open(reader: Reader, _: Writer) -> None:
    """It listens for ever, and never says a word."""
    while await reader.read(1024):
        pass


async def _stalled(reader: Reader, writer: Writer) -> None:
    """The beginning of an answer, and then nothing for half a minute."""
    await reader.read(64)
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
    )
    await asyncio.sleep(30)


async def _dripping(reader: Reader, writer: Writer) -> None:
    """An answer, a byte at a time."""
    await reader.read(64)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n"
    for byte in head + b" " * 9000:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.05)


BEHAVIOURS = {"reset": _reset, "half open": _half_open, "stalled": _stalled, "dripping": _dripping}


@asynccontextmanager
async def listening(behaves: Behaviour) -> AsyncIterator[str]:
    tasks = set[asyncio.Task[None]]()

    async def met(reader: Reader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await behaves(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    door = await asyncio.start_server(met, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{door.sockets[0].getsockname()[1]}"
    door.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("how", BEHAVIOURS)
async def test_an_attempt_ends_in_time(how: str, tmp_path: Path) -> None:
    async with listening(BEHAVIOURS[how]) as address:
        kring = kring_on("slack", f"sqlite:///{tmp_path / 'kring.db'}", address, lambda: START)
        watched(kring, str(tmp_path / "journal"))
        await kring.open(upgrade=True)
        await install(kring, START)
        out = Outgoing(to=Address(platform="slack", id="U1"), card=Card(title="Hello"), key="k")
        await kring.database.transact(SLACK, lambda unit: unit.post(out, START))
        began = time.monotonic()
        assert await kring.beat.delivery.begin() == 1
        await kring.beat.delivery.stop()
        took = time.monotonic() - began
        after = START + 2 * PATIENCE.grace
        (letter,) = await kring.database.post.claim(after, 1, PATIENCE.lease)
        assert kring.slack is not None
        await kring.slack.close()
        await kring.close()
    assert letter.code == "uncertain"
    publish("network", how=how, seconds=round(took, 2), limit=PATIENCE.timeout)
