"""The networks that can be joined now, each with its button."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Network, Person, Scene, Seat
from bot.seats import joinable

MOST = 8


def _fact(network: Network, me: Person) -> Facts:
    mine = network.member(me.id)
    kickoff = network.kickoff
    return {
        "id": network.id,
        "title": network.title,
        "goal": network.goal,
        "starts": kickoff.starts.isoformat() if kickoff else "",
        "sessions": len(network.alive),
        "minutes": network.minutes,
        "free": network.free,
        "full": network.full,
        "seat": mine.seat.value if mine else "",
    }


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts:
    known = {n.id: n for n in (*memory.catalogue(), *memory.networks())}
    found = sorted(
        (n for n in known.values() if joinable(n, scene.now)), key=lambda n: n.coming[0].starts
    )
    return {**facts, "networks": [_fact(n, scene.person) for n in found[:MOST]]}


def _joinable(facts: Facts) -> tuple[Go, ...]:
    taken = (Seat.SEATED.value, Seat.WAITING.value)
    return (
        *(
            Go("join", f"start:join:{n['id']}:", look="main", given={"title": n["title"]})
            for n in facts["networks"]
            if n["seat"] not in taken
        ),
        Go("create", "start:create::", look="quiet"),
    )


_ONE: Facts = {
    "id": "n1",
    "title": "Planning without stress",
    "goal": "after six meetings each of us plans a week that holds",
    "starts": "2027-02-16T13:00:00+00:00",
    "sessions": 6,
    "minutes": 120,
    "free": 4,
    "full": False,
    "seat": "",
}

DIALOG = Dialog(
    key="open",
    words=("join", "rejoindre", "meedoen"),
    steps=(Step("show", buttons=_joinable),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {"zone": "Europe/Brussels", "networks": []},
        {
            "zone": "Europe/Lisbon",
            "networks": [
                _ONE,
                {**_ONE, "id": "n2", "title": "<!channel> _x_ | *y*", "free": 0, "full": True},
                {**_ONE, "id": "n3", "title": "Onboarding", "seat": "seated"},
                {**_ONE, "id": "n4", "title": "Retours", "free": 1, "seat": "waiting"},
            ],
        },
    ),
)
