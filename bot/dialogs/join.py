"""Taking a seat: who sees what and what it asks of you first, then a yes, then the practical."""

from collections.abc import Iterator
from dataclasses import replace

from bot.dialog import Dialog, Order, Run, Step
from bot.fields import Answers, Chosen, Facts, From, People, Pick, Picks, Sees, Text, YesNo
from bot.labels import choices, listed
from bot.memory import Memory
from bot.network import (
    Command,
    Keep,
    KeepPerson,
    Member,
    Network,
    Person,
    Role,
    Scene,
    Seat,
    Start,
    hours,
)
from bot.seats import admits, join, levels, place_in_line

NOTICE = YesNo("notice", sees=Sees.SELF, must=True, default="yes")
COMMIT = YesNo("commit", sees=Chosen(by="commit", yes=Sees.FACILITATOR, no=Sees.SELF))
DATES_OFF = Picks("dates_off", options=From(fact="dates"), sees=Sees.FACILITATOR, required=False)
MOTIVE = Text("motive", sees=Sees.FACILITATOR, required=False, most=300, multiline=True)
NEEDS = Text("access_needs", sees=Sees.FACILITATOR, required=False, most=200)
LANGUAGE = Pick(
    "language",
    options=("en", "fr", "nl"),
    sees=Sees.FACILITATOR,
    default=lambda facts: str(facts["spoken"]),
)
MANAGER = YesNo("manager", sees=Chosen(by="manager", yes=Sees.MANAGER, no=Sees.SELF), default="no")
MENTION = YesNo("mention", sees=Chosen(by="mention", yes=Sees.MANAGER, no=Sees.SELF), default="no")
BOSS = People("boss", sees=Sees.SELF, required=False, most=1)


def _after(answers: Answers, facts: Facts) -> str:
    return "boss_step" if answers[MANAGER] and not facts["boss_known"] else "done"


def _seat(network: Network, person: str) -> Seat | None:
    me = network.member(person)
    return me.seat if me else None


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network, me = scene.network, scene.person
    if network is None or not admits(network, me.id, scene.now):
        return None
    seat = _seat(network, me.id)
    if seat in (Seat.SEATED, Seat.WAITING):
        return None
    coming = [s for s in network.coming if s.starts > scene.now]
    if not coming:
        return None
    every = listed(network.alive)
    held = len(network.alive) - len(coming)
    return {
        **facts,
        "invited": bool(facts.get("invited")),
        "spoken": me.language,
        "boss_known": bool(me.manager),
        "boss": scene.name(me.manager) if me.manager else "",
        "dates": choices(coming, me, network.zone),
        "sessions": every[held:],
        "hours": round(hours(coming), 1),
        "held": held,
        "provisional": network.phase.value == "open",
        "asks": list(network.asks),
        "asks_more": network.asks_more,
        "criteria": network.criteria,
        "horizon": network.horizon,
        "basis": network.basis,
        "full": network.full and seat is not Seat.PAUSED,
        "line": place_in_line(network, me.id),
    }


def _member(network: Network, person: str, run: Run) -> Member:
    known = network.member(person)
    if known is None:
        raise ValueError("somebody who joins is a member")
    return replace(known, mention=run.answers[MENTION], asks_manager=run.answers[MANAGER])


def _person(person: Person, run: Run) -> Person:
    named = run.answers.of(BOSS) or ()
    boss = next((p for p in named if p != person.id), "") or person.manager
    return replace(person, language=run.answers[LANGUAGE], manager=boss)


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    if not run.answers.has(MENTION) or not admits(scene.here, run.person, scene.now):
        return
    person = _person(scene.person, run)
    if person != scene.person:
        yield KeepPerson(person)
    before = scene.here.member(person.id)
    if before is not None and before.role is Role.FACILITATOR and before.active:
        return
    network = join(scene.here, person.id, scene.now)
    now = _member(network, person.id, run)
    network = network.with_member(now)
    yield Keep(network)
    arrives = before is None or before.seat in (Seat.LEFT, Seat.PAUSED)
    if arrives:
        yield Start(dialog="seated", person=person.id, network=network.id)
        yield from levels(scene.here, network, {**scene.people, person.id: person})
    asked = before is not None and before.asks_manager and not arrives
    if now.asks_manager and not asked and person.manager:
        yield Start(dialog="mgr_time", person=person.manager, network=network.id, about=person.id)


def _idle(run: Run) -> tuple[int, ...]:
    """An invitation that nobody touched comes back once; who came by themselves is left alone."""
    return (5,) if run.facts["invited"] and not run.answers.stored() else ()


_NETWORK: Facts = {
    "id": "n1",
    "title": "Planning without stress",
    "goal": "after six meetings each of us plans a week that holds",
    "zone": "Europe/Brussels",
    "confidentiality": "no_names",
    "sessions": 6,
    "seats_min": 10,
    "seats_max": 15,
    "minutes": 120,
    "mode": "onsite",
    "place": "Ghent",
    "facilitators": ["Inès Lambert"],
    "channel": "channel:n1",
}
_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "network": _NETWORK,
    "invited": False,
    "spoken": "fr",
    "boss_known": True,
    "boss": "Claire Martin",
    "dates": [{"key": "n1-s1", "label": "1 · mardi 16 février, 14:00"}],
    "sessions": [
        {"number": 1, "starts": "2027-02-16T13:00:00+00:00", "kind": "kickoff"},
        {"number": 2, "starts": "2027-03-30T12:00:00+00:00", "kind": "regular"},
        {"number": 3, "starts": "2027-05-11T12:00:00+00:00", "kind": "closing"},
    ],
    "hours": 6.0,
    "held": 0,
    "provisional": True,
    "asks": ["prepare", "try", "share"],
    "asks_more": "",
    "criteria": "",
    "horizon": "future",
    "basis": "same_job",
    "full": False,
    "line": 1,
}

DIALOG = Dialog(
    key="join",
    steps=(
        Step("info", (NOTICE,)),
        Step(
            "agree",
            (COMMIT, DATES_OFF),
            then=lambda a, _: "practical" if a[COMMIT] else "another_time",
        ),
        Step("practical", (LANGUAGE, MANAGER, MENTION, MOTIVE, NEEDS), then=_after),
        Step("boss_step", (BOSS,)),
        Step("done"),
        Step("another_time"),
    ),
    gather=_gather,
    finish=_finish,
    once=True,
    idle=_idle,
    order=Order.DISCOVERY,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "invited": True,
            "zone": "Europe/Lisbon",
            "network": {**_NETWORK, "title": "<!channel> & **co**", "goal": "`rm -rf` | no"},
            "boss_known": False,
            "boss": "",
            "held": 3,
            "provisional": False,
            "asks": ["prepare", "case", "try", "share", "turn"],
            "asks_more": "bring *coffee*",
            "criteria": "for those who plan | or would like to",
            "horizon": "both",
            "basis": "shared_interest",
            "full": True,
            "line": 2,
        },
    ),
)
