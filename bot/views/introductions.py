"""Who is in the network, in their own words, in an order that says nothing."""

from collections.abc import Iterator
from datetime import time

from bot.dialog import Dialog, Due, Step, WorkingDays
from bot.fields import Facts
from bot.icebreakers import mixed
from bot.memory import Memory
from bot.network import Network, Role, Scene

FIELDS = ("work", "say_name", "ask_me", "busy_with", "ice", "contact")


def cards(scene: Scene, memory: Memory) -> list[Facts]:
    """One card for each member who introduced themselves."""
    said: dict[str, dict[str, str]] = {}
    for field in FIELDS:
        for entry in memory.shown("intro", field):
            said.setdefault(entry.person, {})[field] = str(entry.value)
    here = [m.person for m in scene.here.members if m.active and m.person in said]
    return [
        {"who": scene.name(person), **dict.fromkeys(FIELDS, ""), **said[person]}
        for person in mixed(here, scene.here.id)
    ]


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    found = cards(scene, memory)
    return {**facts, "cards": found} if found else None


def _posts(network: Network) -> Iterator[Due]:
    first, opening = network.kickoff, network.opening
    if first is not None and opening is not None:
        yield Due(about=opening.id, at=WorkingDays(first.starts, -1, time(13)), until=first.ends)


DIALOG = Dialog(
    key="introductions",
    words=("faces", "portraits", "gezichten"),
    audience=Role.MEMBER,
    steps=(Step("show"),),
    posts=_posts,
    named=True,
    of_others=True,
    gather=_gather,
    capped=False,
    changeable=False,
    again=True,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "cards": [
                {
                    "who": "Zoé Peeters",
                    "work": "I plan the crews of three building sites",
                    "say_name": "zo-é",
                    "ask_me": "scaffolds",
                    "busy_with": "How do I get people to report near misses?",
                    "ice": "A spirit level",
                    "contact": "call",
                },
                {
                    "who": "Mia",
                    "work": "Purchasing",
                    "say_name": "",
                    "ask_me": "",
                    "busy_with": "",
                    "ice": "",
                    "contact": "message",
                },
            ],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "cards": [
                {
                    "who": "_Bart_ <!here>",
                    "work": "# all | [x](javascript:1)",
                    "say_name": "",
                    "ask_me": "**bold**",
                    "busy_with": "",
                    "ice": "",
                    "contact": "at_work",
                }
            ],
        },
    ),
)
