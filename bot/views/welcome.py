"""The first words, once: who speaks, what for, and that it can be stopped."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (
        Go("open", "start:open::", look="main"),
        Go("create", "start:create::"),
        Go("help", "start:help::", look="quiet"),
    )


DIALOG = Dialog(
    key="welcome",
    steps=(Step("show", buttons=_buttons),),
    capped=False,
    changeable=False,
    examples=({"name": "Zoé"}, {"name": "<!here> _Bart_"}, {"name": "…"}),
)
