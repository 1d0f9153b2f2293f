"""What the members hope for and bring, given back to the group: first, half-way and last."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Due, Step
from bot.dialogs.closing import ends_here
from bot.dialogs.expect import OFFERS
from bot.feedback import shown
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Network, Role, Scene

BEFORE = timedelta(minutes=15)


def _posts(network: Network) -> Iterator[Due]:
    last = network.closing if ends_here(network) else None  # not once more at a follow-up
    sessions = dict.fromkeys(filter(None, (network.kickoff, network.midway, last)))
    for session in sessions:
        yield Due(about=session.id, at=session.starts - BEFORE, until=session.ends)


def _goals(scene: Scene, memory: Memory) -> list[Facts]:
    """By person, in the order of joining, what they chose to show."""
    said: dict[str, list[str]] = {}
    for field in ("goal_1", "goal_2", "goal_3"):
        for entry in memory.shown("expect", field):
            said.setdefault(entry.person, []).append(str(entry.value))
    members = [m.person for m in scene.here.members if m.active]
    return [{"name": scene.name(p), "goals": said[p]} for p in members if p in said]


def _bring(scene: Scene, memory: Memory) -> list[Facts]:
    members = [m.person for m in scene.here.members if m.active]
    said = {e.person: e.value for e in memory.shown("expect", "bring") if e.person in members}
    offers = (
        {"key": key, "names": [scene.name(p) for p in members if key in said.get(p, ())]}
        for key in OFFERS
        if key != "other"
    )
    return [offer for offer in offers if offer["names"]]


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    opening = scene.here.opening
    result = memory.result("expect", opening.id) if opening else None
    seen = shown(result, texts=("great_if",), members=True) if result else None
    great = seen["texts"].get("great_if", []) if seen else []
    goals, bring = _goals(scene, memory), _bring(scene, memory)
    if not (goals or bring or great):
        return None
    return {**facts, "goals": goals, "bring": bring, "great": great}


DIALOG = Dialog(
    key="expectations",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    posts=_posts,
    named=True,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "session": {"id": "s1", "number": 1, "of": 6, "kind": "kickoff"},
            "goals": [
                {"name": "Zoé", "goals": ["Open a shift calmly", "Say no kindly"]},
                {"name": "_Bart_", "goals": ["<!channel> | # loud"]},
            ],
            "bring": [
                {"key": key, "names": ["Zoé", "_Bart_"]}
                for key in ("experience", "tool", "contact", "method", "fresh_eyes", "host")
            ],
            "great": ["one idea that I use on _Monday_"],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
            "goals": [{"name": "Mia", "goals": ["Listen longer"]}],
            "bring": [],
            "great": [],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "session": {"id": "s6", "number": 6, "of": 6, "kind": "closing"},
            "goals": [],
            "bring": [{"key": "tool", "names": ["Mia"]}],
            "great": ["we still call each other"],
        },
    ),
)
