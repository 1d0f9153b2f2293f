"""Wakes the pages that listen: at once for what this process wrote, within a second for others."""

import asyncio
from contextlib import suppress

from adapters.web.wall import Wall


class Bell:
    """Rings when a tenant's wall changed. However many listen, the wall is asked once a beat."""

    def __init__(self, wall: Wall, beat: float = 1.0) -> None:
        """`beat`: seconds after which the wall is looked at for what other processes wrote."""
        self._wall = wall
        self._beat = beat
        self._rung: dict[str, asyncio.Event] = {}
        self._seen: dict[str, tuple[int, float]] = {}
        self.closed = False

    def ring(self, tenant: str) -> None:
        """Something was written here."""
        self._seen.pop(tenant, None)
        if event := self._rung.pop(tenant, None):
            event.set()

    def close(self) -> None:
        """Let everybody who listens go home."""
        self.closed = True
        for tenant in list(self._rung):
            self.ring(tenant)

    async def newest(self, tenant: str) -> int:
        """The wall's counter, at most a beat old."""
        now = asyncio.get_running_loop().time()
        count, at = self._seen.get(tenant, (0, -self._beat))
        if now - at >= self._beat * 0.9:
            count = await self._wall.newest(tenant)
            self._seen[tenant] = (count, now)
        return count

    async def wait(self, tenant: str, after: int, patience: float) -> int:
        """The counter, as soon as it is not `after`, or when patience (seconds) is at its end."""
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        while True:
            event = self._rung.setdefault(tenant, asyncio.Event())
            count = await self.newest(tenant)
            left = end - loop.time()
            if count != after or left <= 0 or self.closed:
                return count
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), min(left, self._beat))
