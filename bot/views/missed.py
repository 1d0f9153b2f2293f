"""To somebody who was not there: what comes next, and where to catch up. No reason is asked."""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Due, Order, Step, WorkingDays
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene, State


def _due(network: Network, member: Member) -> Iterator[Due]:
    if member.role is not Role.PARTICIPANT:
        return
    for session in network.alive:
        if member.joined < session.starts:
            at, until = WorkingDays(session.ends, 1, time(9, 30)), WorkingDays(session.ends, 4)
            yield Due(about=session.id, at=at, until=until)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    session = scene.here.session(facts.get("about", ""))
    gone = session is None or session.state is State.CANCELLED
    if session is None or gone or scene.now < session.ends or memory.came(session.id):
        return None
    after = [s for s in scene.here.alive if s.starts > session.ends]
    return {
        **facts,
        "channel": bool(scene.here.channel),
        "next": after[0].starts.isoformat() if after else "",
    }


DIALOG = Dialog(
    key="missed",
    audience=Role.PARTICIPANT,
    steps=(Step("show"),),
    due=_due,
    gather=_gather,
    order=Order.SHARING,
    changeable=False,
    examples=(
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s1", "number": 1, "of": 6, "kind": "kickoff"},
            "channel": True,
            "next": "2027-02-23T13:00:00+00:00",
        },
        {
            "name": "Mia",
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
            "channel": False,
            "next": "2027-02-23T13:00:00+00:00",
        },
        {
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s6", "number": 6, "of": 6, "kind": "closing"},
            "channel": True,
            "next": "",
        },
    ),
)
