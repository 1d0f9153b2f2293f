"""Eight minutes before the end, the channel is asked what the session was worth."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Due, Go, Step
from bot.fields import Facts
from bot.network import Network, Role

BEFORE_THE_END = timedelta(minutes=8)


def _posts(network: Network) -> Iterator[Due]:
    for session in network.alive:
        until = session.ends + timedelta(hours=1)
        yield Due(about=session.id, at=session.ends - BEFORE_THE_END, until=until)


def _button(facts: Facts) -> tuple[Go, ...]:
    session = facts["session"]
    dialog = "midway" if session["kind"] == "midway" else "evaluation"
    return (Go("answer", f"start:{dialog}:{facts['network']['id']}:{session['id']}", look="main"),)


DIALOG = Dialog(
    key="eval_open",
    audience=Role.CHANNEL,
    steps=(Step("show", buttons=_button),),
    posts=_posts,
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents", "zone": "Europe/Brussels"},
            "session": {"id": "s2", "number": 2, "of": 6, "kind": "regular"},
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**", "zone": "Europe/Lisbon"},
            "session": {"id": "s3", "number": 3, "of": 6, "kind": "midway"},
        },
    ),
)
