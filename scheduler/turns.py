"""Whose turn it is to call a platform: arithmetic over what all processes keep together.

A call that has to wait gets an instant that is its own, and nobody else's. It does not wait here:
its letter goes back into the outbox until then and shows the turn when it comes back. So each
letter is put off once, however many are before it, and a pause of one organisation holds nobody
else up.
"""

import asyncio
from dataclasses import dataclass
from math import ceil
from typing import Protocol
from zlib import crc32

from scheduler.ports import Paces, Queued, States

LATE = 2.5
"""Seconds for which a turn is kept beyond its instant; a later call asks for another one."""
SPREAD = 0.25
"""Seconds over which those who wait for the end of a pause are spread, after it."""


class Bucket(Protocol):
    """A limit. Its state begins with the instant until which the platform wants a pause."""

    @property
    def name(self) -> str: ...
    def free(self, state: list[float], now: float) -> float:
        """The instant at which one more may go, were there no pause."""

    def taken(self, state: list[float], at: float) -> list[float]:
        """The state after a call at that instant."""

    def has(self, state: list[float], at: float) -> bool:
        """Whether such an instant can have been given to somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Even:
    """So many in so many seconds, one after the other; up to `most` at once after a rest.

    Any such span of time holds at most `most` more. State: the pause, and the instant at which a
    call would be due if all had come evenly (the generic cell rate algorithm).
    """

    name: str
    calls: float
    seconds: float
    most: int = 1

    @property
    def _each(self) -> float:
        return self.seconds / self.calls

    @property
    def _saved(self) -> float:
        return (self.most - 1) * self._each

    def free(self, state: list[float], now: float) -> float:
        return max(now, _even(state) - self._saved)

    def taken(self, state: list[float], at: float) -> list[float]:
        pause = state[0] if state else 0.0
        # After a pause nothing is saved up: who was asked for patience begins slowly.
        saved = self._saved if at < pause + SPREAD + self._each else 0.0
        return [pause, max(_even(state), at + saved) + self._each]

    def has(self, state: list[float], at: float) -> bool:
        return at <= _even(state)


def _even(state: list[float]) -> float:
    return state[1] if len(state) > 1 else 0.0


def take(
    states: States, now: float, wide: Bucket, narrow: Bucket, *, shown: str, patience: float
) -> tuple[float, str]:
    """The seconds until the call; and the turn that is kept for it if they are beyond `patience`.

    `wide` is shared by many, `narrow` by few. While the narrow one is full nothing is taken from
    the wide one, so that a crowded conversation takes no turn from the others.
    """
    here, own = _at(states, now, narrow, shown)
    there, mine = _at(states, now, wide, shown)
    if here - now > patience:
        return _kept(states, narrow, here, now, given=own)
    if there - now > patience:
        return _kept(states, wide, there, now, given=mine)
    at = max(here, there)
    for name, (bucket, given) in {narrow.name: (narrow, own), wide.name: (wide, mine)}.items():
        if not given:
            states[name] = bucket.taken(states.get(name, []), at)
    return at - now, ""


def close(states: States, now: float, name: str, seconds: float) -> None:
    """The platform asked for a pause: every turn before its end is void."""
    spread = crc32(f"{name} {now}".encode()) % 1000 / 1000 * SPREAD
    kept = states.get(name) or [0.0]
    states[name] = [max(kept[0], now + seconds + spread), *kept[1:]]


async def turn(
    paces: Paces,
    tenant: str,
    wide: Bucket,
    narrow: Bucket | None = None,
    *,
    shown: str = "",
    patience: float,
) -> None:
    """Come back when the call may be made. Raises Queued where that takes more than `patience`."""
    few = narrow or wide

    def work(states: States, now: float) -> tuple[float, str]:
        return take(states, now, wide, few, shown=shown, patience=patience)

    seconds, kept = await paces.keep(tenant, sorted({wide.name, few.name}), work)
    if kept:
        raise Queued(seconds, kept)
    if seconds > 0:
        await asyncio.sleep(seconds + 0.002)  # a loop may round down


def _at(states: States, now: float, bucket: Bucket, shown: str) -> tuple[float, bool]:
    """When one more may go; and whether that is the turn which is shown."""
    state = states.get(bucket.name, [])
    pause = state[0] if state else 0.0
    name, _, instant = shown.rpartition(" ")
    if name == bucket.name:
        at = float(instant)
        if pause <= at and now <= at + LATE and bucket.has(state, at):
            return max(at, now), True
    at = max(bucket.free(state, now), pause)
    return (ceil(at * 1000) / 1000 if at > now else now), False


def _kept(
    states: States, bucket: Bucket, at: float, now: float, *, given: bool
) -> tuple[float, str]:
    if not given:
        states[bucket.name] = bucket.taken(states.get(bucket.name, []), at)
    return at - now, f"{bucket.name} {at:.3f}"
