"""Skipping a meeting, a pause, or leaving: no reason is asked, nobody hears more than chosen."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, AnyField, Day, Facts, From, Invalid, Pick, Sees
from bot.labels import choices
from bot.memory import Memory
from bot.network import Command, Forget, Keep, Network, Post, Role, Scene, Seat, Start
from bot.seats import leave, levels, moved_up, pause, promote
from bot.series import local
from bot.views.seated import NETWORK

WAYS = ("skip", "pause", "leave")
WHAT = Pick("what", options=WAYS, sees=Sees.FACILITATOR)
SESSION = Pick("missed", options=From(fact="coming"), sees=Sees.NETWORK)
UNTIL = Day("until", sees=Sees.FACILITATOR)
DATA = Pick("data", options=("keep", "delete"), sees=Sees.SELF, default="keep")
TELL = Pick("tell", options=("neutral", "self"), sees=Sees.SELF, default="neutral")


def _asks(facts: Facts) -> tuple[AnyField, ...]:
    ways = WAYS if facts["coming"] else ("leave",)
    return (Pick("what", options=ways, sees=Sees.FACILITATOR),)


def _check_until(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    if answers[UNTIL] <= date.fromisoformat(facts["today"]):
        return {"until": Invalid("in_the_past")}
    if facts["end"] and answers[UNTIL] > date.fromisoformat(facts["end"]):
        return {"until": Invalid("after_end", end=facts["end"])}
    return {}


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network, me = scene.here, scene.person
    if scene.facilitates and len(network.facilitators) == 1:
        return None
    coming = [s for s in network.coming if s.starts > scene.now]
    member = network.member(me.id)
    return {
        **facts,
        "today": local(scene.now, network.zone).date().isoformat(),
        "end": network.end.isoformat() if network.end else "",
        "coming": choices(coming, me, network.zone),
        "others": len(network.waiting),
        "leads": scene.facilitates,
        "platform": network.platform,
        "asked": bool(me.manager and member and member.asks_manager),
    }


def _skip(run: Run, network: Network) -> Iterator[Command]:
    """The answer to that meeting's own question is what counts, so it is asked now."""
    session = network.session(run.answers[SESSION])
    if session is not None:
        yield Start(dialog="rsvp", person=run.person, network=network.id, about=session.id)


def _tell_facilitators(
    network: Network, scene: Scene, *, until: str = "", next_in: str = ""
) -> Iterator[Command]:
    facts = {"who": scene.person.name, "until": until, "next_in": next_in}
    for member in network.facilitators:
        if member.person != scene.person.id:
            yield Start(dialog="seat_news", person=member.person, network=network.id, facts=facts)


def _pause(run: Run, scene: Scene) -> Iterator[Command]:
    until = run.answers[UNTIL]
    paused = pause(scene.here, run.person, until)
    if paused != scene.here:
        yield Keep(paused)
        yield from _tell_facilitators(paused, scene, until=until.isoformat())


def _leave(run: Run, scene: Scene) -> Iterator[Command]:
    member = scene.here.member(run.person)
    if member is None or member.seat is Seat.LEFT:
        return
    network, moved = promote(leave(scene.here, run.person), scene.now)
    yield Keep(network)
    if run.answers[TELL] == "neutral":
        yield Post(
            dialog="left",
            channel=network.channel,
            network=network.id,
            facts={"who": scene.person.name},
            key=f"left-{run.id}",
        )
    yield from moved_up(network, scene.people, moved)
    yield from levels(scene.here, network, scene.people)
    next_in = ", ".join(scene.name(p) for p in moved)
    yield from _tell_facilitators(network, scene, next_in=next_in)
    if run.answers[DATA] == "delete":
        yield Forget(run.person, network.id)


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    match run.answers[WHAT]:
        case "skip":
            yield from _skip(run, scene.here)
        case "pause":
            yield from _pause(run, scene)
        case _:
            yield from _leave(run, scene)


def _after(answers: Answers, facts: Facts) -> str:
    return {"skip": "skipping", "pause": "pausing"}.get(answers[WHAT], "going")


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "today": "2027-01-26",
    "end": "2027-12-31",
    "coming": [
        {"key": "n1-s1", "label": "1 · mardi 16 février, 14:00"},
        {"key": "n1-s2", "label": "2 · mardi 30 mars, 14:00"},
    ],
    "others": 0,
    "leads": False,
    "platform": "web",
    "asked": True,
}

DIALOG = Dialog(
    key="leave",
    audience=Role.MEMBER,
    words=("leave", "quitter", "stoppen"),
    steps=(
        Step("ask", _asks, then=_after),
        Step("skipping", (SESSION,), then=lambda *_: "skipped"),
        Step("pausing", (UNTIL,), check=_check_until, then=lambda *_: "paused"),
        Step("going", (DATA, TELL), then=lambda *_: "gone"),
        Step("skipped"),
        Step("paused"),
        Step("gone"),
    ),
    gather=_gather,
    finish=_finish,
    once=True,
    capped=False,
    changeable=False,
    examples=(
        {
            **_FACTS,
            "answers": {"what": "pause", "until": "2027-04-01", "data": "keep", "tell": "neutral"},
        },
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "others": 2,
            "leads": True,
            "platform": "slack",
            "asked": False,
            "coming": [],
            "answers": {"what": "leave", "until": "2027-04-01", "data": "delete", "tell": "self"},
        },
    ),
)
