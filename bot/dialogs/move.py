"""A meeting gets another moment, or is cancelled; everybody concerned is told once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, Facts, From, Invalid, Pick, Sees, Text, When, YesNo
from bot.labels import choices
from bot.memory import Memory
from bot.network import Command, Keep, Network, Post, Role, Scene, Seat, Session, Start, State
from bot.series import distant, ending_with_the_last, local
from bot.views.seated import NETWORK


def _first(facts: Facts) -> str:
    asked = facts.get("session", {}).get("id", "")
    keys = [str(c["key"]) for c in facts["coming"]]
    return asked if asked in keys else keys[0]


WHICH = Pick("which", options=From(fact="coming"), sees=Sees.NETWORK, default=_first)
WHAT = Pick("what", options=("move", "cancel"), sees=Sees.NETWORK, default="move")
MOMENT = When("moment", sees=Sees.NETWORK)
ROOM = Text("room", sees=Sees.NETWORK, required=False, most=120)
MESSAGE = Text("message", sees=Sees.NETWORK, required=False, most=200)
SURE = YesNo("sure", sees=Sees.NETWORK, default="yes")
FAREWELL = Text("farewell", words="message", sees=Sees.NETWORK, required=False, most=200)


def _what(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    """The last meeting is where a network looks back and decides: it may move, not vanish."""
    last = facts["coming"][-1]["key"]
    if answers[WHAT] == "cancel" and answers[WHICH] == last:
        return {"what": Invalid("needs_closing")}
    return {}


def _when(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    new, slot = answers[MOMENT], facts["slots"][answers[WHICH]]
    now = datetime.fromisoformat(facts["now"])
    if new <= now:
        return {"moment": Invalid("in_the_past")}
    if slot["after"] and new < datetime.fromisoformat(slot["after"]):
        return {"moment": Invalid("before_previous")}
    if slot["before"] and new > datetime.fromisoformat(slot["before"]):
        return {"moment": Invalid("after_next")}
    if distant(new.date(), max(now, datetime.fromisoformat(slot["starts"])).date()):
        return {"moment": Invalid("too_far")}
    if new == datetime.fromisoformat(slot["starts"]) and not answers.of(ROOM):
        return {"moment": Invalid("same_moment")}
    return {}


def _slots(network: Network) -> dict[str, Facts]:
    """Where each meeting stands, and when it may begin at the earliest and at the latest."""
    alive = network.alive
    return {
        s.id: {
            "starts": s.starts.isoformat(),
            "after": alive[n - 1].ends.isoformat() if n else "",
            "before": (alive[n + 1].starts - (s.ends - s.starts)).isoformat()
            if n + 1 < len(alive)
            else "",
        }
        for n, s in enumerate(alive)
    }


def attendees(network: Network, day: datetime) -> tuple[str, ...]:
    """Who is expected at a meeting of that day."""
    on = local(day, network.zone).date()
    return tuple(
        m.person
        for m in network.members
        if m.active
        or (m.seat is Seat.PAUSED and m.paused_until is not None and m.paused_until <= on)
    )


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    coming = [s for s in network.coming if s.starts > scene.now]
    if not coming:
        return None
    return {
        **facts,
        "now": scene.now.isoformat(),
        "coming": choices(coming, scene.person, network.zone),
        "slots": _slots(network),
        "told": len([p for p in attendees(network, coming[0].starts) if p != scene.person.id]),
    }


def _tells(answers: Answers, facts: Facts) -> Facts:
    return {"was": facts["slots"][answers[WHICH]]["starts"]}


def _changed(session: Session, run: Run) -> Session:
    """The session as it is to be. Answers of another moment leave it as it is."""
    said = run.answers
    if said[WHAT] == "cancel":
        return replace(session, state=State.CANCELLED) if said[SURE] else session
    starts = said[MOMENT]
    ends = starts + (session.ends - session.starts)
    return replace(session, starts=starts, ends=ends, place=said.of(ROOM) or session.place)


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    network, said = scene.here, run.answers
    old = network.session(said[WHICH])
    if old is None or old.state is not State.PLANNED:
        return
    new = _changed(old, run)
    if new == old or new.starts <= scene.now:
        return
    changed = ending_with_the_last(network.with_session(new))
    facts: Facts = {
        "number": old.number,
        "was": old.starts.isoformat(),
        "to": new.starts.isoformat(),
        "room": new.place or network.place,
        "cancelled": new.state is State.CANCELLED,
        "same_time": new.starts == old.starts,
        "message": said.of(MESSAGE) or said.of(FAREWELL) or "",
    }
    yield Keep(changed)
    yield Post(
        dialog="moved",
        step="channel",
        channel=network.channel,
        network=network.id,
        about=old.id,
        facts=facts,
        key=f"moved-{run.id}",
    )
    for person in attendees(changed, new.starts):
        if person != scene.person.id:
            yield Start(
                dialog="moved", person=person, network=network.id, about=old.id, facts=facts
            )


_FACTS: Facts = {
    "name": "Inès",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "now": "2027-01-26T08:30:00+00:00",
    "coming": [
        {"key": "n1-s1", "label": "1 · mardi 16 février, 14:00"},
        {"key": "n1-s2", "label": "2 · mardi 30 mars, 14:00"},
    ],
    "slots": {
        "n1-s1": {
            "starts": "2027-02-16T13:00:00+00:00",
            "after": "",
            "before": "2027-03-30T12:00:00+00:00",
        },
        "n1-s2": {
            "starts": "2027-03-30T12:00:00+00:00",
            "after": "2027-02-16T15:00:00+00:00",
            "before": "",
        },
    },
    "told": 12,
}

DIALOG = Dialog(
    key="move",
    audience=Role.FACILITATOR,
    words=("move", "déplacer", "verplaatsen"),
    steps=(
        Step(
            "ask",
            (WHICH, WHAT),
            check=_what,
            then=lambda a, _: "another" if a[WHAT] == "move" else "cancelling",
        ),
        Step("another", (MOMENT, ROOM, MESSAGE), check=_when, tells=_tells, then=lambda *_: "done"),
        Step(
            "cancelling",
            (SURE, FAREWELL),
            tells=_tells,
            then=lambda a, _: "cancelled" if a[SURE] else "kept",
        ),
        Step("done", tells=_tells),
        Step("cancelled", tells=_tells),
        Step("kept"),
    ),
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    examples=(
        {
            **_FACTS,
            "answers": {"which": "n1-s1", "what": "move", "moment": "2027-02-18T13:00:00+00:00"},
        },
        {
            **_FACTS,
            "name": "_Bart_",
            "zone": "Europe/Lisbon",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "told": 1,
            "answers": {"which": "n1-s2", "what": "cancel", "moment": "2027-04-18T13:00:00+00:00"},
        },
    ),
)
