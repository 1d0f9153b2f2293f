"""Somebody was named co-facilitator of a new network."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.labels import listed
from bot.memory import Memory
from bot.network import Scene
from bot.views.seated import NETWORK


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    if not scene.facilitates:
        return None
    others = [scene.name(m.person) for m in scene.here.facilitators if m.person != scene.person.id]
    return {**facts, "others": others, "sessions": listed(scene.here.alive)}


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("leave", f"start:leave:{facts['network']['id']}:", look="quiet"),)


_FACTS: Facts = {
    "name": "Karel",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "others": ["Inès Lambert"],
    "sessions": [{"number": 1, "starts": "2027-02-16T13:00:00+00:00", "kind": "kickoff"}],
}

DIALOG = Dialog(
    key="helper",
    steps=(Step("show", buttons=_buttons),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "others": ["_Bart_", "B"],
        },
    ),
)
