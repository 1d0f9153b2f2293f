"""A meeting has another moment, or is cancelled: said once to each attendee and in the channel."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Role, Scene, State
from bot.views.seated import NETWORK


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """News that waited for the morning may be overtaken by newer news by then."""
    session = scene.here.session(facts["about"])
    if session is None or "to" not in facts:  # which move it is about is told, never asked for
        return None
    if (session.state is State.CANCELLED) is not facts["cancelled"]:
        return None
    stands = facts["cancelled"] or session.starts.isoformat() == facts["to"]
    return facts if stands else None


def _buttons(facts: Facts) -> tuple[Go, ...]:
    """Whether one can come is asked anew, where there is something to come to."""
    if facts["cancelled"] or facts["same_time"]:
        return ()
    return (Go("rsvp", f"start:rsvp:{facts['network']['id']}:{facts['about']}", look="main"),)


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "about": "n1-s2",
    "number": 2,
    "was": "2027-03-30T12:00:00+00:00",
    "to": "2027-04-01T12:00:00+00:00",
    "room": "Ghent",
    "cancelled": False,
    "same_time": False,
    "message": "",
}

DIALOG = Dialog(
    key="moved",
    audience=Role.MEMBER,
    steps=(Step("show", buttons=_buttons), Step("channel")),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "same_time": True, "message": "The _lift_ is broken"},
        {
            **_FACTS,
            "name": "_Bart_",
            "zone": "Europe/Lisbon",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "cancelled": True,
            "room": "",
            "message": "See you *all* next time",
        },
    ),
)
