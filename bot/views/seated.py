"""The welcome: a seat or a place in the line, what comes when, and where the group stands."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.labels import listed
from bot.memory import Memory
from bot.network import Phase, Scene, Seat
from bot.seats import place_in_line


def gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """What somebody who just got a seat, or a place in the line, wants to know."""
    network = scene.network
    me = network.member(scene.person.id) if network else None
    if network is None or me is None or me.seat is Seat.LEFT:
        return None
    every = listed(network.alive)
    coming = [s for s in network.coming if s.starts > scene.now]
    held = len(every) - len(coming)
    manager = scene.person.manager
    return {
        "asked": me.asks_manager and bool(manager),
        **facts,
        "waiting": me.seat is Seat.WAITING,
        "line": place_in_line(network, scene.person.id),
        "fixed": network.phase is Phase.FIXED,
        "sessions": every[held:],
        "held": held,
        "of": network.highest,
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    network = facts["network"]["id"]
    if facts["waiting"]:
        return (Go("unwait", f"start:unwait:{network}:", look="quiet"),)
    return (
        Go("prefs", "start:prefs::"),
        Go("leave", f"start:leave:{network}:", look="quiet"),
    )


NETWORK: Facts = {
    "id": "n1",
    "title": "Planning without stress",
    "goal": "after six meetings each of us plans a week that holds",
    "zone": "Europe/Brussels",
    "confidentiality": "no_names",
    "sessions": 6,
    "seats_min": 10,
    "seats_max": 15,
    "minutes": 120,
    "mode": "onsite",
    "place": "Ghent",
    "facilitators": ["Inès Lambert"],
    "channel": "channel:n1",
}
SEATED: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "asked": True,
    "waiting": False,
    "line": 1,
    "fixed": False,
    "sessions": [
        {"number": 1, "starts": "2027-02-16T13:00:00+00:00", "kind": "kickoff"},
        {"number": 2, "starts": "2027-03-30T12:00:00+00:00", "kind": "closing"},
    ],
    "held": 0,
    "of": 2,
}

DIALOG = Dialog(
    key="seated",
    steps=(Step("show", buttons=_buttons),),
    gather=gather,
    capped=False,
    changeable=False,
    examples=(
        SEATED,
        {
            **SEATED,
            "asked": False,
            "fixed": True,
            "held": 3,
            "of": 5,
            "sessions": [
                {"number": 4, "starts": "2027-05-11T12:00:00+00:00", "kind": "regular"},
                {"number": 5, "starts": "2027-06-22T12:00:00+00:00", "kind": "closing"},
            ],
        },
        {
            **SEATED,
            "name": "_Bart_",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "waiting": True,
            "line": 3,
        },
    ),
)
