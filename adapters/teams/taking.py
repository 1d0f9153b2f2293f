"""One activity into one transaction: what the bot does with it, and all that its answer needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from adapters.teams.known import NOTHING, Known
from adapters.teams.places import CHANNEL, PLATFORM
from adapters.teams.places import at as place
from adapters.teams.ports import Brain, Unit
from adapters.teams.reach import Reach
from adapters.teams.receive import Came
from adapters.teams.render import mended
from bot.content import Card, Raw
from bot.fields import one
from bot.network import OURS, Address, Person, Phase, Role
from bot.ports import Inbound, Installed, Outgoing, Pressed, Removed, Reply, Said, Submitted

WELCOME = Pressed("start:welcome::")
KEPT = timedelta(days=30)
"""How long after the last removal of Kring everything of a customer is deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an activity led to.

    `now` is the card that was answered, as it stands; `window` a card to open; `wrong` the one to
    mend, with what was sent. `known` is what they need to be drawn.
    """

    reply: Reply
    language: str = "en"
    window: Card | None = None
    wrong: Card | None = None
    now: Card | None = None
    known: Known = NOTHING


class Ear:
    """A unit that remembers what was posted with which key: to draw it once more costs more."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.posted: dict[str, Card] = {}

    def post(self, out: Outgoing, now: datetime) -> None:
        self.posted[out.key] = out.card
        self._unit.post(out, now)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)


def keep(
    unit: Unit,
    place: Address,
    at: Reach,
    app: str,
    *,
    conversation: str,
    title: str = "",
    reader: str = "",
    added: bool = False,
) -> bool:
    """A place can be written to as this activity says; whether it could not be before."""
    return unit.keep_conversation(
        place.id,
        app=app,
        service=at.service,
        conversation=conversation,
        bot=at.bot,
        title=title,
        reader=reader,
        team=at.team,
        at=at.at,
        added=added,
    )


def take(
    unit: Unit, bot: Brain, inbound: Inbound, at: Reach, app: str, now: datetime, *, quick: bool
) -> Taken:
    """All in one transaction. `quick` is a gesture whose answer goes back with this request."""
    unit.expect(inbound)
    known = isinstance(inbound.what, Installed) and unit.person_at(inbound.sender) is not None
    new_here = _kept(unit, inbound, at, app)
    if isinstance(inbound.what, Removed):
        if unit.first_sight(f"{inbound.event}:end", now):
            unit.uninstall(inbound.sender.id, at.at or now, now + KEPT)
        if unit.person_at(inbound.sender) is None:  # nobody is met by leaving
            return Taken(reply=Reply())
    ear = Ear(unit)
    inbound = _honest(unit, inbound)
    reply = bot.receive(cast(Unit, ear), inbound, now)
    if known and new_here:
        # They were here before: whoever adds Kring is told what it is, each time once.
        bot.receive(unit, _welcoming(inbound), now)
    person = unit.person_at(inbound.sender)
    if person is None:
        return Taken(reply=reply)
    taken = _seen(unit, bot, inbound, person, reply, ear.posted, now)
    if not quick:
        _told(unit, inbound, taken, now)
    elif reply.card is not None and not inbound.window:
        unit.post(Outgoing(to=inbound.sender, card=reply.card, key=inbound.event), now)
    return taken


def _kept(unit: Unit, inbound: Inbound, at: Reach, app: str) -> bool:
    """Remember where this came from. Of a channel one learns nothing about the person's own."""
    if isinstance(inbound.what, Removed):
        return False
    if inbound.where is None:
        added = isinstance(inbound.what, Installed)
        return keep(unit, inbound.sender, at, app, conversation=at.conversation, added=added)
    channel = inbound.where
    keep(unit, channel, at, app, conversation=channel.id, reader=inbound.sender.id)
    if unit.conversation(inbound.sender.id) is None:
        keep(unit, inbound.sender, at, app, conversation="")
    return False


def adopt(unit: Unit, came: Came, at: Reach, app: str) -> str:
    """The network that has found its channel here: the only one without, of who added Kring.

    Its title; "" where there is none, or more than one, so that nobody would know which.
    """
    person = unit.person_at(came.by) if came.by else None
    networks = unit.networks_of(person.id) if person else []
    lacking = [
        network
        for network in networks
        if network.platform == PLATFORM
        and network.channel.startswith(OURS)
        and not _written_to(unit, network.channel)
        and (me := network.member(person.id if person else "")) is not None
        and me.role is Role.FACILITATOR
        and network.phase not in (Phase.ENDED, Phase.ARCHIVED)
    ]
    if len(lacking) != 1:
        return ""
    keep(unit, place(lacking[0].channel), at, app, conversation=came.place.id)
    return lacking[0].title


def _written_to(unit: Unit, address: str) -> bool:
    """Whether a channel is there. Kring may have been removed from it, and now is added again."""
    known = unit.conversation(address)
    return known is not None and known.ended is None


def _honest(unit: Unit, inbound: Inbound) -> Inbound:
    """Without a channel that this person was not offered: what they send proves nothing."""
    if isinstance(inbound.what, Said) and CHANNEL.match(inbound.what.text.strip()):
        return replace(inbound, channels=frozenset(unit.channels_of(inbound.sender.id)))
    if not isinstance(inbound.what, Submitted):
        return inbound
    sent = inbound.what.values
    named = {key: said for key, value in sent.items() if CHANNEL.match(said := one(value))}
    if not named:
        return inbound
    offered = unit.channels_of(inbound.sender.id)
    emptied = {key: "" for key, said in named.items() if said not in offered}
    return replace(inbound, what=replace(inbound.what, values={**sent, **emptied}))


def _welcoming(inbound: Inbound) -> Inbound:
    return replace(inbound, event=f"{inbound.event}:welcome", same=(), what=WELCOME)


def _seen(
    unit: Unit,
    bot: Brain,
    inbound: Inbound,
    person: Person,
    reply: Reply,
    posted: Mapping[str, Card],
    now: datetime,
) -> Taken:
    run, _, step = _about(inbound).partition(":")
    window = wrong = shown = None
    if reply.look:
        look, _, where = reply.look.partition(":")
        window = bot.window(unit, person, look, where, now)
    elif reply.errors and run:
        card = bot.window(unit, person, run, step, now)
        wrong = mended(card, _sent(inbound), reply.errors) if card else None
    elif run and not inbound.window:
        shown = posted.get(run) or bot.window(unit, person, run, "", now)
    elif isinstance(inbound.what, Pressed) and run and reply.card is None:
        # It was closed, or its first answer got lost, and is opened again: to look does nothing.
        window = bot.window(unit, person, run, step, now)
    drawn = window or wrong or shown
    return Taken(
        reply=reply,
        language=person.language,
        window=window,
        wrong=wrong,
        now=shown,
        known=known_of(unit, drawn, inbound.sender) if drawn else NOTHING,
    )


def _about(inbound: Inbound) -> str:
    """The run, and the step, that a gesture was made on."""
    match inbound.what:
        case Submitted(token):
            return token
        case Pressed(token) if token.startswith("look:"):
            return token.removeprefix("look:")
        case _:
            return ""


def _sent(inbound: Inbound) -> Mapping[str, Raw]:
    return inbound.what.values if isinstance(inbound.what, Submitted) else {}


def _told(unit: Unit, inbound: Inbound, taken: Taken, now: datetime) -> None:
    """What is answered in the person's own conversation, by the outbox."""
    if taken.wrong is not None:
        run = _about(inbound).partition(":")[0]
        unit.post(Outgoing(to=inbound.sender, card=taken.wrong, key=run), now)
    elif taken.reply.card is not None:
        unit.post(Outgoing(to=inbound.sender, card=taken.reply.card, key=inbound.event), now)


# ── what a card needs to be drawn ──


def known_of(unit: Unit, card: Card, reader: Address) -> Known:
    """Names of the people who stand in its questions, and the channels to choose from."""
    asked = card.form.inputs if card.form else ()
    ids = {id_ for i in asked if i.kind == "people" for id_ in _values(i.value)}
    people = {id_: person.name for id_, person in unit.people(ids).items()} if ids else {}
    places = unit.channels_of(reader.id) if any(i.kind == "place" for i in asked) else {}
    return Known(people=people, places=places)


def _values(value: Raw) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
