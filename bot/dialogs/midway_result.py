"""What the half-way check showed, for the facilitator first, with room for two changes."""

from collections.abc import Iterable
from datetime import timedelta

from bot.dialog import Dialog, Run, Step
from bot.feedback import NOTHING, adjustment
from bot.fields import AnyField, Facts, Sees, Text
from bot.memory import Memory
from bot.network import Command, Post, Role, Scene

CHANGE_2 = Text("change_2", most=200, required=False, sees=Sees.NETWORK)


def _change_1(facts: Facts) -> Text:
    return Text("change_1", most=200, required=facts["shown"]["enough"], sees=Sees.NETWORK)


def _asks(facts: Facts) -> tuple[AnyField, ...]:
    return (_change_1(facts), CHANGE_2)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return facts if "shown" in facts else None


def _finish(run: Run, scene: Scene) -> Iterable[Command]:
    said = (run.answers.of(_change_1(run.facts)), run.answers.of(CHANGE_2))
    changes = [change for words in said if (change := adjustment(words))]
    news = run.facts["news"]
    if scene.here.channel and (changes or news["enough"]):
        yield Post(
            dialog="eval_news",
            channel=scene.here.channel,
            network=run.network,
            about=run.about,
            facts={"shown": news, "changes": changes, "named": True},
            key=f"eval_news:{run.network}:{run.about}",
        )


DIALOG = Dialog(
    key="midway_result",
    audience=Role.FACILITATOR,
    steps=(Step("result", _asks), Step("thanks")),
    gather=_gather,
    finish=_finish,
    lasts=timedelta(days=40),
    capped=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
            "shown": {
                "enough": True,
                "band": "8–10",
                "pooled": False,
                "rows": [
                    {"field": "roti", "mean": 3.5, "low": 1, "mid": 1, "high": 3},
                    {"field": "goal", "mean": 4.0, "low": 0, "mid": 1, "high": 3},
                    {"field": "own_goal", "mean": 3.0, "low": 1, "mid": 2, "high": 1},
                    {"field": "safe_mistake", "mean": 2.5, "low": 2, "mid": 1, "high": 1},
                    {"field": "asked_freely", "mean": 4.5, "low": 0, "mid": 0, "high": 4},
                    {"field": "differ", "mean": 3.0, "low": 1, "mid": 2, "high": 1},
                ],
                "shares": [
                    {
                        "field": "balance",
                        "most": [],
                        "options": [
                            {"key": "even", "many": 2},
                            {"key": "get", "many": 1},
                            {"key": "give", "many": 1},
                        ],
                    },
                    {
                        "field": "airtime",
                        "most": [],
                        "options": [
                            {"key": "shared", "many": 2},
                            {"key": "somewhat", "many": 2},
                            {"key": "uneven", "many": 1},
                        ],
                    },
                    {
                        "field": "rhythm",
                        "most": [],
                        "options": [
                            {"key": "right", "many": 3},
                            {"key": "too_often", "many": 1},
                            {"key": "too_rare", "many": 1},
                            {"key": "too_long", "many": 1},
                            {"key": "too_short", "many": 0},
                        ],
                    },
                ],
                "texts": {"keep": ["The cases"], "change": ["<!channel> _less_ | talk"]},
            },
            "news": NOTHING,
            "low": True,
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s2", "number": 2, "of": 4, "kind": "midway"},
            "shown": NOTHING,
            "news": NOTHING,
            "low": False,
        },
    ),
)
