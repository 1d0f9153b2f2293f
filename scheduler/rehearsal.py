"""The dry run: all that Kring will say, by time, without saying any of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.app import Bot
from bot.collection import collects
from bot.content import Card
from bot.dialog import Does
from bot.effects import IDLE
from bot.foresight import brought, likeness, role_of
from bot.network import Network, Person, Scene
from bot.ports import Moment
from bot.speech import Reader
from bot.telling import channel_person, channel_reader, reader
from scheduler.manners import APART

UNPLANNED = (*APART, IDLE)
"""Names of moments that tell what one person did: put off, left open, or is told of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message to come. `person` is a name, or the channel; `does` start, remind or close.

    `card` is a likeness: what people will have answered by then is filled in from the dialog's
    example. A close says nothing and has none; what it brings follows it.
    """

    at: datetime
    role: str
    person: str
    dialog: str
    does: str
    title: str
    card: Card | None


def rehearse(
    bot: Bot,
    network: Network | None,
    people: Mapping[str, Person],
    pending: Iterable[Moment],
) -> list[Row]:
    """What is still to come in this network, and outside of it to these people.

    As it stands, before the limits on messages put off what is due; without what comes of the acts
    of single people, which are nobody else's to see.
    """
    rows: list[Row] = []
    planned = (m for m in pending if m.due.name not in UNPLANNED and m.dialog in bot.dialogs)
    theirs = (m for m in planned if not m.person or m.person in people)
    told = (m for m in theirs if network is None or not _deletes(bot, network, m))
    for moment in sorted(told, key=lambda m: (m.at, m.key)):
        rows.append(_row(bot, network, people, moment))
        if network is not None and moment.due.does is Does.CLOSE:
            after = brought(moment, network, bot.dialogs)
            rows += [_row(bot, network, people, each) for each in after]
    return rows


def _deletes(bot: Bot, network: Network, moment: Moment) -> bool:
    """Whether it is the close of a meeting that does not take place: it brings nothing."""
    close = moment.due.does is Does.CLOSE
    return close and not collects(bot.dialogs[moment.dialog], network, moment.due.about)


def _row(bot: Bot, network: Network | None, people: Mapping[str, Person], moment: Moment) -> Row:
    dialog, person = bot.dialogs[moment.dialog], people.get(moment.person)
    card = _card(bot, network, people, moment)
    channel = network.channel if network is not None else ""
    return Row(
        at=moment.at,
        role=role_of(network, dialog, moment).value,
        person=person.name if person is not None else channel,
        dialog=moment.dialog,
        does=moment.due.does.value,
        title=card.title if card is not None else moment.dialog,
        card=None if moment.due.does is Does.CLOSE else card,
    )


def _card(
    bot: Bot, network: Network | None, people: Mapping[str, Person], moment: Moment
) -> Card | None:
    person, who = _reader(network, people, moment)
    here = network if moment.network else None
    scene = Scene(now=moment.at, person=person, network=here, people=people)
    return likeness(bot.speech, bot.dialogs[moment.dialog], scene, who, moment)


def _reader(
    network: Network | None, people: Mapping[str, Person], moment: Moment
) -> tuple[Person, Reader]:
    if person := people.get(moment.person):
        return person, reader(person, moment.at)
    if network is None:
        raise ValueError("a channel post belongs to a network")
    return channel_person(network), channel_reader(network, moment.at)
