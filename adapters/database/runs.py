"""Runs, kept with the number of their revision: who saves an outdated one has to begin again."""

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.part import Part, mine
from adapters.database.tables import EVENTS, RUNS
from bot.dialog import Run, Status
from bot.ports import Conflict


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
def _saved() -> sa.Update:
    return sa.update(RUNS).where(mine(RUNS, "id", "revision"))


class Runs(Part):
    def first_sight(self, event: str, now: datetime) -> bool:
        return self._add(EVENTS, {"id": event, "seen": now})

    def run(self, id: str) -> Run | None:  # noqa: A002
        if ("run", id) not in self._seen:
            row = self._ask(_by_id(), id_=id).mappings().first()
            self._seen["run", id] = rows.run(row) if row else None
        known: Run | None = self._seen["run", id]
        return known

    def run_of(self, person: str, dialog: str, network: str, about: str) -> Run | None:
        matter = {"person_": person, "dialog_": dialog, "network_": network, "about_": about}
        row = self._ask(_of_matter(), **matter).mappings().first()
        return rows.run(row) if row else None

    def runs(self, *, dialog: str, network: str, about: str) -> list[Run]:
        """All runs of one collection, in the order of their ids."""
        here = self._mine(RUNS, dialog=dialog, network=network, about=about)
        return self._runs(sa.select(RUNS).where(here).order_by(RUNS.c.id))

    def open_runs(self, person: str) -> list[Run]:
        found = self._ask(_waiting(), person_=person, status_=Status.OPEN.value)
        return [rows.run(row) for row in found.mappings()]

    def _runs(self, chosen: "sa.Select[tuple[object, ...]]") -> list[Run]:
        return [rows.run(row) for row in self._all(chosen)]

    def save(self, run: Run, *, shown: datetime | None = None) -> None:
        """Insert (revision 0) or update. Raises Conflict when somebody saved it in between.

        With `shown`, a run that is saved as it stands only keeps when it was shown.
        """
        self._seen.pop(("run", run.id), None)
        row = rows.run_row(run) | ({"shown": shown} if shown else {})
        if run.revision == 0:
            kept = self._add(RUNS, row)
        else:
            earlier = {"id_": run.id, "revision_": run.revision - 1}
            kept = self._ask(_saved(), **earlier, **row).rowcount == 1
        if not kept and not (shown and self._show(run, shown)):
            raise Conflict(run.id)

    def _show(self, run: Run, shown: datetime) -> bool:
        here = self._mine(RUNS, id=run.id)
        same = self.run(run.id) == run
        return same and self._run(sa.update(RUNS).where(here).values(shown=shown)) == 1
