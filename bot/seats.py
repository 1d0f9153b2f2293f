"""Who holds a seat, who waits for one, and who moves up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.network import Command, Member, Network, Person, Phase, Role, Seat, Start

CROWD = 5
"""With more seats held than this, something about two of them may be said without names."""
LEADS = 3
"""People who facilitate one network at most."""


def join(network: Network, person: str, now: datetime) -> Network:
    """With this person seated, or last in the line where all seats are taken.

    Somebody who holds or awaits a seat already keeps it; somebody on a pause is back.
    """
    known = network.member(person)
    if known is None or known.seat is Seat.LEFT:
        seat = Seat.WAITING if network.full else Seat.SEATED
        new = Member(person=person, role=Role.PARTICIPANT, seat=seat, joined=now)
        others = tuple(m for m in network.members if m.person != person)
        return replace(network, members=(*others, new))
    return resume(network, person)


def resume(network: Network, person: str) -> Network:
    """With somebody who was on a pause back in their seat."""
    known = network.member(person)
    if known is None or known.seat is not Seat.PAUSED:
        return network
    return network.with_member(replace(known, seat=Seat.SEATED, paused_until=None))


def pause(network: Network, person: str, until: date) -> Network:
    known = network.member(person)
    if known is None or known.seat not in (Seat.SEATED, Seat.PAUSED):
        return network
    return network.with_member(replace(known, seat=Seat.PAUSED, paused_until=until))


def leave(network: Network, person: str) -> Network:
    known = network.member(person)
    if known is None:
        return network
    return network.with_member(replace(known, seat=Seat.LEFT, paused_until=None))


def facilitate(network: Network, person: str, now: datetime) -> Network:
    """With this person among those who facilitate; whoever took part hands their seat on."""
    known = network.member(person) or Member(person=person, role=Role.FACILITATOR, joined=now)
    if known.seat is Seat.LEFT:
        known = replace(known, joined=now)
    lead = replace(known, role=Role.FACILITATOR, seat=Seat.SEATED, paused_until=None)
    return network.with_member(lead)


def promote(network: Network, now: datetime) -> tuple[Network, tuple[str, ...]]:
    """With free seats given to those who waited longest, and who they are."""
    moved: list[str] = []
    while network.waiting and not network.full and joinable(network, now):
        first = network.waiting[0]
        network = network.with_member(replace(first, seat=Seat.SEATED, joined=now))
        moved.append(first.person)
    return network, tuple(moved)


def moved_up(
    network: Network, people: Mapping[str, Person], moved: Iterable[str]
) -> Iterator[Command]:
    """They hear that they have a seat; their managers what they wished to be asked then."""
    for person in moved:
        yield Start(dialog="promote", person=person, network=network.id)
        member, known = network.member(person), people.get(person)
        if member and known and member.asks_manager and known.manager:
            yield Start(dialog="mgr_time", person=known.manager, network=network.id, about=person)


def goes_on(network: Network) -> bool:
    """Whether there is still something to facilitate, if only a decision."""
    return network.phase in (Phase.OPEN, Phase.FIXED)


def running(network: Network) -> bool:
    """Whether one can still take part."""
    return goes_on(network) and bool(network.coming)


def joinable(network: Network, now: datetime) -> bool:
    """Whether a meeting lies ahead that somebody new could come to.

    A follow-up is one for those who were there: so the network was told.
    """
    ahead = any(s.starts > now for s in network.coming)
    return running(network) and ahead and not network.outcome


def admits(network: Network, person: str, now: datetime) -> bool:
    """Whether this person can take a seat; whoever has one already can come back to it longer."""
    known = network.member(person)
    new = known is None or known.seat is Seat.LEFT
    return joinable(network, now) if new else running(network)


def place_in_line(network: Network, person: str) -> int:
    """1 for whoever moves up next; for somebody new, the place behind all others."""
    line = [m.person for m in network.waiting]
    return line.index(person) + 1 if person in line else len(line) + 1


def bosses(network: Network, people: Mapping[str, Person]) -> set[str]:
    """Who leads somebody that takes part: what is shown here by name is not for them."""
    led = (m.person for m in network.members if m.role is Role.PARTICIPANT and m.seat != Seat.LEFT)
    return {people[person].manager for person in led if person in people} - {""}


def levels(before: Network, after: Network, people: Mapping[str, Person]) -> Iterator[Command]:
    """The facilitators hear once that somebody is in with their own manager; never who."""
    if _levels(after, people) and not _levels(before, people):
        for lead in after.facilitators:
            yield Start(dialog="levels", person=lead.person, network=after.id)


def _levels(network: Network, people: Mapping[str, Person]) -> bool:
    """Whether somebody here and their own manager both hold a seat, among enough others."""
    held = {m.person for m in network.members if m.seat in (Seat.SEATED, Seat.PAUSED)}
    managers = {people[p].manager for p in held if p in people}
    return len(held) > CROWD and not held.isdisjoint(managers)
