"""The result as members may see it, and what changes because of it, in the network's channel."""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Due, Step, WorkingDays
from bot.dialogs import evaluation, midway
from bot.feedback import NOTHING, shown
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Network, Role, Scene


def _posts(network: Network) -> Iterator[Due]:
    """The latest moment for a result, when the facilitator has not named a change by then."""
    for session in network.alive:
        at = WorkingDays(session.ends, 6, time(10))
        yield Due(about=session.id, at=at, until=WorkingDays(session.ends, 10))


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    if "shown" in facts:
        return facts
    half_way = facts["session"]["kind"] == "midway"
    told, field = ("midway_result", "change_1") if half_way else ("eval_result", "adjustment")
    result = memory.result("midway" if half_way else "evaluation", facts["about"])
    if result is None or memory.shown(told, field, facts["about"]):
        return None
    seen = (
        shown(
            result,
            dots=midway.DOTS,
            shares=midway.SHARES,
            texts=midway.TEXTS,
            members=True,
        )
        if half_way
        else shown(result, dots=evaluation.DOTS, texts=evaluation.MEMBERS, members=True)
    )
    return {**facts, "shown": seen, "changes": [], "named": False} if seen["enough"] else None


DIALOG = Dialog(
    key="eval_news",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    posts=_posts,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s2", "number": 2, "of": 6, "kind": "regular"},
            "shown": {
                "enough": True,
                "band": "8–10",
                "pooled": False,
                "rows": [
                    {"field": "roti", "mean": 3.5, "low": 1, "mid": 1, "high": 3},
                    {"field": "heard", "mean": 4.5, "low": 0, "mid": 0, "high": 4},
                ],
                "shares": [],
                "texts": {"plus": ["The pairs"], "delta": ["<!channel> _shorter_ | introduction"]},
            },
            "changes": ["One case instead of two"],
            "named": True,
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
            "shown": {
                "enough": True,
                "band": "11+",
                "pooled": True,
                "rows": [
                    {"field": "goal", "mean": 4.0, "low": 0, "mid": 1, "high": 3},
                    {"field": "own_goal", "mean": 3.0, "low": 1, "mid": 2, "high": 1},
                    {"field": "safe_mistake", "mean": 2.5, "low": 2, "mid": 1, "high": 1},
                    {"field": "asked_freely", "mean": 4.5, "low": 0, "mid": 0, "high": 4},
                    {"field": "differ", "mean": 3.0, "low": 1, "mid": 2, "high": 1},
                ],
                "shares": [
                    {"field": "balance", "most": [], "options": [{"key": "get", "many": 3}]},
                    {"field": "airtime", "most": ["shared", "uneven"], "options": []},
                    {"field": "rhythm", "most": [], "options": [{"key": "too_long", "many": 1}]},
                ],
                "texts": {"keep": ["The cases"], "change": ["# _less_ talk"]},
            },
            "changes": [],
            "named": False,
        },
        {
            "network": {"id": "n2", "title": "Two", "zone": "Europe/Lisbon"},
            "session": {"id": "s4", "number": 4, "of": 6, "kind": "regular"},
            "shown": NOTHING,
            "changes": ["[Breaks](https://evil.example) <!here>", "Start at _nine_"],
            "named": True,
        },
        {
            "network": {"id": "n2", "title": "Two", "zone": "Europe/Lisbon"},
            "session": {"id": "s4", "number": 4, "of": 6, "kind": "regular"},
            "shown": {**NOTHING, "enough": True, "band": "5–7"},
            "changes": [],
            "named": True,
        },
    ),
)
