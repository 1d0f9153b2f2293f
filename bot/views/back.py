"""A pause ends by itself on the day its taker chose, with a word of welcome."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.dialog import Dialog, Does, Due, Go, Step, WorkingDays
from bot.fields import Facts
from bot.labels import listed
from bot.memory import Memory, Result, Tally
from bot.moments import instant
from bot.network import Command, Keep, Network, Scene, Seat, Start
from bot.seats import resume
from bot.views.seated import NETWORK


def _closes(network: Network) -> Iterator[Due]:
    """The end of each pause; `about` is whose."""
    for member in network.members:
        if member.seat is Seat.PAUSED and member.paused_until is not None:
            day = instant(datetime.combine(member.paused_until, time(9)), ZoneInfo(network.zone))
            name = member.paused_until.isoformat()
            at = WorkingDays(day, 0, time(9))
            yield Due(about=member.person, name=name, at=at, does=Does.CLOSE)


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterator[Command]:
    back = resume(scene.here, about)
    if back != scene.here:
        yield Keep(back)
        yield Start(dialog="back", person=about, network=back.id)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    if not scene.belongs:
        return None
    coming = [s for s in scene.here.coming if s.starts > scene.now]
    return {**facts, "sessions": listed(coming)} if coming else None


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("leave", f"start:leave:{facts['network']['id']}:", look="quiet"),)


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "sessions": [{"number": 4, "starts": "2027-05-11T12:00:00+00:00", "kind": "closing"}],
}

DIALOG = Dialog(
    key="back",
    steps=(Step("show", buttons=_buttons),),
    closes=_closes,
    gather=_gather,
    closed=_closed,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "name": "_Bart_", "network": {**NETWORK, "title": "<!channel> & **co**"}},
    ),
)
