"""Whether this process can do its work, as codes for what is in the way."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from typing import TypeAlias

Check: TypeAlias = Callable[[], Awaitable[bool]]
STOPPING = "stopping"
PATIENCE = 2.0
"""Seconds for a look at everything: who asks gives up soon after."""
FRESH = 1.0
"""Seconds for which an answer holds, so that asking often costs nothing."""


class Health:
    """A check tells whether it holds; one that raises, or takes too long, does not."""

    def __init__(self, checks: Mapping[str, Check], patience: float = PATIENCE) -> None:
        """`checks` by the code that stands for their failing."""
        self._checks = checks
        self._patience = patience
        self._running: dict[str, asyncio.Task[bool]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._known: tuple[float, tuple[str, ...]] | None = None
        self.stopping = False

    async def codes(self) -> tuple[str, ...]:
        """What is in the way; nothing where all is well."""
        found = () if self.stopping else await self._recent()
        return self._unless_stopping(found)

    def _unless_stopping(self, found: tuple[str, ...]) -> tuple[str, ...]:
        return (STOPPING,) if self.stopping else found

    async def _recent(self) -> tuple[str, ...]:
        async with self._one_at_a_time:
            if self._known is None or monotonic() - self._known[0] > FRESH:
                found = await self._look()
                self._known = (monotonic(), found)
            return self._known[1]

    async def _look(self) -> tuple[str, ...]:
        """What hangs is not started once more: it is waited for with the next look."""
        for code, check in self._checks.items():
            if code not in self._running:
                self._running[code] = asyncio.create_task(_held(check), name=f"health-{code}")
        if self._running:
            await asyncio.wait(self._running.values(), timeout=self._patience)
        ended = {code: task for code, task in self._running.items() if task.done()}
        for code in ended:
            del self._running[code]
        return tuple(c for c in self._checks if c not in ended or not ended[c].result())

    async def close(self) -> None:
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        self._running.clear()


async def _held(check: Check) -> bool:
    try:
        return await check()
    except Exception:  # noqa: BLE001 - whatever it is, it is in the way
        return False
