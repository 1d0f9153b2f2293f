"""What hangs on a network, or on a person: plain data in, moments out, the same each time."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import chain

from bot.dialog import At, Dialog, Does, Due, WorkingDays
from bot.network import Member, Network, Person, Role
from bot.ports import Moment, Unit
from scheduler.calendar import Calendar, calendar_in, calendar_of, resolve
from scheduler.manners import later

SPEAKS_TO: Mapping[Role, frozenset[Role]] = {
    Role.PARTICIPANT: frozenset({Role.PARTICIPANT}),
    Role.FACILITATOR: frozenset({Role.FACILITATOR}),
    Role.MEMBER: frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    Role.ANYONE: frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
}
NOON = time(12)
FURTHEST = 400
"""Days to look ahead for the next occurrence of what recurs."""


@lru_cache(maxsize=65536)  # the same few dialogs, meetings and people, again and again
def _part(word: str) -> str:
    return word.replace("%", "%25").replace(":", "%3A")


def key_of(dialog: str, due: Due, *, network: str, person: str) -> str:
    """`evaluation:start:n1:s1::zoe`: the same matter always has the same key."""
    parts = (dialog, due.does.value, network, due.about, due.name, person)
    return ":".join(map(_part, parts))


class Falls:
    """When rules fall in one calendar: each is worked out once, for all who keep it."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[At, datetime] = {}

    def __call__(self, at: At) -> datetime:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self._calendar.resolve(at)
        return known


def _moment(dialog: str, due: Due, falls: Falls, *, network: str, person: str) -> Moment:
    return Moment(
        key=key_of(dialog, due, network=network, person=person),
        dialog=dialog,
        network=network,
        person=person,
        at=falls(due.at),
        until=None if due.until is None else falls(due.until),
        due=due,
    )


def plan(
    network: Network, people: Mapping[str, Person], dialogs: Mapping[str, Dialog]
) -> Iterator[Moment]:
    """Everything that is ever to be said in this network, by time, whatever the time is now."""
    yield from sorted(_all(network, people, dialogs), key=lambda m: (m.at, m.key))


def _all(
    network: Network, people: Mapping[str, Person], dialogs: Mapping[str, Dialog]
) -> Collection[Moment]:
    found = chain(_to_members(network, people, dialogs), _to_all(network, dialogs))
    return {moment.key: moment for moment in found}.values()


def _to_members(
    network: Network, people: Mapping[str, Person], dialogs: Mapping[str, Dialog]
) -> Iterator[Moment]:
    falls: dict[Calendar, Falls] = {}
    closed = _closed(network, dialogs)
    ends = {session.id: session.ends for session in network.alive}
    for member in network.members:
        person = people.get(member.person)
        if person is None or not member.active:
            continue
        calendar = calendar_of(person)
        theirs = falls.setdefault(calendar, Falls(calendar))
        for dialog in dialogs.values():
            if member.role not in SPEAKS_TO.get(dialog.audience, ()):
                continue
            closes = closed.get(dialog.key, {})
            for due in dialog.due(network, member):
                over = ends.get(due.about, member.joined) < member.joined
                if over and not _for_newcomers(due, member):
                    continue  # it was over before they came
                moment = _moment(dialog.key, due, theirs, network=network.id, person=person.id)
                close = closes.get(due.about)
                if close is None or (moment.until and moment.until <= close):
                    yield moment
                elif moment.at < close:
                    yield replace(moment, until=close)


def _for_newcomers(due: Due, member: Member) -> bool:
    """Whether it is said so long after they came, whatever was before."""
    return isinstance(due.at, WorkingDays) and due.at.anchor == member.joined


def _closed(
    network: Network, dialogs: Mapping[str, Dialog]
) -> Mapping[str, Mapping[str, datetime]]:
    """When answers are collected, by dialog and matter: on their own calendar some come later."""
    falls = Falls(calendar_in(network))
    return {
        dialog.key: {due.about: falls(due.at) for due in dialog.closes(network)}
        for dialog in dialogs.values()
        if dialog.steps[0].fields and not dialog.afterwards
    }


def _to_all(network: Network, dialogs: Mapping[str, Dialog]) -> Iterator[Moment]:
    """Channel posts and closes: on the network's own clock."""
    falls = Falls(calendar_in(network))
    for dialog in dialogs.values():
        for due in dialog.posts(network):
            yield _moment(dialog.key, due, falls, network=network.id, person="")
        for due in dialog.closes(network):
            closing = replace(due, does=Does.CLOSE)
            yield _moment(dialog.key, closing, falls, network=network.id, person="")


def plan_person(person: Person, dialogs: Mapping[str, Dialog], now: datetime) -> Iterator[Moment]:
    """The next time, after now, of everything that comes back to this person."""
    for dialog in dialogs.values():
        if dialog.recurs is not None and (moment := _next(person, dialog, now)):
            yield moment


def _next(person: Person, dialog: Dialog, now: datetime) -> Moment | None:
    """The first occurrence that lies in the future; its day is part of its key."""
    calendar = calendar_of(person)
    for days in range(FURTHEST if dialog.recurs else 0):
        # By local dates: a day on which the clock is changed has no 24 hours.
        seen = calendar.at(calendar.day(now) + timedelta(days=days), NOON) if days else now
        due = dialog.recurs(person, seen) if dialog.recurs else None
        if due is None:
            return None
        at = calendar.resolve(due.at)
        if at > now:
            named = replace(due, name=due.name or calendar.day(at).isoformat())
            return _moment(dialog.key, named, Falls(calendar), network="", person=person.id)
    return None


def reconcile(
    planned: Iterable[Moment], pending: Mapping[str, Moment], now: datetime
) -> Iterator[Moment]:
    """The plan as it is to be from now on.

    - What lies ahead is as planned.
    - What is overdue and was already waiting goes on waiting where it stands: it was put off, or
      is about to be said.
    - What is overdue and new, because somebody joined late or a date moved, is said now if it is
      of use for a while yet, and else left out. A close always comes, if late.
    """
    for moment in planned:
        waiting = pending.get(moment.key)
        if moment.at > now:
            yield moment
        elif waiting is not None:
            due = replace(moment.due, at=waiting.due.at if _late(waiting) else moment.due.at)
            yield replace(moment, at=waiting.at, due=due)
        elif moment.due.does is Does.CLOSE:
            yield moment
        elif moment.until is not None and moment.until > now:
            yield replace(moment, at=now, due=replace(moment.due, at=now))


def _late(moment: Moment) -> bool:
    return isinstance(moment.due.at, datetime)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`bot.ports.Planner` over these dialogs."""

    dialogs: Mapping[str, Dialog]

    def network(self, unit: Unit, network: Network, now: datetime) -> None:
        """Plan what hangs on this network anew; what was said or given up stays so."""
        people = unit.people(m.person for m in network.members)
        planned = _all(network, people, self.dialogs)
        overdue = any(moment.at <= now for moment in planned)
        pending = {m.key: m for m in unit.moments(network.id)} if overdue else {}
        unit.plan(network.id, "", tuple(reconcile(planned, pending, now)))

    def person(self, unit: Unit, person: Person, now: datetime) -> None:
        """Plan anew what comes back to this person outside of any network."""
        self.recurring(unit, person, now, [m for m in unit.moments("") if m.person == person.id])

    def recurring(
        self, unit: Unit, person: Person, now: datetime, waiting: Iterable[Moment]
    ) -> None:
        """The next occurrence of everything; an earlier one that was put off goes on waiting."""
        planned = {m.dialog: m for m in plan_person(person, self.dialogs, now)}
        held = [
            m
            for m in waiting
            if m.network == "" and m.dialog in planned and m.key != planned[m.dialog].key
            if calendar_of(person).resolve(m.due.at) <= now
        ]
        unit.plan("", person.id, (*held, *planned.values()))

    def coming(self, network: Network, now: datetime) -> list[Moment]:
        """All that is still to be said, as if everybody kept the network's own calendar."""
        anybody = {
            m.person: Person(id=m.person, name="", zone=network.zone, country=network.country)
            for m in network.members
        }
        return [m for m in plan(network, anybody, self.dialogs) if m.at >= now]

    def later(self, person: Person, when: str, now: datetime) -> datetime:
        return later(calendar_of(person), when, now)

    def free(self, person: Person, at: datetime) -> datetime:
        return calendar_of(person).free(at)

    def at(self, person: Person, at: At) -> datetime:
        return resolve(at, person)
