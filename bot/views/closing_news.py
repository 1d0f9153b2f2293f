"""What the closing evaluation showed, told to the members first."""

from bot.dialog import Dialog, Step
from bot.network import Role

_NETWORK = {"id": "n1", "title": "Sites without accidents"}

DIALOG = Dialog(
    key="closing_news",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        {
            "network": _NETWORK,
            "enough": True,
            "band": "8-10",
            "goal": 4.0,
            "roti": 3.5,
            "values": {
                "value_immediate": 90,
                "value_potential": 70,
                "value_applied": 60,
                "value_realised": 30,
                "value_changed_view": 40,
            },
            "keep_alive": ["The round of near misses", "Calling each other"],
            "advice": ["Plan the dates at once"],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "enough": True,
            "band": "5-7",
            "goal": None,
            "roti": 3.0,
            "values": {"value_applied": None},
            "keep_alive": ["<!here> [x](javascript:1)"],
            "advice": [],
        },
        {
            "network": _NETWORK,
            "enough": False,
            "band": "",
            "goal": None,
            "roti": None,
            "values": {},
            "keep_alive": [],
            "advice": [],
        },
    ),
)
