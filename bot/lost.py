"""What could not be posted in a channel: who chose that channel, and what waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialog import Run, Status
from bot.dialogs.share import key as of_share
from bot.network import Address
from bot.ports import Lost, Unit

UNPOSTED = "unposted"
STALE = timedelta(days=7)
"""After that, what was to be said in a network's own channel is of no use there any more."""
JUST = timedelta(minutes=10)
"""For so long somebody who acted is still about."""
_SHARE = "share:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who chose a channel, and for what: `about` is the same for all that waits for it."""

    person: str
    network: str
    about: str
    headline: str = ""  # of a learning


def chooser(unit: Unit, to: Address, key: str) -> Chosen | None:
    """The author of a learning, or the facilitator of the network whose channel it is."""
    if unit.person_at(to) is not None:
        return None
    if key.startswith(_SHARE):
        share = unit.share(key.split(":")[1])
        if share is None or share.withdrawn:
            return None
        return Chosen(
            person=share.author, network=share.network, about=key, headline=share.headline
        )
    network = unit.network_at(to)
    if network is None or not network.facilitators:
        return None
    return Chosen(person=network.facilitators[0].person, network=network.id, about=to.id)


def just_acted(unit: Unit, chosen: Chosen, now: datetime) -> bool:
    """Whether they published it a moment ago, or had what waited go out once more."""
    share = unit.share(chosen.about.split(":")[1]) if chosen.about.startswith(_SHARE) else None
    told = unit.run_of(chosen.person, UNPOSTED, chosen.network, chosen.about)
    again = told.expires if told is not None and told.status is Status.LAPSED else None
    did = (share.published if share else None, again)
    return any(at is not None and now - JUST < at <= now for at in did)


def waits(unit: Unit, run: Run, now: datetime) -> list[Lost]:
    """What the author or the facilitator who was told of it in this run can still let go out."""
    channel, platform = str(run.facts["channel"]), str(run.facts["platform"])
    lost = unit.lost(Address(platform=platform, id=channel))
    if not run.about.startswith(_SHARE):
        own = [each for each in lost if not each.key.startswith(_SHARE)]
        return [each for each in own if now - each.ended < STALE]
    share = unit.share(run.about.split(":")[1])
    if share is None or share.withdrawn:
        return []
    return [each for each in lost if each.key == of_share(share.id, channel)]
