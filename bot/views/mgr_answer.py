"""What the manager answered, told to the participant alone; or a guide to ask in person."""

from collections.abc import Iterator

from bot.dialog import Dialog, Due, Go, Order, Step, WorkingDays
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene

PATIENCE = 10
"""Working days without an answer after which the participant gets the guide."""


def _due(network: Network, member: Member) -> Iterator[Due]:
    if member.asks_manager:
        at = WorkingDays(member.joined, PATIENCE)
        yield Due(at=at, until=WorkingDays(member.joined, PATIENCE + 5), facts={"answer": "none"})


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    if facts.get("answer", "none") == "none" and memory.told("mgr_time"):
        return None
    none = {"answer": "none", "manager": "", "as_task": False, "cover": "", "note": ""}
    return {**none, **facts}


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("seen", "start:seen::", look="quiet"),)


_FACTS: Facts = {
    "name": "Zoé",
    "network": {"id": "n1", "title": "Sites without accidents", "minutes": 120, "sessions": 6},
    "answer": "yes",
    "manager": "Marc Dubois",
    "as_task": True,
    "cover": "Amélie takes the phone",
    "note": "Enjoy it.",
}

DIALOG = Dialog(
    key="mgr_answer",
    audience=Role.PARTICIPANT,
    steps=(Step("show", buttons=_buttons),),
    due=_due,
    gather=_gather,
    order=Order.LOGISTICS,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "answer": "changes", "as_task": False, "cover": "", "note": "Not in May."},
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**_FACTS["network"], "title": "<!channel> & **co**"},
            "answer": "no",
            "cover": "",
            "note": "<!here> {{ 7*7 }}",
        },
        {**_FACTS, "answer": "none", "manager": "", "as_task": False, "cover": "", "note": ""},
    ),
)
