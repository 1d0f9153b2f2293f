"""A meeting has another moment, or is cancelled: said once to each attendee and in the channel."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.network import Role
from bot.views.seated import NETWORK


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
