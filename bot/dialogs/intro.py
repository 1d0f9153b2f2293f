"""Who is coming: a few plain words about oneself, before the first meeting."""

from collections.abc import Iterator

from bot.dialog import Dialog, Does, Due, Go, Step, WorkingDays
from bot.fields import Facts, Pick, Picks, Sees, Text
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene, Session

WORK = Text("work", most=120, sees=Sees.NETWORK)
SAY_NAME = Text("say_name", most=60, required=False, sees=Sees.NETWORK)
ASK_ME = Text("ask_me", most=150, required=False, sees=Sees.NETWORK)
BUSY_WITH = Text("busy_with", most=150, required=False, sees=Sees.NETWORK)
ICE = Text("ice", most=200, required=False, sees=Sees.NETWORK)
LANGUAGES = Picks(
    "languages", options=("fr", "nl", "en", "other"), required=False, sees=Sees.NETWORK
)
CONTACT = Pick("contact", options=("message", "call", "at_work"), required=False, sees=Sees.NETWORK)


def came_later(member: Member, kickoff: Session) -> bool:
    """Whether somebody joined when the first meeting had begun."""
    return member.joined >= kickoff.starts


def _due(network: Network, member: Member) -> Iterator[Due]:
    first, opening = network.kickoff, network.opening
    if first is None or opening is None or member.role is not Role.PARTICIPANT:
        return
    if came_later(member, first):
        until = WorkingDays(member.joined, 10)
        yield Due(about=opening.id, at=WorkingDays(member.joined, 1), until=until)
        return
    yield Due(about=opening.id, at=WorkingDays(first.starts, -7), until=first.starts)
    remind = WorkingDays(first.starts, -3)
    yield Due(about=opening.id, at=remind, until=first.starts, does=Does.REMIND)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    first = scene.here.kickoff
    before = first is not None and scene.now < first.starts
    return {**facts, "starts": first.starts.isoformat() if before and first else ""}


def _next(facts: Facts) -> tuple[Go, ...]:
    network = facts["network"]["id"]
    others = Go("others", f"start:introductions:{network}:")
    if not facts["starts"]:
        return (others,)
    return (Go("expect", f"start:expect:{network}:{facts['about']}", look="main"), others)


DIALOG = Dialog(
    key="intro",
    words=("intro", "présentation", "voorstellen"),
    audience=Role.PARTICIPANT,
    steps=(
        Step("you", (WORK, SAY_NAME, ASK_ME, BUSY_WITH)),
        Step("lighter", (ICE, LANGUAGES, CONTACT)),
        Step("thanks", buttons=_next),
    ),
    due=_due,
    meant=lambda network, now: network.opening.id if network.opening else "",
    gather=_gather,
    examples=(
        {
            "name": "Zoé",
            "about": "s1",
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "starts": "2027-01-12T13:00:00+00:00",
        },
        {
            "name": "_Bart_",
            "about": "s1",
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "starts": "",
        },
    ),
)
