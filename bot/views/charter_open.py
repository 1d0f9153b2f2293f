"""In the middle of the first meeting, the channel is told where to look at the ground rules."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Due, Go, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Network, Role, Scene


def _posts(network: Network) -> Iterator[Due]:
    first = network.kickoff
    if first is not None:
        half = first.starts + (first.ends - first.starts) / 2
        yield Due(about=first.id, at=half, until=first.ends + timedelta(hours=1))


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return None if scene.here.charter else facts


def _button(facts: Facts) -> tuple[Go, ...]:
    to = f"start:charter:{facts['network']['id']}:{facts['session']['id']}"
    return (Go("look", to, look="main"),)


DIALOG = Dialog(
    key="charter_open",
    audience=Role.CHANNEL,
    steps=(Step("show", buttons=_button),),
    posts=_posts,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "session": {"id": "s1", "number": 1, "of": 6},
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "session": {"id": "s1", "number": 1, "of": 4},
        },
    ),
)
