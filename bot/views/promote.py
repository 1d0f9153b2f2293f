"""A seat came free, and it goes to whoever waited longest."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.views.seated import NETWORK, SEATED, gather


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("leave", f"start:leave:{facts['network']['id']}:", look="quiet"),)


DIALOG = Dialog(
    key="promote",
    steps=(Step("show", buttons=_buttons),),
    gather=gather,
    capped=False,
    changeable=False,
    examples=(
        SEATED,
        {**SEATED, "network": {**NETWORK, "title": "<!channel> & **co**"}, "held": 2},
    ),
)
