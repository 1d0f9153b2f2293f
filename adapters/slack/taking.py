"""One event into one transaction: what the bot does with it, and all that its answer needs."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.slack.known import NOTHING, Known
from adapters.slack.places import PLATFORM
from adapters.slack.ports import Brain
from bot.content import Card
from bot.desk import NAMELESS
from bot.network import Address, Person
from bot.ports import Inbound, Outgoing, Reply, Said, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an event led to: `window` is a card to open, `strangers` are people without a name."""

    reply: Reply
    language: str = "en"
    window: Card | None = None
    known: Known = NOTHING
    strangers: tuple[str, ...] = ()


def take(unit: Unit, bot: Brain, inbound: Inbound, now: datetime) -> Taken:
    """All in one transaction. A typed message is answered in its conversation, by the outbox."""
    unit.expect(inbound)
    inbound = _named(unit, inbound)
    new = unit.person_at(inbound.sender) is None
    reply = bot.receive(unit, inbound, now)
    person = unit.person_at(inbound.sender)
    if person is None:  # seen before, and forgotten since
        return Taken(reply=reply)
    window = None
    if reply.look:
        run, _, step = reply.look.partition(":")
        window = bot.window(unit, person, run, step, now)
    if reply.card is not None and isinstance(inbound.what, Said):
        unit.post(Outgoing(to=inbound.sender, card=reply.card, key=inbound.event), now)
    return Taken(
        reply=reply,
        language=person.language,
        window=window,
        known=Known(people=_people(unit, window)) if window else NOTHING,
        strangers=_strangers(unit, inbound, person, new=new),
    )


def _named(unit: Unit, inbound: Inbound) -> Inbound:
    """With people's names where Slack sends their ids; of somebody unknown the id stays."""
    what, quoted, people = inbound.what, inbound.quoted, dict(inbound.people)
    if not people or not (quoted or isinstance(what, Said)):
        return inbound
    for word, at in inbound.people.items():
        person = unit.person_at(at)
        if person is None or person.name == NAMELESS:
            continue
        called = f"@{person.name}"
        people[called] = at
        mark, shown = rf"{re.escape(word)}(?!\w)", called.replace("\\", r"\\")
        quoted = re.sub(mark, shown, quoted)
        if isinstance(what, Said):
            what = Said(re.sub(mark, shown, what.text))
    return replace(inbound, what=what, quoted=quoted, people=people)


def _people(unit: Unit, card: Card) -> dict[str, str]:
    """User ids of those who stand in the card's questions already."""
    asked = card.form.inputs if card.form else ()
    ids = {id_ for i in asked if i.kind == "people" for id_ in _values(i.value)}
    places = {id_: unit.address_of(id_) for id_ in ids}
    return {id_: at.id for id_, at in places.items() if at and at.platform == PLATFORM}


def _values(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _strangers(unit: Unit, inbound: Inbound, sender: Person, *, new: bool) -> tuple[str, ...]:
    met = [inbound.sender.id] if new or sender.name == NAMELESS else []
    others = [at.id for at in inbound.people.values() if _nameless(unit, at)]
    return tuple(dict.fromkeys([*met, *others]))


def _nameless(unit: Unit, at: Address) -> bool:
    person = unit.person_at(at)
    return person is not None and person.name == NAMELESS
