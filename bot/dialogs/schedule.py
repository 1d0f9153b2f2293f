"""Which weekday and hour suits everybody: all dates of a network in one question."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.fields import Answers, Facts, From, Invalid, Picks, Sees
from bot.labels import weekly
from bot.memory import Memory
from bot.network import Member, Network, Phase, Role, Scene
from bot.series import series

ASKED, REMINDED, CLOSED = -20, -17, -15
"""Working days before the kickoff."""
ENOUGH = 0.6
"""The part of the smallest group that must have joined before it makes sense to ask."""

SLOTS = Picks("slots", options=From(fact="series"), sees=Sees.FACILITATOR, required=False)
MAYBE = Picks("maybe", options=From(fact="series"), sees=Sees.FACILITATOR, required=False)


def _open(network: Network) -> bool:
    return network.phase is Phase.OPEN and network.kickoff is not None


def _due(network: Network, member: Member) -> Iterator[Due]:
    if not _open(network) or network.kickoff is None:
        return
    start = network.kickoff.starts
    until = WorkingDays(start, CLOSED)
    yield Due(at=WorkingDays(start, ASKED), until=until)
    yield Due(at=WorkingDays(start, REMINDED), until=until, does=Does.REMIND)


def _closes(network: Network) -> Iterator[Due]:
    if _open(network) and network.kickoff is not None:
        yield Due(at=WorkingDays(network.kickoff.starts, CLOSED), does=Does.CLOSE)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network, me = scene.here, scene.person
    kickoff = network.kickoff
    if not _open(network) or kickoff is None or kickoff.starts <= scene.now:
        return None
    if len(network.participants) < ENOUGH * network.seats_min:
        return None
    choices = [
        {"key": begin.isoformat(), "label": weekly(begin, me, network.zone)}
        for begin in series(kickoff.starts, network.zone, network.country)
        if begin > scene.now
    ]
    every = {"every_weeks": network.every_weeks, "sessions_n": len(network.coming)}
    return {**facts, **every, "series": choices}


def _once(answers: Answers, facts: Facts) -> dict[str, Invalid]:
    """What somebody can surely make is not also a perhaps."""
    sure: tuple[str, ...] = answers.of(SLOTS) or ()
    perhaps: tuple[str, ...] = answers.of(MAYBE) or ()
    both = set(sure) & set(perhaps)
    return {"maybe": Invalid("sure_and_maybe")} if both else {}


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": {
        "id": "n1",
        "title": "Planning without stress",
        "zone": "Europe/Brussels",
        "minutes": 120,
    },
    "every_weeks": 6,
    "sessions_n": 6,
    "series": [
        {"key": "2027-02-16T13:00:00+00:00", "label": "mardi 14:00 · 16 février"},
        {"key": "2027-02-17T08:30:00+00:00", "label": "mercredi 09:30 · 17 février"},
    ],
}

DIALOG = Dialog(
    key="schedule",
    audience=Role.MEMBER,
    steps=(Step("ask", (SLOTS, MAYBE), check=_once), Step("done")),
    due=_due,
    closes=_closes,
    gather=_gather,
    lasts=timedelta(days=14),
    order=Order.LOGISTICS,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**_FACTS["network"], "title": "<!channel> & **co**"},
            "series": [{"key": "x", "label": "<@U1> *09:30*"}],
        },
    ),
)
