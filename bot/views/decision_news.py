"""What the network decided, told to all who took part."""

from bot.dialog import Dialog, Step
from bot.network import Role

_FACTS = {
    "network": {"id": "n1", "title": "Sites without accidents", "sessions": 6},
    "outcome": "continue",
    "why": "Eleven of us want to go on with near misses on small sites.",
    "owner": "Amélie",
    "by": "2027-07-01",
    "begins": "2027-09-14T12:00:00+00:00",
    "goal": "After five meetings every small site reports its near misses.",
    "count": 5,
    "legacy": "The risk cards are in the binder.",
}
_NOTHING = {"owner": "", "by": "", "begins": "", "goal": "", "count": 0, "legacy": ""}

DIALOG = Dialog(
    key="decision_news",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "outcome": "follow_up", "goal": "", "count": 0, "legacy": ""},
        {
            **_FACTS,
            **_NOTHING,
            "network": {"id": "n2", "title": "<!channel> & **co**", "sessions": 3},
            "outcome": "stop",
            "why": "<!here> [x](javascript:1) {{ 7*7 }}",
        },
    ),
)
