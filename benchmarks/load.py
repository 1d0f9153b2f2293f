"""Requests over connections that stay: as cheap as Python can make them, so that they do not count.

Two ways to ask: `closed`, where each connection asks again as soon as it was answered, to see how
many a second there can be; `paced`, so many a second whatever happens, to see how long each takes
from the instant at which it was to be sent.
"""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

CONNECTIONS = 32
OK = 300


class Connection(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self._taken = bytearray()
        self._answer: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._taken += data
        head, found, body = self._taken.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        status = int(head[9:12])
        answer, self._answer = self._answer, None
        assert answer is not None, "an answer that nobody asked for"
        if status < OK:
            answer.set_result(None)
        else:
            answer.set_exception(RuntimeError(f"{status} {bytes(body[:200])!r}"))
        self._taken.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("closed"))

    def ask(self, request: bytes) -> "asyncio.Future[None]":
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer


def _length(head: bytearray) -> int:
    at = head.lower().find(b"content-length:")
    if at < 0:
        return 0
    return int(head[at + 15 :].partition(b"\r\n")[0])


def request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _connections(port: int, many: int) -> list[Connection]:
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(many)]
    return [connection for _, connection in made]


@contextmanager
def _undisturbed() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def closed(port: int, requests: Sequence[bytes]) -> float:
    """How many of these a second were answered well."""
    connections = await _connections(port, CONNECTIONS)
    waiting = iter(requests)

    async def one(connection: Connection) -> None:
        for each in waiting:
            await connection.ask(each)

    with _undisturbed():
        begun = time.perf_counter()
        await asyncio.gather(*map(one, connections))
        took = time.perf_counter() - begun
    for connection in connections:
        connection.transport.close()
    return len(requests) / took


async def paced(port: int, requests: Sequence[bytes], a_second: float) -> list[float]:
    """Milliseconds from the instant at which each was to be sent until its answer."""
    free = deque(await _connections(port, CONNECTIONS))
    everyone = list(free)
    queue: deque[tuple[float, bytes]] = deque()
    took: list[float] = []
    under_way: list[asyncio.Task[None]] = []

    async def work(connection: Connection) -> None:
        while queue:
            due, each = queue.popleft()
            await connection.ask(each)
            took.append((time.perf_counter() - due) * 1000)
        free.append(connection)

    with _undisturbed():
        begun = time.perf_counter()
        for n, each in enumerate(requests):
            due = begun + n / a_second
            if (left := due - time.perf_counter()) > 0:
                await asyncio.sleep(left)
            queue.append((due, each))
            if free:
                under_way.append(asyncio.create_task(work(free.popleft())))
        await asyncio.gather(*under_way)
    for connection in everyone:
        connection.transport.close()
    return took


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
