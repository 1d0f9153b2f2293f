"""What is still to be said in a network, by role: when, under which title, and in which words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.content import Card, plain
from bot.dialog import Dialog, Does
from bot.fields import Facts, Json
from bot.network import Member, Network, Role, Scene
from bot.ports import Moment
from bot.speech import Reader, Speech
from bot.telling import channel_person, channel_reader, reader, standard_facts

ROWS = 8
"""Messages on one page of the list."""


def likeness(
    speech: Speech, dialog: Dialog, scene: Scene, who: Reader, moment: Moment
) -> Card | None:
    """The message as it may look; what people will have answered by then is the dialog's example.

    None where the example and this network do not make a card together.
    """
    lead = "remind" if moment.due.does is Does.REMIND else ""
    for facts in _likely(dialog, scene, moment):
        try:
            step, token = dialog.steps[0], "rehearsal"
            return speech.card(dialog, step, who, facts=facts, token=token, lead=lead)
        except Exception:  # noqa: BLE001, S112 - a template may miss what only a real start knows
            continue
    return None


def _likely(dialog: Dialog, scene: Scene, moment: Moment) -> Iterator[Facts]:
    """The facts of an example with what is known already; an example as it is, if that fails."""
    about = moment.due.about
    known = {**standard_facts(scene, about), **moment.due.facts, "about": about}
    for example in dialog.examples[:1]:
        yield {**example, **known}
        yield {**known, **example}


def role_of(network: Network | None, dialog: Dialog, moment: Moment) -> Role:
    """As what somebody is spoken to."""
    if not moment.person:
        return Role.CHANNEL
    member = network.member(moment.person) if network and moment.network else None
    return member.role if member is not None else dialog.audience


def peopled(network: Network) -> Network:
    """The network with somebody to be spoken to, where no seat is taken yet."""
    if network.participants:
        return network
    return network.with_member(
        Member(person="anybody", role=Role.PARTICIPANT, joined=network.created)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One message to everybody of a role; `first` is the earliest of their moments."""

    role: Role
    first: Moment


def coming(
    moments: Iterable[Moment], network: Network, dialogs: Mapping[str, Dialog]
) -> list[Coming]:
    """By time, each message once however many get it; of a close, what it brings."""
    found: dict[tuple[object, ...], Coming] = {}
    for moment in sorted(moments, key=lambda m: (m.at, m.key)):
        for each in _said(moment, network, dialogs):
            due = each.first.due
            key = (each.role, each.first.dialog, due.does, due.about, due.name)
            found.setdefault(key, each)
    return list(found.values())


def _said(moment: Moment, network: Network, dialogs: Mapping[str, Dialog]) -> Iterator[Coming]:
    each = brought(moment, network, dialogs) if moment.due.does is Does.CLOSE else (moment,)
    for one in each:
        yield Coming(role=role_of(network, dialogs[one.dialog], one), first=one)


def brought(moment: Moment, network: Network, dialogs: Mapping[str, Dialog]) -> Iterator[Moment]:
    """What a close may begin: in the channel, or with those who facilitate."""
    leads = [member.person for member in network.facilitators]
    for key in dialogs[moment.dialog].brings:
        for person in ("",) if dialogs[key].audience is Role.CHANNEL else leads:
            start = replace(moment.due, does=Does.START)
            yield replace(moment, dialog=key, person=person, due=start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What one reader is shown of all that. `chosen` is `role`, `role-page` or `role-page-row`."""

    speech: Speech
    dialogs: Mapping[str, Dialog]
    scene: Scene

    def facts(self, moments: Iterable[Moment], chosen: str) -> Facts:
        every = coming(moments, self.scene.here, self.dialogs)
        role, page, row = _chosen(chosen)
        mine = [each for each in every if each.role.value == role]
        pages = max(1, -(-len(mine) // ROWS))
        page = min(page, pages - 1)
        shown = mine[page * ROWS : (page + 1) * ROWS]
        return {
            "role": role if mine else "",
            "roles": list(_counted(every)),
            "page": page,
            "pages": pages,
            "rows": [self._row(n, each) for n, each in enumerate(shown)],
            "shown": self._shown(shown[row]) if row is not None and row < len(shown) else None,
        }

    def _row(self, n: int, each: Coming) -> Json:
        card = self._card(each)
        session = self.scene.here.session(each.first.due.about)
        return {
            "n": n,
            "at": each.first.at.isoformat(),
            "title": card.title if card else each.first.dialog,
            "again": each.first.due.does is Does.REMIND,
            "session": session.number if session else 0,
        }

    def _shown(self, each: Coming) -> Json:
        card = self._card(each)
        said = plain(card).splitlines() if card else []
        buttons = [button.label for button in card.buttons] if card else []
        return {**self._row(0, each), "lines": said, "buttons": buttons}

    def _card(self, each: Coming) -> Card | None:
        """People's messages in the words of whoever looks; the channel's in its own."""
        moment, here = each.first, self.scene.here
        channel = each.role is Role.CHANNEL
        person = channel_person(here) if channel else self.scene.person
        who = channel_reader(here, moment.at) if channel else reader(person, moment.at)
        scene = Scene(now=moment.at, person=person, network=here, people=self.scene.people)
        return likeness(self.speech, self.dialogs[moment.dialog], scene, who, moment)


def _counted(every: Iterable[Coming]) -> Iterator[Json]:
    """How many come to each role, and when the next one does."""
    found: dict[str, list[Coming]] = {}
    for each in every:
        found.setdefault(each.role.value, []).append(each)
    for role, theirs in sorted(found.items()):
        yield {"role": role, "n": len(theirs), "next": theirs[0].first.at.isoformat()}


def _chosen(chosen: str) -> tuple[str, int, int | None]:
    """Anything else than what our own buttons carry means the beginning."""
    role, *numbers = chosen.split("-")
    given = [int(n) for n in numbers[:2] if n.isdecimal() and len(n) < 6]  # noqa: PLR2004
    return role, given[0] if given else 0, given[1] if len(given) > 1 else None
