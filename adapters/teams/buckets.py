"""How fast one may write: four fifths of what Microsoft allows, for a conversation and a tenant.

Limits: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and
thread 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour; per app and tenant 30 in 1 s.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

THREAD = ((5, 1.0), (6, 2.0), (48, 30.0), (1440, 3600.0))
TENANT = ((24, 1.0),)
"""So many within so many seconds."""
KEPT = 10_000
"""Conversations that are remembered; one in which nothing was said for long can be forgotten."""


@dataclass(slots=True)
class _Window:
    taken: list[float] = field(default_factory=list)  # the instants, in order
    closed: float = 0.0  # until then nothing goes, because Microsoft said so


class Buckets:
    """`take` gives the seconds to wait; nothing is taken where they are more than `patience`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._all: dict[tuple[str, ...], _Window] = {}

    def take(self, tenant: str, thread: str, *, patience: float) -> float:
        """Take one turn in a thread of a tenant, now or within `patience` seconds."""
        now = self._clock()
        asked = (((tenant,), TENANT), ((tenant, thread), THREAD))
        windows = [(self._window(key, now), limits) for key, limits in asked]
        at = max(_free(window, limits, now) for window, limits in windows)
        if at - now <= patience:
            for window, _ in windows:
                window.taken.append(at)
        return at - now

    def close(self, tenant: str, thread: str, seconds: float) -> None:
        """Microsoft asked for a pause."""
        now = self._clock()
        window = self._window((tenant, thread), now)
        window.closed = max(window.closed, now + seconds)

    def _window(self, key: tuple[str, ...], now: float) -> _Window:
        if key not in self._all and len(self._all) >= KEPT:
            self._all = {k: w for k, w in self._all.items() if _fresh(w, now)}
        return self._all.setdefault(key, _Window())


def _fresh(window: _Window, now: float) -> bool:
    last = window.taken[-1] if window.taken else float("-inf")
    return window.closed > now or last > now - THREAD[-1][1]


def _free(window: _Window, limits: tuple[tuple[int, float], ...], now: float) -> float:
    """The instant at which one more fits into every limit."""
    longest = limits[-1][1]
    del window.taken[: bisect_right(window.taken, now - longest)]
    at = max(now, window.closed, window.taken[-1] if window.taken else now)
    for most, seconds in limits:
        if len(window.taken) >= most:
            at = max(at, window.taken[-most] + seconds)
    return at
