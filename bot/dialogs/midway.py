"""Half-way: is the course right, is it safe to speak, what should change."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.dialogs.evaluation import PLAN_IF, PLAN_THEN, ROTI
from bot.feedback import latest, open_for_answers, shown
from bot.fields import Facts, Pick, Scale, Sees, Text
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Role, Scene, Start

GOAL = Scale("goal", sees=Sees.DOTS)
OWN_GOAL = Scale("own_goal", sees=Sees.DOTS)
BALANCE = Pick("balance", options=("give", "even", "get"), required=False, sees=Sees.DOTS)
AIRTIME = Pick("airtime", options=("shared", "somewhat", "uneven"), required=False, sees=Sees.DOTS)
RHYTHM = Pick(
    "rhythm",
    options=("right", "too_often", "too_rare", "too_long", "too_short"),
    required=False,
    sees=Sees.DOTS,
)
PULSE = tuple(
    Scale(key, required=False, sees=Sees.DOTS, words="pulse")
    for key in ("safe_mistake", "asked_freely", "differ")
)
KEEP = Text("keep", most=200, required=False, sees=Sees.NETWORK_UNNAMED)
CHANGE = Text("change", most=200, required=False, sees=Sees.NETWORK_UNNAMED)

DOTS = ("roti", "goal", "own_goal", *(field.key for field in PULSE))
SHARES = ("balance", "airtime", "rhythm")
TEXTS = ("keep", "change")

LOW = 3.0
"""A pulse up to this is a reason to talk, and to keep to the lighter ways of working."""


def safety(result: Result | None) -> float | None:
    """The pulse as its lowest item, where all of it may be shown."""
    if result is None or not result.enough:
        return None
    items = [result.dots[field.key]["mean"] for field in PULSE if field.key in result.dots]
    return min(items) if len(items) == len(PULSE) else None


def _low(result: Result) -> bool:
    return any(result.dots[f.key]["mean"] <= LOW for f in PULSE if f.key in result.dots)


def _due(network: Network, member: Member) -> Iterator[Due]:
    session = network.midway
    if session is not None and member.role is Role.PARTICIPANT and member.joined < session.ends:
        yield Due(
            about=session.id,
            at=WorkingDays(session.ends, 1, time(9, 30)),
            until=WorkingDays(session.ends, 4, time(14)),
            does=Does.REMIND,
            facts={"afterwards": True},
        )


def _closes(network: Network) -> Iterator[Due]:
    if network.midway:
        at = WorkingDays(network.midway.ends, 4, time(16))
        yield Due(about=network.midway.id, at=at, does=Does.CLOSE)


def _meant(network: Network, now: datetime) -> str:
    session = network.midway
    return session.id if session is not None and session == latest(network, now) else ""


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    about = facts.get("about", "")
    session = scene.here.session(about)
    if scene.facilitates or not open_for_answers(session, scene.now):
        return None
    absent = facts.get("afterwards", False) and not memory.came(about)
    return None if absent or memory.answered("midway", about) else facts


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterable[Command]:
    facts = {
        "shown": shown(result, dots=DOTS, shares=SHARES, texts=TEXTS),
        "news": shown(result, dots=DOTS, shares=SHARES, texts=TEXTS, members=True),
        "low": _low(result),
    }
    for member in scene.here.facilitators:
        yield Start(
            dialog="midway_result",
            person=member.person,
            network=scene.here.id,
            about=about,
            facts=facts,
        )


DIALOG = Dialog(
    key="midway",
    words=("midway", "mi-parcours", "halfweg"),
    audience=Role.PARTICIPANT,
    steps=(
        Step("course", (ROTI, GOAL, OWN_GOAL, BALANCE, AIRTIME, RHYTHM)),
        Step("safe", PULSE),
        Step("ahead", (KEEP, CHANGE, PLAN_IF, PLAN_THEN)),
        Step("thanks"),
    ),
    due=_due,
    closes=_closes,
    closed=_closed,
    brings=("midway_result",),
    meant=_meant,
    gather=_gather,
    order=Order.DEADLINE,
    lasts=timedelta(days=12),
    examples=(
        {
            "name": "Zoé",
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "goal": "After six sessions everybody can start a shift with a safety talk",
                "zone": "Europe/Brussels",
            },
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
        },
        {
            "name": "_Bart_",
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "goal": "[click](https://evil.example) | # all",
                "zone": "Europe/Lisbon",
            },
            "session": {"id": "s2", "number": 2, "of": 4, "kind": "midway"},
        },
    ),
)
