"""For the facilitators before the kickoff: how many seats are taken, and from how many teams."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Due, Go, Order, Step, WorkingDays
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene
from bot.seats import running
from bot.views.seated import NETWORK

DAYS = (-20, -12, -5)
"""Working days before the kickoff. A mix that is worth a look is spoken of by itself only once."""
FLOOR = 6
"""With fewer people it is better to begin later: a case circle is five, and one may be absent."""
SMALL = 4
"""Seats from which it means something that most come from one team."""
SETTLING = timedelta(days=2)
"""How long a new network is left to fill up before its seats are spoken of."""


def _due(network: Network, member: Member) -> Iterator[Due]:
    kickoff = network.kickoff
    if kickoff is None or not running(network):
        return
    for days, following in zip(DAYS, (*DAYS[1:], 0), strict=True):
        until = WorkingDays(kickoff.starts, following) if following else kickoff.starts
        at = WorkingDays(kickoff.starts, days)
        yield Due(at=at, until=until, name=str(-days), facts={"days": -days})


def _teams(scene: Scene) -> Counter[str]:
    here = (scene.people.get(m.person) for m in scene.here.participants)
    return Counter(p.team for p in here if p and p.team)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network, kickoff = scene.here, scene.here.kickoff
    begun = kickoff is None or kickoff.starts <= scene.now
    if begun or not running(network) or scene.now - network.created < SETTLING:
        return None
    taken, teams = network.taken, _teams(scene)
    missing = max(0, network.seats_min - taken)
    lopsided = taken >= SMALL and max(teams.values(), default=0) * 2 > taken
    if not missing and not (lopsided and facts.get("days") == -DAYS[0]):
        return None
    return {
        **facts,
        "kickoff": kickoff.starts.isoformat() if kickoff else "",
        "taken": taken,
        "missing": missing,
        "free": network.free,
        "teams": len(teams),
        "lopsided": lopsided,
        "few": facts.get("days") == -DAYS[-1] and len(network.participants) < FLOOR,
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    network = facts["network"]["id"]
    invite = Go("invite", f"start:invite:{network}:", look="main")
    return (invite, *([Go("dates", f"start:dates:{network}:")] if facts["few"] else []))


_FACTS: Facts = {
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "days": 20,
    "kickoff": "2027-03-02T13:00:00+00:00",
    "taken": 7,
    "missing": 3,
    "free": 8,
    "teams": 3,
    "lopsided": False,
    "few": False,
}

DIALOG = Dialog(
    key="recruit",
    audience=Role.FACILITATOR,
    steps=(Step("show", buttons=_buttons),),
    due=_due,
    gather=_gather,
    order=Order.DEADLINE,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "taken": 10, "missing": 0, "free": 5, "teams": 2, "lopsided": True},
        {**_FACTS, "taken": 0, "missing": 10, "free": 15, "teams": 0},
        {
            **_FACTS,
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "days": 5,
            "taken": 4,
            "missing": 6,
            "free": 11,
            "teams": 1,
            "lopsided": True,
            "few": True,
        },
    ),
)
