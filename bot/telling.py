"""How Kring says things: a run, a notice or a bundle becomes a card in somebody's conversation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.content import Block, Button, Card, Heading, Paragraph
from bot.dialog import Dialog, Does, Run, Status, Step, path, waiting
from bot.fields import Answers, AnyField, Facts, Json
from bot.markup import escape, inline, literal
from bot.network import CHANNEL, Address, Network, Person, Role, Scene
from bot.ports import NewId, Outgoing, Unit
from bot.speech import Reader, Speech

BUNDLE = 3
"""Items that one message may carry at most."""


def reader(person: Person, now: datetime) -> Reader:
    return Reader(
        language=person.language,
        zone=person.zone,
        name=first_name(person.name),
        today=_today(person.zone, now).isoformat(),
    )


@lru_cache(maxsize=256)  # many are told something at the same instant
def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def first_name(name: str) -> str:
    return name.split(" ", maxsplit=1)[0]


@dataclass(slots=True)
class _Recent:
    """What was worked out of the networks used last: the same value, and so the same facts.

    A network is known by being the very same object, which is held so that it stays so.
    """

    most: int = 512
    kept: dict[tuple[int, str], tuple[Network, Facts | None]] = field(default_factory=dict)

    def of(
        self, network: Network, about: str, work: Callable[[Network, str], Facts | None]
    ) -> Facts | None:
        found = self.kept.get((id(network), about))
        if found is not None and found[0] is network:
            return found[1]
        facts = work(network, about)
        if len(self.kept) >= self.most:
            self.kept.clear()
        self.kept[id(network), about] = (network, facts)
        return facts


_SESSIONS, _NETWORKS = _Recent(), _Recent()


def forget() -> None:
    """Keep nothing of the networks that were spoken of until now."""
    _SESSIONS.kept.clear()
    _NETWORKS.kept.clear()


def session_facts(network: Network, about: str) -> Facts | None:
    """What templates know of a session, None when `about` is none of this network."""
    return _SESSIONS.of(network, about, _session_facts)


def _session_facts(network: Network, about: str) -> Facts | None:
    session = network.session(about)
    if session is None:
        return None
    kinds = {
        s.id: kind
        for s, kind in (
            (network.midway, "midway"),
            (network.closing, "closing"),
            (network.kickoff, "kickoff"),
        )
        if s
    }
    return {
        "id": session.id,
        "number": session.number,
        "of": network.highest,
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "place": session.place or network.place,
        "kind": kinds.get(session.id, "regular"),
        "zone": network.zone,
    }


def _network_facts(network: Network, about: str) -> Facts:  # noqa: ARG001
    return {
        "id": network.id,
        "title": network.title,
        "goal": network.goal,
        "zone": network.zone,
        "confidentiality": network.confidentiality,
        "sessions": len(network.alive),
        "seats_min": network.seats_min,
        "seats_max": network.seats_max,
        "minutes": network.minutes,
        "mode": network.mode,
        "place": network.place,
        "channel": network.channel,
    }


def standard_facts(scene: Scene, about: str) -> dict[str, Json]:
    """What every template may use, whatever its dialog."""
    facts: dict[str, Json] = {"zone": scene.person.zone, "name": first_name(scene.person.name)}
    if network := scene.network:
        about_it = _NETWORKS.of(network, "", _network_facts) or {}
        names = [n for m in network.facilitators if (n := scene.name(m.person))]
        facts["network"] = {**about_it, "facilitators": names}
        if session := session_facts(network, about):
            facts["session"] = session
    return facts


class Crowd(Mapping[str, Person]):
    """The people of a scene by their ids. They are read when somebody asks for one of them."""

    def __init__(self, unit: Unit, network: Network | None, me: Person) -> None:
        self._unit = unit
        self._ids = frozenset(m.person for m in network.members) if network else frozenset()
        self._me = me
        self._all: Mapping[str, Person] | None = None

    def _read(self) -> Mapping[str, Person]:
        if self._all is None:
            self._all = {**self._unit.people(self._ids), self._me.id: self._me}
        return self._all

    def __getitem__(self, id_: str) -> Person:
        if id_ == self._me.id:
            return self._me
        found = self._unit.person(id_) if id_ in self._ids else None
        if found is None:
            raise KeyError(id_)
        return found

    def __contains__(self, id_: object) -> bool:
        return id_ == self._me.id or (id_ in self._ids and self._unit.person(str(id_)) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Makes cards and puts them in the outbox. Decides nothing."""

    dialogs: Mapping[str, Dialog]
    speech: Speech
    new_id: NewId

    def scene(self, unit: Unit, person: Person, network: str, now: datetime) -> Scene:
        found = unit.network(network) if network else None
        address = unit.address_of(person.id)
        return Scene(
            now=now,
            person=person,
            network=found,
            people=Crowd(unit, found, person),
            platform=address.platform if address else "web",
        )

    def facts(
        self, unit: Unit, scene: Scene, dialog: Dialog, about: str, more: Facts
    ) -> Facts | None:
        """All that a dialog knows at its start; None when it is of no use now."""
        known = {**standard_facts(scene, about), **more, "about": about}
        return dialog.gather(scene, unit.memory(scene.person, scene.network), known)

    # ── cards ──

    def run_card(
        self,
        unit: Unit,
        person: Person,
        run: Run,
        now: datetime,
        *,
        at: str = "",
        lead: str = "",
        prompted: bool = False,
        after: AnyField | None = None,
    ) -> Card:
        """The run as it stands: its open form, or its end with what was answered.

        `at` shows an earlier step again; `prompted` adds "later" and "not this one"; `after` is
        the question that a typed message answers next.
        """
        dialog, who = self.dialogs[run.dialog], reader(person, now)
        run = _fresh(unit, run)
        step = (dialog.step(at) if at else None) or waiting(dialog, run.answers, run.facts)
        if step is None or not step.asks(run.facts):
            return self._end(unit, dialog, run, who)
        buttons = self._way_back(dialog, run, step, who)
        if prompted and dialog.capped:
            buttons = (*buttons, *self.put_off(run.id, who))
        card = self.speech.card(
            dialog,
            step,
            who,
            facts=run.facts,
            answers=run.answers,
            token=run.id,
            lead=lead,
            buttons=buttons,
        )
        if after and card.form:
            label = next(i.label for i in card.form.inputs if i.key == after.key)
            asked = self.speech.shared("next_question", who, label=label)
            card = replace(card, blocks=(*card.blocks, Paragraph(inline(f"**{escape(asked)}**"))))
        return card

    def _way_back(self, dialog: Dialog, run: Run, step: Step, who: Reader) -> tuple[Button, ...]:
        walked = path(dialog, run.answers, run.facts)
        keys = [s.key for s in walked if s.asks(run.facts)]
        if step.key not in keys or keys.index(step.key) == 0:
            return ()
        before = keys[keys.index(step.key) - 1]
        label = self.speech.shared("back", who)
        return (Button(token=f"look:{run.id}:{before}", label=label, look="quiet"),)

    def put_off(self, runs: str, who: Reader) -> tuple[Button, ...]:
        skip = self.speech.shared("none_of_these" if "," in runs else "not_this", who)
        return (
            Button(token=f"later:{runs}:", label=self.speech.shared("later", who), look="quiet"),
            Button(token=f"skip:{runs}", label=skip, look="quiet"),
        )

    def _end(self, unit: Unit, dialog: Dialog, run: Run, who: Reader) -> Card:
        last = path(dialog, run.answers, run.facts)[-1]
        named = unit.people(_people_in(dialog, run))
        names = {id_: person.name for id_, person in named.items()}
        back = self.speech.given(dialog, who, run.facts, run.answers, names)
        pairs = list(back) if dialog.changeable else []
        blocks: tuple[Block, ...]
        if last.asks(run.facts):
            card = self.speech.note("noted", who)
            card = replace(card, title=self.speech.title(dialog, who, run.facts))
        else:
            card = self.speech.card(
                dialog, last, who, facts=run.facts, answers=run.answers, token=run.id
            )
        blocks = (*card.blocks, *self.speech.recap(pairs))
        buttons = card.buttons
        first = next((s for s in dialog.steps if s.asks(run.facts)), None)
        if pairs and first and run.status is not Status.CLOSED:
            change = self.speech.shared("change", who)
            buttons = (
                *buttons,
                Button(token=f"look:{run.id}:{first.key}", label=change, look="quiet"),
            )
        return replace(card, blocks=blocks, buttons=buttons)

    def closed_card(self, person: Person, run: Run, now: datetime) -> Card:
        """What stands where a form stood, once its collection is over: nothing of the answers."""
        dialog, who = self.dialogs[run.dialog], reader(person, now)
        title = self.speech.title(dialog, who, run.facts)
        if said := self.speech.block(dialog.key, "closed", who, run.facts):
            said_blocks = (Paragraph(inline(said)),)
            return Card(title=title, blocks=said_blocks, language=who.language)
        return replace(self.speech.note("closed", who, title=title), title=title)

    def discarded_card(self, person: Person, run: Run, now: datetime) -> Card:
        """What stands where a form about a meeting stood that did not take place."""
        dialog, who = self.dialogs[run.dialog], reader(person, now)
        title = self.speech.title(dialog, who, run.facts)
        return replace(self.speech.note("discarded", who), title=title)

    def notice(self, dialog: Dialog, who: Reader, facts: Facts, step: str = "") -> Card:
        """A dialog without questions."""
        shown = dialog.step(step) if step else dialog.steps[0]
        return self.speech.card(dialog, shown or dialog.steps[0], who, facts=facts)

    def bundle(self, person: Person, runs: Sequence[tuple[Run, Does]], now: datetime) -> Card:
        """What is due on one day as one message, each with its own way in."""
        who = reader(person, now)
        news = not any(run.status is Status.OPEN for run, _ in runs)
        opening = self.speech.note("bundle_news" if news else "bundle", who, n=len(runs))
        blocks: list[Block] = list(opening.blocks)
        buttons: list[tuple[Button, Run]] = []
        titles = [self.speech.title(self.dialogs[run.dialog], who, run.facts) for run, _ in runs]
        for (run, _), plain_title in list(zip(runs, titles, strict=True))[:BUNDLE]:
            dialog = self.dialogs[run.dialog]
            same = [r for (r, _), each in zip(runs, titles, strict=True) if each == plain_title]
            title = self._which(plain_title, run, same, who)
            step = waiting(dialog, run.answers, run.facts) or dialog.steps[0]
            known = "" if step.asks(run.facts) else run.id  # for what its own buttons are about
            card = self.speech.card(
                dialog, step, who, facts=run.facts, answers=run.answers, token=known
            )
            blocks.append(Heading(literal(title)))
            if step.asks(run.facts):
                blocks += [b for b in card.blocks if isinstance(b, Paragraph)][:1]
                label = self.speech.shared("open", who, title=plain_title)
                buttons.append((Button(token=f"look:{run.id}:", label=label), run))
            else:  # it asks nothing, so there is nothing to open: all of it stands here
                blocks += card.blocks
                buttons += [(button, run) for button in card.buttons]
        waiting_ = [run for run, _ in runs if run.status is Status.OPEN]
        optional = waiting_ and all(self.dialogs[run.dialog].capped for run in waiting_)
        later = self.put_off(",".join(run.id for run in waiting_), who) if optional else ()
        title = self.speech.shared("bundle_title", who)
        every = (*self._told_apart(buttons, who), *later)
        return Card(title=title, blocks=tuple(blocks), buttons=every, language=who.language)

    def _told_apart(self, buttons: Sequence[tuple[Button, Run]], who: Reader) -> tuple[Button, ...]:
        """Each once, and no two that read the same."""
        each = {button.token or button.url: (button, run) for button, run in buttons}
        alike: dict[str, list[Run]] = {}
        for button, run in each.values():
            alike.setdefault(button.label, []).append(run)
        return tuple(
            replace(button, label=self._which(button.label, run, alike[button.label], who))
            for button, run in each.values()
        )

    def _which(self, words: str, run: Run, alike: Sequence[Run], who: Reader) -> str:
        """Words that tell of several, with whom, which session and network this one is about."""
        asker = run.facts.get("asker_name")
        if asker and len({each.facts.get("asker_name") for each in alike}) > 1:
            words = f"{words} · {asker}"
        number = run.facts.get("number") or (run.facts.get("session") or {}).get("number")
        network = run.facts.get("network")
        if number and sum(each.network == run.network for each in alike) > 1:
            words = self.speech.shared("of_session", who, words=words, number=number)
        if network and len({each.network for each in alike}) > 1:
            words = f"{words} · {network['title']}"
        return words

    # ── the outbox ──

    def key_of(self, run: Run) -> str:
        """The identity of a run's card: where others' words stand in it, with their network.

        By it is known what is deleted when that is over (`adapters.database.keeping`).
        """
        told = self.dialogs[run.dialog].of_others
        return f"{run.dialog}:{run.network}:{run.id}" if told else run.id

    def to_person(  # noqa: PLR0913 - a message is all this
        self,
        unit: Unit,
        person: Person,
        card: Card,
        now: datetime,
        *,
        key: str,
        kind: str = "",
        counts: bool = False,
        anew: bool = False,
        standing: bool = False,
        first: bool = False,
        until: datetime | None = None,
    ) -> None:
        """Write to somebody where they talk with Kring. Nothing happens when that is nowhere."""
        address = unit.address_of(person.id)
        if address is None:
            return
        unit.post(
            Outgoing(
                to=address,
                card=card,
                key=key,
                person=person.id,
                kind=kind,
                counts=counts,
                said_on=_today(person.zone, now),
                anew=anew,
                standing=standing,
                first=first,
                until=until,
            ),
            now,
        )

    def to_channel(
        self,
        unit: Unit,
        network: Network | None,
        channel: str,
        card: Card,
        now: datetime,
        key: str,
        *,
        standing: bool = False,
        until: datetime | None = None,
    ) -> None:
        platform = network.platform if network else "web"
        to = Address(platform=platform, id=channel)
        out = Outgoing(to=to, card=card, key=key, standing=standing, until=until)
        unit.post(out, now)


def channel_reader(network: Network, now: datetime) -> Reader:
    """A channel is written to in the network's first language, on the network's clock."""
    today = _today(network.zone, now).isoformat()
    return Reader(language=network.languages[0], zone=network.zone, today=today)


def channel_person(network: Network) -> Person:
    """Nobody: the channel as one who reads, for the facts of what is posted there."""
    return Person(id=CHANNEL, name="", language=network.languages[0], zone=network.zone)


def speaks_to(dialog: Dialog, scene: Scene) -> bool:
    """Whether this dialog is for this person, here."""
    match dialog.audience:
        case Role.FACILITATOR:
            return scene.facilitates
        case Role.PARTICIPANT | Role.MEMBER:
            return scene.belongs
        case Role.MANAGER:
            return scene.person.leads
        case Role.ORGANISER:
            return scene.person.organiser
        case Role.CHANNEL:
            return False
        case _:
            return True


def _people_in(dialog: Dialog, run: Run) -> set[str]:
    return {
        person
        for step in dialog.steps
        for asked in step.asks(run.facts)
        if asked.kind == "people"
        for person in (run.answers.of(asked) or ())
    }


def empty(run: Run, now: datetime) -> Run:
    """The run after its close: who was asked, and nothing else; not even when they began."""
    return replace(
        run,
        facts={},
        answers=Answers(),
        status=Status.CLOSED,
        opened=now,
        expires=now,
        revision=run.revision + 1,
    )


def lapsed(run: Run) -> Run:
    """The run when nobody waits for it any more: of a matter only one may be open."""
    return replace(run, status=Status.LAPSED, revision=run.revision + 1)


def _fresh(unit: Unit, run: Run) -> Run:
    """The run with its session as it is planned now: it may have moved since the start."""
    if not (run.network and run.about and run.facts):
        return run
    network = unit.network(run.network)
    session = session_facts(network, run.about) if network else None
    if not session or session == run.facts.get("session"):
        return run
    return replace(run, facts={**run.facts, "session": session})
