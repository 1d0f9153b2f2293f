"""In the last meeting, the channel is told where to say what should come next."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Due, Go, Step
from bot.dialogs.closing import ends_here
from bot.fields import Facts
from bot.network import Network, Role

BEFORE_THE_END = timedelta(minutes=15)


def _posts(network: Network) -> Iterator[Due]:
    last = network.closing
    if last is not None and ends_here(network):
        yield Due(about=last.id, at=last.ends - BEFORE_THE_END, until=last.ends)


def _button(facts: Facts) -> tuple[Go, ...]:
    to = f"start:continue:{facts['network']['id']}:{facts['session']['id']}"
    return (Go("continue", to, look="main"),)


DIALOG = Dialog(
    key="continue_call",
    audience=Role.CHANNEL,
    steps=(Step("show", buttons=_button),),
    posts=_posts,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "session": {"id": "s6", "number": 6, "of": 6},
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "session": {"id": "s3", "number": 3, "of": 3},
        },
    ),
)
