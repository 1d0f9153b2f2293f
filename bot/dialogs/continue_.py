"""Stop, continue or follow up: what somebody wishes and what they commit to, asked apart."""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.dialogs.closing import ends_here
from bot.fields import Answers, Facts, Pick, Picks, Sees, Text
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Role, Scene, Start

WISHES = ("stop", "as_is", "changed", "follow_up")
FOLLOW_UPS = ("project", "channel", "reunion", "pairs", "new_theme", "hand_over", "training")
ENOUGH_FOR = 0.6
"""The part of the answers that must be for continuing (programme, section 2.5)."""

PREFER = Pick("prefer", options=WISHES, sees=Sees.DOTS)
CHANGE = Text("change", most=200, multiline=True, required=False, sees=Sees.NETWORK_UNNAMED)
FOLLOW_UP = Picks("follow_up", options=FOLLOW_UPS, sees=Sees.DOTS)
COMMIT = Pick("commit", options=("in", "out", "depends"), sees=Sees.FACILITATOR)
ROLE = Picks("role", options=("facilitate", "host"), required=False, sees=Sees.FACILITATOR)


def _after_wish(answers: Answers, facts: Facts) -> str:
    return {"changed": "changing", "follow_up": "follow"}.get(answers[PREFER], "part")


def _to_commit(answers: Answers, facts: Facts) -> str:
    return "part"


def _due(network: Network, member: Member) -> Iterator[Due]:
    last = network.closing
    if last is None or member.role is not Role.PARTICIPANT or not ends_here(network):
        return
    until = WorkingDays(last.ends, 5)
    yield Due(about=last.id, at=WorkingDays(last.ends, 1), until=until)
    remind = WorkingDays(last.ends, 3)
    yield Due(about=last.id, at=remind, until=until, does=Does.REMIND)


def _closes(network: Network) -> Iterator[Due]:
    """Five whole working days after the last meeting, so on the sixth morning."""
    last = network.closing
    if last is not None and ends_here(network):
        yield Due(about=last.id, at=WorkingDays(last.ends, 6, time(9)), does=Does.CLOSE)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """About the last meeting, also when somebody starts it themselves."""
    last = scene.here.closing
    if last is None or not ends_here(scene.here) or memory.answered("continue", last.id):
        return None
    return facts


def wanted(tally: Tally) -> bool:
    """Whether the group wishes to go on: an open answer counts for nothing, never as a yes."""
    return tally.share("prefer", "as_is") + tally.share("prefer", "changed") >= ENOUGH_FOR


def summary(result: Result | None) -> Facts:
    """What may be told of the vote: shares in tens, the most chosen of few answers, or nothing."""
    if result is None or not result.enough:
        return {"enough": False, "wishes": {}, "most": [], "follow_ups": [], "changes": []}
    follow = result.shares.get("follow_up") or dict.fromkeys(result.most.get("follow_up", ()), 1)
    wishes = result.shares.get("prefer")
    return {
        "enough": True,
        "wishes": {key: wishes.get(key, 0) for key in WISHES} if wishes else {},
        "most": list(result.most.get("prefer", ())),
        "follow_ups": sorted(
            (key for key in follow if follow[key]), key=lambda k: (-follow[k], FOLLOW_UPS.index(k))
        )[:3],
        "changes": list(result.texts.get("change", ())),
    }


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterator[Command]:
    """The facilitators hear what the group said, and one of them records the decision with it."""
    vote = {**summary(result), "wanted": wanted(tally)}
    for member in scene.here.facilitators:
        yield Start(
            dialog="decision",
            person=member.person,
            network=scene.here.id,
            about=about,
            facts={"vote": vote},
        )


DIALOG = Dialog(
    key="continue",
    audience=Role.MEMBER,
    steps=(
        Step("ask", (PREFER,), then=_after_wish),
        Step("changing", (CHANGE,), then=_to_commit),
        Step("follow", (FOLLOW_UP,)),
        Step("part", (COMMIT, ROLE)),
        Step("thanks"),
    ),
    due=_due,
    closes=_closes,
    gather=_gather,
    closed=_closed,
    brings=("decision",),
    order=Order.DEADLINE,
    examples=(
        {
            "name": "Zoé",
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "seats_min": 10,
                "sessions": 6,
            },
            "session": {"id": "s6", "number": 6, "of": 6, "ends": "2027-06-15T14:00:00+00:00"},
        },
        {
            "name": "_Bart_",
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "seats_min": 6,
                "sessions": 3,
            },
            "session": {"id": "s3", "number": 3, "of": 3, "ends": "2027-06-15T14:00:00+00:00"},
        },
    ),
)
