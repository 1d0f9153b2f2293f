"""What many ask for at the same time is done in one transaction.

While one transaction runs, what is asked for meanwhile gathers for the next: nobody waits for a
clock, and the busier it is, the fewer transactions each of them costs.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

A = TypeVar("A")
T = TypeVar("T")
Run: TypeAlias = Callable[[Sequence[A]], Awaitable[Sequence["T | Exception"]]]
LARGEST = 200
"""How many go together at most."""


class Together(Generic[A, T]):
    """`run` does what is asked for, all or nothing, and gives a result for each, or its error."""

    def __init__(self, run: "Run[A, T]") -> None:
        self._run = run
        self._queues = WeakKeyDictionary[asyncio.AbstractEventLoop, _Queue[A, T]]()

    async def ask(self, one: A) -> T:
        """Its result, once it is committed. Raises its error, or what the transaction raised."""
        loop = asyncio.get_running_loop()
        queue = self._queues.setdefault(loop, _Queue())
        result: asyncio.Future[T | BaseException] = loop.create_future()
        queue.waiting.append((one, result))
        if queue.task is None:
            queue.task = loop.create_task(self._work(queue))
        found = await result
        if isinstance(found, BaseException):
            raise found
        return found

    async def _work(self, queue: "_Queue[A, T]") -> None:
        try:
            while queue.waiting:
                now, queue.waiting = queue.waiting[:LARGEST], queue.waiting[LARGEST:]
                await self._one(now)
        finally:
            queue.task = None
            for _, future in queue.waiting:  # only where this ends before its time
                future.cancel()

    async def _one(self, asked: "list[tuple[A, asyncio.Future[T | BaseException]]]") -> None:
        results: Sequence[T | BaseException]
        try:
            results = await self._run([one for one, _ in asked])
        except asyncio.CancelledError:
            for _, future in asked:
                future.cancel()
            raise
        except BaseException as failed:  # noqa: BLE001 - it is the askers'
            results = [failed] * len(asked)
        for (_, future), result in zip(asked, results, strict=True):
            if not future.done():  # else whoever asked has gone
                future.set_result(result)


class _Queue(Generic[A, T]):
    def __init__(self) -> None:
        self.waiting: list[tuple[A, asyncio.Future[T | BaseException]]] = []
        self.task: asyncio.Task[None] | None = None
