"""What stands in a channel where a learning was withdrawn: neutral, no name, no reason."""

from bot.dialog import Dialog, Step
from bot.network import Role

DIALOG = Dialog(
    key="withdrawn",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=({"network": {"id": "n1", "title": "<!channel> & **co**"}},),
)
