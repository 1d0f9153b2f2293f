"""The facilitator's two minutes after a session: did it take place, who was there, how was it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialog import Dialog, Due, Run, Step, WorkingDays
from bot.dialogs.closing import ends_here
from bot.feedback import latest
from bot.fields import Answers, Facts, From, Pick, Picks, Scale, Sees, Text
from bot.memory import Memory
from bot.network import Command, Keep, Member, Network, Role, Scene, State

HELD = Pick("held", options=("held", "cancelled"), sees=Sees.FACILITATOR, default="held")
CAME = Picks(
    "came",
    options=From(fact="members"),
    most=40,
    required=False,
    sees=Sees.FACILITATOR,
    default=lambda facts: tuple(facts["expected"]),
)
WENT = Scale("went", required=False)
VOICES = Pick("voices", options=("all", "some_not", "few_took_most"), required=False)
LOAD = Scale("load", required=False)
NEXT = Text("next", most=200, required=False, multiline=True)


def _after_held(answers: Answers, facts: Facts) -> str:
    return "look" if answers[HELD] == "held" else "cancelled"


def _due(network: Network, member: Member) -> Iterator[Due]:
    if member.role is not Role.FACILITATOR:
        return
    for session in network.alive:
        until = WorkingDays(session.ends, 3)
        yield Due(about=session.id, at=WorkingDays(session.ends, 1), until=until)


def _meant(network: Network, now: datetime) -> str:
    session = latest(network, now)
    return session.id if session else ""


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    session = scene.here.session(facts.get("about", ""))
    if session is None or scene.now < session.starts or session.state is State.CANCELLED:
        return None
    seated = [m.person for m in scene.here.participants if m.joined <= session.ends]
    cannot = {e.person for e in memory.shown("rsvp", "come", session.id) if e.value == "cannot"}
    return {
        **facts,
        "members": [{"key": person, "label": scene.name(person)} for person in seated],
        "expected": [person for person in seated if person not in cannot],
        "looks_back": ends_here(scene.here),
    }


def _finish(run: Run, scene: Scene) -> Iterable[Command]:
    session = scene.here.session(run.about)
    if session is not None:
        state = State.HELD if run.answers[HELD] == "held" else State.CANCELLED
        yield Keep(scene.here.with_session(replace(session, state=state)))


DIALOG = Dialog(
    key="debrief",
    words=("debrief", "bilan", "afronden"),
    audience=Role.FACILITATOR,
    steps=(
        Step("held_or_not", (HELD,), then=_after_held),
        Step("look", (CAME, WENT, VOICES, LOAD, NEXT), then=lambda answers, facts: "thanks"),
        Step("cancelled"),
        Step("thanks"),
    ),
    due=_due,
    meant=_meant,
    gather=_gather,
    finish=_finish,
    lasts=timedelta(days=4),
    examples=(
        {
            "name": "Nadia",
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s2", "number": 2, "of": 6, "kind": "regular"},
            "about": "s2",
            "members": [{"key": "p1", "label": "Zoé"}, {"key": "p2", "label": "Bart Claes"}],
            "expected": ["p1"],
            "looks_back": True,
        },
        {
            "name": "<@U1>",
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s6", "number": 6, "of": 6, "kind": "closing"},
            "about": "s6",
            "members": [{"key": "p1", "label": "_Bart_ <!channel>"}],
            "expected": [],
            "looks_back": True,
        },
    ),
)
