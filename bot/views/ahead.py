"""For a facilitator: all that will be said in the network, to whom and when, and in which words."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.network import Role


def _buttons(facts: Facts) -> tuple[Go, ...]:
    here = f"start:ahead:{facts['network']['id']}:"
    role, page = facts["role"], facts["page"]
    if facts["shown"]:
        return (Go("list", f"{here}{role}-{page}"),)
    if not role:
        return tuple(Go("role", f"{here}{r['role']}", given={"of": r}) for r in facts["roles"])
    rows = (Go("row", f"{here}{role}-{page}-{r['n']}", given={"row": r}) for r in facts["rows"])
    before = (Go("before", f"{here}{role}-{page - 1}", look="quiet"),) if page else ()
    on = (Go("on", f"{here}{role}-{page + 1}", look="quiet"),) if page + 1 < facts["pages"] else ()
    return (*rows, *before, *on, Go("roles", here, look="quiet"))


_ROWS = [
    {
        "n": 0,
        "at": "2027-01-04T08:30:00+00:00",
        "title": "Coming?",
        "again": False,
        "session": 1,
    },
    {"n": 1, "at": "2027-01-07T08:30:00+00:00", "title": "Coming?", "again": True, "session": 1},
    {"n": 2, "at": "2027-01-12T15:10:00+00:00", "title": "Welcome", "again": False, "session": 0},
]
_FACTS: Facts = {
    "name": "Zoé",
    "network": {"id": "n1", "title": "Sites without accidents"},
    "role": "",
    "roles": [
        {"role": "channel", "n": 12, "next": "2027-01-05T08:30:00+00:00"},
        {"role": "facilitator", "n": 1, "next": "2027-01-06T08:30:00+00:00"},
        {"role": "participant", "n": 31, "next": "2027-01-04T08:30:00+00:00"},
    ],
    "page": 0,
    "pages": 1,
    "rows": [],
    "shown": None,
}

DIALOG = Dialog(
    key="ahead",
    words=("ahead", "annonces", "vooruitblik"),
    audience=Role.FACILITATOR,
    steps=(Step("show", buttons=_buttons),),
    foresees=True,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {**_FACTS, "role": "participant", "rows": _ROWS, "page": 1, "pages": 4},
        {
            **_FACTS,
            "role": "channel",
            "rows": [{**_ROWS[0], "title": "<!channel> & **co**"}],
        },
        {
            **_FACTS,
            "role": "participant",
            "rows": _ROWS,
            "shown": {
                **_ROWS[1],
                "lines": ["Coming?", "_Bart_, <!channel> {{ 7*7 }}", "– Yes", "– No"],
                "buttons": ["Later", "Not this one"],
            },
        },
        {**_FACTS, "network": {"id": "n1", "title": "<!here> *x*"}, "roles": []},
    ),
)
