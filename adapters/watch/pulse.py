"""How long the event loop keeps others waiting: what blocks it blocks everybody."""

import asyncio
from collections import deque
from time import monotonic

BEAT = 0.25
"""Seconds between two looks at the clock."""
REMEMBERED = 20
"""Looks over which the worst is told: five seconds."""


class Pulse:
    """`run` lasts until it is cancelled."""

    def __init__(self) -> None:
        self._lags = deque[float]([0.0], maxlen=REMEMBERED)
        self._next: float | None = None

    @property
    def lag(self) -> float:
        """Seconds by which the loop came late, at worst of late; 0 where nothing runs."""
        overdue = 0.0 if self._next is None else monotonic() - self._next
        return max(overdue, *self._lags, 0.0)

    async def run(self) -> None:
        try:
            while True:
                self._next = monotonic() + BEAT
                await asyncio.sleep(BEAT)
                self._lags.append(monotonic() - self._next)
        finally:
            self._next = None
