"""Where answers go: entries with a name, ballots of nobody, results, and what was published."""

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.codec import dump, load
from adapters.database.part import Part, mine
from adapters.database.tables import (
    AUDIENCES,
    BALLOTS,
    BOXES,
    ENTRIES,
    MOMENTS,
    RESULTS,
    RUNS,
    SHARES,
    THRESHOLDS,
)
from bot.memory import Entry, Result
from bot.network import Share
from bot.ports import Ballot


@cache
def _given_up(kept: int) -> sa.Delete:
    """What a run filed before, but for so many that it files again."""

    def other(n: int) -> sa.ColumnElement[bool]:
        field: sa.BindParameter[str] = sa.bindparam(f"field_{n}")
        asker: sa.BindParameter[str] = sa.bindparam(f"asker_{n}")
        return sa.or_(ENTRIES.c.field != field, ENTRIES.c.asker != asker)

    return sa.delete(ENTRIES).where(mine(ENTRIES, "run"), *map(other, range(kept)))


@cache
def _next() -> sa.ScalarSelect[Any]:
    """The number after the highest that this question has in its network, whoever filed it."""
    before = ENTRIES.alias("before")
    names = ("tenant", "network", "dialog", "field")
    same = (before.c[name] == sa.bindparam(f"{name}_") for name in names)
    latest = sa.func.coalesce(sa.func.max(before.c.filed), 0)
    return sa.select(latest + 1).where(*same).scalar_subquery()


class Filing(Part):
    unlinked = False
    """Whether this transaction took answers from their persons: old pages must go as well."""

    # ── with a name ──

    def file(self, entries: Sequence[Entry], run: str, *, first: bool = False) -> None:
        """Put the named answers of a run where their viewers find them.

        An earlier value is replaced; what this run filed before and now does not is deleted.
        """
        if not first:
            given: dict[str, Any] = {"run_": run}
            for n, entry in enumerate(entries):
                given |= {f"field_{n}": entry.field, f"asker_{n}": entry.asker}
            self._later(_given_up(len(entries)), beside=True, **given)
        known = [rows.entry_row(entry) | _question(entry) | {"run": run} for entry in entries]
        self._put(ENTRIES, known, later=True, filed=_next())

    def unfile(self, person: str, network: str) -> None:
        """Delete what a person left in a network: entries, shares, runs, what was said and when.

        Ballots stay: nobody can tell whose they are.
        """
        self._delete(ENTRIES, person=person, network=network)
        self._delete(SHARES, author=person, network=network)
        self._delete(RUNS, person=person, network=network)
        self._forget()
        self._delete(MOMENTS, person=person, network=network)
        self.unlinked = True

    # ── of nobody ──

    def open_box(self, network: str, dialog: str, about: str, threshold: int) -> None:
        known = ("box", f"{network} {dialog} {about}")
        if known not in self._seen:
            self._seen[known] = None
            row = {"network": network, "dialog": dialog, "about": about, "threshold": threshold}
            self._later_unless_there(THRESHOLDS, row)

    def threshold(self, network: str, dialog: str, about: str | None) -> int:
        this = {} if about is None else {"about": about}
        here = self._mine(THRESHOLDS, network=network, dialog=dialog, **this)
        return int(self._scalar(sa.select(sa.func.max(THRESHOLDS.c.threshold)).where(here)))

    def cast(self, ballots: Sequence[Ballot], answered: int) -> None:
        """Put these answers into their box and shuffle all that is in it.

        Every row of the box is written anew, so that neither its key nor its place on the disk
        tells which answers came together.
        """
        if not ballots:
            return
        network, dialog = ballots[0].network, ballots[0].dialog
        if {(b.network, b.dialog) for b in ballots} != {(network, dialog)}:
            raise ValueError("these answers belong to more than one box")
        earlier, before = self.drawn(network, dialog)
        self._delete(BALLOTS, network=network, dialog=dialog)
        mixed = [*earlier, *ballots]
        secrets.SystemRandom().shuffle(mixed)
        self._put(BALLOTS, [_ballot_row(ballot) for ballot in mixed])
        box = {"network": network, "dialog": dialog, "answered": before + answered}
        self._put(BOXES, [box])
        self.unlinked = True

    def drawn(self, network: str, dialog: str) -> tuple[list[Ballot], int]:
        """All answers in the box that were not published yet, and from how many people."""
        here = self._mine(BALLOTS, network=network, dialog=dialog)
        found = self._all(sa.select(BALLOTS).where(here).order_by(BALLOTS.c.id))
        box = self._mine(BOXES, network=network, dialog=dialog)
        answered = self._scalar(sa.select(BOXES.c.answered).where(box)) or 0
        return [_ballot(row) for row in found], int(answered)

    def empty_box(self, network: str, dialog: str) -> None:
        self._delete(BALLOTS, network=network, dialog=dialog)
        self._delete(BOXES, network=network, dialog=dialog)
        self.unlinked = True

    def keep_result(self, result: Result) -> None:
        """Keep it for good: a second result of the same collection changes nothing."""
        key = {"network": result.network, "dialog": result.dialog, "about": result.about}
        self._add(RESULTS, key | {"result": dump(result)})

    def result(
        self, network: str, dialog: str, about: str, allowed: sa.ColumnElement[bool]
    ) -> Result | None:
        """The result of a collection, where the reader is allowed to see it."""
        this = self._mine(RESULTS, network=network, dialog=dialog, about=about)
        row = self._first(sa.select(RESULTS.c.result).where(this, allowed))
        found: Result | None = load(Result, row["result"]) if row else None
        return found

    # ── published by its author ──

    def publish(self, share: Share) -> None:
        self._put(SHARES, [rows.share_row(share)])
        self._delete(AUDIENCES, share=share.id)
        places = dict.fromkeys(share.audiences)
        self._put(
            AUDIENCES,
            [{"share": share.id, "audience": to, "position": n} for n, to in enumerate(places)],
        )

    def share(self, id: str) -> Share | None:  # noqa: A002
        return next(iter(self._shares(SHARES.c.id == id)), None)

    def shares_of(self, author: str, network: str) -> list[Share]:
        """What somebody published in a network or, without one, anywhere; the oldest first."""
        here = SHARES.c.network == network if network else sa.true()
        return self._shares(SHARES.c.author == author, here)

    def _shares(self, *which: sa.ColumnElement[bool]) -> list[Share]:
        """Shares with their audiences, the oldest first."""
        chosen = sa.select(SHARES).where(self._mine(SHARES), *which)
        found = self._all(chosen.order_by(SHARES.c.published, SHARES.c.id))
        places = self._all(
            sa.select(AUDIENCES)
            .where(self._mine(AUDIENCES), AUDIENCES.c.share.in_([row["id"] for row in found]))
            .order_by(AUDIENCES.c.position)
        )
        return [
            rows.share(row, tuple(p["audience"] for p in places if p["share"] == row["id"]))
            for row in found
        ]


def _question(entry: Entry) -> dict[str, str]:
    return {"network_": entry.network, "dialog_": entry.dialog, "field_": entry.field}


def _ballot_row(ballot: Ballot) -> dict[str, str]:
    return {
        "id": secrets.token_hex(16),
        "network": ballot.network,
        "dialog": ballot.dialog,
        "field": ballot.field,
        "value": ballot.value,
    }


def _ballot(row: rows.Row) -> Ballot:
    return Ballot(
        network=row["network"], dialog=row["dialog"], field=row["field"], value=row["value"]
    )
