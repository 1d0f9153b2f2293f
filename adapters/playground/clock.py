"""Clocks that can be moved, forward only, because what has been said stays said."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.ports import Clock


class Movable(Protocol):
    def __call__(self) -> datetime: ...

    def to(self, at: datetime) -> None:
        """Move on to this instant; one that has passed changes nothing."""


class Still:
    """A clock that stands until it is moved: simulated time."""

    def __init__(self, at: datetime) -> None:
        self.begun = at
        self._at = at

    def __call__(self) -> datetime:
        return self._at

    def to(self, at: datetime) -> None:
        self._at = max(self._at, at)


class Ahead:
    """The real clock, ahead by as much as it was moved; a file keeps that over a restart."""

    def __init__(self, real: Clock, file: Path) -> None:
        self._real = real
        self._file = file
        self._by = timedelta(seconds=_read(file))

    def __call__(self) -> datetime:
        return self._real() + self._by

    def to(self, at: datetime) -> None:
        if at > self():
            self._by = at - self._real()
            self._keep()

    def _keep(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")  # whole or not at all, also in a power cut
        beside.write_text(json.dumps({"ahead": self._by.total_seconds()}))
        beside.replace(self._file)


def _read(file: Path) -> float:
    """Seconds; none where the file is absent or no longer a clock."""
    try:
        return max(0.0, float(json.loads(file.read_text())["ahead"]))
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0


BEGINNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
"""When a simulated life begins: a Monday morning."""
