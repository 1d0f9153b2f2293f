"""A kind was left unanswered too often: it is switched off, and this is said once."""

from bot.dialog import Dialog, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Scene


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """It is said when something falls silent, and never asked for."""
    return facts if "kind" in facts else None


DIALOG = Dialog(
    key="quieted",
    steps=(Step("show"),),
    gather=_gather,
    capped=False,
    changeable=False,
    again=True,
    examples=({"kind": "rsvp"}, {"kind": "share", "name": "_Bart_ <!channel>"}),
)
