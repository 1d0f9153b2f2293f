"""The manager's week in eight lines: only what people sent by their own act, and what is public.

`digest` is the one function that builds it. It takes a `Managing`, which has no room for answers,
attendance or readers, and sorts all that it shows: who answered what, in which order, cannot
reach it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialog import Dialog, Due, Go, Step
from bot.fields import Facts, Json
from bot.memory import Managing, Memory, Published, TimeRequest
from bot.moments import instant
from bot.network import DAY, Network, Person, Role, Scene

LINES = 8
"""Lines of a digest at most."""
OPENINGS = 2
"""Of these, networks that one could join."""
AHEAD = timedelta(weeks=4)
"""Dates that lie further away wait for a later digest."""
CLOCK = time(9, 30)
WEEK = timedelta(weeks=1)

PHASES = ("kickoff", "after_session", "midway", "closing")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _waiting(requests: tuple[TimeRequest, ...], now: datetime) -> Iterator[Json]:
    """Who waits for my answer about time (D2)."""
    for ask in sorted(requests, key=_by_name):
        coming = sorted(date for date in ask.dates if date > now)
        if coming and not ask.answer:
            yield {**_who(ask, "waiting"), "at": _iso(coming[0]), "hours": ask.hours}


def _dates(requests: tuple[TimeRequest, ...], now: datetime) -> Iterator[Json]:
    """The next date for which I said that there is time (D1)."""
    for ask in sorted(requests, key=_by_name):
        near = sorted(date for date in ask.dates if now < date <= now + AHEAD)
        if near and ask.answer in ("yes", "changes"):
            yield {**_who(ask, "date"), "at": _iso(near[0]), "answer": ask.answer}


def _who(ask: TimeRequest, kind: str) -> dict[str, Json]:
    return {"kind": kind, "person": ask.person, "network": ask.network}


def _by_name(ask: TimeRequest) -> tuple[str, str, tuple[datetime, ...], float, str]:
    return ask.person, ask.network, ask.dates, ask.hours, ask.answer


def _by_title(item: Published) -> tuple[str, str, str, str, bool]:
    return item.title, item.network, item.signature, item.agenda, item.mention


def _learnings(published: tuple[Published, ...]) -> Iterator[Json]:
    """What was published for me, as its author signed it (D4, D5, D8)."""
    for item in sorted(published, key=_by_title):
        yield {
            "kind": "learning",
            "title": item.title,
            "network": item.network,
            "signature": item.signature,
            "agenda": item.agenda,
            "mention": item.mention and bool(item.signature),
        }


def _phases(phases: tuple[tuple[str, str], ...]) -> Iterator[Json]:
    """Where the networks stand, and what a manager can do now (D11)."""
    for title, phase in sorted(set(phases)):
        yield {"kind": "phase", "network": title, "phase": phase}


def _openings(openings: tuple[Network, ...], now: datetime) -> Iterator[Json]:
    """Networks that one could point somebody to (D10)."""
    for network in sorted(openings, key=lambda n: (n.title, n.id)):
        first = next((s for s in network.coming if s.starts > now), None)
        yield {
            "kind": "opening",
            "network": network.title,
            "goal": network.goal,
            "at": _iso(first.starts) if first else "",
        }


def starter(managing: Managing) -> str:
    """The phase whose two questions for a conversation fit this week best (D6)."""
    if managing.published:
        return "after_share"
    here = {phase for _, phase in managing.phases}
    return next((phase for phase in reversed(PHASES) if phase in here), "any")


def digest(managing: Managing, now: datetime) -> Facts:
    """The digest as facts, at most eight lines; `empty` when there is nothing to say this week.

    Open networks alone are said in the first week of a month only; one about conversation always
    rides along, and every second week one for the corridor or the growth talk (D7, D13).
    """
    first_week = now.day <= WEEK.days
    own = [
        *list(_waiting(managing.requests, now))[:3],
        *list(_dates(managing.requests, now))[:3],
        *list(_learnings(managing.published))[:3],
        *list(_phases(managing.phases))[:2],
    ]
    openings = list(_openings(managing.openings, now))[:OPENINGS]
    room = LINES - 2  # one line of questions, one of the library
    lines = [*own, *openings][:room]
    week = now.isocalendar().week
    return {
        "empty": not own and not (openings and first_week),
        "lines": lines,
        "starter": starter(managing),
        "extra": "growth" if week % 2 else "informal",
    }


def _monday(person: Person, now: datetime) -> datetime:
    """The next Monday 09:30 on this person's own clock."""
    zone = ZoneInfo(person.zone)
    day = now.astimezone(zone).date()
    day += (7 - day.weekday()) % 7 * DAY
    at = instant(datetime.combine(day, CLOCK), zone)
    return at if at > now else instant(datetime.combine(day + WEEK, CLOCK), zone)


def _recurs(person: Person, now: datetime) -> Due | None:
    if not person.leads:
        return None
    at = _monday(person, now)
    day = at.astimezone(ZoneInfo(person.zone)).date()
    return Due(at=at, until=at + 2 * DAY, about=day.isoformat())


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """Nothing to say is not said, unless the manager asks for it."""
    told = digest(memory.managing(scene.now - WEEK, scene.now), scene.now)
    if told["empty"] and facts["about"]:
        return None
    return {**facts, **told}


def _buttons(facts: Facts) -> tuple[Go, ...]:
    return (Go("prefs", "start:prefs::", look="quiet"),)


_LINES: list[Json] = [
    {
        "kind": "waiting",
        "person": "Zoé Martin",
        "network": "Sites without accidents",
        "at": "2027-01-12T13:00:00+00:00",
        "hours": 12.0,
    },
    {
        "kind": "date",
        "person": "Amélie",
        "network": "Sites without accidents",
        "at": "2027-01-12T13:00:00+00:00",
        "answer": "changes",
    },
    {
        "kind": "learning",
        "title": "A toolbox talk of five minutes beats a poster.",
        "network": "Sites without accidents",
        "signature": "Bart Peeters",
        "agenda": "Five minutes on toolbox talks?",
        "mention": True,
    },
    {"kind": "phase", "network": "Sites without accidents", "phase": "midway"},
    {
        "kind": "opening",
        "network": "First time in charge",
        "goal": "After five meetings people can hold a difficult talk.",
        "at": "2027-03-02T13:00:00+00:00",
    },
]


def _example(starter_: str, extra: str, lines: list[Json]) -> Facts:
    return {
        "name": "Marc",
        "about": "2027-01-04",
        "empty": not lines,
        "lines": lines,
        "starter": starter_,
        "extra": extra,
    }


DIALOG = Dialog(
    key="digest",
    words=("digest", "synthèse", "overzicht"),
    audience=Role.MANAGER,
    steps=(Step("show", buttons=_buttons),),
    recurs=_recurs,
    gather=_gather,
    capped=False,
    changeable=False,
    examples=(
        _example("after_share", "growth", _LINES),
        _example(
            "midway",
            "informal",
            [
                {
                    **_LINES[0],
                    "person": "<@U1> _Zoé_",
                    "network": "<!channel> & **co**",
                    "hours": 2.5,
                },
                {
                    "kind": "date",
                    "person": "_Bart_",
                    "network": "<!channel> & **co**",
                    "at": "2027-01-12T13:00:00+00:00",
                    "answer": "yes",
                },
                {
                    "kind": "learning",
                    "title": "<!here> {{ 7*7 }}",
                    "network": "<!channel>",
                    "signature": "",
                    "agenda": "",
                    "mention": False,
                },
                {"kind": "phase", "network": "<!channel>", "phase": "kickoff"},
                {"kind": "opening", "network": "<!channel>", "goal": "`x`", "at": ""},
            ],
        ),
        _example(
            "kickoff",
            "growth",
            [
                {"kind": "phase", "network": "Sites without accidents", "phase": "closing"},
            ],
        ),
        _example(
            "after_session",
            "informal",
            [{"kind": "phase", "network": "Sites without accidents", "phase": "after_session"}],
        ),
        _example("closing", "growth", _LINES[:1]),
        _example("any", "informal", []),
    ),
)
