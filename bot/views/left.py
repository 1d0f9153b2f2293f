"""Somebody left, told to the group in one neutral line because they chose it."""

from bot.dialog import Dialog, Step
from bot.network import Role
from bot.views.seated import NETWORK

DIALOG = Dialog(
    key="left",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=({"network": NETWORK, "who": "_Bart_ <!channel>"},),
)
