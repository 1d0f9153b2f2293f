"""People, and the conversations in which they are reached."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.part import Part, among, inserting, mine
from adapters.database.tables import ADDRESSES, IGNORED, PEOPLE
from bot.network import Address, Person


def _lookup(name: str) -> str:
    """A name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_BEFORE = (" ", "-", "'", "’", "(", ".")
"""What stands before a word of a name, where it is not the first: Anne-Marie, d'Hondt, (HR)."""


def _begins(part: str) -> sa.ColumnElement[bool]:
    """Whether a word of a name begins so: “an” is meant for An or Ann, and not for Hanne."""
    inside = (PEOPLE.c.lookup.contains(f"{mark}{part}", autoescape=True) for mark in _BEFORE)
    return sa.or_(PEOPLE.c.lookup.startswith(part, autoescape=True), *inside)


@cache
def _by_id() -> sa.Select[Any]:
    return sa.select(PEOPLE).where(mine(PEOPLE), among(PEOPLE.c.id, "ids"))


@cache
def _at_address() -> sa.Select[Any]:
    joined = sa.join(
        PEOPLE,
        ADDRESSES,
        sa.and_(PEOPLE.c.tenant == ADDRESSES.c.tenant, PEOPLE.c.id == ADDRESSES.c.person),
    )
    other = ADDRESSES.alias("other")
    later = sa.exists().where(
        other.c.tenant == ADDRESSES.c.tenant,
        other.c.person == ADDRESSES.c.person,
        other.c.used > ADDRESSES.c.used,
    )
    chosen = sa.select(PEOPLE, (~later).label("latest")).select_from(joined)
    return chosen.where(mine(ADDRESSES, "platform", "address"))


@cache
def _addresses() -> sa.Select[Any]:
    return (
        sa.select(ADDRESSES.c.platform, ADDRESSES.c.address)
        .where(mine(ADDRESSES, "person"))
        .order_by(ADDRESSES.c.used.desc(), ADDRESSES.c.platform, ADDRESSES.c.address)
        .limit(1)
    )


@cache
def _ignored() -> sa.Select[Any]:
    return sa.select(IGNORED.c.times).where(mine(IGNORED, "person", "kind"))


@cache
def _heeded() -> sa.Delete:
    return sa.delete(IGNORED).where(mine(IGNORED, "person", "kind"))


@cache
def _once_more(dialect: str) -> sa.Insert:
    key = [column.name for column in IGNORED.primary_key]
    return inserting(dialect, IGNORED).on_conflict_do_update(
        index_elements=key, set_={"times": IGNORED.c.times + 1}
    )


class People(Part):
    def person(self, id: str) -> Person | None:  # noqa: A002
        return self.people((id,)).get(id)

    def people(self, ids: Iterable[str]) -> dict[str, Person]:
        wanted = sorted(set(ids))
        if new := [id_ for id_ in wanted if ("person", id_) not in self._seen]:
            for row in self._ask(_by_id(), ids=new).mappings():
                self._seen["person", row["id"]] = rows.person(row)
        return {id_: self._seen["person", id_] for id_ in wanted if ("person", id_) in self._seen}

    def person_at(self, address: Address) -> Person | None:
        place = ("at", f"{address.platform} {address.id}")
        if place not in self._seen:
            here = {"platform_": address.platform, "address_": address.id}
            row = self._ask(_at_address(), **here).mappings().first()
            if row is None:
                return None
            self._seen[place] = row["id"]
            self._seen.setdefault(("person", row["id"]), rows.person(row))
            if row["latest"]:
                self._seen["address", row["id"]] = address
        return self.person(self._seen[place])

    def address_of(self, person: str) -> Address | None:
        if ("address", person) not in self._seen:
            row = self._ask(_addresses(), person_=person).mappings().first()
            found = Address(platform=row["platform"], id=row["address"]) if row else None
            self._seen["address", person] = found
        known: Address | None = self._seen["address", person]
        return known

    def keep_person(self, person: Person, address: Address | None = None) -> None:
        self._seen.pop(("person", person.id), None)
        self._put(PEOPLE, [rows.person_row(person) | {"lookup": _lookup(person.name)}])
        if address is not None and self.address_of(person.id) != address:
            self._use(person.id, address)

    def _use(self, person: str, address: Address) -> None:
        used = sa.select(sa.func.max(ADDRESSES.c.used)).where(self._mine(ADDRESSES, person=person))
        row = {
            "platform": address.platform,
            "address": address.id,
            "person": person,
            "used": (self._scalar(used) or 0) + 1,
        }
        self._put(ADDRESSES, [row])
        self._forget()  # the address may have been somebody else's

    def find_people(self, words: str, limit: int = 20) -> list[Person]:
        parts = _lookup(words).split()
        found = (
            sa.select(PEOPLE)
            .where(self._mine(PEOPLE))
            .where(*(_begins(part) for part in parts))
            .order_by(PEOPLE.c.lookup != " ".join(parts), PEOPLE.c.lookup, PEOPLE.c.id)
            .limit(limit)
        )
        return [rows.person(row) for row in self._all(found)] if parts else []

    def ignored(self, person: str, kind: str) -> int:
        if (known := self._foreseen.get(person)) is not None:
            return known.ignored.get(kind, 0)
        return int(self._ask(_ignored(), person_=person, kind_=kind).scalar() or 0)

    def mark(self, person: str, kind: str, *, answered: bool) -> None:
        if (known := self._foreseen.get(person)) is not None:
            known.ignored[kind] = 0 if answered else known.ignored.get(kind, 0) + 1
        if answered:
            self._later(_heeded(), person_=person, kind_=kind)
        else:
            row = {"tenant": self._tenant, "person": person, "kind": kind, "times": 1}
            self._connection.later(_once_more(self._dialect), row)
