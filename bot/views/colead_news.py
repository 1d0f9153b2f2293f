"""What came of a question whether somebody would facilitate too: for the asker, and the group."""

from bot.dialog import Dialog, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Role, Scene
from bot.views.seated import NETWORK


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """It is said when an answer came, and never asked for."""
    return facts if "who" in facts else None


_FACTS: Facts = {
    "network": NETWORK,
    "who": "Karel Maes",
    "yes": True,
    "others": ["Inès Lambert"],
}

DIALOG = Dialog(
    key="colead_news",
    audience=Role.FACILITATOR,
    steps=(Step("show"), Step("channel")),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "who": "_Bart_ <!channel>",
            "yes": False,
            "others": ["A *b*", "C"],
        },
    ),
)
