"""A month after the last meeting: what is kept, what is deleted and when. Then the archive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from bot.dialog import Dialog, Does, Due, Go, Order, Step, WorkingDays
from bot.dialogs.closing import ends_here
from bot.fields import Facts
from bot.memory import Memory, Result, Tally
from bot.network import Command, Keep, Member, Network, Phase, Role, Scene, Session
from bot.series import ahead, local

NOTICE = 25
"""Working days between the last meeting and the notice."""
COMMENTS = timedelta(days=91)
"""Attendance, comments and introduction cards go three months after the end."""
FIGURES = timedelta(days=730)
"""Rounded results and the network's own record stay for 24 months."""


def _due(network: Network, member: Member) -> Iterator[Due]:
    if network.closing:
        at = WorkingDays(network.closing.ends, NOTICE)
        yield Due(about=network.closing.id, at=at, until=WorkingDays(network.closing.ends, 30))


def _closes(network: Network) -> Iterator[Due]:
    """The next morning the network itself is put away."""
    if network.closing:
        at = WorkingDays(network.closing.ends, NOTICE + 1, time(9))
        yield Due(about=network.closing.id, at=at, does=Does.CLOSE)


def _decision(network: Network) -> str:
    if network.outcome:
        return "made"
    return "open" if ends_here(network) else "none"


def _after(end: date, span: timedelta) -> str:
    return (end + span).isoformat()


def _puts_away(network: Network, last: Session) -> date:
    """The day on which `_closes` falls: not the next one for whoever keeps other days."""
    return ahead(local(last.ends, network.zone).date(), NOTICE + 1, network.country)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    last = scene.here.closing
    if last is None or scene.now < last.ends:
        return None
    end = last.ends.date()
    return {
        **facts,
        "comments_until": _after(end, COMMENTS),
        "comments_gone": last.ends + COMMENTS <= scene.now,  # told late, after months of leave
        "figures_until": _after(end, FIGURES),
        "going_on": scene.here.outcome == "continue",
        "put_away": scene.here.phase is Phase.ARCHIVED,  # who works less hears of it later
        "puts_away": _puts_away(scene.here, last).isoformat(),
        "decision": _decision(scene.here),
    }


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterator[Command]:
    if scene.here.phase is not Phase.ARCHIVED:
        yield Keep(replace(scene.here, phase=Phase.ARCHIVED))


def _buttons(facts: Facts) -> tuple[Go, ...]:
    id_ = facts["network"]["id"]
    return (Go("record", f"start:record:{id_}:"), Go("home", "start:home::", look="quiet"))


_FACTS = {
    "name": "Zoé",
    "network": {"id": "n1", "title": "Sites without accidents"},
    "comments_until": "2027-09-14",
    "figures_until": "2029-06-14",
    "going_on": False,
    "comments_gone": False,
    "put_away": False,
    "puts_away": "2027-07-22",
    "decision": "made",
}

DIALOG = Dialog(
    key="archive_notice",
    audience=Role.MEMBER,
    steps=(Step("show", buttons=_buttons),),
    due=_due,
    closes=_closes,
    gather=_gather,
    closed=_closed,
    order=Order.DISCOVERY,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "going_on": True,
            "put_away": True,
            "comments_gone": True,
        },
        {
            **_FACTS,
            "decision": "open",
        },
    ),
)
