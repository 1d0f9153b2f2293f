"""The bot: one event of a platform in, one transaction, one reply; the rest goes to the outbox.

Tokens of buttons: `start:<dialog>:<network>:<about>`, `look:<run>:<step>`, `later:<run>:<when>`,
`skip:<run>`, `resend:<run>`; of forms: `<run>:<step>`. A token is never trusted: who may do what is
looked up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import available_timezones

from bot import dialog as engine
from bot.commands import Commands
from bot.content import Button, Card, Raw
from bot.dialog import Dialog, Does, Due, Run, Status, Step, Turn, waiting
from bot.effects import IDLE, Doer, key_again
from bot.fields import Invalid, Json
from bot.foresight import Foresight
from bot.lost import UNPOSTED, chooser, waits
from bot.markup import parse
from bot.network import Address, Person, Role, Scene
from bot.ports import (
    Bar,
    Commanded,
    Inbound,
    Installed,
    Moment,
    NewId,
    Opened,
    Planner,
    Pressed,
    Removed,
    Reply,
    Said,
    Submitted,
    Unit,
)
from bot.speech import LANGUAGES, Speech
from bot.telling import Teller, reader, speaks_to, standard_facts
from bot.typed import plain, typed

NAMELESS = "…"
"""The name of somebody whose name the platform has not told yet."""
LONGEST = 12_000
"""Characters of a typed message that are read at all; a field allows far fewer."""

NEWCOMER = Person(id="", name="")


class Bot:
    """The conversation core as one object; it keeps nothing between two events."""

    def __init__(
        self,
        *,
        dialogs: Mapping[str, Dialog],
        speech: Speech,
        planner: Planner,
        new_id: NewId,
        threshold: int = 5,
        newcomer: Person = NEWCOMER,
    ) -> None:
        """`newcomer`: what is taken of somebody new whose platform does not tell it."""
        self.dialogs = dialogs
        self.newcomer = newcomer
        self.speech = speech
        self.planner = planner
        self.commands = Commands(dialogs)
        self.teller = Teller(dialogs=dialogs, speech=speech, new_id=new_id)
        self.doer = Doer(teller=self.teller, planner=planner, threshold=threshold)

    # ── what comes in ──

    def receive(self, unit: Unit, inbound: Inbound, now: datetime) -> Reply:
        """One event, whole. The same event again does nothing and answers nothing."""
        unit.expect(inbound)
        if not unit.first_sight(inbound.event, now, *inbound.same):
            return Reply()
        person = unit.person_at(inbound.sender)
        if person is None:
            person = self._meet(unit, inbound, now)
        match inbound.what:
            case Said(text):
                return self._said(unit, person, text, inbound, now)
            case Commanded(text):
                return self._commanded(unit, person, text, inbound, now)
            case Submitted(token, values):
                return self._submitted(unit, person, token, values, inbound, now)
            case Pressed(token):
                return self._pressed(unit, person, token, inbound, now)
            case Opened():
                return Reply(card=self.home(unit, person, now))
            case Installed() | Removed():
                return Reply()

    def learn(self, unit: Unit, person: Person, now: datetime) -> None:
        """The platform told what it knows of somebody: their name, their language, their clock."""
        self.doer.keep_person(unit, person, now)

    def _meet(self, unit: Unit, inbound: Inbound, now: datetime) -> Person:
        """Somebody writes for the first time: remember them, say who speaks."""
        tongue = inbound.language[:2].lower()
        person = replace(
            self.newcomer,
            id=self.teller.new_id(),
            name=inbound.name[:80] or NAMELESS,
            language=tongue if tongue in LANGUAGES else self.newcomer.language,
            zone=inbound.zone if inbound.zone in available_timezones() else self.newcomer.zone,
        )
        unit.keep_person(person, inbound.sender)
        self._start(unit, person, self.dialogs["welcome"], "", "", inbound, now)
        return person

    def _said(
        self, unit: Unit, person: Person, text: str, inbound: Inbound, now: datetime
    ) -> Reply:
        if inbound.where is not None:  # what is said in a channel is for people
            return Reply()
        if key := self.commands.find(text):
            return self._command(unit, person, key, inbound, now)
        run = next((r for r in unit.open_runs(person.id) if r.expires > now), None)
        if run is not None:
            return self._typed(unit, person, run, text[:LONGEST], inbound, now)
        return self._note("unknown", person, now, said=text[:40])

    def _commanded(
        self, unit: Unit, person: Person, text: str, inbound: Inbound, now: datetime
    ) -> Reply:
        key = self.commands.first(text)
        if key is None:
            return self._note("unknown_command", person, now, said=text[:40])
        return self._command(unit, person, key, inbound, now)

    def _note(self, name: str, person: Person, now: datetime, **facts: str) -> Reply:
        card = self.speech.note(name, reader(person, now), **facts)
        label = self.speech.shared("help", reader(person, now))
        button = Button(token="start:help::", label=label)  # noqa: S106 - a button's token
        return Reply(card=replace(card, buttons=(button,)))

    # ── forms and typed answers ──

    def _submitted(
        self,
        unit: Unit,
        person: Person,
        token: str,
        values: Mapping[str, Raw],
        inbound: Inbound,
        now: datetime,
    ) -> Reply:
        run_id, _, step_key = token.partition(":")
        run = unit.run(run_id)
        if run is None or run.person != person.id or not self._alive(run, now):
            return self._gone(person, now)
        dialog = self.dialogs[run.dialog]
        step = dialog.step(step_key)
        walked = engine.path(dialog, run.answers, run.facts)
        if step is None or step not in walked or not step.asks(run.facts):
            return self._gone(person, now)
        asked = {f.key: values.get(f.key, "") for f in step.asks(run.facts)}
        return self._answer(unit, person, run, step, asked, inbound, now)

    def _alive(self, run: Run, now: datetime) -> bool:
        changeable = self.dialogs[run.dialog].changeable if run.dialog in self.dialogs else False
        open_ = run.status is Status.OPEN or (run.status is Status.DONE and changeable)
        return open_ and run.expires > now

    def _gone(self, person: Person, now: datetime) -> Reply:
        return replace(self._note("gone", person, now), gone=True)

    def _answer(
        self,
        unit: Unit,
        person: Person,
        run: Run,
        step: Step,
        raw: Mapping[str, Raw],
        inbound: Inbound,
        now: datetime,
    ) -> Reply:
        dialog, who = self.dialogs[run.dialog], reader(person, now)
        known, unknown = self._resolve(unit, step, run, raw, inbound)
        turn = engine.answer(dialog, run, step, known)
        if errors := {**turn.errors, **unknown}:
            return Reply(errors={k: self.speech.error(e, who) for k, e in errors.items()})
        again = run.status is Status.DONE and turn.done  # somebody walks through their answers
        at = _following(dialog, turn.run, step) if again else ""
        if turn.run.answers != run.answers or not again:
            person = self._settle(unit, person, dialog, run, turn, now)
        self._show(unit, person, turn.run, now, at=at)
        more = inbound.window and (at or not turn.done)
        return Reply(look=f"{run.id}:{at}" if more else "")

    def _settle(
        self, unit: Unit, person: Person, dialog: Dialog, before: Run, turn: Turn, now: datetime
    ) -> Person:
        """Save and file what was answered, do what it says; the person as they are afterwards."""
        unit.save(turn.run, shown=now)
        self.doer.file(unit, dialog, turn.run, first=not before.answers.stored())
        self.doer.watch(unit, person, turn.run, now)
        if turn.done:
            scene = self.teller.scene(unit, person, turn.run.network, now)
            self.doer.complete(unit, scene, dialog, turn.run)
        return unit.person(person.id) or person

    def _resolve(
        self, unit: Unit, step: Step, run: Run, raw: Mapping[str, Raw], inbound: Inbound
    ) -> tuple[dict[str, Raw], dict[str, Invalid]]:
        """People by id, as the event names them, or by the only name that fits.

        What fits nobody is an error.
        """
        known, errors = dict(raw), dict[str, Invalid]()
        for asked in step.asks(run.facts):
            value = known.get(asked.key)
            if asked.kind != "people" or not value:
                continue
            ids: list[str] = []
            for word in (value,) if isinstance(value, str) else value:
                there = inbound.people.get(word.strip())
                found = self._at(unit, there) if there else self._person(unit, word.strip())
                if found is None:
                    errors[asked.key] = Invalid("unknown_person", said=word[:60])
                else:
                    ids.append(found)
            known[asked.key] = tuple(ids)
        return known, errors

    def _at(self, unit: Unit, address: Address) -> str:
        """Somebody the platform knows; perhaps not by name yet, and not spoken with so far."""
        person = unit.person_at(address)
        if person is None:
            person = Person(id=self.teller.new_id(), name=NAMELESS)
            unit.keep_person(person, address)
        return person.id

    def _person(self, unit: Unit, word: str) -> str | None:
        if unit.person(word):
            return word
        named = unit.find_people(word.lstrip("@")) if word else []
        exact = [p for p in named if plain(p.name) == plain(word.lstrip("@"))]
        fits = exact or named
        return fits[0].id if len(fits) == 1 else None

    def _typed(
        self, unit: Unit, person: Person, run: Run, text: str, inbound: Inbound, now: datetime
    ) -> Reply:
        """A typed message answers the first open question of the run that was shown last."""
        dialog, who = self.dialogs[run.dialog], reader(person, now)
        step = waiting(dialog, run.answers, run.facts)
        if step is None:
            return self._note("unknown", person, now, said=text[:40])
        asked = next(f for f in step.asks(run.facts) if not run.answers.has(f))
        question = self.speech.input(dialog, asked, who, run.facts, run.answers)
        today = date.fromisoformat(who.today)
        raw = {asked.key: typed(question, text, person.language, today)}
        known, unknown = self._resolve(unit, step, run, raw, inbound)
        turn = engine.answer(dialog, run, step, known)
        if errors := {**turn.errors, **unknown}:
            wrong = self.speech.error(next(iter(errors.values())), who)
            card = self.speech.note("typed_error", who, label=question.label, wrong=wrong)
            return Reply(card=card, kept=False)
        person = self._settle(unit, person, dialog, run, turn, now)
        following = waiting(dialog, turn.run.answers, run.facts)
        open_ = (
            [f for f in following.asks(run.facts) if not turn.run.answers.has(f)]
            if following
            else []
        )
        card = self.teller.run_card(unit, person, turn.run, now, after=open_[0] if open_ else None)
        self.teller.to_person(unit, person, card, now, key=run.id, kind=run.dialog, anew=True)
        return Reply(kept=False)

    def _show(self, unit: Unit, person: Person, run: Run, now: datetime, at: str = "") -> None:
        card = self.teller.run_card(unit, person, run, now, at=at)
        self.teller.to_person(unit, person, card, now, key=run.id, kind=run.dialog)

    # ── buttons and commands ──

    def _pressed(
        self, unit: Unit, person: Person, token: str, inbound: Inbound, now: datetime
    ) -> Reply:
        match token.split(":"):
            case ["start", key, network, about] if key in self.dialogs:
                return self._start(unit, person, self.dialogs[key], network, about, inbound, now)
            case ["look", run, step]:
                return self._look(unit, person, run, step, inbound, now)
            case ["later", runs, when]:
                return self._later(unit, person, runs, when, now)
            case ["skip", runs]:
                return self._skip(unit, person, runs, now)
            case ["resend", run]:
                return self._resend(unit, person, run, now)
            case _:
                return self._gone(person, now)

    def _command(
        self, unit: Unit, person: Person, key: str, inbound: Inbound, now: datetime
    ) -> Reply:
        dialog = self.dialogs[key]
        if dialog.audience not in (Role.PARTICIPANT, Role.FACILITATOR, Role.MEMBER):
            return self._start(unit, person, dialog, "", "", inbound, now)
        fits = [
            network
            for network in unit.networks_of(person.id)
            if speaks_to(dialog, self.teller.scene(unit, person, network.id, now))
        ]
        if len(fits) > 1:
            who = reader(person, now)
            card = self.speech.note("which_network", who)
            buttons = tuple(Button(token=f"start:{key}:{n.id}:", label=n.title) for n in fits)
            return Reply(card=replace(card, buttons=buttons))
        if not fits:
            return self._note(f"only_{dialog.audience.value}", person, now)
        return self._start(unit, person, dialog, fits[0].id, "", inbound, now)

    def _start(
        self,
        unit: Unit,
        person: Person,
        dialog: Dialog,
        network: str,
        about: str,
        inbound: Inbound,
        now: datetime,
    ) -> Reply:
        scene = self.teller.scene(unit, person, network, now)
        if (network and scene.network is None) or not speaks_to(dialog, scene):
            return self._note(f"only_{dialog.audience.value}", person, now)
        if scene.network:
            about = about or dialog.meant(scene.network, now)
        old = unit.run_of(person.id, dialog.key, network, about)
        if old and inbound.quoted and old.status is Status.OPEN and not old.answers.stored():
            old = replace(old, status=Status.LAPSED, revision=old.revision + 1)
            unit.save(old)  # nothing was said in it yet: it begins anew with these words
        if old and self._alive(old, now) and (old.status is Status.OPEN or not dialog.again):
            return self._look(unit, person, old.id, "", inbound, now)
        if old and old.status is Status.CLOSED and about:
            return self._gone(person, now)
        more: dict[str, Json] = {"quoted": inbound.quoted} if inbound.quoted else {}
        if dialog.foresees and scene.network:
            ahead = Foresight(speech=self.speech, dialogs=self.dialogs, scene=scene)
            more |= ahead.facts(self.planner.coming(scene.network, now), about)
        run = self.doer.begin(unit, scene, dialog, about=about, more=more)
        if run is None:
            return self._not_now(dialog, scene, about)
        if inbound.window and run.status is Status.OPEN:
            return Reply(look=run.id)
        if inbound.where is not None and run.status is Status.DONE:  # shown where it was asked for
            return Reply(card=self.teller.run_card(unit, person, run, now))
        self.doer.tell(unit, person, run, now)
        return Reply()

    def _not_now(self, dialog: Dialog, scene: Scene, about: str) -> Reply:
        who = reader(scene.person, scene.now)
        said = self.speech.block(dialog.key, "not_now", who, standard_facts(scene, about))
        if said is None:
            return self._note("not_now", scene.person, scene.now)
        title = self.speech.title(dialog, who, standard_facts(scene, about))
        return Reply(card=Card(title=title, blocks=parse(said), language=who.language))

    def _look(
        self, unit: Unit, person: Person, run_id: str, step: str, inbound: Inbound, now: datetime
    ) -> Reply:
        run = unit.run(run_id)
        if run is None or run.person != person.id or not self._alive(run, now):
            return self._gone(person, now)
        run = self._anew(unit, person, run, now)
        unit.save(replace(run, revision=run.revision + 1), shown=now)
        if inbound.window:
            return Reply(look=f"{run_id}:{step}")
        card = self.teller.run_card(unit, person, run, now, at=step)
        self.teller.to_person(unit, person, card, now, key=run.id, kind=run.dialog, anew=not step)
        return Reply()

    def _anew(self, unit: Unit, person: Person, run: Run, now: datetime) -> Run:
        """A run that nobody answered yet, with its facts as they are now."""
        if run.answers.stored() or run.status is not Status.OPEN:
            return run
        scene = self.teller.scene(unit, person, run.network, now)
        dialog = self.dialogs[run.dialog]
        known = standard_facts(scene, run.about)
        given = {key: fact for key, fact in run.facts.items() if key not in known}
        facts = self.teller.facts(unit, scene, dialog, run.about, given)
        return run if facts is None else replace(run, facts=facts)

    def _mine(self, unit: Unit, person: Person, runs: str) -> list[Run]:
        found = (unit.run(run) for run in runs.split(","))
        return [r for r in found if r and r.person == person.id and r.status is Status.OPEN]

    def _later(self, unit: Unit, person: Person, runs: str, when: str, now: datetime) -> Reply:
        """Put off: first the three choices, then the chosen one."""
        who, mine = reader(person, now), self._mine(unit, person, runs)
        if not mine:
            return self._gone(person, now)
        if when not in ("today", "tomorrow", "week"):
            card = self.speech.note("later_when", who)
            buttons = tuple(
                Button(token=f"later:{runs}:{w}", label=self.speech.shared(f"later_{w}", who))
                for w in ("today", "tomorrow", "week")
            )
            return Reply(card=replace(card, buttons=buttons))
        at = self.planner.later(person, when, now)
        for run in mine:
            unit.snooze(
                Moment(
                    key=key_again(run),
                    dialog=run.dialog,
                    network=run.network,
                    person=person.id,
                    at=at,
                    until=run.expires,
                    due=Due(at=at, about=run.about, does=Does.REMIND, name="again"),
                )
            )
        return Reply(card=self.speech.note("put_off", who, at=at.isoformat()))

    def _skip(self, unit: Unit, person: Person, runs: str, now: datetime) -> Reply:
        mine = self._mine(unit, person, runs)
        if not mine:
            return self._gone(person, now)
        who = reader(person, now)
        for run in mine:
            unit.save(replace(run, status=Status.LAPSED, revision=run.revision + 1))
            title = self.speech.title(self.dialogs[run.dialog], who, run.facts)
            card = replace(self.speech.note("skipped", who), title=title)
            self.teller.to_person(unit, person, card, now, key=run.id, standing=True)
        return Reply(card=self.speech.note("skipped", who) if len(mine) > 1 else None)

    # ── what could not be posted ──

    def undelivered(self, unit: Unit, to: Address, key: str, bar: Bar, now: datetime) -> None:
        """A message for a channel could not be posted: who chose the channel hears of it, once."""
        chosen = chooser(unit, to, key) if bar else None
        person = unit.person(chosen.person) if chosen else None
        if chosen is None or person is None:
            return
        told = unit.run_of(person.id, UNPOSTED, chosen.network, chosen.about)
        if told is not None and told.status is Status.DONE and told.facts["bar"] == bar:
            return
        scene = self.teller.scene(unit, person, chosen.network, now)
        facts = {"bar": bar, "platform": to.platform, "channel": to.id, "headline": chosen.headline}
        dialog = self.dialogs[UNPOSTED]
        if run := self.doer.begin(unit, scene, dialog, about=chosen.about, more=facts):
            unit.save(run)  # to know that it was told, and what its button is about
            self.doer.tell(unit, person, run, now)

    def _resend(self, unit: Unit, person: Person, run_id: str, now: datetime) -> Reply:
        """Somebody opened the channel to Kring: what waited for that goes out once more."""
        run = unit.run(run_id)
        if run is None or run.person != person.id or run.dialog != UNPOSTED:
            return self._gone(person, now)
        waiting_ = waits(unit, run, now) if run.status is Status.DONE else []
        if not waiting_:
            return self._gone(person, now)
        for lost in waiting_:
            unit.resend(lost, now)
        unit.save(replace(run, status=Status.LAPSED, revision=run.revision + 1))
        who = reader(person, now)
        title = self.speech.title(self.dialogs[UNPOSTED], who, run.facts)
        card = replace(self.speech.note("resent", who), title=title)
        self.teller.to_person(unit, person, card, now, key=run.id, standing=True)
        return Reply()

    # ── what comes by itself ──

    def begin(self, unit: Unit, moment: Moment, now: datetime) -> Run | None:
        """The run of a due moment, saved but not said; None when it is of no use any more."""
        person, dialog = unit.person(moment.person), self.dialogs[moment.dialog]
        if person is None:
            return None
        scene = self.teller.scene(unit, person, moment.network, now)
        if moment.due.name == IDLE:
            return self._idle(unit, scene, moment, now)
        old = unit.run_of(person.id, dialog.key, moment.network, moment.due.about)
        if moment.due.does is Does.REMIND and old is not None:
            still = old.status is Status.OPEN and old.expires > now
            return old if still else None
        if moment.network and not speaks_to(dialog, scene):
            return None
        if old is not None and not dialog.recurs:
            return None
        return self.doer.begin(unit, scene, dialog, about=moment.due.about, more=moment.due.facts)

    def _idle(self, unit: Unit, scene: Scene, moment: Moment, now: datetime) -> Run | None:
        """The run that was left, if it still waits and would still be of use."""
        run = unit.run(moment.due.facts["run"])
        if run is None or run.status is not Status.OPEN or run.expires <= now:
            return None
        known = self.teller.facts(unit, scene, self.dialogs[run.dialog], run.about, {})
        return run if known is not None else None

    def show(
        self,
        unit: Unit,
        person: Person,
        runs: Sequence[tuple[Run, Does]],
        now: datetime,
        *,
        counts: bool,
        until: datetime | None = None,
    ) -> None:
        """One message: one card, or what is due today together; of use until then."""
        run, does = runs[0]
        together = len(runs) > 1
        if together:
            card = self.teller.bundle(person, runs, now)
            key, kind = self.teller.new_id(), "+".join(run.dialog for run, _ in runs)
        else:
            again = "resume" if self.dialogs[run.dialog].idle else "remind"
            lead = again if does is Does.REMIND else ""
            prompted = run.status is Status.OPEN
            card = self.teller.run_card(unit, person, run, now, lead=lead, prompted=prompted)
            key, kind = run.id, run.dialog
        self.teller.to_person(
            unit,
            person,
            card,
            now,
            key=key,
            kind=kind,
            counts=counts,
            anew=True,
            until=until,
            first=together or (does is Does.START and run.opened == now),
        )

    def announce(self, unit: Unit, moment: Moment, now: datetime) -> bool:
        """A channel post that is due."""
        network = unit.network(moment.network)
        if network is None:
            return False
        dialog, due = self.dialogs[moment.dialog], moment.due
        return self.doer.announce(
            unit, network, dialog, due.about, due.facts, now, until=moment.until
        )

    def close(self, unit: Unit, *, dialog: str, network: str, about: str, now: datetime) -> None:
        self.doer.close(unit, dialog, network=network, about=about, now=now)

    # ── surfaces ──

    def window(self, unit: Unit, person: Person, run: str, step: str, now: datetime) -> Card | None:
        """A run's card as it stands now, for a window; None when it is not this person's."""
        found = unit.run(run)
        if found is None or found.person != person.id or not self._alive(found, now):
            return None
        return self.teller.run_card(unit, person, found, now, at=step)

    def home(self, unit: Unit, person: Person, now: datetime) -> Card:
        """The overview: my networks, what is asked of me, the next dates."""
        dialog = self.dialogs["home"]
        scene = self.teller.scene(unit, person, "", now)
        facts = self.teller.facts(unit, scene, dialog, "", {}) or {}
        return self.teller.notice(dialog, reader(person, now), facts)


def _following(dialog: Dialog, run: Run, step: Step) -> str:
    """The form after this one on the way that was walked; empty after the last."""
    forms = [s.key for s in engine.path(dialog, run.answers, run.facts) if s.asks(run.facts)]
    return next(iter(forms[forms.index(step.key) + 1 :]), "")
