"""My own record of a network: what I answered for myself alone, in one place."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts, Json
from bot.memory import Memory
from bot.network import Network, Role, Scene


def _goals(memory: Memory) -> list[Json]:
    wished, closed = memory.mine("expect"), memory.mine("closing")
    return [
        {"text": wished[key], "how": closed.get(f"own_{key}") or ""}
        for key in ("goal_1", "goal_2", "goal_3")
        if wished.get(key)
    ]


def _meetings(memory: Memory, network: Network) -> list[Json]:
    """What I took away from each meeting, and what I planned to try."""
    found = []
    for session in network.alive:
        said = memory.mine("evaluation", session.id)
        entry = {key: said.get(key) or "" for key in ("takeaway", "plan_if", "plan_then")}
        if any(entry.values()):
            at = session.starts.isoformat()
            found.append({"number": session.number, "at": at, **entry})
    return found


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    own = [s for s in memory.shares() if s.network == scene.here.id and not s.withdrawn]
    return {
        **facts,
        "goals": _goals(memory),
        "meetings": _meetings(memory, scene.here),
        "competences": list(memory.mine("closing").get("competences") or ()),
        "shares": [{"text": s.text, "only_here": set(s.audiences) <= {"record"}} for s in own],
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("share", f"start:share:{facts['network']['id']}:"),)


_FACTS: Facts = {
    "name": "Zoé",
    "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
    "goals": [
        {"text": "Dare to stop the work when it is not safe", "how": "reached"},
        {"text": "Three questions to start the day with", "how": "on_the_way"},
        {"text": "A better form", "how": "let_go"},
    ],
    "meetings": [
        {
            "number": 1,
            "at": "2026-12-01T13:00:00+00:00",
            "takeaway": "Ask first, lift later.",
            "plan_if": "the crane is late",
            "plan_then": "I use the wait for a toolbox talk",
        },
        {
            "number": 2,
            "at": "2027-01-12T13:00:00+00:00",
            "takeaway": "",
            "plan_if": "",
            "plan_then": "I call Bart",
        },
    ],
    "competences": ["teamwork", "feedback", "networking", "initiative"],
    "shares": [
        {"text": "A toolbox talk of five minutes beats a poster.", "only_here": False},
        {"text": "I was wrong about helmets.", "only_here": True},
    ],
}

DIALOG = Dialog(
    key="record",
    words=("record", "carnet", "portfolio"),
    audience=Role.MEMBER,
    steps=(Step("show", buttons=_buttons),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**_FACTS["network"], "id": "n2", "title": "<!channel> & **co**"},
            "goals": [
                {"text": "<!here> {{ 7*7 }}", "how": ""},
                {"text": "x", "how": "not_relevant"},
            ],
            "meetings": [],
            "competences": ["problem_solving", "communication", "reflection"],
            "shares": [],
        },
        {**_FACTS, "goals": [], "meetings": [], "competences": [], "shares": []},
    ),
)
