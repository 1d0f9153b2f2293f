"""Will you be there, what you need for it, and what you do if something comes between."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import cache

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.fields import Answers, AnyField, Facts, Pick, Sees, Text
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene, Session, State
from bot.series import local
from bot.views.seated import NETWORK

REMINDED = time(10)
TIGHT = 3
"""Weeks between two meetings; below this there is less time to prepare."""

COMING = ("onsite", "online", "partly", "cannot")
NEEDS = Text("needs", sees=Sees.FACILITATOR, required=False, most=150)
HURDLE = Text("hurdle", sees=Sees.SELF, required=False, most=120)
PLAN = Text("plan", sees=Sees.SELF, required=False, most=120)
INSTEAD = Pick("instead", options=("summary", "question", "nothing"), sees=Sees.FACILITATOR)
QUESTION = Text("question", sees=Sees.FACILITATOR, most=300, multiline=True)
COME = Pick("come", options=COMING, sees=Sees.NETWORK)


def _asks(facts: Facts) -> tuple[AnyField, ...]:
    return _ways(facts["network"]["mode"])


@cache
def _ways(mode: str) -> tuple[AnyField, ...]:
    """The ways to be there that a network of this mode has."""
    not_there = {"onsite": "online", "online": "onsite"}.get(mode)
    options = tuple(option for option in COMING if option != not_there)
    return (Pick("come", options=options, sees=Sees.NETWORK), NEEDS, HURDLE, PLAN)


def _after_come(answers: Answers, facts: Facts) -> str:
    return "other_way" if answers[COME] == "cannot" else "there"


def _after_instead(answers: Answers, facts: Facts) -> str:
    return "send_along" if answers[INSTEAD] == "question" else "missed"


def _days(network: Network, session: Session) -> int:
    """Working days before the meeting; the last one is asked about with the look back."""
    closing = network.closing
    near = network.every_weeks < TIGHT or (closing is not None and closing.id == session.id)
    return -5 if near else -7


def _due(network: Network, member: Member) -> Iterator[Due]:
    for session in network.coming:
        if member.role is Role.PARTICIPANT:
            start = session.starts
            yield Due(about=session.id, at=WorkingDays(start, _days(network, session)), until=start)
            remind = WorkingDays(start, -1, REMINDED)
            eve = str(local(start, network.zone).date())  # a meeting that is moved has another one
            yield Due(about=session.id, name=eve, at=remind, until=start, does=Does.REMIND)


def _next(network: Network, now: datetime) -> str:
    return next((s.id for s in network.coming if s.starts > now), "")


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    session = scene.here.session(facts["session"]["id"]) if "session" in facts else None
    if session is None or session.state is not State.PLANNED or session.starts <= scene.now:
        return None
    return facts


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "session": {
        "id": "n1-s2",
        "number": 2,
        "of": 6,
        "starts": "2027-03-30T12:00:00+00:00",
        "ends": "2027-03-30T14:00:00+00:00",
        "place": "Ghent, room 3",
        "kind": "regular",
        "zone": "Europe/Brussels",
    },
}

DIALOG = Dialog(
    key="rsvp",
    audience=Role.MEMBER,
    words=("coming", "présence", "aanwezig"),
    steps=(
        Step("ask", _asks, then=_after_come),
        Step("other_way", (INSTEAD,), then=_after_instead),
        Step("send_along", (QUESTION,), then=lambda a, f: "missed"),
        Step("there"),
        Step("missed"),
    ),
    due=_due,
    meant=_next,
    gather=_gather,
    order=Order.LOGISTICS,
    examples=(
        {**_FACTS, "answers": {"come": "onsite", "instead": "summary"}},
        {
            **_FACTS,
            "name": "_Bart_",
            "zone": "Europe/Lisbon",
            "network": {**NETWORK, "title": "<!channel> & **co**", "mode": "online", "place": ""},
            "session": {**_FACTS["session"], "place": "", "kind": "closing", "number": 6},
            "answers": {"come": "cannot", "instead": "question", "question": "*Why?*"},
        },
        {**_FACTS, "network": {**NETWORK, "mode": "hybrid"}, "answers": {"instead": "nothing"}},
    ),
)
