"""Moments: planned by key, taken once, put off by their reader."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.part import Part, mine
from adapters.database.tables import MOMENTS, PENDING, PEOPLE
from bot.dialog import At, Does, WorkingDays
from bot.ports import Conflict, Moment

SAID = "said"


@cache
def _pending() -> sa.Update:
    return sa.update(MOMENTS).where(mine(MOMENTS, "key", "state"))


@cache
def _coming() -> sa.Select[Any]:
    soon = mine(MOMENTS, "person", "state"), MOMENTS.c.at <= sa.bindparam("until_")
    return sa.select(MOMENTS).where(*soon).order_by(MOMENTS.c.at, MOMENTS.c.key)


def _digest(moment: Moment) -> str:
    """Of what a plan says. Not of the time to which a moment was put off afterwards.

    Its key says already whose it is and what it is about.
    """
    due = moment.due
    said = (_said(moment.at), _said(moment.until), _said(due.at), _said(due.until), due.facts)
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()


def _said(at: At | None) -> object:
    """A time as what costs little to write down."""
    if isinstance(at, WorkingDays):
        return (at.anchor.timestamp(), at.days, at.clock and at.clock.isoformat())
    return at and at.timestamp()


class Timeline(Part):
    def plan(self, network: str, person: str, moments: Sequence[Moment]) -> None:
        """Reconcile by key the moments of a network, or those of one person in or outside of it.

        What was taken stays taken; only a close that did not take place, and now stands at
        another time, is to be done again.
        """
        here = self._mine(MOMENTS, network=network)
        scope = sa.and_(here, MOMENTS.c.person == person) if person else here
        columns = (MOMENTS.c.key, MOMENTS.c.state, MOMENTS.c.planned, MOMENTS.c.digest)
        chosen = self._connection.execute(sa.select(*columns).where(scope)).all()
        known = {key: (state, planned, digest) for key, state, planned, digest in chosen}
        wanted = {moment.key: (moment, _digest(moment)) for moment in moments}
        new = [each for key, each in wanted.items() if key not in known]
        moved = [
            each for key, each in wanted.items() if key in known and _moves(*each, *known[key])
        ]
        gone = [
            key
            for key, (state, planned, _) in known.items()
            if state == PENDING and planned and key not in wanted
        ]
        self._schedule([*new, *moved], planned=True)
        if gone:
            of_key = MOMENTS.c.key == sa.bindparam("gone")
            self._run(
                sa.delete(MOMENTS).where(self._mine(MOMENTS), of_key), [{"gone": k} for k in gone]
            )

    def _schedule(self, moments: Sequence[tuple[Moment, str]], *, planned: bool) -> None:
        state = {"state": PENDING, "planned": planned, "taken": None}
        self._put(
            MOMENTS,
            [rows.moment_row(each) | state | {"digest": digest} for each, digest in moments],
        )

    def moments(self, network: str) -> list[Moment]:
        pending = self._mine(MOMENTS, network=network, state=PENDING)
        return self._moments(sa.select(MOMENTS).where(pending))

    def snooze(self, moment: Moment) -> None:
        self._schedule([(moment, _digest(moment))], planned=False)

    def due(self, now: datetime, limit: int) -> list[Moment]:
        """Pending moments whose time has come, oldest first, claimed by this transaction.

        All those of a person come together, and are nobody else's until this transaction ends:
        the person's row is what is locked. `limit` is met, then passed only to keep them together.
        """
        ready = sa.and_(self._mine(MOMENTS, state=PENDING), MOMENTS.c.at <= now)
        persons = self._persons(ready, limit)
        of_them = sa.select(MOMENTS).where(ready, MOMENTS.c.person.in_(persons))
        of_channels = sa.select(MOMENTS).where(ready, MOMENTS.c.person.is_(None))
        first = of_channels.order_by(MOMENTS.c.at, MOMENTS.c.key).limit(limit)
        found = [
            *(self._moments(of_them.with_for_update()) if persons else ()),
            *self._moments(first.with_for_update(skip_locked=True)),
        ]
        return _whole(sorted(found, key=lambda moment: (moment.at, moment.key)), limit)

    def _persons(self, ready: sa.ColumnElement[bool], limit: int) -> list[str]:
        """People of whom somebody else takes nothing just now, the longest waiting first."""
        first = (
            sa.select(MOMENTS.c.person, sa.func.min(MOMENTS.c.at).label("first"))
            .where(ready, MOMENTS.c.person.is_not(None))
            .group_by(MOMENTS.c.person)
            .subquery()
        )
        chosen = (
            sa.select(PEOPLE.c.id)
            .join(first, first.c.person == PEOPLE.c.id)
            .where(self._mine(PEOPLE))
            .order_by(first.c.first, PEOPLE.c.id)
            .limit(limit)
            .with_for_update(of=PEOPLE, skip_locked=True, key_share=True)
        )
        return list(self._connection.execute(chosen).scalars())

    def coming(self, person: str, until: datetime) -> list[Moment]:
        """All pending moments of this person up to that instant, over all networks, by time."""
        found = self._ask(_coming(), person_=person, state_=PENDING, until_=until)
        return [rows.moment(row) for row in found.mappings()]

    def take(self, moment: Moment, outcome: str, now: datetime) -> None:
        """It is done with. Raises Conflict when somebody else was first."""
        done = {"state": outcome, "taken": now}
        if self._ask(_pending(), key_=moment.key, state_=PENDING, **done).rowcount != 1:
            raise Conflict(moment.key)

    def put_off(self, moment: Moment, at: datetime) -> None:
        """It stays pending, at a later time; its key stays. Raises Conflict when it was taken."""
        if self._ask(_pending(), key_=moment.key, state_=PENDING, at=at).rowcount != 1:
            raise Conflict(moment.key)

    def _moments(self, chosen: "sa.Select[tuple[object, ...]]") -> list[Moment]:
        found = self._all(chosen.order_by(None).order_by(MOMENTS.c.at, MOMENTS.c.key))
        return [rows.moment(row) for row in found]


def _moves(moment: Moment, digest: str, state: str, planned: bool, before: str) -> bool:  # noqa: FBT001
    """Whether a plan changes a moment that it planned before."""
    undone = state == PENDING or (moment.due.does is Does.CLOSE and state != SAID)
    return planned and undone and digest != before


def _whole(moments: list[Moment], limit: int) -> list[Moment]:
    """The oldest `limit`, and what else is due for the same people."""
    first = moments[:limit]
    people = {moment.person for moment in first} - {""}
    return first + [moment for moment in moments[limit:] if moment.person in people]
