"""People, networks and dialogs for the scheduler's tests."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.fields import Text
from bot.network import Member, Network, Person, Role, Seat, Session

ZONES = (
    "Europe/Brussels",
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def zoe(**changes: object) -> Person:
    return Person(**{"id": "zoe", "name": "Zoé", **changes})  # type: ignore[arg-type]


def seat(person: str, role: Role = Role.PARTICIPANT, where: Seat = Seat.SEATED) -> Member:
    return Member(person=person, role=role, seat=where, joined=utc("2027-01-04T08:00"))


def network(
    *people: Member,
    sessions: int = 6,
    weeks: int = 6,
    start: str = "2027-02-02T13:00",
    id_: str = "n1",
) -> Network:
    first = utc(start)
    return Network(
        id=id_,
        title="Sites without accidents",
        goal="Fewer accidents",
        zone="Europe/Brussels",
        created=utc("2027-01-04T08:00"),
        channel="channel:sites",
        members=people,
        sessions=tuple(
            Session(id=f"s{n + 1}", number=n + 1, starts=at, ends=at + timedelta(hours=2))
            for n in range(sessions)
            for at in [first + n * timedelta(weeks=weeks)]
        ),
    )


def _before(here: Network, member: Member) -> Iterator[Due]:
    for session in here.sessions:
        yield Due(about=session.id, at=WorkingDays(session.starts, -7), until=session.starts)
        yield Due(
            about=session.id,
            at=WorkingDays(session.starts, -1),
            until=session.starts,
            does=Does.REMIND,
        )


def _after(here: Network, member: Member) -> Iterator[Due]:
    for session in here.sessions:
        yield Due(
            about=session.id,
            at=WorkingDays(session.ends, 1),
            until=WorkingDays(session.ends, 3),
        )


def _closes(here: Network) -> Iterator[Due]:
    for session in here.sessions:
        yield Due(about=session.id, at=WorkingDays(session.ends, 3))


def _posts(here: Network) -> Iterator[Due]:
    for session in here.sessions:
        yield Due(about=session.id, at=session.starts - timedelta(minutes=10), until=session.ends)


def _weekly(person: Person, now: datetime) -> Due | None:
    if not person.leads:
        return None
    ahead = (7 - now.weekday()) % 7 or 7
    return Due(at=WorkingDays(now + timedelta(days=ahead), 0))


ASK = Step("ask", (Text("words"),))
END = Step("end")

RSVP = Dialog(key="rsvp", steps=(ASK, END), audience=Role.PARTICIPANT, due=_before)
REVIEW = Dialog(
    key="review",
    steps=(ASK, END),
    audience=Role.PARTICIPANT,
    due=_after,
    closes=_closes,
    order=Order.DEADLINE,
)
HINT = Dialog(key="hint", steps=(END,), audience=Role.MEMBER, due=_after, order=Order.DISCOVERY)
NOTES = Dialog(key="notes", steps=(END,), audience=Role.FACILITATOR, due=_after, capped=False)
OPENING = Dialog(key="opening", steps=(END,), audience=Role.CHANNEL, posts=_posts)
WEEKLY = Dialog(key="weekly", steps=(END,), audience=Role.MANAGER, recurs=_weekly, capped=False)

DIALOGS: Mapping[str, Dialog] = {d.key: d for d in (RSVP, REVIEW, HINT, NOTES, OPENING, WEEKLY)}
