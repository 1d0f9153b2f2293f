"""What the group needs and worries about, for the facilitator, without names."""

from bot.dialog import Dialog, Step
from bot.feedback import NOTHING
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Role, Scene


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return facts if "shown" in facts else None


DIALOG = Dialog(
    key="expect_result",
    audience=Role.FACILITATOR,
    steps=(Step("show"),),
    of_others=True,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "shown": {
                **NOTHING,
                "enough": True,
                "band": "8–10",
                "shares": [
                    {
                        "field": "need_safe",
                        "most": [],
                        "options": [
                            {"key": "confidentiality", "many": 3},
                            {"key": "no_bosses", "many": 2},
                            {"key": "pass", "many": 1},
                            {"key": "no_cameras", "many": 1},
                            {"key": "turns", "many": 1},
                            {"key": "time", "many": 1},
                            {"key": "other", "many": 1},
                        ],
                    },
                    {
                        "field": "pace",
                        "most": [],
                        "options": [
                            {"key": "calm", "many": 2},
                            {"key": "brisk", "many": 1},
                            {"key": "either", "many": 1},
                        ],
                    },
                    {
                        "field": "forms",
                        "most": [],
                        "options": [
                            {"key": "cases", "many": 4},
                            {"key": "stories", "many": 2},
                            {"key": "experts", "many": 1},
                            {"key": "visits", "many": 1},
                            {"key": "talk", "many": 1},
                        ],
                    },
                ],
                "texts": {
                    "need_more": ["A room with a window"],
                    "worry": ["<!channel> too _much_ talk", "My boss hears of it"],
                    "great_if": ["One idea that I use"],
                },
            },
        },
        {"network": {"id": "n2", "title": "<!channel> & **co**"}, "shown": NOTHING},
    ),
)
