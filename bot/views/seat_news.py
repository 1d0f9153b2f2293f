"""For the facilitators: somebody takes a pause or has left, and who has the seat now."""

from bot.dialog import Dialog, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Role, Scene
from bot.views.seated import NETWORK


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """It is said when a seat changes, and never asked for."""
    return facts if "who" in facts else None


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
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "until": "2027-04-01"},
        {**_FACTS, "who": "_Bart_ <!channel>", "next_in": "Lotte *P*"},
    ),
)
