"""Runs, kept with the number of their revision: who saves an outdated one has to begin again."""

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.part import Part, mine
from adapters.database.saying import DOUBTED, SENT
from adapters.database.tables import EVENTS, LETTERS, RUNS
from bot.dialog import Run, Status

UNCOUNTED = -1
"""The revision of a form that was emptied: how often it was saved would tell what was answered."""


@cache
def _by_id() -> sa.Select[Any]:
    return sa.select(RUNS).where(mine(RUNS, "id"))


@cache
def _of_matter() -> sa.Select[Any]:
    matter = mine(RUNS, "person", "dialog", "network", "about")
    still_open = (RUNS.c.status == Status.OPEN.value).desc()
    newest = (RUNS.c.opened.desc(), still_open, RUNS.c.id.desc())
    return sa.select(RUNS).where(matter).order_by(*newest).limit(1)


@cache
def _waiting() -> sa.Select[Any]:
    latest = (sa.func.coalesce(RUNS.c.shown, RUNS.c.opened).desc(), RUNS.c.opened.desc())
    return sa.select(RUNS).where(mine(RUNS, "person", "status")).order_by(*latest, RUNS.c.id.desc())


@cache
def _waited() -> sa.Select[Any]:
    """The same of an earlier time; what was shown again since then stands where it was opened."""
    by = sa.bindparam("by", type_=RUNS.c.opened.type)
    there = sa.and_(mine(RUNS, "person", "status"), RUNS.c.opened <= by)
    last = sa.case((RUNS.c.shown <= by, RUNS.c.shown), else_=RUNS.c.opened)
    latest = (last.desc(), RUNS.c.opened.desc(), RUNS.c.id.desc())
    return sa.select(RUNS).where(there).order_by(*latest)


@cache
def _saved() -> sa.Update:
    return sa.update(RUNS).where(mine(RUNS, "id", "revision"))


@cache
def _shown() -> sa.Update:
    return sa.update(RUNS).where(mine(RUNS, "id"))


@cache
def _unsaid() -> sa.Delete:
    """What was said of it; but for what counts against caps, or may stand twice."""
    here = mine(LETTERS, "key", "state", "counts"), LETTERS.c.code != DOUBTED
    return sa.delete(LETTERS).where(*here)


class Runs(Part):
    def first_sight(self, event: str, now: datetime, *same: str) -> bool:
        names = tuple(dict.fromkeys((event, *same)))
        seen = [{"id": name, "seen": now} for name in names]
        if self._seen.pop(("events", "\n".join(names)), True):  # or nobody has looked
            return self._add_all(EVENTS, seen)
        for each in seen:
            self._insert_later(EVENTS, each)
        return True

    def run(self, id: str) -> Run | None:  # noqa: A002
        if ("run", id) not in self._seen:
            row = self._ask(_by_id(), id_=id).mappings().first()
            self._seen["run", id] = rows.run(row) if row else None
        known: Run | None = self._seen["run", id]
        return known

    def run_of(self, person: str, dialog: str, network: str, about: str) -> Run | None:
        known = self._foreseen.get(person)
        if known is not None and known.runs is not None and (dialog, about) in known.matters:
            return known.run_of(dialog, network, about)
        matter = {"person_": person, "dialog_": dialog, "network_": network, "about_": about}
        row = self._ask(_of_matter(), **matter).mappings().first()
        return rows.run(row) if row else None

    def runs(self, *, dialog: str, network: str, about: str) -> list[Run]:
        """All runs of one collection, in the order of their ids."""
        here = self._mine(RUNS, dialog=dialog, network=network, about=about)
        return self._runs(sa.select(RUNS).where(here).order_by(RUNS.c.id))

    def open_runs(self, person: str, by: datetime | None = None) -> list[Run]:
        if by is not None:
            asked = {"person_": person, "status_": Status.OPEN.value, "by": by}
            return [rows.run(row) for row in self._ask(_waited(), **asked).mappings()]
        known = self._foreseen.get(person)
        if known is not None and known.runs is not None:
            return known.open_runs()
        found = self._ask(_waiting(), person_=person, status_=Status.OPEN.value)
        return [rows.run(row) for row in found.mappings()]

    def _runs(self, chosen: "sa.Select[tuple[object, ...]]") -> list[Run]:
        return [rows.run(row) for row in self._all(chosen)]

    def save(self, run: Run, *, shown: datetime | None = None) -> None:
        """Insert (revision 0) or update. Raises Conflict when somebody saved it in between.

        With `shown`, a run that is saved as it stands only keeps when it was shown.
        """
        before: Run | None = self._seen.get(("run", run.id))
        self._seen["run", run.id] = run
        known = self._foreseen.get(run.person)
        if known is not None and known.runs is not None:
            _, earlier_shown = known.runs.get(run.id, (run, None))
            known.runs[run.id] = (run, shown or earlier_shown)
        if shown and before == run:
            self._later(_shown(), id_=run.id, shown=shown, counted=True)
        elif run.revision == 0:
            self._seen["letter", run.id] = None  # nothing was said of it yet
            self._insert_later(RUNS, rows.run_row(run) | {"shown": shown})
        else:
            earlier: dict[str, Any] = {"id_": run.id, "revision_": run.revision - 1}
            row = rows.run_changes(run) | ({"shown": shown} if shown else {})
            self._later(_saved(), **earlier, **row, counted=True)

    def unlink(self, run: Run) -> None:
        """Update a run that was emptied; forget how often and when it was saved and shown."""
        self._seen["run", run.id] = run
        if (known := self._foreseen.get(run.person)) is not None and known.runs is not None:
            known.runs[run.id] = (run, None)
        earlier: dict[str, Any] = {"id_": run.id, "revision_": run.revision - 1}
        row = rows.run_changes(run) | {
            "opened": run.opened,  # when it was begun is forgotten as well
            "revision": UNCOUNTED,
            "shown": None,
        }
        self._later(_saved(), **earlier, **row, counted=True)
        self._later(_unsaid(), key_=run.id, state_=SENT, counts_=False)
