"""Rows become frozen dataclasses here, and nowhere else.

A field with a column of its name stands there; every other one stands in the row's `settings`.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias, TypeVar, cast

import sqlalchemy as sa

from adapters.database.codec import Loader, dump, hints, load, loader
from adapters.database.tables import MEMBERS, NETWORKS, PEOPLE, SESSIONS, SHARES
from adapters.database.types import Packing, pack
from bot.dialog import At, Does, Due, Run, Status
from bot.fields import Answers, Facts
from bot.memory import Entry
from bot.network import Member, Network, Person, Session, Share
from bot.ports import Moment

T = TypeVar("T")
Row: TypeAlias = Mapping[Any, Any]


def _row(value: Any, table: sa.Table, *, apart: tuple[str, ...] = ()) -> dict[str, Any]:
    row: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if field.name in apart:
            continue
        if field.name in table.c:
            row[field.name] = item.value if isinstance(item, Enum) else item
        elif field.default is MISSING or item != field.default:
            settings[field.name] = dump(item)
    if "settings" in table.c:
        return row | {"settings": settings}
    if settings:
        raise TypeError(f"{table.name} has no column for {', '.join(settings)}")
    return row


def _value(kind: type[T], row: Row, **more: Any) -> T:
    known: dict[str, Any] = {}
    stored = row if type(row) is dict else dict(row)
    settings = stored.get("settings", {})
    for name, column, setting in _made(cast(Any, kind)):
        if name in stored:
            known[name] = stored[name] if column is None else column(stored[name])
        elif name in settings:
            known[name] = setting(settings[name])
    return kind(**known, **more)


@cache
def _made(kind: Any) -> tuple[tuple[str, type[Enum] | None, Loader], ...]:
    """Of each field what makes it of a column, and of a setting."""
    return tuple(
        (name, hint if isinstance(hint, type) and issubclass(hint, Enum) else None, loader(hint))
        for name, hint in hints(kind).items()
    )


def person_row(person: Person) -> dict[str, Any]:
    return _row(person, PEOPLE)


def person(row: Row) -> Person:
    return _value(Person, row)


def network_row(network: Network) -> dict[str, Any]:
    return _row(network, NETWORKS, apart=("sessions", "members"))


def network(row: Row, sessions: tuple[Session, ...], members: tuple[Member, ...]) -> Network:
    return _value(Network, row, sessions=sessions, members=members)


def session_row(session: Session) -> dict[str, Any]:
    return _row(session, SESSIONS)


def session(row: Row) -> Session:
    return _value(Session, row)


def member_row(member: Member) -> dict[str, Any]:
    return _row(member, MEMBERS)


def member(row: Row) -> Member:
    return _value(Member, row)


def run_row(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "dialog": run.dialog,
        "person": run.person,
        "network": run.network,
        "about": run.about,
        "opened": run.opened,
        **run_changes(run),
    }


def run_changes(run: Run) -> dict[str, Any]:
    """What of it may have changed. To write its keys again would write their indexes anew."""
    return {
        "facts": dump(run.facts),
        "answers": run.answers.stored(),
        "status": run.status.value,
        "expires": run.expires,
        "revision": run.revision,
    }


def run(row: Row) -> Run:
    return Run(
        id=row["id"],
        dialog=row["dialog"],
        person=row["person"],
        network=row["network"],
        about=row["about"],
        facts=row["facts"],
        answers=Answers(row["answers"]),
        status=Status(row["status"]),
        opened=row["opened"],
        expires=row["expires"],
        revision=row["revision"],
    )


def entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "person": entry.person,
        "network": entry.network,
        "dialog": entry.dialog,
        "about": entry.about,
        "field": entry.field,
        "value": entry.value,
        "sees": entry.sees,
        "asker": entry.asker,
    }


def entry(row: Row) -> Entry:
    return _value(Entry, row)


def share_row(share: Share) -> dict[str, Any]:
    return _row(share, SHARES, apart=("audiences",))


def share(row: Row, audiences: tuple[str, ...]) -> Share:
    return _value(Share, row, audiences=audiences)


def moment_row(moment: Moment) -> dict[str, Any]:
    """With a digest of what the plan says, but not of the time to which it is put off later."""
    due = moment.due
    packed = _due(due.about, due.name, due.does, due.at, due.until, due.facts)
    row = {
        "key": moment.key,
        "dialog": moment.dialog,
        "network": moment.network,
        "person": moment.person or None,
        "at": moment.at,
        "until": moment.until,
        "due": packed,
    }
    times = (moment.at.timestamp(), moment.until and moment.until.timestamp())
    said = repr((moment.key, moment.dialog, moment.network, moment.person, times, packed))
    return row | {"digest": blake2b(said.encode(), digest_size=12).hexdigest()}


def _due(about: str, name: str, does: Does, at: At, until: At | None, facts: Facts) -> Packing:
    """The same rule comes back for everybody in a network: it is written down once."""
    if not facts:
        return _without_facts(about, name, does, at, until)
    due = Due(about=about, name=name, does=does, at=at, until=until, facts=facts)
    return Packing(pack(dump(due)))


@lru_cache(maxsize=8192)
def _without_facts(about: str, name: str, does: Does, at: At, until: At | None) -> Packing:
    return Packing(pack(dump(Due(about=about, name=name, does=does, at=at, until=until))))


def moment(row: Row) -> Moment:
    return Moment(
        key=row["key"],
        dialog=row["dialog"],
        network=row["network"],
        person=row["person"] or "",
        at=row["at"],
        until=row["until"],
        due=cast(Due, load(Due, row["due"])),
    )
