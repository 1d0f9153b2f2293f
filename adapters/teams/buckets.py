"""How fast one may write: four fifths of what Microsoft allows, for a conversation and a tenant.

Limits: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and
thread 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour; per app and tenant 30 in 1 s.
"""

from bisect import bisect_right, insort
from dataclasses import dataclass

from scheduler.ports import States
from scheduler.turns import Even, close

THREAD = ((5, 1.0), (6, 2.0), (48, 30.0), (1440, 3600.0))
"""So many within so many seconds."""
TENANT = 24
"""Within one second."""
LATE = 1.0
"""Seconds for which a turn in a thread is kept; whoever comes later asks anew."""
QUIET = 2
"""Messages of the last two seconds that cannot have been too many for a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Exactly as many as each window holds. State: the pause, and the instants, in order."""

    name: str
    limits: tuple[tuple[int, float], ...] = THREAD

    def free(self, state: list[float], now: float) -> float:
        at = max(now, state[-1] if len(state) > 1 else now)
        for most, seconds in self.limits:
            if len(state) > most:
                at = max(at, state[-most] + seconds)
        return at

    def given(self, state: list[float], at: float) -> list[float]:
        kept = state[bisect_right(state, at - self.limits[-1][1], 1) :] if state else []
        insort(kept, at)
        return [state[0] if state else 0.0, *kept]

    def has(self, state: list[float], at: float, now: float) -> bool:
        return now <= at + LATE and at in state[1:]

    def late(self, state: list[float], at: float) -> float:  # noqa: ARG002
        return at

    def gone(self, state: list[float], at: float) -> list[float]:  # noqa: ARG002
        return state


def of_thread(app: str, thread: str) -> Windows:
    return Windows(name=f"{app} {thread}")


def of_tenant(app: str) -> Even:
    """No second, wherever it begins, holds more than its limit."""
    return Even(name=app or "rehearsal", calls=TENANT - 2, seconds=1, most=2)


def pause(states: States, now: float, app: str, thread: str, seconds: float) -> None:
    """Microsoft asked for a pause. Where the thread was quiet, the whole tenant is meant."""
    few, all_ = of_thread(app, thread).name, of_tenant(app).name
    said = states.get(few, [0.0])[1:]
    if len(said) - bisect_right(said, now - 2.0) <= QUIET:
        close(states, now, all_, seconds)
    close(states, now, few, seconds)
