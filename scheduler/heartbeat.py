"""APScheduler wakes us every second and remembers nothing: the tables are the truth."""

import asyncio
import logging
from contextlib import suppress

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.beat import Beat
from scheduler.logs import mishap

LOG = logging.getLogger(__name__)


class Heartbeat:
    """Beats every second, and at once when woken. Beats never overlap; what is sent may last."""

    def __init__(self, beat: Beat, *, seconds: float = 1.0) -> None:
        self._beat = beat
        self._seconds = seconds
        self._bell = asyncio.Event()
        self._life: asyncio.Task[None] | None = None
        self._scheduler: AsyncIOScheduler | None = None

    def wake(self) -> None:
        """Something was written that may be due: look now, not in a second."""
        self._bell.set()

    async def start(self) -> None:
        """Begin to beat, with a first beat at once."""
        scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone="UTC")
        scheduler.add_job(
            self._ring,
            "interval",
            seconds=self._seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        scheduler.start()
        self._beat.delivery.done = self.wake  # the next letter of that conversation can go
        self._scheduler = scheduler
        self._life = asyncio.create_task(self._live(), name="heartbeat")
        self.wake()

    async def stop(self) -> None:
        """Stop beating; what is being sent comes to its end first."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        if self._life is not None:
            self._life.cancel()
            with suppress(asyncio.CancelledError):
                await self._life
            self._life = None
        self._beat.delivery.done = None
        await self._beat.delivery.stop()
        await self._beat.delivery.sweep.stop()

    async def _ring(self) -> None:
        self._bell.set()

    async def _live(self) -> None:
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                await self._beat.delivery.begin()
                await self._beat.say()
                await self._beat.delivery.begin()
                self._beat.delivery.sweep.begin()
            except Exception as error:  # noqa: BLE001 - the next beat tries again
                mishap(LOG, "heartbeat.failed", error)
