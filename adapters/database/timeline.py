"""Moments: planned by key, taken once, put off by their reader."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.foresight import Foresight
from adapters.database.part import among, mine
from adapters.database.rows import Row
from adapters.database.tables import MOMENTS, PENDING, PEOPLE
from bot.dialog import Does
from bot.effects import HELD
from bot.ports import Conflict, Moment

SAID = "said"
WINDOW = 16
"""How many times the limit is looked at first: room for what other processes are busy with."""
EVERYTHING = 1_000_000
"""What is looked at when others are busy with all of the window."""


@cache
def _withdrawn() -> sa.Delete:
    return sa.delete(MOMENTS).where(mine(MOMENTS, "key"))


@cache
def _taken() -> sa.Update:
    return sa.update(MOMENTS).where(mine(MOMENTS, "key", "state"))


@cache
def _over() -> sa.Delete:
    """Of what was held nothing stays: it knew what others did, by name or in their words."""
    return sa.delete(MOMENTS).where(mine(MOMENTS, "key", "state"))


@cache
def _moved() -> sa.Update:
    """One of its own, since it sets another column: what is written together is all alike."""
    return sa.update(MOMENTS).where(mine(MOMENTS, "key", "state"))


@cache
def _known(*scope: str) -> sa.Select[Any]:
    columns = (MOMENTS.c.key, MOMENTS.c.state, MOMENTS.c.planned, MOMENTS.c.digest)
    return sa.select(*columns).where(mine(MOMENTS, *scope))


@cache
def _waits() -> sa.ColumnElement[bool]:
    """As the partial indexes have it: with a value that comes later they could not be used."""
    return MOMENTS.c.state == sa.literal_column(f"'{PENDING}'")


@cache
def _ready() -> sa.ColumnElement[bool]:
    return sa.and_(mine(MOMENTS), _waits(), MOMENTS.c.at <= _given("now_"))


def _given(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=MOMENTS.c.at.type)


@cache
def _coming() -> sa.Select[Any]:
    soon = mine(MOMENTS, "person"), _waits(), MOMENTS.c.at <= _given("until_")
    return sa.select(MOMENTS).where(*soon).order_by(MOMENTS.c.at, MOMENTS.c.key)


@cache
def _of_network() -> sa.Select[Any]:
    waiting = sa.select(MOMENTS).where(mine(MOMENTS, "network"), _waits())
    return waiting.order_by(MOMENTS.c.at, MOMENTS.c.key)


@cache
def _waiting() -> sa.Select[Any]:
    """Whose turn it is, read along the index of what is due.

    The tenant is compared as a word made on the way: by itself it would lead SQLite to another
    index, and through all that this tenant has pending.
    """
    here = MOMENTS.c.tenant.concat(sa.literal_column("''")) == sa.bindparam("tenant_")
    due = here, _waits(), MOMENTS.c.at <= _given("now_")
    longest = sa.select(MOMENTS.c.key, MOMENTS.c.person).where(*due).order_by(MOMENTS.c.at)
    return longest.limit(sa.bindparam("most", type_=sa.Integer))


@cache
def _free_people() -> sa.Select[Any]:
    """Of these people those of whom somebody else takes nothing just now."""
    here = sa.select(PEOPLE.c.id).where(mine(PEOPLE), among(PEOPLE.c.id, "persons"))
    return here.order_by(PEOPLE.c.id).with_for_update(skip_locked=True, key_share=True)


@cache
def _of_people() -> sa.Select[Any]:
    theirs = sa.select(MOMENTS).where(_ready(), among(MOMENTS.c.person, "persons"))
    return theirs.order_by(MOMENTS.c.at, MOMENTS.c.key).with_for_update()


@cache
def _of_channels() -> sa.Select[Any]:
    shared = sa.select(MOMENTS).where(_ready(), among(MOMENTS.c.key, "keys"))
    in_order = shared.order_by(MOMENTS.c.at, MOMENTS.c.key)
    return in_order.with_for_update(skip_locked=True)


class Timeline(Foresight):
    _held: Collection[str] = ()
    """Keys of the moments that this transaction took for itself."""

    def plan(self, network: str, person: str, moments: Sequence[Moment]) -> None:
        """Reconcile by key the moments of a network, or those of one person in or outside of it.

        What was taken stays taken; only a close that did not take place, and now stands at
        another time, is to be done again.
        """
        scope = ("network", "person") if person else ("network",)
        chosen = self._ask(_known(*scope), network_=network, person_=person).mappings()
        known = {row["key"]: (row["state"], row["planned"], row["digest"]) for row in chosen}
        wanted = {moment.key: rows.moment_row(moment) for moment in moments}
        closes = {moment.key for moment in moments if moment.due.does is Does.CLOSE}
        new = [row for key, row in wanted.items() if key not in known]
        moved = [
            row
            for key, row in wanted.items()
            if key in known and _moves(row["digest"], *known[key], again=key in closes)
        ]
        gone = [
            key
            for key, (state, planned, _) in known.items()
            if state == PENDING and planned and key not in wanted
        ]
        changed = self._as_pending([*new, *moved], by_plan=True)
        if moved:
            self._put(MOMENTS, changed)
        else:
            self._add_new(MOMENTS, changed)
        if gone:
            self._unforeseen({person} if person else set(self._foreseen))
            here = {"tenant_": self._tenant}
            self._connection.put(_withdrawn(), [{**here, "key_": key} for key in gone])

    def _as_pending(self, moments: Sequence[Row], *, by_plan: bool) -> list[Row]:
        self._unforeseen({row["person"] for row in moments})
        state = {"state": PENDING, "planned": by_plan, "taken": None}
        return [{**row, **state} for row in moments]

    def _unforeseen(self, people: Iterable[str]) -> None:
        """What comes for these is another by now."""
        for person in people:
            if (known := self._foreseen.get(person)) is not None:
                known.coming = None

    def moments(self, network: str) -> list[Moment]:
        return self._found(_of_network(), network_=network)

    def snooze(self, moment: Moment) -> None:
        self._put(MOMENTS, self._as_pending([rows.moment_row(moment)], by_plan=False))

    def due(self, now: datetime, limit: int) -> list[Moment]:
        """Pending moments whose time has come, oldest first, claimed by this transaction.

        All those of a person come together, and are nobody else's until this transaction ends:
        the person's row is what is locked. `limit` is met, then passed only to keep them together.
        """
        for window in (limit * WINDOW, EVERYTHING):
            asked = self._ask(_waiting(), now_=now, most=window).mappings()
            waiting = [(row["key"], row["person"]) for row in asked]
            found = self._free(waiting, now, limit)
            if found or len(waiting) < window:
                break
        self._held = {moment.key for moment in found}
        self.foresee(found, now)
        return found

    def _free(
        self, waiting: Sequence[tuple[str, str | None]], now: datetime, limit: int
    ) -> list[Moment]:
        people = list(dict.fromkeys(person for _, person in waiting if person is not None))
        shared = [key for key, person in waiting if person is None][:limit]
        persons = self._claimed(people, limit)
        found = [
            *(self._found(_of_people(), now_=now, persons=persons) if persons else ()),
            *(self._found(_of_channels(), now_=now, keys=shared) if shared else ()),
        ]
        return _whole(sorted(found, key=lambda moment: (moment.at, moment.key)), limit)

    def _claimed(self, people: Sequence[str], limit: int) -> list[str]:
        """The first of them that are free: others may be busy with those who wait longest."""
        for first in range(0, len(people), limit):
            some = people[first : first + limit]
            if free := list(self._ask(_free_people(), persons=some).scalars()):
                return free
        return []

    def coming(self, person: str, until: datetime) -> list[Moment]:
        """All pending moments of this person up to that instant, over all networks, by time."""
        known = self._foreseen.get(person)
        if known is not None and known.coming is not None and until <= known.until:
            return [moment for moment in known.coming if moment.at <= until]
        return self._found(_coming(), person_=person, until_=until)

    def take(self, moment: Moment, outcome: str, now: datetime) -> None:
        """It is done with. Raises Conflict when somebody else was first."""
        if moment.due.name == HELD:
            self._settle(moment, _over())
        else:
            self._settle(moment, _taken(), state=outcome, taken=now)

    def put_off(self, moment: Moment, at: datetime) -> None:
        """It stays pending, at a later time; its key stays. Raises Conflict when it was taken."""
        self._settle(moment, _moved(), at=at)
        if (known := self._foreseen.get(moment.person)) is not None:
            known.coming = None  # it comes again, perhaps today

    def _settle(self, moment: Moment, change: sa.UpdateBase, **values: Any) -> None:
        """What this transaction holds is nobody else's: that can wait until something is read."""
        known = self._foreseen.get(moment.person)
        if known is not None and known.coming is not None:
            known.coming = [each for each in known.coming if each.key != moment.key]
        given = {"key_": moment.key, "state_": PENDING, **values}
        if moment.key in self._held:
            self._later(change, **given)
        elif self._ask(change, **given).rowcount != 1:
            raise Conflict(moment.key)

    def _found(self, chosen: sa.Select[Any], **given: Any) -> list[Moment]:
        return [rows.moment(row) for row in self._ask(chosen, **given).mappings()]


def _moves(digest: str, state: str, planned: bool, before: str, *, again: bool) -> bool:  # noqa: FBT001
    """Whether a plan changes a moment that it planned before; `again` what did not take place."""
    undone = state == PENDING or (again and state != SAID)
    return planned and undone and digest != before


def _whole(moments: list[Moment], limit: int) -> list[Moment]:
    """The oldest `limit`, and what else is due for the same people."""
    first = moments[:limit]
    people = {moment.person for moment in first} - {""}
    return first + [moment for moment in moments[limit:] if moment.person in people]
