"""Was it worth the time: one minute after each session, shown once, when it is closed."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bot.dialog import Dialog, Does, Due, Go, Order, Run, Step, WorkingDays
from bot.feedback import evaluated, latest, open_for_answers, shown
from bot.fields import Answers, Chosen, Facts, Scale, Sees, Text, YesNo
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Role, Scene, Start

ROTI = Scale("roti", sees=Sees.DOTS)
HEARD = Scale("heard", required=False, sees=Sees.DOTS)
PLUS = Text("plus", most=200, required=False, sees=Sees.NETWORK_UNNAMED)
DELTA = Text("delta", most=200, required=False, sees=Sees.NETWORK_UNNAMED)
ONE_UP = Text("one_up", most=300, required=False, multiline=True, sees=Sees.FACILITATOR_UNNAMED)
TAKEAWAY = Text("takeaway", most=300, required=False, multiline=True)
PLAN_IF = Text("plan_if", most=150, required=False)
PLAN_THEN = Text("plan_then", most=150, required=False)
ASK_TALK = YesNo(
    "ask_talk",
    required=False,
    default="no",
    sees=Chosen(by="ask_talk", yes=Sees.FACILITATOR, no=Sees.SELF),
)

EVEN = 3
"""From this worth downwards it is asked what would have made the session worth more."""

DOTS = ("roti", "heard")
FACILITATORS = ("plus", "delta", "one_up")
MEMBERS = ("plus", "delta")


def _after_worth(answers: Answers, facts: Facts) -> str:
    return "more" if answers[ROTI] <= EVEN else "yours"


def _due(network: Network, member: Member) -> Iterator[Due]:
    """Shown again to whoever opened it in the session, begun for whoever did not."""
    if member.role is not Role.PARTICIPANT:
        return
    for session in evaluated(network):
        if member.joined < session.ends:
            yield Due(
                about=session.id,
                at=WorkingDays(session.ends, 1, time(9, 30)),
                until=WorkingDays(session.ends, 3, time(14)),
                does=Does.REMIND,
                facts={"afterwards": True},
            )


def _closes(network: Network) -> Iterator[Due]:
    for session in evaluated(network):
        at = WorkingDays(session.ends, 3, time(16))
        yield Due(about=session.id, at=at, does=Does.CLOSE)


def _meant(network: Network, now: datetime) -> str:
    session = latest(network, now)
    return session.id if session is not None and session != network.midway else ""


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """Facilitators get the result and so have no part in it."""
    about = facts.get("about", "")
    session = scene.here.session(about)
    if scene.facilitates or not open_for_answers(session, scene.now):
        return None
    absent = facts.get("afterwards", False) and not memory.came(about)
    return None if absent or memory.answered("evaluation", about) else facts


def talk_wished(run: Run, scene: Scene) -> Iterator[Command]:
    """Who asks for a talk has it passed on at once, by name, and nothing else with it."""
    if run.answers.of(ASK_TALK):
        for member in scene.here.facilitators:
            facts = {"who": scene.person.name}
            yield Start(
                dialog="talk_wish",
                person=member.person,
                network=run.network,
                about=run.id,
                facts=facts,
            )


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterable[Command]:
    news = shown(result, dots=DOTS, texts=MEMBERS, members=True)
    facts = {"shown": shown(result, dots=DOTS, texts=FACILITATORS), "news": news}
    for member in scene.here.facilitators:
        yield Start(
            dialog="eval_result",
            person=member.person,
            network=scene.here.id,
            about=about,
            facts=facts,
        )


def _share(facts: Facts) -> tuple[Go, ...]:
    return (Go("share", f"start:share:{facts['network']['id']}:{facts['session']['id']}"),)


DIALOG = Dialog(
    key="evaluation",
    words=("eval", "évaluer", "evaluatie"),
    audience=Role.PARTICIPANT,
    steps=(
        Step("worth", (ROTI, HEARD, PLUS, DELTA), then=_after_worth),
        Step("more", (ONE_UP,)),
        Step("yours", (TAKEAWAY, PLAN_IF, PLAN_THEN, ASK_TALK)),
        Step("thanks", buttons=_share),
    ),
    due=_due,
    closes=_closes,
    closed=_closed,
    brings=("eval_result",),
    meant=_meant,
    gather=_gather,
    finish=talk_wished,
    order=Order.DEADLINE,
    lasts=timedelta(days=10),
    examples=(
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s2", "number": 2, "of": 6, "kind": "regular"},
        },
        {
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s6", "number": 6, "of": 6, "kind": "closing"},
        },
    ),
)
