"""One beat: everything that is due is said and sent, on the real clock or on a simulated one."""

import asyncio
import logging
from collections.abc import Container, Sequence
from datetime import datetime, timedelta

from bot.app import Bot
from bot.ports import Clock, Moment
from scheduler.delivery import Delivery
from scheduler.logs import mishap
from scheduler.manners import Fate
from scheduler.ports import UNCOUNTED, Gauge, TimedStore, TimedUnit
from scheduler.tick import postpone, tick

LOG = logging.getLogger(__name__)
BATCH = 100
TENANTS = 8
"""Tenants that are dealt with at the same time."""
REST = timedelta(minutes=10)
"""How long a moment rests whose dialog failed."""


class Beat:
    """Says and sends what is due. A tenant that fails is logged, and the others go on."""

    def __init__(
        self,
        store: TimedStore,
        bot: Bot,
        delivery: Delivery,
        clock: Clock,
        gauge: Gauge = UNCOUNTED,
    ) -> None:
        self._store = store
        self._gauge = gauge
        self._bot = bot
        self._clock = clock
        self._stumbled: dict[str, frozenset[str]] = {}
        self.delivery = delivery

    async def once(self) -> int:
        """Say what is due now, then send until nothing is left; how many moments there were."""
        handled = await self.say()
        await self.delivery.drain()
        await self.delivery.sweep.once()
        return handled

    async def say(self) -> int:
        """Deal with the moments that are due now, in all tenants; how many there were."""
        now, handled, failed, full = self._clock(), 0, set[str](), set[str]()
        while not self.delivery.resting:
            due = await self._store.tenants_due(now)
            tenants = [t for t in due if t not in failed][:TENANTS]
            if not tenants:
                return handled
            ticks = [*tenants, *self._again(tenants, full)]
            most = dict.fromkeys(tenants, 0)
            counts = await asyncio.gather(*(self._tick(t, now) for t in ticks))
            for tenant, count in zip(ticks, counts, strict=True):
                handled += count
                most[tenant] = max(most[tenant], count)
            failed |= {tenant for tenant, count in most.items() if not count}
            full = {tenant for tenant, count in most.items() if count >= BATCH}
        return handled

    def _again(self, tenants: Sequence[str], full: Container[str]) -> list[str]:
        """Who gets a hand more: tenants that had a full batch just now, where hands are free."""
        many = [t for t in tenants if t in full and t not in self._stumbled]
        free = max(0, self._store.side_by_side - len(tenants))
        return [many[n % len(many)] for n in range(free)] if many else []

    async def _tick(self, tenant: str, now: datetime) -> int:
        """One transaction of one tenant; 0 when there is nothing to be done there in this beat."""
        at: list[Moment] = []
        settled: list[tuple[Moment, Fate]] = []

        def watch(moments: Sequence[Moment]) -> None:
            at[:] = moments

        def work(unit: TimedUnit) -> int:
            at.clear()
            settled.clear()
            return tick(unit, self._bot, now, BATCH, watch, lambda *each: settled.append(each))

        try:
            handled = await self._store.transact(tenant, work)
        except Exception as error:  # noqa: BLE001 - a mistake in a dialog, or the database
            dialogs = ",".join(sorted({m.dialog for m in at}))
            mishap(LOG, "tick.failed", error, {"tenant": tenant, "dialogs": dialogs})
            return await self._stumble(tenant, at, now)
        self._stumbled.pop(tenant, None)
        for moment, fate in settled:
            outcome = "put_off" if isinstance(fate, datetime) else fate
            self._gauge.said(outcome, (now - moment.at).total_seconds())
        return handled

    async def _stumble(self, tenant: str, moments: Sequence[Moment], now: datetime) -> int:
        """Try again with the next beat; what fails twice in a row rests, and the others go on."""
        keys = frozenset(m.key for m in moments)
        if not keys or self._stumbled.get(tenant) != keys:
            self._stumbled[tenant] = keys
            return 0

        def work(unit: TimedUnit) -> int:
            postpone(unit, moments, now + REST)
            return len(moments)

        try:
            return await self._store.transact(tenant, work)
        except Exception as error:  # noqa: BLE001
            mishap(LOG, "tick.failed", error, {"tenant": tenant})
            return 0
