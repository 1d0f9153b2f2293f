"""What my manager sees of me: exactly what their digest can hold, and what it never will."""

from bot.dialog import Dialog, Go, Step
from bot.fields import Facts, Json
from bot.memory import Managing, Memory, Published, TimeRequest
from bot.network import Member, Network, Phase, Role, Scene, Seat, Share, hours
from bot.views.digest import WEEK, digest

PERSONAL = ("waiting", "date", "learning")


def _request(scene: Scene, network: Network, answer: str) -> TimeRequest:
    coming = [s for s in network.coming if s.starts >= scene.now - WEEK]
    return TimeRequest(
        person=scene.person.name,
        network=network.title,
        dates=tuple(s.starts for s in coming),
        hours=hours(coming),
        answer=answer,
    )


def _asks(network: Network, me: Member | None) -> bool:
    """Whether this is a network for which I asked my manager for time."""
    running = network.phase in (Phase.OPEN, Phase.FIXED)
    held = me is not None and me.seat in (Seat.SEATED, Seat.PAUSED)
    return running and held and me is not None and me.asks_manager and me.role is Role.PARTICIPANT


def _published(scene: Scene, share: Share, titles: Facts, *, mention: bool) -> Published:
    return Published(
        title=share.headline,
        network=titles.get(share.network, ""),
        signature=scene.person.name if share.signed else "",
        agenda=share.agenda,
        mention=mention and share.signed,
    )


def _sent(scene: Scene, memory: Memory) -> tuple[Share, ...]:
    """What I published where my manager's digest looks, and did not withdraw."""
    reach = {"manager", scene.person.team} - {""}
    found = (s for s in memory.shares() if not s.withdrawn and reach & set(s.audiences))
    return tuple(found) if scene.person.manager else ()


def _fresh(scene: Scene, share: Share) -> bool:
    return share.published is not None and share.published >= scene.now - WEEK


def about_me(scene: Scene, memory: Memory) -> Managing:
    """The part of my manager's `Managing` that comes from me."""
    networks = memory.networks()
    mine = {n.id: n.member(scene.person.id) for n in networks}
    titles = {n.id: n.title for n in networks}
    answers = {e.network: str(e.value) for e in memory.told("mgr_time") if e.field == "ok"}
    asked = [n for n in networks if scene.person.manager and _asks(n, mine[n.id])]
    thanked = {id_ for id_, me in mine.items() if me and me.mention}
    return Managing(
        requests=tuple(_request(scene, n, answers.get(n.id, "")) for n in asked),
        published=tuple(
            _published(scene, share, titles, mention=share.network in thanked)
            for share in _sent(scene, memory)
            if _fresh(scene, share)
        ),
    )


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    told: list[Json] = digest(about_me(scene, memory), scene.now)["lines"]
    return {
        **facts,
        "named": bool(scene.person.manager),
        "lines": [line for line in told if line["kind"] in PERSONAL],
        "earlier": [s.text for s in _sent(scene, memory) if not _fresh(scene, s)],
    }


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("home", "start:home::", look="quiet"),)


DIALOG = Dialog(
    key="seen",
    words=("seen", "vu", "gezien"),
    audience=Role.ANYONE,
    steps=(Step("show", buttons=_buttons),),
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        {
            "name": "Zoé",
            "named": True,
            "lines": [
                {
                    "kind": "waiting",
                    "person": "Zoé Martin",
                    "network": "Sites without accidents",
                    "at": "2027-01-12T13:00:00+00:00",
                    "hours": 12.0,
                },
                {
                    "kind": "date",
                    "person": "Zoé Martin",
                    "network": "First time in charge",
                    "at": "2027-01-12T13:00:00+00:00",
                    "answer": "changes",
                },
                {
                    "kind": "learning",
                    "title": "A toolbox talk of five minutes beats a poster.",
                    "network": "Sites without accidents",
                    "signature": "Zoé Martin",
                    "agenda": "Five minutes on toolbox talks?",
                    "mention": True,
                },
            ],
            "earlier": ["Ask first, lift later."],
        },
        {"name": "_Bart_", "named": True, "lines": [], "earlier": ["<!here> {{ 7*7 }}"]},
        {
            "name": "_Bart_",
            "named": True,
            "lines": [
                {
                    "kind": "learning",
                    "title": "<!here> {{ 7*7 }}",
                    "network": "<!channel> & **co**",
                    "signature": "",
                    "agenda": "",
                    "mention": False,
                },
            ],
            "earlier": [],
        },
        {"name": "Amélie", "named": False, "lines": [], "earlier": []},
    ),
)
