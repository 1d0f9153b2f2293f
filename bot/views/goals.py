"""One's own goals, shown to oneself alone: half-way, and whenever asked for."""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Due, Order, Step, WorkingDays
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene


def _due(network: Network, member: Member) -> Iterator[Due]:
    """On the closing session they stand in the look back that is asked before it."""
    session = network.midway
    if session and member.role is Role.PARTICIPANT and member.joined < session.starts:
        at = WorkingDays(session.starts, -1, time(10))
        yield Due(about=session.id, at=at, until=session.starts)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    mine = memory.mine("expect")
    goals = [mine[key] for key in ("goal_1", "goal_2", "goal_3") if mine.get(key)]
    return {**facts, "goals": goals} if goals else None


DIALOG = Dialog(
    key="goals",
    words=("goals", "objectifs", "doelen"),
    audience=Role.PARTICIPANT,
    steps=(Step("show"),),
    due=_due,
    gather=_gather,
    order=Order.SHARING,
    changeable=False,
    again=True,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
            "goals": ["Open a shift calmly", "Say no kindly"],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "goals": ["_Listen_ <!channel> | longer"],
        },
    ),
)
