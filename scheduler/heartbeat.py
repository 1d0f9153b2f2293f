"""APScheduler wakes us every second and remembers nothing: the tables are the truth."""

import asyncio
import logging
from contextlib import suppress

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.beat import Beat
from scheduler.logs import mishap

LOG = logging.getLogger(__name__)
BREATH = 0.01
"""Seconds between two beats at least: what is written or sent meanwhile is one beat's work."""
PATIENCE = 10.0
"""Seconds for the beat under way when it is told to stop."""


class Heartbeat:
    """Beats every second, and at once when woken. Beats never overlap; what is sent may last."""

    def __init__(self, beat: Beat, *, seconds: float = 1.0) -> None:
        self._beat = beat
        self._seconds = seconds
        self._bell = asyncio.Event()
        self._look = True  # whether anything but a letter may be due
        self._life: asyncio.Task[None] | None = None
        self._scheduler: AsyncIOScheduler | None = None

    def wake(self) -> None:
        """Something was written that may be due: look now, not in a second."""
        self._look = True
        self._bell.set()

    def _more(self) -> None:
        """Another letter may go: that concerns the post office alone."""
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
        self._beat.delivery.done = self._more
        self._scheduler = scheduler
        self._life = asyncio.create_task(self._live(), name="heartbeat")
        self._beat.delivery.resting = False
        self.wake()

    def rest(self) -> None:
        """From now on nothing more is claimed. A signal handler may call it."""
        self._beat.delivery.resting = True

    async def stop(self) -> None:
        """Stop beating; what is being said and sent comes to its end first."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        self.rest()
        await asyncio.gather(self._ended(), self._beat.delivery.stop())
        self._beat.delivery.done = None
        await self._beat.delivery.sweep.stop()
        self._beat.delivery.resting = False

    async def _ended(self) -> None:
        """A beat is not cut off in the middle: what it claims must not stay claimed."""
        life, self._life = self._life, None
        if life is not None:
            self._bell.set()
            await asyncio.wait({life}, timeout=PATIENCE)
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life

    async def _ring(self) -> None:
        self.wake()

    async def _live(self) -> None:
        while not self._beat.delivery.resting:
            await self._bell.wait()
            self._bell.clear()
            try:
                await self._beat.delivery.begin()
                if self._look:
                    self._look = False
                    await self._beat.say()
                    await self._beat.delivery.begin()
                    self._beat.delivery.sweep.begin()
            except Exception as error:  # noqa: BLE001 - the next beat tries again
                mishap(LOG, "heartbeat.failed", error)
            await asyncio.sleep(BREATH)
