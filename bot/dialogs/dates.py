"""The facilitator fixes all dates at once, with what everybody can make in view."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.dialog import Dialog, Due, Run, Step, WorkingDays
from bot.dialogs.schedule import CLOSED
from bot.fields import Answers, AnyField, Facts, From, Invalid, Pick, Sees, When, YesNo
from bot.labels import listed, weekly
from bot.memory import Entry, Memory
from bot.network import (
    Command,
    Keep,
    Member,
    Network,
    Phase,
    Post,
    Role,
    Scene,
    Seat,
    Start,
    State,
)
from bot.series import Meeting, distant, festive, local, meetings, rescheduled, sessions

SERIES = Pick(
    "series",
    options=From(fact="choices"),
    sees=Sees.FACILITATOR,
    default=lambda facts: next((str(c["key"]) for c in facts["choices"]), ""),
)
OWN = When("own", sees=Sees.FACILITATOR)
FIX = YesNo("fix", sees=Sees.NETWORK)


def _way(facts: Facts) -> tuple[AnyField, ...]:
    """How to choose, from what there is to choose from."""
    ways = [
        *(["poll"] if facts["choices"] else []),
        *(["keep"] if facts["keep"] else []),
        "own",
    ]
    return (Pick("way", options=tuple(ways), sees=Sees.FACILITATOR, default=ways[0]),)


_WAY = Pick("way", options=("poll", "keep", "own"), sees=Sees.FACILITATOR)


def _chosen(answers: Answers, facts: Facts) -> datetime:
    match answers[_WAY]:
        case "poll":
            return datetime.fromisoformat(answers[SERIES])
        case "own":
            return answers[OWN]
        case _:
            return datetime.fromisoformat(facts["begin"])


def _dates(answers: Answers, facts: Facts) -> tuple[Meeting, ...]:
    every, n = facts["every_weeks"], facts["sessions_n"]
    zone, country = facts["network_zone"], facts["country"]
    return tuple(meetings(_chosen(answers, facts), n, every, zone, country))


def _check_own(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    begin, now = answers[OWN], datetime.fromisoformat(facts["now"])
    if begin <= now:
        return {"own": Invalid("in_the_past")}
    if distant(begin.date(), now.date()):
        return {"own": Invalid("too_far")}
    if festive(local(begin, facts["network_zone"]).date(), facts["country"]):
        return {"own": Invalid("holiday")}
    return {}


def _tells(answers: Answers, facts: Facts) -> Facts:
    dates = _dates(answers, facts)
    return {
        "dates": listed(sessions("", dates, facts["network"]["minutes"])),
        "put_off": [d.starts.isoformat() for d in dates if d.put_off],
        "cannot": _cannot(answers, facts),
    }


def _cannot(answers: Answers, facts: Facts) -> int:
    """How many of those who answered did not name this series; 0 where nobody was asked."""
    begin = _chosen(answers, facts)
    tally = next((t for t in facts["tallies"] if datetime.fromisoformat(t["key"]) == begin), None)
    return facts["answered"] - tally["can"] - tally["maybe"] if tally else 0


def _count(entries: tuple[Entry, ...], key: str) -> set[str]:
    return {e.person for e in entries if key in (e.value or ())}


def _tallies(scene: Scene, memory: Memory) -> list[Facts]:
    """Per series who can and who perhaps can; those who lead the meetings weigh twice."""
    sure, perhaps = memory.notes("schedule", "slots"), memory.notes("schedule", "maybe")
    leads = {m.person for m in scene.here.facilitators}
    keys = {key for e in (*sure, *perhaps) for key in e.value or ()}
    found = []
    for key in sorted(keys):
        begin = datetime.fromisoformat(key)
        can = _count(sure, key)
        maybe = _count(perhaps, key) - can
        if begin > scene.now:
            score = 2 * (len(can) + len(can & leads)) + len(maybe) + len(maybe & leads)
            label = weekly(begin, scene.person, scene.here.zone)
            found.append(
                {"key": key, "label": label, "can": len(can), "maybe": len(maybe), "score": score}
            )
    return sorted(found, key=lambda t: (-t["score"], t["key"]))


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    kickoff, alive = network.kickoff, network.alive
    if kickoff is None or network.phase not in (Phase.OPEN, Phase.FIXED):
        return None
    if any(s.state is State.HELD for s in alive):
        return None
    if facts.get("fixed") is False and network.phase is Phase.FIXED:
        return None  # somebody else has fixed them since this was asked
    tallies = _tallies(scene, memory)
    asked = (*memory.notes("schedule", "slots"), *memory.notes("schedule", "maybe"))
    return {
        **facts,
        "now": scene.now.isoformat(),
        "tallies": tallies,
        "choices": [{"key": t["key"], "label": t["label"]} for t in tallies],
        "answered": len({e.person for e in asked}),
        "begin": kickoff.starts.isoformat(),
        "keep": kickoff.starts > scene.now,
        "fixed": network.phase is Phase.FIXED,
        "network_zone": network.zone,
        "country": network.country,
        "every_weeks": network.every_weeks,
        "sessions_n": len(network.coming),
        "people": len([m for m in network.members if m.seat in (Seat.SEATED, Seat.PAUSED)]) - 1,
    }


def _due(network: Network, member: Member) -> Iterator[Due]:
    if network.phase is Phase.OPEN and network.kickoff is not None:
        start = network.kickoff.starts
        yield Due(at=WorkingDays(start, CLOSED), until=start)


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    network = scene.here
    if run.answers.of(FIX) is not True or any(s.state is State.HELD for s in network.alive):
        return
    begin = _chosen(run.answers, run.facts)
    if begin <= scene.now:
        yield Start(dialog="dates", person=run.person, network=network.id)
        return
    yield from fixing(network, begin, run, scene)


def fixing(network: Network, begin: datetime, run: Run, scene: Scene) -> Iterator[Command]:
    """The network on its new dates, and everybody told once; nothing where nothing changes."""
    fixed = _fixed(network, begin)
    if fixed == network:
        return
    yield Keep(fixed)
    yield Post(
        dialog="dates_news",
        step="channel",
        channel=network.channel,
        network=network.id,
        facts={"sessions": listed(fixed.alive), "ends": str(fixed.end), "again": _again(network)},
        key=f"dates-{run.id}",
    )
    for member in fixed.members:
        if member.seat in (Seat.SEATED, Seat.PAUSED) and member.person != scene.person.id:
            yield Start(
                dialog="dates_news",
                person=member.person,
                network=network.id,
                facts={"again": _again(network)},
            )


def _fixed(network: Network, begin: datetime) -> Network:
    return replace(rescheduled(network, begin), phase=Phase.FIXED)


def _again(network: Network) -> bool:
    """Whether dates that were fixed before change now."""
    return network.phase is Phase.FIXED


def _after_way(answers: Answers, facts: Facts) -> str:
    return {"poll": "poll_step", "own": "own_step"}.get(answers[_WAY], "confirm")


_TUESDAY = {"key": "2027-02-16T13:00:00+00:00", "label": "mardi 14:00 · 16 février"}
_WEDNESDAY = {"key": "2027-02-17T08:30:00+00:00", "label": "mercredi 09:30 · 17 février"}
_NETWORK: Facts = {
    "id": "n1",
    "title": "Planning without stress",
    "zone": "Europe/Brussels",
    "minutes": 120,
}
_FACTS: Facts = {
    "name": "Inès",
    "zone": "Europe/Brussels",
    "network": _NETWORK,
    "now": "2027-01-26T08:30:00+00:00",
    "tallies": [
        {**_TUESDAY, "can": 9, "maybe": 2, "score": 20},
        {**_WEDNESDAY, "can": 4, "maybe": 3, "score": 11},
    ],
    "choices": [_TUESDAY, _WEDNESDAY],
    "answered": 12,
    "begin": "2027-02-16T13:00:00+00:00",
    "keep": True,
    "fixed": False,
    "network_zone": "Europe/Brussels",
    "country": "BE",
    "every_weeks": 6,
    "sessions_n": 6,
    "people": 12,
}

DIALOG = Dialog(
    key="dates",
    audience=Role.FACILITATOR,
    words=("dates", "dates", "datums"),
    steps=(
        Step("way_step", _way, then=_after_way),
        Step("poll_step", (SERIES,), then=lambda a, f: "confirm"),
        Step("own_step", (OWN,), check=_check_own),
        Step(
            "confirm",
            (FIX,),
            tells=_tells,
            then=lambda a, f: "fixed_now" if a[FIX] else "not_yet",
        ),
        Step("fixed_now", tells=_tells),
        Step("not_yet"),
    ),
    due=_due,
    gather=_gather,
    finish=_finish,
    once=True,
    changeable=False,
    examples=(
        {**_FACTS, "answers": {"way": "poll", "series": "2027-02-16T13:00:00+00:00"}},
        {
            **_FACTS,
            "answers": {"way": "own", "own": "2027-04-13T12:00:00+00:00"},
            "network": {
                **_FACTS["network"],
                "title": "<!channel> & **co**",
                "zone": "Europe/Lisbon",
            },
            "tallies": [],
            "choices": [],
            "answered": 0,
            "keep": False,
            "fixed": True,
            "people": 1,
        },
    ),
)
