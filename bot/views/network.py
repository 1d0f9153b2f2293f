"""The card of one network: what for, when, who leads it, and what the group agreed."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts, Json
from bot.memory import Memory
from bot.network import Role, Scene, State


def _sessions(scene: Scene) -> list[Json]:
    alive = scene.here.alive
    return [
        {
            "number": s.number,
            "starts": s.starts.isoformat(),
            "held": s.state is State.HELD or s.ends <= scene.now,
            "closing": s is alive[-1] and len(alive) > 1,
        }
        for s in alive
    ]


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    here = scene.here
    return {
        **facts,
        "phase": here.phase.value,
        "lead": scene.facilitates,
        "dates": _sessions(scene),
        "seated": here.taken,
        "waiting": len(here.waiting),
        "unreached": memory.unreached(here.id) if scene.facilitates else 0,
        "charter": list(here.charter),
        "signs": list(here.signs),
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    id_ = facts["network"]["id"]
    ahead = (Go("ahead", f"start:ahead:{id_}:"),) if facts["lead"] else ()
    return (
        Go("share", f"start:share:{id_}:", look="main"),
        Go("record", f"start:record:{id_}:"),
        *ahead,
        Go("seen", "start:seen::"),
        Go("leave", f"start:leave:{id_}:", look="quiet"),
    )


_FACTS: Facts = {
    "name": "Zoé",
    "network": {
        "id": "n1",
        "title": "Sites without accidents",
        "goal": "After six meetings we spot a risk before it hurts somebody.",
        "zone": "Europe/Brussels",
        "confidentiality": "no_names",
        "seats_min": 10,
        "seats_max": 15,
        "place": "Ghent",
        "facilitators": ["Amélie", "Bart Peeters"],
    },
    "phase": "fixed",
    "lead": False,
    "dates": [
        {"number": 1, "starts": "2026-12-01T13:00:00+00:00", "held": True, "closing": False},
        {"number": 2, "starts": "2027-01-12T13:00:00+00:00", "held": False, "closing": False},
        {"number": 3, "starts": "2027-02-23T13:00:00+00:00", "held": False, "closing": True},
    ],
    "seated": 12,
    "waiting": 2,
    "unreached": 0,
    "charter": ["no_names"],
    "signs": ["Every week a near miss is told", "Nobody is hurt"],
}

DIALOG = Dialog(
    key="network",
    words=("network", "réseau", "netwerk"),
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
            "network": {
                **_FACTS["network"],
                "title": "<!channel> & **co**",
                "goal": "{{ 7*7 }} [x](javascript:1)",
                "confidentiality": "strict",
                "place": "",
                "facilitators": [],
            },
            "phase": "open",
            "lead": True,
            "waiting": 0,
            "unreached": 2,
            "charter": [],
            "signs": ["<!channel> _that_ | {{ 7*7 }}"],
        },
        {
            **_FACTS,
            "network": {**_FACTS["network"], "confidentiality": "open"},
            "phase": "ended",
        },
        {**_FACTS, "lead": True, "unreached": 1},
    ),
)
