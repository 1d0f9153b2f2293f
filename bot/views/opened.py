"""The first words in a new network's channel: what it is for, when, and how one joins."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.network import Role
from bot.views.seated import NETWORK


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("join", f"start:join:{facts['network']['id']}:", look="main"),)


_FACTS: Facts = {
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "sessions": [
        {"number": 1, "starts": "2027-02-16T13:00:00+00:00", "kind": "kickoff"},
        {"number": 2, "starts": "2027-03-30T12:00:00+00:00", "kind": "closing"},
    ],
    "ends": "2027-03-30",
}

DIALOG = Dialog(
    key="opened",
    audience=Role.CHANNEL,
    steps=(Step("show", buttons=_buttons),),
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "network": {**NETWORK, "title": "<!channel> & **co**", "place": ""}},
    ),
)
