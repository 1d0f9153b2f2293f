"""How fast one may call: a bucket for each workspace and method, and one for each channel."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

KEPT = 10_000
"""Buckets that are remembered; a full one says nothing and can be forgotten."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    closed: float = 0.0  # until then nothing is let through, because Slack said so


class Buckets:
    """`take` gives the seconds to wait; nothing is taken where they are more than `patience`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._all: dict[tuple[str, ...], _Bucket] = {}

    def take(self, *key: str, minute: float, most: float, patience: float) -> float:
        """Take one of `minute` a minute, of which up to `most` may come at once."""
        now, rate = self._clock(), minute / 60
        bucket = self._all.get(key) or self._new(key, most, now)
        left = min(most, bucket.left + (now - bucket.at) * rate)
        wait = max(0.0, (1 - left) / rate, bucket.closed - now)
        bucket.left, bucket.at = left, now
        if wait <= patience:
            bucket.left -= 1
        return wait

    def close(self, *key: str, seconds: float) -> None:
        """Slack asked for a pause."""
        now = self._clock()
        bucket = self._all.get(key) or self._new(key, 1, now)
        bucket.closed = max(bucket.closed, now + seconds)

    def _new(self, key: tuple[str, ...], most: float, now: float) -> _Bucket:
        if len(self._all) >= KEPT:
            self._all = {
                k: b
                for k, b in self._all.items()
                if b.closed > now or now - b.at < 60  # noqa: PLR2004
            }
        return self._all.setdefault(key, _Bucket(most, now))
