"""All dates of a network, told once they are fixed: to each attendee, and in the channel."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.labels import listed
from bot.memory import Memory
from bot.network import Role, Scene
from bot.views.seated import NETWORK


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    return {
        "again": False,
        **facts,
        "sessions": listed(network.coming),
        "ends": str(network.end),
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("leave", f"start:leave:{facts['network']['id']}:", look="quiet"),)


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "again": False,
    "sessions": [
        {"number": 1, "starts": "2027-02-16T13:00:00+00:00", "kind": "kickoff"},
        {"number": 2, "starts": "2027-03-30T12:00:00+00:00", "kind": "regular"},
        {"number": 3, "starts": "2027-05-11T12:00:00+00:00", "kind": "closing"},
    ],
    "ends": "2027-05-11",
}

DIALOG = Dialog(
    key="dates_news",
    audience=Role.MEMBER,
    steps=(Step("show", buttons=_buttons), Step("channel")),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "zone": "Europe/Lisbon",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "again": True,
        },
    ),
)
