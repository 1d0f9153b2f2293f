"""The author's receipt of a publication, with the one tap that takes it back."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.network import Role


def _withdraw(facts: Facts) -> tuple[Go, ...]:
    to = f"start:withdraw:{facts['network']['id']}:{facts['share']}"
    return (Go("withdraw", to, look="quiet"),)


DIALOG = Dialog(
    key="receipt",
    audience=Role.MEMBER,
    steps=(Step("show", buttons=_withdraw),),
    capped=False,
    changeable=False,
    examples=(
        {
            "name": "Zoé",
            "network": {"id": "n1", "title": "Sites without accidents"},
            "share": "r1",
            "text": "A toolbox talk of five minutes beats a poster.",
            "places": ["network", "team", "manager"],
        },
        {
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**"},
            "share": "r2",
            "text": "<!here> `x`",
            "places": ["channel"],
        },
    ),
)
