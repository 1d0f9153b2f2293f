"""A learning in a channel, as its author signed it; nothing is asked there."""

from bot.dialog import Dialog, Step
from bot.network import Role

DIALOG = Dialog(
    key="learning",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "tip",
            "text": "A toolbox talk of five minutes beats a poster.",
            "author": "Zoé Martin",
            "agenda": "Five minutes on toolbox talks?",
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "kind": "failed",
            "text": "<@U1> [x](javascript:1)\n## {{ 7*7 }}",
            "author": "",
            "agenda": "",
        },
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "insight",
            "text": "Who asks first, learns first.",
            "author": "",
            "agenda": "",
        },
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "tool",
            "text": "A one-page risk card.",
            "author": "Bart Peeters",
            "agenda": "",
        },
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "question",
            "text": "Who else starts the day standing?",
            "author": "",
            "agenda": "",
        },
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "contact",
            "text": "The prevention adviser of the port answers within a day.",
            "author": "",
            "agenda": "",
        },
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "kind": "story",
            "text": "We stopped the crane for a question of an apprentice.",
            "author": "",
            "agenda": "",
        },
    ),
)
