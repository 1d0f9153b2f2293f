"""Once more, after five working days: somebody still waits for a manager's word about time.

A manager is no member, so nothing is due to them; what hangs on the network is a close without
questions, and what it changes is that this card is said. Who has answered is left in peace.
"""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Does, Due, Go, Step, WorkingDays
from bot.dialogs.mgr_time import asker_of, half_hours
from bot.fields import Facts
from bot.memory import Memory, Result, Tally
from bot.network import Command, Network, Role, Scene, Start

PATIENCE = 5


def _closes(network: Network) -> Iterator[Due]:
    for member in network.participants:
        if member.asks_manager:
            at = WorkingDays(member.joined, PATIENCE, time(9, 30))
            yield Due(about=member.person, at=at, does=Does.CLOSE)


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterator[Command]:
    asker = scene.people.get(about)
    if asker is not None and asker.manager:
        yield Start(dialog="mgr_reminder", person=asker.manager, network=scene.here.id, about=about)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    asker = asker_of(scene, facts["about"])
    if asker is None or memory.mine("mgr_time", facts["about"]).get("ok"):
        return None
    coming = [s for s in scene.here.coming if s.starts > scene.now]
    if not coming:
        return None
    return {
        **facts,
        "asker_name": scene.name(asker.person),
        "hours": half_hours(coming),
        "at": coming[0].starts.isoformat(),
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    to = f"start:mgr_time:{facts['network']['id']}:{facts['about']}"
    return (Go("answer", to, look="main"),)


_FACTS: Facts = {
    "name": "Marc",
    "about": "p1",
    "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
    "asker_name": "Zoé Martin",
    "hours": 12.0,
    "at": "2027-01-12T13:00:00+00:00",
}

DIALOG = Dialog(
    key="mgr_reminder",
    audience=Role.MANAGER,
    steps=(Step("show", buttons=_buttons),),
    closes=_closes,
    closed=_closed,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "asker_name": "<@U1> _Zoé_",
            "network": {**_FACTS["network"], "title": "<!channel> & **co**"},
        },
    ),
)
