"""People, networks and what happens to them, in as few words as a test can spare."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.content import Card, Paragraph, Span
from bot.dialog import Does, Due, Run
from bot.fields import Answers
from bot.memory import Entry
from bot.network import Address, Member, Network, Person, Role, Session
from bot.ports import Moment, Outgoing, Unit

NOW = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)  # the night before the clocks change
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ZOE = Person(id="zoe", name="Zoé Maes", language="fr", manager="max")
BART = Person(id="bart", name="_Bart_ Öz", zone="Europe/Lisbon")
FEE = Person(id="fee", name="Fee Claes", language="nl")
MAX = Person(id="max", name="Max", leads=True, team="team:max")
CAST = (ZOE, BART, FEE, MAX)


def session(n: int, **more: Any) -> Session:
    starts = NOW + n * 7 * DAY
    return Session(id=f"s{n}", number=n, starts=starts, ends=starts + 2 * HOUR, **more)


def network(id: str = "n1", **more: Any) -> Network:  # noqa: A002
    known: dict[str, Any] = {
        "title": "Safe sites",
        "goal": "No accidents",
        "zone": "Europe/Brussels",
        "created": NOW,
        "sessions": tuple(map(session, range(1, 5))),
        "members": (
            Member(person="fee", role=Role.FACILITATOR, joined=NOW),
            Member(person="zoe", role=Role.PARTICIPANT, joined=NOW, asks_manager=True),
            Member(person="bart", role=Role.PARTICIPANT, joined=NOW),
        ),
    }
    return Network(**{"id": id, **known, **more})


def settle(unit: Unit) -> None:
    """Everybody, and one network."""
    for person in CAST:
        unit.keep_person(person, Address(platform="web", id=f"dm:{person.id}"))
    unit.keep_network(network())


def run(id: str = "r1", **more: Any) -> Run:  # noqa: A002
    known: dict[str, Any] = {"dialog": "evaluation", "person": "zoe", "network": "n1"}
    times = {"opened": NOW, "expires": NOW + 30 * DAY}
    return Run(**{"id": id, "about": "s1", **known, **times, **more})


def later(before: Run, **answers: Any) -> Run:
    stored = {**before.answers.stored(), **answers}
    return replace(before, answers=Answers(stored), revision=before.revision + 1)


def entry(**more: Any) -> Entry:
    known: dict[str, Any] = {
        "person": "zoe",
        "network": "n1",
        "dialog": "expect",
        "about": "",
        "field": "hope",
        "value": "less paper",
        "sees": "self",
    }
    return Entry(**{**known, **more})


def moment(key: str = "evaluation:start:s1:zoe", **more: Any) -> Moment:
    at = more.get("at", NOW)
    known: dict[str, Any] = {"dialog": "evaluation", "network": "n1", "person": "zoe"}
    due = Due(at=at, about="s1", does=more.pop("does", Does.START), facts={"n": 1})
    return Moment(**{"key": key, **known, "at": at, "until": at + DAY, "due": due, **more})


def card(words: str = "hello") -> Card:
    return Card(title="Kring", blocks=(Paragraph((Span(text=words),)),))


def out(key: str = "r1", words: str = "hello", to: str = "dm:zoe", **more: Any) -> Outgoing:
    return Outgoing(to=Address(platform="web", id=to), card=card(words), key=key, **more)
