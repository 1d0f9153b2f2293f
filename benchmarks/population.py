"""People in networks, made up the same each time: fifteen of them, six meetings, three languages."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from adapters.main import Kring
from bot.network import Address, Member, Network, Person, Phase, Role, Session
from scheduler.ports import TimedUnit

PEOPLE = 15
SESSIONS = 6
AT_ONCE = 10
"""Networks that are written in one transaction."""
LANGUAGES = ("en", "fr", "nl")
ZONES = ("Europe/Brussels", "Europe/Paris", "Europe/Amsterdam", "Europe/Lisbon")


def user(n: int) -> str:
    """How Slack would name them."""
    return f"U{n:09}"


def person(n: int) -> Person:
    return Person(
        id=f"p{n:06}",
        name=f"Person {n}",
        language=LANGUAGES[n % 3],
        zone=ZONES[n % 4],
        manager=f"m{n // PEOPLE:06}",
    )


def sessions(first: datetime, many: int = SESSIONS, *, days: int = 42) -> tuple[Session, ...]:
    starts = (first + timedelta(days=days * n) for n in range(many))
    return tuple(
        Session(id=f"s{n}", number=n, starts=at, ends=at + timedelta(hours=2))
        for n, at in enumerate(starts, 1)
    )


def network(
    n: int,
    first: datetime,
    *,
    people: int = PEOPLE,
    meetings: int = SESSIONS,
    days: int = 42,
    platform: str = "slack",
) -> Network:
    """The first of its people facilitates it; its own people, and nobody else's."""
    since = first - timedelta(days=60)
    everyone = [person(n * people + i).id for i in range(people)]
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


async def settle(
    kring: Kring,
    tenant: str,
    networks: Sequence[Network],
    *,
    platform: str = "slack",
    plans: bool = False,
) -> None:
    """Write these networks and their people; with `plans`, what is to be said in them too."""
    now = kring.clock()

    def one(unit: TimedUnit, here: Network) -> None:
        for member in here.members:
            who = person(int(member.person[1:]))
            unit.keep_person(who, Address(platform=platform, id=user(int(member.person[1:]))))
        unit.keep_network(here)
        if plans:
            kring.planner.network(unit, here, now)

    for start in range(0, len(networks), AT_ONCE):
        some = networks[start : start + AT_ONCE]
        await kring.database.transact(tenant, lambda unit: [one(unit, n) for n in some])  # noqa: B023
