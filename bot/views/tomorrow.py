"""The day before: when, where, and the own words about what could come between."""

from collections.abc import Iterator

from bot.dialog import Dialog, Due, Go, Order, Step, WorkingDays
from bot.dialogs.rsvp import REMINDED
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Member, Network, Role, Scene, State
from bot.series import local
from bot.views.seated import NETWORK


def _due(network: Network, member: Member) -> Iterator[Due]:
    for session in network.coming:
        day_before = WorkingDays(session.starts, -1, REMINDED)
        eve = str(local(session.starts, network.zone).date())  # one that is moved has another
        yield Due(about=session.id, name=eve, at=day_before, until=session.starts)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """For those who said that they come; whoever said nothing is asked once more instead."""
    session = scene.here.session(facts["session"]["id"]) if "session" in facts else None
    if session is None or session.state is not State.PLANNED or session.starts <= scene.now:
        return None
    said = memory.mine("rsvp", session.id)
    if said.get("come") in (None, "cannot"):
        return None
    return {
        **facts,
        "come": said["come"],
        "hurdle": said.get("hurdle") or "",
        "plan": said.get("plan") or "",
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (
        Go("change", f"start:rsvp:{facts['network']['id']}:{facts['session']['id']}", look="quiet"),
    )


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "session": {
        "id": "n1-s2",
        "number": 2,
        "of": 6,
        "starts": "2027-03-30T12:00:00+00:00",
        "ends": "2027-03-30T14:00:00+00:00",
        "place": "Ghent, room 3",
        "kind": "regular",
        "zone": "Europe/Brussels",
    },
    "come": "onsite",
    "hurdle": "",
    "plan": "",
}

DIALOG = Dialog(
    key="tomorrow",
    audience=Role.PARTICIPANT,
    steps=(Step("show", buttons=_buttons),),
    due=_due,
    gather=_gather,
    order=Order.LOGISTICS,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "zone": "Europe/Lisbon",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "come": "online",
            "session": {**_FACTS["session"], "place": ""},
            "hurdle": "a client who *calls*",
            "plan": "I `hand over` at noon",
        },
    ),
)
