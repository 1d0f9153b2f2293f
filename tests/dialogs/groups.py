"""A network on the stage, with its people, for dialogs that need one."""

from datetime import UTC, datetime, timedelta

from bot.content import plain
from bot.network import Member, Network, Phase, Role, Seat, Session
from tests.stage import Actor, Stage

KICKOFF = datetime(2027, 3, 2, 13, 0, tzinfo=UTC)  # 14:00 in Brussels


def sessions(n: int = 4, *, begin: datetime = KICKOFF, weeks: int = 6) -> tuple[Session, ...]:
    starts = [begin + k * timedelta(weeks=weeks) for k in range(n)]
    return tuple(
        Session(id=f"s{k}", number=k, starts=at, ends=at + timedelta(hours=2))
        for k, at in enumerate(starts, 1)
    )


def network(
    *people: str,
    seats_max: int = 15,
    waiting: tuple[str, ...] = (),
    n: int = 4,
    phase: Phase = Phase.FIXED,
) -> Network:
    """Facilitated by ines; the people hold seats, in this order."""
    joined = datetime(2027, 1, 4, 9, tzinfo=UTC)
    members = (
        Member(person="ines", role=Role.FACILITATOR, joined=joined),
        *(Member(person=p, role=Role.PARTICIPANT, joined=joined) for p in people),
        *(
            Member(person=p, role=Role.PARTICIPANT, seat=Seat.WAITING, joined=joined)
            for p in waiting
        ),
    )
    return Network(
        id="n1",
        title="Plan",
        goal="Weeks that hold",
        zone="Europe/Brussels",
        created=joined,
        seats_max=seats_max,
        seats_min=min(10, seats_max),
        phase=phase,
        channel="channel:n1",
        sessions=sessions(n),
        members=members,
        end=sessions(n)[-1].starts.date(),
    )


def cast(here: Stage, *people: str) -> dict[str, Actor]:
    """These people and ines, who speak English."""
    return {id_: here.person(id_) for id_ in ("ines", *people)}


def counted(here: Stage, who: str, words: str) -> int:
    """How many messages this person was sent that say these words."""
    return sum(words in plain(card) for card in here.got(who))
