"""From the outbox to the platforms: at least once, or reported; nobody waits for anybody else."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from bot.ports import Adapter, Ambiguous, Clock, Ref, Retry, Unreachable
from scheduler.logs import mishap
from scheduler.ports import TAKEN, Carrier, Courier, Letter, TimedStore

LOG = logging.getLogger(__name__)
UNCERTAIN = "uncertain"
STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long, how often, how many at a time.

    With these figures a platform that is down is tried for about nine hours.
    """

    lease: timedelta = timedelta(seconds=60)  # longer than `timeout`, so that nobody sends twice
    timeout: float = 10.0  # seconds for one attempt
    first: float = 1.0  # seconds until the second attempt; each further one waits twice as long
    longest: float = 3600.0
    attempts: int = 20
    grace: timedelta = timedelta(seconds=30)  # before what may have arrived is sent once more
    at_once: int = 32


def wait(letter: Letter, patience: Patience, after: float = 0.0) -> timedelta:
    """Exponential, a quarter of it spread by the letter's id, and never less than `after`."""
    doubled = min(patience.first * 2.0 ** min(letter.attempts, 40), patience.longest)
    spread = crc32(letter.id.encode()) % 1000 / 4000
    return timedelta(seconds=max(doubled * (1 + spread), after))


def anything(kind: str) -> bool:  # noqa: ARG001
    return True


class Delivery:
    """Sends what is in the outbox.

    Two of these, in one process or in two, do not disturb each other: the outbox gives each
    letter to one of them.

    `asks` tells by the kind of a message whether to send it once more when it may or may not have
    arrived: a question must arrive, news need not arrive twice.
    """

    def __init__(
        self,
        store: TimedStore,
        adapters: Mapping[str, Adapter | Carrier],
        clock: Clock,
        *,
        asks: Callable[[str], bool] = anything,
        patience: Patience = Patience(),
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._clock = clock
        self._asks = asks
        self._patience = patience
        self.done: Callable[[], None] | None = None  # told after each attempt
        self._under_way: set[asyncio.Task[None]] = set()

    async def begin(self) -> int:
        """Start sending what is due now, as far as hands are free; how many were started.

        Raises what the outbox raises when it cannot be read, and nothing else.
        """
        free = self._patience.at_once - len(self._under_way)
        if free <= 0:
            return 0
        letters = await self._store.post.claim(self._clock(), free, self._patience.lease)
        for letter in letters:
            task = asyncio.create_task(self._deliver(letter))
            self._under_way.add(task)
            task.add_done_callback(self._finished)
        return len(letters)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self.done is not None:
            self.done()

    async def drain(self) -> int:
        """Send until nothing is due any more; how many attempts that took."""
        begun = 0
        while True:
            begun += (started := await self.begin())
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif not started:
                return begun

    async def stop(self) -> None:
        """Let what is under way come to its end, which is at most one timeout away."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._patience.timeout + 1)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _deliver(self, letter: Letter) -> None:
        """One attempt and its record. What fails here concerns this letter alone."""
        try:
            await self._attempt(letter)
        except Exception as error:  # noqa: BLE001
            # Not recorded: the lease runs out and the letter goes out again.
            mishap(LOG, "delivery.unrecorded", error, _about(letter))

    async def _attempt(self, letter: Letter) -> None:
        try:
            ref = await self._send(letter)
        except Retry as no:
            await self._again(letter, no.code or "retry", no.after)
        except Unreachable as never:
            await self._give_up(letter, never.code)
        except (Ambiguous, TimeoutError, OSError):
            await self._perhaps(letter)
        except Exception as error:  # noqa: BLE001 - a mistake in an adapter
            mishap(LOG, "delivery.failed", error, _about(letter))
            await self._perhaps(letter)
        else:
            await self._store.post.sent(letter, ref, self._clock())

    async def _send(self, letter: Letter) -> Ref:
        adapter = self._adapters.get(letter.to.platform)
        if self._late(letter) and not _perhaps_there(letter):
            raise Unreachable(STALE)
        if adapter is None:
            raise Retry(0, "no_adapter")
        async with asyncio.timeout(self._patience.timeout):
            if isinstance(adapter, Carrier):
                return await self._carry(adapter, letter)
            return await adapter.send(letter.to, letter.card, key=letter.key, ref=letter.ref)

    async def _carry(self, carrier: Carrier, letter: Letter) -> Ref:
        """Look first whether it arrived with an attempt of which nobody knows the end."""
        courier, ref = carrier.of(letter), letter.ref
        if ref is None and _perhaps_there(letter) and isinstance(courier, Courier):
            ref = await courier.find(letter.to, letter.key)
        if ref is None and self._late(letter):
            raise Unreachable(STALE)
        return await courier.send(letter.to, letter.card, key=letter.key, ref=ref)

    def _late(self, letter: Letter) -> bool:
        """Whether nobody is served by it any more: after a long silence of ours, or theirs."""
        return letter.ref is None and letter.until is not None and letter.until <= self._clock()

    async def _perhaps(self, letter: Letter) -> None:
        """It may have arrived. To replace a message twice is harmless; to post it twice is not."""
        carrier = self._adapters.get(letter.to.platform)
        found_again = isinstance(carrier, Carrier) and isinstance(carrier.of(letter), Courier)
        if letter.ref is not None or found_again:
            await self._again(letter, UNCERTAIN, self._patience.grace.total_seconds())
        elif _perhaps_there(letter) or not self._asks(letter.kind):
            await self._give_up(letter, UNCERTAIN)
        else:
            await self._retry(letter, self._clock() + self._patience.grace, UNCERTAIN)

    async def _again(self, letter: Letter, code: str, after: float) -> None:
        if letter.attempts + 1 >= self._patience.attempts:
            await self._give_up(letter, code)
            return
        # An attempt that may have arrived is remembered, whatever comes after it.
        kept = UNCERTAIN if _perhaps_there(letter) else code
        await self._retry(letter, self._clock() + wait(letter, self._patience, after), kept)

    async def _retry(self, letter: Letter, at: datetime, code: str) -> None:
        LOG.info("delivery.retry", extra=_about(letter) | {"reason": code})
        await self._store.post.retry(letter, at, code)

    async def _give_up(self, letter: Letter, code: str) -> None:
        LOG.warning("delivery.dead", extra=_about(letter) | {"reason": code})
        await self._store.post.dead(letter, code, self._clock())


def _perhaps_there(letter: Letter) -> bool:
    """Whether an earlier attempt ended in a way of which nobody knows the end."""
    return letter.code in (UNCERTAIN, TAKEN)


def _about(letter: Letter) -> dict[str, object]:
    """What a log may say of a letter: neither to whom nor what."""
    return {
        "letter": letter.id,
        "platform": letter.to.platform,
        "attempts": letter.attempts,
    }
