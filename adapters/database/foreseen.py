"""What was read of one person beforehand, kept true while a transaction writes."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.dialog import Run, Status
from bot.network import Network
from bot.ports import Moment, Outbox


@dataclass(slots=True)
class Foreseen:
    """What is known of one person. None is not known any more.

    `runs` are the open ones and all of `matters` (dialog and about), each with when it was shown.
    `said` goes back to `since`, `coming` ahead to `until`.
    """

    matters: frozenset[tuple[str, str]]
    since: date
    until: datetime
    networks: list[Network] | None = field(default_factory=list)
    runs: dict[str, tuple[Run, datetime | None]] | None = field(default_factory=dict)
    ignored: dict[str, int] = field(default_factory=dict)
    said: list[Outbox] | None = field(default_factory=list)
    coming: list[Moment] | None = field(default_factory=list)

    def run_of(self, dialog: str, network: str, about: str) -> Run | None:
        """The newest of a matter; an open one before one that is done."""
        found = [
            run
            for run, _ in (self.runs or {}).values()
            if (run.dialog, run.network, run.about) == (dialog, network, about)
        ]
        return max(found, key=_age, default=None)

    def open_runs(self) -> list[Run]:
        """Those that wait for an answer, the one shown last first."""
        waiting = [(r, at) for r, at in (self.runs or {}).values() if r.status is Status.OPEN]
        waiting.sort(key=lambda pair: (pair[1] or pair[0].opened, pair[0].opened, pair[0].id))
        return [run for run, _ in reversed(waiting)]


def _age(run: Run) -> tuple[datetime, bool, str]:
    return run.opened, run.status is Status.OPEN, run.id
