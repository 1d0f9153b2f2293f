"""From the outbox to the platforms: at least once, or reported; nobody waits for anybody else."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias, cast
from zlib import crc32

from bot.network import Address
from bot.ports import Adapter, Ambiguous, Bar, Clock, Ref, Retry, Unreachable
from scheduler.logs import mishap
from scheduler.ports import (
    TAKEN,
    UNCERTAIN,
    UNCOUNTED,
    Carrier,
    Courier,
    Gauge,
    Letter,
    Queued,
    TimedStore,
    TimedUnit,
)
from scheduler.sweep import AFTER, Sweep

LOG = logging.getLogger(__name__)
Lost: TypeAlias = Callable[[TimedUnit, Address, str, Bar, datetime], None]
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
    at_once: int = 64
    share: int = 32  # of these for one tenant, so that its platform in trouble leaves hands free


SOON = 60.0
"""Seconds for which a turn that comes is watched for; what comes later, the heart beats for."""


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
    arrived: a question must arrive, news need not arrive twice. `lost` is told of each letter
    that is given up, in the same transaction.
    """

    def __init__(
        self,
        store: TimedStore,
        adapters: Mapping[str, Adapter | Carrier],
        clock: Clock,
        *,
        asks: Callable[[str], bool] = anything,
        lost: Lost | None = None,
        patience: Patience = Patience(),
        gauge: Gauge = UNCOUNTED,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._clock = clock
        self._asks = asks
        self._lost = lost
        self.sweep = Sweep(store.doubts, adapters, clock)
        self._patience = patience
        self._gauge = gauge
        self.resting = False  # then nothing more is claimed, and what is under way may end
        self.done: Callable[[], None] | None = None  # told when another letter may go
        self._under_way: set[asyncio.Task[None]] = set()
        self._held = Counter[str]()  # letters under way, by tenant

    async def begin(self) -> int:
        """Start sending what is due now, as far as hands are free; how many were started.

        Raises what the outbox raises when it cannot be read, and nothing else.
        """
        free = self._patience.at_once - len(self._under_way)
        if free <= 0 or self.resting:
            return 0
        letters = await self._store.post.claim(
            self._clock(),
            free,
            self._patience.lease,
            held=self._held,
            share=self._patience.share,
        )
        return await self._start(letters)

    async def _start(self, letters: Sequence[Letter]) -> int:
        if self.resting:  # told so while they were being claimed
            await self._store.post.release(letters)
            return 0
        for letter in letters:
            self._begin(letter)
        return len(letters)

    def _begin(self, letter: Letter) -> None:
        task = asyncio.create_task(self._deliver(letter))
        self._under_way.add(task)
        self._held[letter.tenant] += 1

        def finished(task: asyncio.Task[None]) -> None:
            self._under_way.discard(task)
            self._held -= Counter((letter.tenant,))  # and what is at none is forgotten
            self._more()

        task.add_done_callback(finished)

    def _more(self) -> None:
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
        """Let what is under way come to its end, which is at most one timeout away.

        Of what is cut off after that nobody knows: its lease runs out, and it is looked for then.
        """
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._patience.timeout)
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
        except Queued as turn:
            await self._queue(letter, turn)
        except Retry as no:
            await self._again(letter, no.code or "retry", no.after)
        except Unreachable as never:
            await self._give_up(letter, never.code, never.bar)
        except (Ambiguous, TimeoutError, OSError):
            await self._perhaps(letter)
        except Exception as error:  # noqa: BLE001 - a mistake in an adapter
            mishap(LOG, "delivery.failed", error, _about(letter))
            await self._perhaps(letter)
        else:
            now = self._clock()
            unsure = letter.ref is None and letter.code in (UNCERTAIN, TAKEN)
            doubted = now + AFTER if unsure and self.sweep.can(letter) else None
            await self._store.post.sent(letter, ref, now, doubted=doubted)
            self._gauge.sent(letter.to.platform, (now - letter.created).total_seconds())

    async def _send(self, letter: Letter) -> Ref:
        adapter = self._adapters.get(letter.to.platform)
        if self._late(letter) and not _perhaps_there(letter):
            raise Unreachable(STALE)
        if adapter is None:
            raise Retry(0, "no_adapter")
        async with asyncio.timeout(self._patience.timeout):
            if (carrier := _carrier(adapter)) is not None:
                return await self._carry(carrier, letter)
            return await cast(Adapter, adapter).send(
                letter.to, letter.card, key=letter.key, ref=letter.ref
            )

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
        self._gauge.uncertain(letter.to.platform)
        carrier = _carrier(self._adapters.get(letter.to.platform))
        found_again = carrier is not None and isinstance(carrier.of(letter), Courier)
        if letter.ref is not None or found_again:
            await self._again(letter, UNCERTAIN, self._patience.grace.total_seconds())
        elif _perhaps_there(letter) or not self._asks(letter.kind):
            await self._give_up(letter, UNCERTAIN)
        else:
            await self._retry(letter, self._clock() + self._patience.grace, UNCERTAIN)

    async def _queue(self, letter: Letter, turn: Queued) -> None:
        """Nothing was tried, so it counts as no attempt: it comes back when it is its turn."""
        at = self._clock() + timedelta(seconds=turn.after)
        await self._store.post.queue(letter, at, turn.turn)
        if self.done is not None and turn.after < SOON:
            asyncio.get_running_loop().call_later(turn.after, self._more)

    async def _again(self, letter: Letter, code: str, after: float) -> None:
        if letter.attempts + 1 >= self._patience.attempts:
            await self._give_up(letter, code)
            return
        # An attempt that may have arrived is remembered, whatever comes after it.
        kept = UNCERTAIN if _perhaps_there(letter) else code
        await self._retry(letter, self._clock() + wait(letter, self._patience, after), kept)

    async def _retry(self, letter: Letter, at: datetime, code: str) -> None:
        LOG.info("delivery.retry", extra=_about(letter) | {"reason": code})
        self._gauge.again(letter.to.platform, code)
        await self._store.post.retry(letter, at, code)

    async def _give_up(self, letter: Letter, code: str, bar: Bar = "") -> None:
        LOG.warning("delivery.dead", extra=_about(letter) | {"reason": code})
        self._gauge.dead(letter.to.platform, code)
        now, lost = self._clock(), self._lost
        bar = bar or ("unsure" if code == UNCERTAIN else "")
        if lost is None:
            await self._store.post.dead(letter, code, now)
            return

        def work(unit: TimedUnit) -> None:
            if unit.bury(letter, code, now):
                lost(unit, letter.to, letter.key, bar, now)

        try:
            await self._store.transact(letter.tenant, work)
        except Exception as error:  # noqa: BLE001 - a mistake in what is told must not keep it alive
            mishap(LOG, "delivery.untold", error, _about(letter))
            await self._store.post.dead(letter, code, now)


def _carrier(adapter: Adapter | Carrier | None) -> Carrier | None:
    """As isinstance would say, which takes a tenth of the time of sending a letter."""
    return cast(Carrier, adapter) if hasattr(adapter, "of") else None


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
