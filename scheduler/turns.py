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

SPREAD = 0.25
"""Seconds over which those who wait for the end of a pause are spread, after it."""


class Bucket(Protocol):
    """A limit. Its state begins with the instant until which the platform wants a pause."""

    @property
    def name(self) -> str: ...
    def free(self, state: list[float], now: float) -> float:
        """The instant of the next turn, were there no pause."""

    def given(self, state: list[float], at: float) -> list[float]:
        """The state when this instant is somebody's turn."""

    def has(self, state: list[float], at: float, now: float) -> bool:
        """Whether this is a turn that was given, and is still good."""

    def late(self, state: list[float], at: float) -> float:
        """The instant at which a call may go that has its turn: there may be a crowd by now."""

    def gone(self, state: list[float], at: float) -> list[float]:
        """The state after a call at this instant, which had its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Even:
    """So many in so many seconds, one after the other; up to `most` at once after a rest.

    Any such span of time holds at most `most` more. State: the pause; the instant at which a call
    would be due if all turns that were given had come evenly; and the same for the calls that
    were made, which may come late (both by the generic cell rate algorithm).
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
        _, turns, calls = _three(state)
        return max(now, turns - self._saved, calls - self._saved)

    def given(self, state: list[float], at: float) -> list[float]:
        pause, turns, calls = _three(state)
        return [pause, self._next(pause, turns, at), calls]

    def has(self, state: list[float], at: float, now: float) -> bool:  # noqa: ARG002
        return at <= _three(state)[1]

    def late(self, state: list[float], at: float) -> float:
        return max(at, _three(state)[2] - self._saved)

    def gone(self, state: list[float], at: float) -> list[float]:
        pause, turns, calls = _three(state)
        return [pause, turns, self._next(pause, calls, at)]

    def _next(self, pause: float, even: float, at: float) -> float:
        """After a pause nothing is saved up: who was asked for patience begins slowly."""
        saved = self._saved if at < pause + SPREAD + self._each else 0.0
        return max(even, at + saved) + self._each


def _three(state: list[float]) -> tuple[float, float, float]:
    pause, turns, calls = (*state, 0.0, 0.0, 0.0)[:3]
    return pause, turns, calls


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
        state = states.get(name, [])
        states[name] = bucket.gone(state if given else bucket.given(state, at), at)
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
        if pause <= at and bucket.has(state, at, now):
            return bucket.late(state, max(at, now)), True
    at = max(bucket.free(state, now), pause)
    return (ceil(at * 1000) / 1000 if at > now else now), False


def _kept(
    states: States, bucket: Bucket, at: float, now: float, *, given: bool
) -> tuple[float, str]:
    if not given:
        states[bucket.name] = bucket.given(states.get(bucket.name, []), at)
    return at - now, f"{bucket.name} {at:.3f}"
