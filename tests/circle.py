"""A learning network for tests: a group with a facilitator, on the stage or in the mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.content import Raw
from bot.dialog import Dialog, Run, Step, answer, start, waiting
from bot.fields import Facts, Json
from bot.memory import Asked, Entry, Managing, Result
from bot.network import Member, Network, Person, Phase, Role, Scene, Seat, Session, Share

BEGIN = datetime(2027, 1, 12, 13, 0, tzinfo=UTC)  # a Tuesday, 14:00 in Brussels
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)


def session(number: int, begin: datetime = BEGIN, weeks: int = 6, minutes: int = 120) -> Session:
    starts = begin + (number - 1) * timedelta(weeks=weeks)
    return Session(
        id=f"s{number}", number=number, starts=starts, ends=starts + timedelta(minutes=minutes)
    )


def member(person: str, role: Role = Role.PARTICIPANT, **about: object) -> Member:
    return Member(person=person, role=role, joined=NOW, **about)  # type: ignore[arg-type]


def circle(*people: str, sessions: int = 3, **about: object) -> Network:
    """A network with fixed dates that `lea` facilitates and these people take part in."""
    known: dict[str, object] = {
        "id": "n1",
        "title": "Sites without accidents",
        "goal": "After three meetings we spot a risk before it hurts somebody.",
        "zone": "Europe/Brussels",
        "created": NOW - timedelta(days=60),
        "phase": Phase.FIXED,
        "seats_min": 2,
        "channel": "channel:n1",
        "sessions": tuple(session(n) for n in range(1, sessions + 1)),
        "members": (member("lea", Role.FACILITATOR), *(member(p) for p in people)),
    }
    return Network(**{**known, **about})  # type: ignore[arg-type]


def people(*ids: str, **about: object) -> dict[str, Person]:
    named = {"lea": "Lea Janssens", "zoe": "Zoé Martin", "bart": "Bart Peeters", "an": "An Claes"}
    return {i: Person(id=i, name=named.get(i, i.capitalize()), **about) for i in ids}  # type: ignore[arg-type]


def scene(network: Network | None, who: Person, *, now: datetime = NOW) -> Scene:
    ids = [m.person for m in network.members] if network else []
    return Scene(now=now, person=who, network=network, people={**people(*ids), who.id: who})


@dataclass(frozen=True)
class Recalls:
    """A memory that holds what a test puts into it."""

    said: Mapping[tuple[str, str | None], Mapping[str, Json]] = field(default_factory=dict)
    noted: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    told_: tuple[Entry, ...] = ()
    absent: tuple[str, ...] = ()
    done: tuple[tuple[str, str], ...] = ()
    results: Mapping[tuple[str, str], Result] = field(default_factory=dict)
    shares_: tuple[Share, ...] = ()
    networks_: tuple[Network, ...] = ()
    asked_: tuple[Asked, ...] = ()
    managing_: Managing = field(default_factory=Managing)
    unreached_: int = 0
    ignored_: Mapping[str, int] = field(default_factory=dict)

    def mine(self, dialog: str, about: str | None = None) -> Mapping[str, Json]:
        return self.said.get((dialog, about), {})

    def shown(
        self,
        dialog: str,  # noqa: ARG002
        field: str,  # noqa: ARG002
        about: str | None = None,  # noqa: ARG002
    ) -> tuple[Entry, ...]:
        return ()

    def ignored(self, kind: str) -> int:
        return self.ignored_.get(kind, 0)

    def unreached(self, network: str) -> int:  # noqa: ARG002
        return self.unreached_

    def notes(
        self,
        dialog: str,
        field: str,
        about: str | None = None,  # noqa: ARG002
    ) -> tuple[Entry, ...]:
        return self.noted.get((dialog, field), ())

    def told(self, dialog: str) -> tuple[Entry, ...]:  # noqa: ARG002
        return self.told_

    def came(self, session: str) -> bool:
        return session not in self.absent

    def answered(self, dialog: str, about: str = "") -> bool:
        return (dialog, about) in self.done

    def result(self, dialog: str, about: str) -> Result | None:
        return self.results.get((dialog, about))

    def shares(self) -> tuple[Share, ...]:
        return self.shares_

    def networks(self) -> tuple[Network, ...]:
        return self.networks_

    def catalogue(self) -> tuple[Network, ...]:
        return self.networks_

    def asked(self) -> tuple[Asked, ...]:
        return self.asked_

    def managing(self, since: datetime, now: datetime) -> Managing:  # noqa: ARG002
        return self.managing_


def begun(
    dialog: Dialog, facts: Facts, *, person: str = "zoe", network: str = "n1", about: str = ""
) -> Run:
    return start(dialog, id="r1", person=person, now=NOW, facts=facts, network=network, about=about)


def step(dialog: Dialog, run: Run) -> Step:
    """Where this run stands; a step must be waiting."""
    found = waiting(dialog, run.answers, run.facts)
    assert found is not None
    return found


def said(dialog: Dialog, run: Run, *forms: Mapping[str, Raw]) -> Run:
    """The run after these forms, each for the step that was waiting; optional fields left open."""
    for form in forms:
        here = step(dialog, run)
        raw = {f.key: form.get(f.key, "") for f in here.asks(run.facts)}
        assert set(form) <= set(raw), (here.key, sorted(raw))
        turn = answer(dialog, run, here, raw)
        assert not turn.errors, {k: w.code for k, w in turn.errors.items()}
        run = turn.run
    return run


def seat_of(network: Network, person: str) -> Seat | None:
    found = network.member(person)
    return found.seat if found else None
