"""The ground rules as they stand, where everybody finds them; and what is to be talked over."""

from bot.dialog import Dialog, Step
from bot.dialogs.charter import CLAUSES
from bot.network import Role

DIALOG = Dialog(
    key="charter_adopted",
    audience=Role.CHANNEL,
    steps=(Step("show"),),
    capped=False,
    changeable=False,
    examples=(
        {
            "network": {"id": "n1", "title": "Sites without accidents"},
            "level": "no_names",
            "clauses": ["confidentiality", *CLAUSES],
            "talk": [],
        },
        {
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "level": "strict",
            "clauses": ["own_case_own_voice", "airtime", "<!channel> _our_ own | rule"],
            "talk": ["confidentiality", "no_recording"],
        },
        {
            "network": {"id": "n2", "title": "Two"},
            "level": "open",
            "clauses": ["confidentiality"],
            "talk": ["present"],
        },
        {
            "network": {"id": "n2", "title": "Three"},
            "level": "strict",
            "clauses": [],
            "talk": ["confidentiality", *CLAUSES],
        },
    ),
)
