"""Somebody asked for a talk: the facilitator learns who, and nothing more."""

from bot.dialog import Dialog, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Role, Scene


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return facts if "who" in facts else None


DIALOG = Dialog(
    key="talk_wish",
    audience=Role.FACILITATOR,
    steps=(Step("show"),),
    of_others=True,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {"network": {"id": "n1", "title": "Sites without accidents"}, "who": "Zoé Peeters"},
        {"network": {"id": "n2", "title": "<!channel> & **co**"}, "who": "_Bart_ <!here>"},
    ),
)
