"""What each one hopes, brings and needs, asked before the first meeting and given back in it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.dialog import Dialog, Does, Due, Step, WorkingDays
from bot.dialogs.intro import came_later
from bot.feedback import shown
from bot.fields import Answers, AnyField, Chosen, Facts, Pick, Picks, Sees, Text, YesNo
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Role, Scene, Start

BEFORE = timedelta(minutes=30)
"""So long before the first meeting the answers are gathered, for the facilitator to read them."""

GOALS = tuple(
    Text(
        f"goal_{n}",
        most=200,
        required=n == 1,
        words="goal",
        sees=Chosen(by=f"show_{n}", yes=Sees.NETWORK, no=Sees.SELF),
    )
    for n in (1, 2, 3)
)
SHOW = tuple(YesNo(f"show_{n}", required=n == 1, words="show") for n in (1, 2, 3))
OFFERS = ("experience", "tool", "contact", "method", "fresh_eyes", "host", "other")
BRING = Picks(
    "bring",
    options=OFFERS,
    sees=Sees.NETWORK,
)
BRING_MORE = Text("bring_more", most=200, required=False, sees=Sees.NETWORK)
NEED_SAFE = Picks(
    "need_safe",
    options=("confidentiality", "no_bosses", "pass", "no_cameras", "turns", "time", "other"),
    required=False,
    sees=Sees.DOTS,
)
NEED_MORE = Text("need_more", most=200, required=False, sees=Sees.FACILITATOR_UNNAMED)
PACE = Pick("pace", options=("calm", "brisk", "either"), required=False, sees=Sees.DOTS)
FORMS = Picks(
    "forms",
    options=("cases", "stories", "experts", "visits", "talk"),
    required=False,
    sees=Sees.DOTS,
)
WORRY = Text("worry", most=200, required=False, sees=Sees.FACILITATOR_UNNAMED)
GREAT_IF = Text("great_if", most=150, required=False, sees=Sees.NETWORK_UNNAMED)

COUNTED = ("need_safe", "pace", "forms")
UNNAMED = ("need_more", "worry", "great_if")


def _goals(facts: Facts) -> tuple[AnyField, ...]:
    return tuple(field for pair in zip(GOALS, SHOW, strict=True) for field in pair)


def _needs(facts: Facts) -> tuple[AnyField, ...]:
    """Whoever joined later has missed the gathering: what nobody would count is not asked."""
    return () if facts["late"] else (NEED_SAFE, NEED_MORE, PACE, FORMS, WORRY, GREAT_IF)


def _after_bring(answers: Answers, facts: Facts) -> str:
    return "thanks" if facts["late"] else "needs"


def _due(network: Network, member: Member) -> Iterator[Due]:
    first, opening = network.kickoff, network.opening
    if first is None or opening is None or member.role is not Role.PARTICIPANT:
        return
    if came_later(member, first):
        until = WorkingDays(member.joined, 10)
        yield Due(about=opening.id, at=WorkingDays(member.joined, 1), until=until)
        return
    until_then = first.starts - 2 * BEFORE
    yield Due(about=opening.id, at=WorkingDays(first.starts, -7), until=until_then)


def _closes(network: Network) -> Iterator[Due]:
    if network.kickoff and network.opening:
        at = network.kickoff.starts - BEFORE
        yield Due(about=network.opening.id, at=at, does=Does.CLOSE)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    first = scene.here.kickoff
    if first is None:
        return None
    gathered = memory.result("expect", facts.get("about", "")) is not None
    late = gathered or scene.now >= first.starts - BEFORE
    return {**facts, "late": late, "starts": first.starts.isoformat()}


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterable[Command]:
    seen = shown(result, shares=COUNTED, texts=UNNAMED)
    for member in scene.here.facilitators:
        yield Start(
            dialog="expect_result",
            person=member.person,
            network=scene.here.id,
            about=about,
            facts={"shown": seen},
        )


DIALOG = Dialog(
    key="expect",
    words=("expect", "attentes", "verwachtingen"),
    audience=Role.PARTICIPANT,
    steps=(
        Step("goals", _goals),
        Step("bring_along", (BRING, BRING_MORE), then=_after_bring),
        Step("needs", _needs),
        Step("thanks"),
    ),
    due=_due,
    closes=_closes,
    closed=_closed,
    brings=("expect_result",),
    meant=lambda network, now: network.opening.id if network.opening else "",
    gather=_gather,
    afterwards=True,
    lasts=timedelta(days=60),
    examples=(
        {
            "name": "Zoé",
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "goal": "After six sessions everybody can start a shift with a safety talk",
                "zone": "Europe/Brussels",
            },
            "late": False,
            "starts": "2027-01-12T13:00:00+00:00",
        },
        {
            "name": "_Bart_",
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "goal": "[click](https://evil.example) | # all",
                "zone": "Europe/Lisbon",
            },
            "late": True,
            "starts": "2027-01-12T13:00:00+00:00",
        },
    ),
)
