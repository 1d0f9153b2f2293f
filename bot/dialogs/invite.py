"""More people may join: each is invited once, reads what it asks, and decides alone."""

from collections.abc import Iterator
from dataclasses import replace

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, Facts, People, Sees
from bot.memory import Memory
from bot.network import Command, Keep, Network, Role, Scene, Seat, Start
from bot.seats import joinable
from bot.views.seated import NETWORK

WHOM = People("whom", sees=Sees.FACILITATOR, most=20)


def _inside(network: Network) -> set[str]:
    return {m.person for m in network.members if m.seat is not Seat.LEFT}


def _tells(answers: Answers, facts: Facts) -> Facts:
    """Who is in already, by name; how many were invited before, whatever they said, as a count."""
    chosen = answers[WHOM]
    inside = [p for p in facts["inside"] if p["id"] in chosen]
    rest = [p for p in chosen if p not in {i["id"] for i in inside}]
    before = sum(p in facts["invited"] for p in rest)
    return {
        "members": [p["name"] for p in inside],
        "before": before,
        "sent": len(rest) - before,
    }


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    if not joinable(network, scene.now):
        return None
    inside = sorted(_inside(network))
    return {
        **facts,
        "inside": [{"id": p, "name": scene.name(p)} for p in inside],
        "invited": list(network.invited),
        "free": network.free,
        "full": network.full,
    }


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    network = scene.here
    known = {*_inside(network), *network.invited}
    new = tuple(p for p in run.answers[WHOM] if p not in known)
    if not new or not joinable(network, scene.now):
        return
    yield Keep(replace(network, invited=(*network.invited, *new)))
    for person in new:
        yield Start(dialog="join", person=person, network=network.id, facts={"invited": True})


_FACTS: Facts = {
    "network": NETWORK,
    "inside": [{"id": "bart", "name": "Bart Peeters"}, {"id": "lotte", "name": "Lotte"}],
    "invited": ["karel", "amina"],
    "free": 5,
    "full": False,
}

DIALOG = Dialog(
    key="invite",
    audience=Role.FACILITATOR,
    words=("invite", "inviter", "uitnodigen"),
    steps=(Step("ask", (WHOM,)), Step("done", tells=_tells)),
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    again=True,
    examples=(
        {**_FACTS, "answers": {"whom": ["zoe", "samir"]}},
        {**_FACTS, "answers": {"whom": ["zoe", "bart", "lotte", "karel"]}},
        {
            **_FACTS,
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "inside": [{"id": "bart", "name": "_Bart_ <!here>"}],
            "answers": {"whom": ["bart", "karel", "amina"]},
            "free": 0,
            "full": True,
        },
    ),
)
