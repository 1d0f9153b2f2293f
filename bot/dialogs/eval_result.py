"""What the evaluation showed, for the facilitator first, who names the one thing to change."""

from collections.abc import Iterable
from datetime import timedelta

from bot.dialog import Dialog, Run, Step
from bot.feedback import NOTHING, adjustment
from bot.fields import AnyField, Facts, Sees, Text
from bot.memory import Memory
from bot.network import Command, Post, Role, Scene


def _adjustment(facts: Facts) -> Text:
    return Text("adjustment", most=200, required=facts["shown"]["enough"], sees=Sees.NETWORK)


def _asks(facts: Facts) -> tuple[AnyField, ...]:
    return (_adjustment(facts),)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return facts if "shown" in facts else None


def _finish(run: Run, scene: Scene) -> Iterable[Command]:
    """The channel gets what members may see and what will change; nothing when there is neither."""
    change = adjustment(run.answers.of(_adjustment(run.facts)))
    news = run.facts["news"]
    if scene.here.channel and (change or news["enough"]):
        yield Post(
            dialog="eval_news",
            channel=scene.here.channel,
            network=run.network,
            about=run.about,
            facts={"shown": news, "changes": [change] if change else [], "named": True},
            key=f"eval_news:{run.network}:{run.about}",
        )


DIALOG = Dialog(
    key="eval_result",
    audience=Role.FACILITATOR,
    steps=(Step("result", _asks), Step("thanks")),
    gather=_gather,
    finish=_finish,
    lasts=timedelta(days=40),
    capped=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s2", "number": 2, "of": 6, "kind": "regular"},
            "shown": {
                "enough": True,
                "band": "8–10",
                "pooled": True,
                "rows": [
                    {"field": "roti", "mean": 3.5, "low": 1, "mid": 1, "high": 3},
                    {"field": "heard", "mean": 4.5, "low": 0, "mid": 0, "high": 4},
                ],
                "shares": [],
                "texts": {
                    "plus": ["The pairs", "Time to think"],
                    "delta": ["<!channel> shorter _introduction_", "More cases | fewer slides"],
                    "one_up": ["One case instead of two"],
                },
            },
            "news": NOTHING,
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "regular"},
            "shown": NOTHING,
            "news": NOTHING,
        },
        {
            "network": {"id": "n2", "title": "# _Two_", "zone": "Europe/Lisbon"},
            "session": {"id": "s6", "number": 6, "of": 6, "kind": "closing"},
            "shown": NOTHING,
            "news": NOTHING,
        },
    ),
)
