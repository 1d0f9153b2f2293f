"""What Kring is, what one can type, who sees what, and how to stop it."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Phase, Role, Scene, Seat


def roles(scene: Scene, memory: Memory) -> Facts:
    """Which parts somebody plays, over all their networks."""
    here = [n for n in memory.networks() if n.phase is not Phase.ARCHIVED]
    mine = [m for n in here if (m := n.member(scene.person.id))]
    seated = [m for m in mine if m.seat in (Seat.SEATED, Seat.PAUSED)]
    return {
        "member": bool(seated),
        "facilitates": any(m.role is Role.FACILITATOR for m in seated),
        "leads": scene.person.leads,
        "organises": scene.person.organiser,
    }


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return {**facts, **roles(scene, memory)}


def _buttons(facts: Facts) -> tuple[Go, ...]:
    mine = (Go("home", "start:home::", look="main"),)
    seen = (Go("seen", "start:seen::"),) if facts["member"] else ()
    return (*mine, *seen, Go("prefs", "start:prefs::"))


_NOBODY = {"name": "Zoé", "member": False, "facilitates": False, "leads": False, "organises": False}

DIALOG = Dialog(
    key="help",
    words=("help", "aide", "hulp"),
    steps=(Step("show", buttons=_buttons),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {**_NOBODY, "member": True},
        {**_NOBODY, "name": "_Bart_", "member": True, "facilitates": True, "leads": True},
        {**_NOBODY, "leads": True},
        {**_NOBODY, "organises": True},
        _NOBODY,
    ),
)
