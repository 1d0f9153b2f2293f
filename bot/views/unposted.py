"""A channel is barred: who chose it hears once what opens it, and nothing is lost meanwhile."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Scene


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """It is said when something could not be posted, and never asked for."""
    return facts if "bar" in facts else None


DIALOG = Dialog(
    key="unposted",
    steps=(Step("show", buttons=(Go("again", "resend:{run}", look="main"),)),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents"},
            "headline": "A toolbox talk of five minutes beats a poster.",
            "bar": "outside",
            "platform": "slack",
        },
        {
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "headline": "",
            "bar": "outside",
            "platform": "teams",
        },
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents"},
            "headline": "<!here> `x`",
            "bar": "archived",
            "platform": "slack",
        },
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents"},
            "headline": "",
            "bar": "closed",
            "platform": "slack",
        },
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents"},
            "headline": "Ask first, lift later.",
            "bar": "unsure",
            "platform": "slack",
        },
    ),
)
