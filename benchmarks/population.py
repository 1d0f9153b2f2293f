"""People in networks, the same each time: fifteen of them, six meetings, three languages.

Rows are written as they are, many at a time: how long it takes to be there is not measured.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from adapters.database import rows
from adapters.database.people import _lookup
from adapters.database.tables import (
    ADDRESSES,
    MEMBERS,
    MOMENTS,
    NETWORKS,
    PENDING,
    PEOPLE,
    SESSIONS,
)
from adapters.main import Kring
from bot.network import Member, Network, Person, Phase, Role, Session
from bot.ports import Moment
from scheduler.timeline import plan

PEOPLE_EACH = 15
SESSIONS_EACH = 6
AT_ONCE = 50
"""Networks that are written in one transaction."""
LANGUAGES = ("en", "fr", "nl")
ZONES = ("Europe/Brussels", "Europe/Paris", "Europe/Amsterdam", "Europe/Lisbon")
AHEAD = 35
"""Moments that wait for each person, where many are to wait."""


def user(n: int) -> str:
    """How Slack would name them."""
    return f"U{n:09}"


def person(n: int) -> Person:
    return Person(
        id=f"p{n:06}",
        name=f"Person {n}",
        language=LANGUAGES[n % 3],
        zone=ZONES[n % 4],
        manager=f"m{n // PEOPLE_EACH:06}",
    )


def sessions(first: datetime, many: int = SESSIONS_EACH, *, days: int = 42) -> tuple[Session, ...]:
    starts = (first + timedelta(days=days * n) for n in range(many))
    return tuple(
        Session(id=f"s{n}", number=n, starts=at, ends=at + timedelta(hours=2))
        for n, at in enumerate(starts, 1)
    )


def network(
    n: int,
    first: datetime,
    *,
    people: int = PEOPLE_EACH,
    meetings: int = SESSIONS_EACH,
    days: int = 42,
    platform: str = "slack",
    lead: int | None = None,
) -> Network:
    """Its own people, and nobody else's: `lead`, who facilitates it, and those who follow."""
    since, lead = first - timedelta(days=60), n * people if lead is None else lead
    everyone = [person(lead + i).id for i in range(people)]
    roles = (Role.FACILITATOR, *[Role.PARTICIPANT] * (people - 1))
    return Network(
        id=f"n{n:05}",
        title=f"Sites without accidents {n}",
        goal="After six meetings we spot a risk before it hurts somebody.",
        zone="Europe/Brussels",
        created=since,
        phase=Phase.FIXED,
        channel=f"channel:n{n:05}",
        platform=platform,
        sessions=sessions(first, meetings, days=days),
        members=tuple(
            Member(person=who, role=role, joined=since)
            for who, role in zip(everyone, roles, strict=True)
        ),
    )


def tuesday(now: datetime, weeks: int) -> datetime:
    """A Tuesday at 13:00 UTC, so many weeks on."""
    day = now.date() + timedelta(days=(1 - now.weekday()) % 7 + 7 * weeks)
    return datetime.combine(day, time(13), now.tzinfo)


def people_of(here: Network) -> dict[str, Person]:
    return {m.person: person(int(m.person[1:])) for m in here.members}


# ── into the database ──


async def settle(
    kring: Kring, tenant: str, networks: Sequence[Network], *, platform: str = "slack"
) -> None:
    """Write these networks and their people."""
    for start in range(0, len(networks), AT_ONCE):
        some = networks[start : start + AT_ONCE]
        await kring.database.transact(tenant, lambda unit: _settle(unit, tenant, some, platform))  # noqa: B023


def _settle(unit: Any, tenant: str, networks: Sequence[Network], platform: str) -> None:
    everyone = [who for here in networks for who in people_of(here).values()]
    known = [rows.person_row(who) | {"lookup": _lookup(who.name)} for who in everyone]
    _write(unit, tenant, PEOPLE, known)
    places = [
        {"platform": platform, "address": user(int(p.id[1:])), "person": p.id, "used": 1}
        for p in everyone
    ]
    _write(unit, tenant, ADDRESSES, places)
    _write(unit, tenant, NETWORKS, [rows.network_row(n) | {"revision": 0} for n in networks])
    held = [(n.id, i, rows.session_row(s)) for n in networks for i, s in enumerate(n.sessions)]
    _write(unit, tenant, SESSIONS, [{"network": n, "position": i, **row} for n, i, row in held])
    seats = [(n.id, i, rows.member_row(m)) for n in networks for i, m in enumerate(n.members)]
    _write(unit, tenant, MEMBERS, [{"network": n, "position": i, **row} for n, i, row in seats])


def _write(unit: Any, tenant: str, table: sa.Table, all_rows: Iterable[dict[str, Any]]) -> None:
    full = [{"tenant": tenant, **row} for row in all_rows]
    unit._connection.execute(sa.insert(table), full)


def planned(
    kring: Kring, networks: Iterable[Network], wanted: Callable[[Moment], bool]
) -> list[Moment]:
    """Those moments of the networks' plans that are wanted."""
    dialogs = kring.bot.dialogs
    return [m for here in networks for m in plan(here, people_of(here), dialogs) if wanted(m)]


async def schedule(kring: Kring, tenant: str, moments: Sequence[Moment]) -> None:
    state = {"state": PENDING, "planned": True, "taken": None}
    full = [rows.moment_row(m) | state for m in moments]
    await kring.database.transact(tenant, lambda unit: _write(unit, tenant, MOMENTS, full))


async def wait(kring: Kring, tenant: str, like: Moment, many: int) -> None:
    """So many more moments, all in the future, of people who have nothing else to them.

    They are copies of one that is there, made inside the database.
    """
    crowd = -(-many // AHEAD)
    somebody = PEOPLE.c.id == like.person

    def work(unit: Any) -> None:
        connection = unit._connection
        numbers = _numbers(connection.dialect.name)
        name = _text(connection.dialect.name, "f", "i")
        _copy(connection, PEOPLE, tenant, somebody, numbers, {"id": name}, crowd)
        later = {
            "key": _text(connection.dialect.name, "f:", "i"),
            "person": _text(connection.dialect.name, "f", f"i % {crowd}"),
            "at": _later(connection.dialect.name, like.at),
        }
        _copy(connection, MOMENTS, tenant, MOMENTS.c.key == like.key, numbers, later, many)

    await kring.database.transact(tenant, work)
    await counted(kring)


async def counted(kring: Kring) -> None:
    """PostgreSQL knows of its tables what it finds out by itself within a minute."""

    def work(connection: sa.Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("ANALYZE"))

    await kring.database._doors.write(work)


def _numbers(dialect: str) -> str:
    if dialect == "postgresql":
        return "generate_series(0, :many - 1) AS i"
    count = "SELECT 0 AS i UNION ALL SELECT i + 1 FROM c WHERE i < :many - 1"
    return f"(WITH RECURSIVE c AS ({count}) SELECT i FROM c)"  # noqa: S608 - nothing from outside


def _text(dialect: str, before: str, number: str) -> str:
    kind = "text" if dialect == "postgresql" else "TEXT"
    return f"'{before}' || CAST({number} AS {kind})"


def _later(dialect: str, at: datetime) -> str:
    """From a day on, a minute apart: a million of them are two years."""
    start = at + timedelta(days=1)
    if dialect == "postgresql":
        return f"TIMESTAMPTZ '{start.isoformat()}' + make_interval(secs => i * 60)"
    return f"strftime('%Y-%m-%d %H:%M:%f000', '{start:%Y-%m-%d %H:%M:%S}', (i * 60) || ' seconds')"


def _copy(
    connection: sa.Connection,
    table: sa.Table,
    tenant: str,
    of: sa.ColumnElement[bool],
    numbers: str,
    other: dict[str, str],
    many: int,
) -> None:
    columns = [column.name for column in table.columns]
    values = [other.get(name, f'{table.name}."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    where = of.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    connection.execute(
        sa.text(
            f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)} "  # noqa: S608
            f"FROM {table.name}, {numbers} WHERE {table.name}.tenant = :tenant AND {where}"
        ),
        {"tenant": tenant, "many": many},
    )
