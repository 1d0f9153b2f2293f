"""The overview: my networks, what is asked of me, the next dates, what I published."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts, Json
from bot.memory import Asked, Memory
from bot.network import Network, Phase, Role, Scene, Seat, Share

ASKED = 5
"""Questions that get a button of their own; the oldest first."""
DATES = 4
PUBLISHED = 5


def _card(scene: Scene, memory: Memory, network: Network) -> Json:
    """A network in a few words: where it stands, and my part in it."""
    me = network.member(scene.person.id)
    lead = me is not None and me.role is Role.FACILITATOR
    coming = [s for s in network.coming if s.ends > scene.now]
    return {
        "id": network.id,
        "title": network.title,
        "lead": lead,
        "unreached": memory.unreached(network.id) if lead else 0,
        "seat": me.seat.value if me else Seat.LEFT.value,
        "phase": _phase(network, over=not coming),
        "seated": network.taken,
        "waiting": len(network.waiting),
        "seats_min": network.seats_min,
        "seats_max": network.seats_max,
        "next": coming[0].starts.isoformat() if coming else "",
        "number": coming[0].number if coming else 0,
        "of": network.highest,
        "charter": bool(network.charter),
    }


def _phase(network: Network, *, over: bool) -> str:
    """A decided network has ended once its last meeting, perhaps a follow-up, is behind."""
    return Phase.ENDED.value if network.outcome and over else network.phase.value


def _dates(scene: Scene, networks: list[Network]) -> list[Json]:
    found = sorted(
        (session.starts, network.title, session.place or network.place)
        for network in networks
        if (me := network.member(scene.person.id)) and me.seat is Seat.SEATED
        for session in network.coming
        if session.ends > scene.now
    )
    return [{"at": at.isoformat(), "title": t, "place": p} for at, t, p in found[:DATES]]


def _asked(asked: Asked, titles: Facts) -> Json:
    return {"run": asked.run, "dialog": asked.dialog, "title": titles.get(asked.network, "")}


def _shares(shares: tuple[Share, ...]) -> list[Json]:
    standing = [s for s in shares if not s.withdrawn and set(s.audiences) - {"record"}]
    newest = sorted(standing, key=lambda s: (s.published.isoformat() if s.published else "", s.id))
    return [
        {"id": s.id, "network": s.network, "text": _short(s.text)}
        for s in list(reversed(newest))[:PUBLISHED]
    ]


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    mine = [n for n in memory.networks() if n.phase is not Phase.ARCHIVED]
    titles = {n.id: n.title for n in memory.networks()}
    return {
        **facts,
        "networks": [_card(scene, memory, network) for network in mine],
        "asked": [
            _asked(a, titles) for a in memory.asked() if a.expires is None or a.expires > scene.now
        ],
        "dates": _dates(scene, mine),
        "shares": _shares(memory.shares()),
        "leads": scene.person.leads,
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    asked = (
        Go("asked", f"look:{a['run']}:", look="main" if n == 0 else "plain", given={"ask": a})
        for n, a in enumerate(facts["asked"][:ASKED])
    )
    networks = (
        Go("network", f"start:network:{n['id']}:", given={"title": n["title"]})
        for n in facts["networks"]
        if n["seat"] in (Seat.SEATED.value, Seat.PAUSED.value)
    )
    withdraw = (
        Go("withdraw", f"start:withdraw:{s['network']}:{s['id']}", look="quiet", given={"share": s})
        for s in facts["shares"]
    )
    digest = (Go("digest", "start:digest::"),) if facts["leads"] else ()
    more = (Go("create", "start:create::", look="quiet"), Go("help", "start:help::", look="quiet"))
    return (*asked, *networks, *digest, *withdraw, *more)


_ASKED = [
    {"run": f"r{n}", "dialog": dialog, "title": "Sites without accidents"}
    for n, dialog in enumerate(("evaluation", "share", "rsvp", "closing", "continue"))
]
_NETWORK: Facts = {
    "id": "n1",
    "title": "Sites without accidents",
    "lead": False,
    "unreached": 0,
    "seat": "seated",
    "phase": "fixed",
    "seated": 12,
    "waiting": 0,
    "seats_min": 10,
    "seats_max": 15,
    "next": "2027-01-12T13:00:00+00:00",
    "number": 2,
    "of": 6,
    "charter": True,
}
_FACTS: Facts = {
    "name": "Zoé",
    "networks": [_NETWORK],
    "asked": _ASKED,
    "dates": [
        {"at": "2027-01-12T13:00:00+00:00", "title": "Sites without accidents", "place": "Ghent"},
        {"at": "2027-02-23T13:00:00+00:00", "title": "Sites without accidents", "place": ""},
    ],
    "shares": [{"id": "r9", "network": "n1", "text": "A toolbox talk of five minutes beats a…"}],
    "leads": False,
}

DIALOG = Dialog(
    key="home",
    words=("my", "mes", "mijn"),
    steps=(Step("show", buttons=_buttons),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            "name": "_Bart_",
            "networks": [
                {**_NETWORK, "title": "<!channel> & **co**", "lead": True, "phase": "open"},
                {**_NETWORK, "id": "n2", "lead": True, "seated": 6, "phase": "open", "waiting": 0},
                {
                    **_NETWORK,
                    "id": "n3",
                    "lead": True,
                    "waiting": 2,
                    "charter": False,
                    "unreached": 1,
                },
                {**_NETWORK, "id": "n4", "seat": "waiting", "phase": "open"},
                {**_NETWORK, "id": "n5", "seat": "paused"},
                {**_NETWORK, "id": "n6", "phase": "ended", "next": "", "number": 0},
                {**_NETWORK, "id": "n7", "lead": True, "next": "", "number": 0},
            ],
            "asked": [
                {"run": f"x{n}", "dialog": dialog, "title": "" if n % 2 else "<!here>"}
                for n, dialog in enumerate(("mgr_time", "decision", "create", "join", "unknown"))
            ],
            "dates": [],
            "shares": [{"id": "r9", "network": "n1", "text": "<!here> {{ 7*7 }}"}],
            "leads": True,
        },
        {"name": "Amélie", "networks": [], "asked": [], "dates": [], "shares": [], "leads": False},
    ),
)
