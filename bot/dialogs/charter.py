"""Ground rules by consent: what nobody wants to discuss holds; the rest is talked over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.feedback import shown
from bot.fields import AnyField, Facts, Pick, Sees, Text
from bot.memory import Memory, Result, Tally
from bot.network import Command, Keep, Member, Network, Post, Role, Scene, Start

LEVELS = ("strict", "no_names", "open")
CLAUSES = (
    "own_case_own_voice",
    "no_judgement",
    "right_to_pass",
    "airtime",
    "present",
    "prepare",
    "error_ok",
    "no_recording",
    "equal",
    "share_back",
    "language",
    "competition",
    "guests",
)
"""All clauses but the first, the level of confidentiality, which has a question of its own."""

LEVEL = Pick(
    "level",
    options=LEVELS,
    sees=Sees.DOTS,
    default=lambda facts: str(facts["network"]["confidentiality"]),
)
NEW_CLAUSE = Text("new_clause", most=200, required=False, sees=Sees.NETWORK_UNNAMED)
DISCUSS_WHY = Text("discuss_why", most=200, required=False, sees=Sees.FACILITATOR_UNNAMED)


def proposed(network: Network) -> tuple[str, ...]:
    """The clauses that are put to this group."""
    unless = {
        "share_back": "share" in " ".join(network.asks),
        "equal": network.scope == "internal",
        "language": len(network.languages) > 1,
        "competition": network.scope != "internal",
    }
    return tuple(clause for clause in CLAUSES if unless.get(clause, True))


def vote(clause: str) -> Pick:
    return Pick(
        f"clause_{clause}",
        options=("agree", "live", "discuss"),
        sees=Sees.DOTS,
        words="clause",
        default="agree",
    )


def _together(facts: Facts) -> tuple[AnyField, ...]:
    half = (len(facts["clauses"]) + 1) // 2
    return (LEVEL, *(vote(clause) for clause in facts["clauses"][:half]))


def _working(facts: Facts) -> tuple[AnyField, ...]:
    half = (len(facts["clauses"]) + 1) // 2
    return (*(vote(clause) for clause in facts["clauses"][half:]), NEW_CLAUSE, DISCUSS_WHY)


def _due(network: Network, member: Member) -> Iterator[Due]:
    first = network.kickoff
    if first is not None and member.role is Role.PARTICIPANT and member.joined < first.ends:
        at, until = WorkingDays(first.ends, 1), WorkingDays(first.ends, 3, time(14))
        yield Due(about=first.id, at=at, until=until, does=Does.REMIND)


def _closes(network: Network) -> Iterator[Due]:
    if network.kickoff:
        at = WorkingDays(network.kickoff.ends, 3, time(16))
        yield Due(about=network.kickoff.id, at=at, does=Does.CLOSE)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    first = scene.here.kickoff
    begun = first is not None and first.starts <= scene.now
    if not begun or scene.here.charter or memory.answered("charter", facts.get("about", "")):
        return None
    return {**facts, "clauses": list(proposed(scene.here))}


def settled(network: Network, tally: Tally) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Whether the level holds, which clauses are in, and which need to be talked over.

    The level holds unless somebody chose a stricter one.
    """
    stricter = LEVELS[: LEVELS.index(network.confidentiality)]
    holds = not any(tally.counts.get("level", {}).get(level) for level in stricter)
    clauses = proposed(network)
    talk = tuple(c for c in clauses if tally.counts.get(f"clause_{c}", {}).get("discuss"))
    return holds, tuple(c for c in clauses if c not in talk), talk


def adopted(network: Network, about: str, talk: Iterable[str]) -> Post:
    """The rules as they now stand, in the network's channel; a later version replaces it."""
    return Post(
        dialog="charter_adopted",
        channel=network.channel,
        network=network.id,
        about=about,
        facts={
            "level": network.confidentiality,
            "clauses": list(network.charter),
            "talk": list(talk),
        },
        key=f"charter:{network.id}",
    )


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterable[Command]:
    """With too few voices nothing is decided: the whole proposal goes to the next opening.

    Where somebody wants less to leave the group, the strictest level holds until that talk.
    """
    network = scene.here
    in_: tuple[str, ...] = ()
    talk: tuple[str, ...] = ("confidentiality", *proposed(network))
    level = network.confidentiality
    if result.enough:
        holds, clauses, open_ = settled(network, tally)
        level = level if holds else "strict"
        in_ = ("confidentiality", *clauses) if holds else clauses
        talk = open_ if holds else ("confidentiality", *open_)
    network = replace(network, charter=in_, confidentiality=level)
    yield Keep(network)
    if network.channel:
        yield adopted(network, about, talk)
    seen = shown(result, texts=("new_clause", "discuss_why"))
    if not talk and not seen["texts"]:
        return
    for member in network.facilitators:
        facts = {"talk": list(talk), "shown": seen, "before": scene.here.confidentiality}
        yield Start(
            dialog="charter_talk",
            person=member.person,
            network=network.id,
            about=about,
            facts=facts,
        )


DIALOG = Dialog(
    key="charter",
    words=("charter", "charte", "afspraken"),
    audience=Role.PARTICIPANT,
    steps=(
        Step("together", _together),
        Step("working", _working),
        Step("thanks"),
    ),
    due=_due,
    closes=_closes,
    closed=_closed,
    brings=("charter_adopted", "charter_talk"),
    meant=lambda network, now: network.kickoff.id if network.kickoff else "",
    gather=_gather,
    order=Order.DEADLINE,
    examples=(
        {
            "name": "Zoé",
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "confidentiality": "no_names",
                "zone": "Europe/Brussels",
            },
            "clauses": ["own_case_own_voice", "no_judgement", "right_to_pass", "airtime", "equal"],
        },
        {
            "name": "_Bart_",
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "confidentiality": "strict",
                "zone": "Europe/Lisbon",
            },
            "clauses": list(CLAUSES),
        },
    ),
)
