"""A kind was left unanswered too often: it is switched off, and this is said once."""

from bot.dialog import Dialog, Step

DIALOG = Dialog(
    key="quieted",
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    again=True,
    examples=({"kind": "rsvp"}, {"kind": "share", "name": "_Bart_ <!channel>"}),
)
