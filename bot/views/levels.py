"""For the facilitators: somebody and their own manager are in one group, and what one can do."""

from bot.dialog import Dialog, Step
from bot.network import Role
from bot.views.seated import NETWORK

DIALOG = Dialog(
    key="levels",
    audience=Role.FACILITATOR,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        {"network": NETWORK},
        {"network": {**NETWORK, "title": "<!channel> & **co**"}},
    ),
)
