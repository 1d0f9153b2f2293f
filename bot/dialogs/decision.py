"""The facilitator records what the group decided, and the decision does what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialog import Dialog, Does, Due, Go, Order, Run, Step, WorkingDays
from bot.dialogs.closing import ends_here
from bot.dialogs.continue_ import ENOUGH_FOR, summary
from bot.fields import (
    Answers,
    Day,
    Facts,
    From,
    Invalid,
    Number,
    Pick,
    Picks,
    Sees,
    Text,
    When,
    YesNo,
)
from bot.memory import Memory
from bot.network import OURS, Command, Keep, Member, Network, Phase, Post, Role, Scene, Session
from bot.seats import LEADS as MOST_LEADS
from bot.series import distant, ending_with_the_last, festive, local, meetings, sessions

MOST_SESSIONS = 12
ARCHIVES = ("slack",)
"""Platforms on which a channel can be put into an archive."""


def _outcomes(facts: Facts) -> tuple[Pick]:
    """To go on is offered only where the rule allows it."""
    options = ("continue", "follow_up", "stop") if facts["rule"]["met"] else ("follow_up", "stop")
    return (Pick("outcome", options=options, sees=Sees.NETWORK),)


def outcome(answers: Answers, facts: Facts) -> str | None:
    return answers.of(_outcomes(facts)[0])


WHY = Text("why", most=300, multiline=True, sees=Sees.NETWORK)
GOAL = Text("goal", most=300, multiline=True, sees=Sees.CATALOGUE)
BEGIN = When("begin", sees=Sees.CATALOGUE)
FOLLOW_ON = When("follow_on", sees=Sees.NETWORK)
LEADS = Picks("leads", options=From("leaders"), sees=Sees.CATALOGUE, most=MOST_LEADS)
OWNER = Pick("owner", options=From("owners"), sees=Sees.NETWORK)
BY = Day("by", sees=Sees.NETWORK)
LEGACY = Text("legacy", most=300, multiline=True, required=False, sees=Sees.NETWORK)
ARCHIVE = YesNo("archive", sees=Sees.NETWORK, default="no")


def _count(facts: Facts) -> Number:
    """How many sessions: never more than the network had, so that it keeps an end."""
    had = min(max(facts["network"]["sessions"], 3), MOST_SESSIONS)
    return Number("count", least=3, most=had, default=str(had), sees=Sees.CATALOGUE)


def _after_why(answers: Answers, facts: Facts) -> str:
    chosen = outcome(answers, facts)
    return {"continue": "again", "follow_up": "follow"}.get(chosen or "", "results")


def _to_handover(answers: Answers, facts: Facts) -> str:
    return "handover"


def _after_results(answers: Answers, facts: Facts) -> str | None:
    """A channel that Kring made and nobody goes on with is put away only if that is wished."""
    ends = outcome(answers, facts) != "continue"
    return "channel" if ends and facts.get("archives") else _end(answers, facts)


def _end(answers: Answers, facts: Facts) -> str | None:
    return {"continue": "continued", "follow_up": "booked"}.get(
        outcome(answers, facts) or "", "stopped"
    )


def _begins(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    zone, country = facts.get("network_zone", facts["zone"]), facts.get("country", "")
    if festive(local(answers[BEGIN], zone).date(), country):
        return {BEGIN.key: Invalid("holiday")}
    return _ahead(BEGIN, answers, facts)


def _follows(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    return _ahead(FOLLOW_ON, answers, facts)


def _ahead(field: When, answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    now = datetime.fromisoformat(facts["now"])
    if answers[field] <= now:
        return {field.key: Invalid("in_the_past")}
    return {field.key: Invalid("too_far")} if distant(answers[field].date(), now.date()) else {}


def _in_time(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    today = datetime.fromisoformat(facts["now"]).date()
    return {BY.key: Invalid("in_the_past")} if answers[BY] < today else {}


def _due(network: Network, member: Member) -> Iterator[Due]:
    """It is said when the vote closes; here it is only said once more, and for a vote unheld.

    Whoever works more days than the network may be here before it closes.
    """
    last = network.closing
    if last is None or member.role is not Role.FACILITATOR or not ends_here(network):
        return
    until = WorkingDays(last.ends, 25)
    yield Due(about=last.id, at=WorkingDays(last.ends, 7), until=until, facts={"closed": True})
    remind = WorkingDays(last.ends, 10)
    yield Due(about=last.id, at=remind, until=until, does=Does.REMIND)


def _meant(network: Network, now: datetime) -> str:
    return network.closing.id if network.closing else ""


def rule(vote: Facts, committed: int, network: Network) -> Facts:
    """Whether the group may go on: it wishes to, and enough of it have committed by name.

    Where the organiser decides, that is advice: it has to be heard first, and no more. A
    facilitator, a new goal and a new end are asked for when it goes on.
    """
    wanted, seats = vote["enough"] and vote["wanted"], committed >= network.seats_min
    advice = network.decision_rule == "organiser"
    met = not vote.get("open") if advice else wanted and seats
    return {"wanted": wanted, "seats": seats, "met": met, "advice": advice}


def _vote(memory: Memory, about: str) -> Facts:
    """What the frozen result tells, where the close did not hand over its own count."""
    result = memory.result("continue", about)
    told = {**summary(result), "open": result is None}
    wishes = told["wishes"]
    share = wishes.get("as_is", 0) + wishes.get("changed", 0)
    return {**told, "wanted": share >= ENOUGH_FOR * 100}


def _people(scene: Scene, people: list[str]) -> list[Facts]:
    return [{"key": p, "label": scene.name(p)} for p in people if scene.name(p)]


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    here, last = scene.here, scene.here.closing
    if last is None or not ends_here(here) or here.phase in (Phase.ENDED, Phase.ARCHIVED):
        return None
    if scene.now < last.ends:
        return None
    vote = facts.get("vote") or {"open": True}
    if vote.get("open"):
        vote = _vote(memory, last.id)
    if vote.get("open") and facts.get("closed"):
        return None
    said = memory.notes("continue", "commit", last.id)
    present = {m.person for m in here.members if m.active}
    names = {value: [e.person for e in said if e.value == value] for value in ("in", "depends")}
    committed = sorted(set(names["in"]) & present, key=scene.name)
    roles = memory.notes("continue", "role", last.id)
    offering = [e.person for e in roles if "facilitate" in (e.value or ())]
    leaders = dict.fromkeys([*(m.person for m in here.facilitators), *offering])
    active = [m.person for m in (*here.facilitators, *here.participants)]
    return {
        **facts,
        "now": scene.now.isoformat(),
        "network_zone": here.zone,
        "country": here.country,
        "vote": vote,
        "committed": _people(scene, committed),
        "perhaps": len(set(names["depends"]) & present),
        "leaders": _people(scene, [p for p in leaders if p in present]),
        "owners": _people(scene, active),
        "rule": rule(vote, len(committed), here),
        "archives": here.platform in ARCHIVES and here.channel.startswith(OURS),
    }


def heir(run: Run, scene: Scene) -> Network:
    """The network that goes on: its committed members, a new goal, new dates, rules voted anew.

    Nobody has asked their manager for time for it.
    """
    old, said = scene.here, run.answers
    id_ = f"n-{run.id}"
    leads = said[LEADS]
    people = dict.fromkeys((*leads, *(c["key"] for c in run.facts["committed"])))
    members = tuple(
        Member(
            person=person,
            role=Role.FACILITATOR if person in leads else Role.PARTICIPANT,
            joined=scene.now,
            mention=known.mention if (known := old.member(person)) else False,
        )
        for person in people
    )
    seated = sum(m.role is Role.PARTICIPANT for m in members)
    n = said[_count(run.facts)]
    dates = meetings(said[BEGIN], n, old.every_weeks, old.zone, old.country)
    return ending_with_the_last(
        replace(
            old,
            id=id_,
            goal=said[GOAL],
            created=scene.now,
            phase=Phase.OPEN,
            signs=(),
            seats_max=max(old.seats_max, seated),
            end=None,
            sessions=sessions(id_, dates, old.minutes, old.place),
            members=members,
            charter=(),
            invited=(),
            parent=old.id,
            outcome="",
        )
    )


def with_follow_up(old: Network, starts: datetime) -> Network:
    """One more meeting of the same group, under the same agreements; after it, the end."""
    extra = Session(
        id=f"{old.id}-follow-up",
        number=old.highest + 1,
        starts=starts,
        ends=starts + timedelta(minutes=old.minutes),
        place=old.place,
    )
    return ending_with_the_last(
        replace(old, sessions=(*old.sessions, extra), outcome="follow_up", phase=Phase.FIXED)
    )


def _news(run: Run, scene: Scene, chosen: str) -> Facts:
    said = run.answers
    owner, by, begins = said.of(OWNER), said.of(BY), said.of(BEGIN) or said.of(FOLLOW_ON)
    return {
        "outcome": chosen,
        "why": said[WHY],
        "owner": scene.name(owner) if owner else "",
        "by": by.isoformat() if by else "",
        "begins": begins.isoformat() if begins else "",
        "goal": said.of(GOAL) or "",
        "count": said.of(_count(run.facts)) or 0,
        "legacy": said.of(LEGACY) or "",
    }


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    chosen, old = outcome(run.answers, run.facts), scene.here
    match chosen:
        case "continue":
            yield Keep(heir(run, scene))
            yield Keep(replace(old, phase=Phase.ENDED, outcome="continue"))
        case "follow_up":
            yield Keep(with_follow_up(old, run.answers[FOLLOW_ON]))
        case _:
            yield Keep(replace(old, phase=Phase.ENDED, outcome="stop"))
    if old.channel:
        yield Post(
            dialog="decision_news",
            channel=old.channel,
            network=old.id,
            about=run.about,
            facts=_news(run, scene, chosen or "stop"),
            key=f"decision_news:{old.id}",
        )


def _anew(facts: Facts) -> tuple[Go, ...]:
    return () if facts["rule"]["met"] else (Go("create", "start:create::", look="quiet"),)


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "now": "2027-01-20T09:00:00+00:00",
    "network_zone": "Europe/Brussels",
    "country": "BE",
    "network": {
        "id": "n1",
        "title": "Sites without accidents",
        "goal": "After six meetings we spot a risk before it hurts somebody.",
        "sessions": 6,
        "seats_min": 2,
        "channel": "channel:n1",
    },
    "vote": {
        "enough": True,
        "wishes": {"stop": 10, "as_is": 30, "changed": 40, "follow_up": 20},
        "most": ["changed"],
        "follow_ups": ["reunion", "pairs"],
        "changes": ["A new theme", "Shorter meetings"],
        "wanted": True,
    },
    "committed": [{"key": "p1", "label": "Amélie"}, {"key": "p2", "label": "Bart Peeters"}],
    "perhaps": 1,
    "leaders": [{"key": "p0", "label": "Zoé"}, {"key": "p2", "label": "Bart Peeters"}],
    "owners": [{"key": "p0", "label": "Zoé"}, {"key": "p1", "label": "Amélie"}],
    "rule": {"wanted": True, "seats": True, "met": True},
    "archives": True,
}
_UNSHOWN: Facts = {
    "enough": False,
    "wishes": {},
    "most": [],
    "follow_ups": [],
    "changes": [],
    "wanted": False,
}

DIALOG = Dialog(
    key="decision",
    words=("decide", "décider", "beslis"),
    audience=Role.FACILITATOR,
    steps=(
        Step("ask", _outcomes, buttons=_anew),
        Step("because", (WHY,), then=_after_why),
        Step(
            "again",
            lambda facts: (GOAL, BEGIN, _count(facts), LEADS),
            then=_to_handover,
            check=_begins,
        ),
        Step("follow", (FOLLOW_ON,), check=_follows),
        Step("handover", (OWNER, BY), check=_in_time),
        Step("results", (LEGACY,), then=_after_results),
        Step("channel", (ARCHIVE,), then=_end),
        Step("continued"),
        Step("booked"),
        Step("stopped"),
    ),
    due=_due,
    meant=_meant,
    gather=_gather,
    finish=_finish,
    once=True,
    order=Order.DEADLINE,
    changeable=False,
    capped=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**_FACTS["network"], "title": "<!channel> & **co**", "seats_min": 10},
            "vote": _UNSHOWN,
            "committed": [{"key": "p1", "label": "<@U1> _x_"}],
            "perhaps": 0,
            "rule": {"wanted": False, "seats": False, "met": False},
        },
        {
            **_FACTS,
            "vote": {**_UNSHOWN, "open": True},
            "committed": [],
            "rule": {"wanted": False, "seats": False, "met": False},
        },
        {
            **_FACTS,
            "vote": {
                **_FACTS["vote"],
                "wishes": {"stop": 30, "as_is": 0, "changed": 20, "follow_up": 50},
                "follow_ups": ["project", "channel", "new_theme"],
                "changes": [],
                "wanted": False,
            },
            "committed": [],
            "rule": {"wanted": False, "seats": False, "met": False},
        },
        {
            **_FACTS,
            "vote": {
                **_FACTS["vote"],
                "wishes": {},
                "most": ["as_is", "follow_up", "stop"],
                "follow_ups": ["hand_over", "training"],
            },
            "rule": {"wanted": True, "seats": False, "met": False},
        },
        {
            **_FACTS,
            "vote": {**_FACTS["vote"], "wanted": False},
            "committed": [],
            "rule": {"wanted": False, "seats": False, "met": True, "advice": True},
        },
    ),
)
