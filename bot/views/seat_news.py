"""For the facilitators: somebody takes a pause or has left, and who has the seat now."""

from bot.dialog import Dialog, Step
from bot.fields import Facts
from bot.network import Role
from bot.views.seated import NETWORK

_FACTS: Facts = {
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "who": "Zoé Dubois",
    "until": "",
    "next_in": "",
}

DIALOG = Dialog(
    key="seat_news",
    audience=Role.FACILITATOR,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "until": "2027-04-01"},
        {**_FACTS, "who": "_Bart_ <!channel>", "next_in": "Lotte *P*"},
    ),
)
