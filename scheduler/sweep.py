"""What was sent again in doubt is looked at once more: of two messages, one is taken away."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.ports import Adapter, Ambiguous, Clock, Retry, Unreachable
from scheduler.logs import mishap
from scheduler.ports import Carrier, Doubt, Doubts, Letter, Sweeper

LOG = logging.getLogger(__name__)
AFTER = timedelta(minutes=5)
"""After it was sent again: longer than a platform is known to take for what it accepted."""
EACH = timedelta(minutes=1)
"""How often one looks for letters that are due."""
LEASE = timedelta(minutes=2)
TIMEOUT = 20.0
"""Seconds for one letter."""
GIVES_UP = timedelta(days=1)
AT_ONCE = 20


class Sweep:
    """Two of these do not disturb each other: each letter is given to one of them."""

    def __init__(
        self, doubts: Doubts, adapters: Mapping[str, Adapter | Carrier], clock: Clock
    ) -> None:
        self._doubts = doubts
        self._adapters = adapters
        self._clock = clock
        self._next: datetime | None = None
        self._under_way: asyncio.Task[int] | None = None

    def can(self, letter: Letter) -> bool:
        """Whether this letter's platform can take one of two messages away."""
        return self._sweeper(letter) is not None

    def _sweeper(self, letter: Letter) -> Sweeper | None:
        carrier = self._adapters.get(letter.to.platform)
        found = carrier.of(letter) if isinstance(carrier, Carrier) else None
        return found if isinstance(found, Sweeper) else None

    def begin(self) -> None:
        """Once a minute, beside everything else."""
        now = self._clock()
        if self._next is not None and now < self._next:
            return
        if self._under_way is None or self._under_way.done():
            self._next = now + EACH
            self._under_way = asyncio.create_task(self.once())

    async def stop(self) -> None:
        task, self._under_way = self._under_way, None
        if task is not None and not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def once(self) -> int:
        """Look at what is due; how many letters that were."""
        try:
            due = await self._doubts.due(self._clock(), AT_ONCE, LEASE)
            for doubt in due:
                await self._look(doubt)
        except Exception as error:  # noqa: BLE001 - the database's; the lease runs out
            mishap(LOG, "sweep.failed", error)
            return 0
        return len(due)

    async def _look(self, doubt: Doubt) -> None:
        letter, now = doubt.letter, self._clock()
        sweeper = self._sweeper(letter)
        if sweeper is None or letter.ref is None or now - letter.created > GIVES_UP:
            await self._doubts.settled(doubt, None)
            return
        try:
            async with asyncio.timeout(TIMEOUT):
                ref = await sweeper.sweep(
                    letter.to, letter.key, ref=letter.ref, changed=doubt.changed
                )
        except (Retry, Ambiguous, TimeoutError, OSError) as no:
            wait = max(getattr(no, "after", 0.0), AFTER.total_seconds())
            await self._doubts.later(doubt, now + timedelta(seconds=wait))
        except Unreachable:
            await self._doubts.settled(doubt, None)
        else:
            await self._doubts.settled(doubt, ref)
