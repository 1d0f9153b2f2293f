"""The bot: one event of a platform in, one transaction, one reply; the rest goes to the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from bot import telling
from bot.content import Card
from bot.desk import LONGEST_NAME, NAMELESS
from bot.dialog import Does, Run, Status
from bot.dialogs.prefs import KINDS
from bot.effects import AGAIN, HELD, IDLE, key_again
from bot.fields import Facts
from bot.forms import Forms
from bot.gestures import Gestures
from bot.lost import UNPOSTED, chooser, just_acted, waits
from bot.network import Address, Person, Scene, Start
from bot.ports import (
    Bar,
    Commanded,
    Inbound,
    Installed,
    Moment,
    Opened,
    Pressed,
    Removed,
    Reply,
    Said,
    Submitted,
    Unit,
)
from bot.series import country_in
from bot.speech import LANGUAGES
from bot.telling import reader, speaks_to

LONGEST = 12_000
"""Characters of a typed message that are read at all; a field allows far fewer."""
LATE = timedelta(minutes=5)
"""After that a message came late; the clocks of two machines are not so far apart."""


class Bot(Forms, Gestures):
    """The conversation core as one object.

    It keeps nothing between two events but, for a while, what reads the same to everybody.
    """

    def forget(self) -> None:
        """Keep nothing of what was said until now: it may be deleted, or another hour, by then."""
        self.speech.forget()
        telling.forget()

    # ── what comes in ──

    def receive(self, unit: Unit, inbound: Inbound, now: datetime) -> Reply:
        """One event, whole. The same event again does nothing and answers nothing."""
        unit.expect(inbound)
        if not unit.first_sight(inbound.event, now, *inbound.same):
            return Reply()
        person = self._sender(unit, inbound, now)
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

    def _sender(self, unit: Unit, inbound: Inbound, now: datetime) -> Person:
        """Who it is, by the name that they have now."""
        person = unit.person_at(inbound.sender)
        if person is None:
            return self._meet(unit, inbound, now)
        if person.name == NAMELESS and inbound.name:  # was only picked from a list so far
            person = self._as_told(person, inbound)
            self.learn(unit, person, now)
        elif inbound.called and inbound.called[:LONGEST_NAME] != person.name:
            person = replace(person, name=inbound.called[:LONGEST_NAME])
            unit.keep_person(person)
        return person

    def learn(self, unit: Unit, person: Person, now: datetime) -> None:
        """The platform told what it knows of somebody: their name, their language, their clock."""
        before = unit.person(person.id) or person
        self.doer.keep_person(unit, replace(person, country=country_in(person.zone, before)), now)

    def _meet(self, unit: Unit, inbound: Inbound, now: datetime) -> Person:
        """Somebody writes for the first time: remember them, say who speaks."""
        person = self._as_told(replace(self.newcomer, id=self.teller.new_id()), inbound)
        unit.keep_person(person, inbound.sender)
        self._start(unit, person, self.dialogs["welcome"], "", "", inbound, now)
        return person

    @staticmethod
    def _as_told(person: Person, inbound: Inbound) -> Person:
        """Somebody as their platform knows them: by which name, language and clock."""
        tongue = inbound.language[:2].lower()
        zone = inbound.zone if inbound.zone in available_timezones() else person.zone
        return replace(
            person,
            name=inbound.name[:LONGEST_NAME] or NAMELESS,
            language=tongue if tongue in LANGUAGES else person.language,
            zone=zone,
            country=country_in(zone, person),
        )

    def _said(
        self, unit: Unit, person: Person, text: str, inbound: Inbound, now: datetime
    ) -> Reply:
        if inbound.where is not None:  # what is said in a channel is for people
            return Reply()
        if not text.strip():  # a picture, a file, a voice: that is no empty answer
            return self._note("wordless", person, now)
        if key := self.commands.find(text):
            return self._command(unit, person, key, inbound, now)
        by = inbound.at + LATE if inbound.at and now - inbound.at > LATE else None
        run = next((r for r in unit.open_runs(person.id, by) if r.expires > now), None)
        if run is not None:
            return self._typed(unit, person, run, text[:LONGEST], inbound, now)
        # What was asked since it was typed is another question, which others may read.
        since = by and any(r.expires > now for r in unit.open_runs(person.id))
        return self._note("late" if since else "unknown", person, now, said=text[:40])

    def _commanded(
        self, unit: Unit, person: Person, text: str, inbound: Inbound, now: datetime
    ) -> Reply:
        key = self.commands.first(text)
        if key is None:
            return self._note("unknown_command", person, now, said=text[:40])
        return self._command(unit, person, key, inbound, now)

    # ── what could not be posted ──

    def undelivered(self, unit: Unit, to: Address, key: str, bar: Bar, now: datetime) -> None:
        """A message for a channel could not be posted: who chose the channel hears of it, once.

        In their own hours; whoever has just acted, or meets there before, hears of it at once.
        """
        chosen = chooser(unit, to, key) if bar else None
        person = unit.person(chosen.person) if chosen else None
        if chosen is None or person is None:
            return
        scene = self.teller.scene(unit, person, chosen.network, now)
        facts = {"bar": bar, "platform": to.platform, "channel": to.id, "headline": chosen.headline}
        at = self.planner.free(person, now)
        if at <= now or just_acted(unit, chosen, now) or scene.meets(at):
            if run := self._unposted(unit, scene, chosen.about, facts):
                self.doer.tell(unit, person, run, now)
        elif not any(_is_held(m, chosen.about) for m in unit.coming(person.id, at)):
            command = Start(
                dialog=UNPOSTED,
                person=person.id,
                network=chosen.network,
                about=chosen.about,
                facts={**facts, "held": True},
            )
            self.doer.hold(unit, command, now, at)

    def _unposted(self, unit: Unit, scene: Scene, about: str, facts: Facts) -> Run | None:
        """Saved, to know that it was told, and what its button is about. None where it was told."""
        network = scene.network.id if scene.network else ""
        told = unit.run_of(scene.person.id, UNPOSTED, network, about)
        if told is not None and told.status is Status.DONE and told.facts["bar"] == facts["bar"]:
            return None
        run = self.doer.begin(unit, scene, self.dialogs[UNPOSTED], about=about, more=facts)
        if run is not None:
            unit.save(run)
        return run

    # ── what comes by itself ──

    def begin(self, unit: Unit, moment: Moment, now: datetime) -> Run | None:
        """The run of a due moment, saved but not said; None when it is of no use any more."""
        person, dialog = unit.person(moment.person), self.dialogs[moment.dialog]
        if person is None:
            return None
        scene = self.teller.scene(unit, person, moment.network, now)
        if moment.network and not speaks_to(dialog, scene):
            return None
        if moment.due.name == IDLE:
            return self._idle(unit, scene, moment)
        about, more = moment.due.about, moment.due.facts
        if moment.due.name == HELD and moment.dialog == UNPOSTED:
            run = self._unposted(unit, scene, about, more)
            return run if run is not None and waits(unit, run, now) else None
        if moment.due.name == HELD:
            return self.doer.asked(unit, scene, dialog, about, more)
        old = self.doer.standing(unit, scene, dialog, about)
        if old is not None and moment.due.does is Does.REMIND:
            put_off = moment.due.name != AGAIN and _comes_again(unit, old, moment)
            return None if put_off else self._waiting(unit, scene, old)
        if old is not None and not dialog.recurs:
            return None
        return self.doer.begin(unit, scene, dialog, about=about, more=more)

    def _idle(self, unit: Unit, scene: Scene, moment: Moment) -> Run | None:
        """The run that was left, if it still waits and would still be of use."""
        run = unit.run(moment.due.facts["run"])
        return self._waiting(unit, scene, run) if run is not None else None

    def _waiting(self, unit: Unit, scene: Scene, run: Run) -> Run | None:
        """The run, where it still waits for an answer and one would still be of use.

        With its facts as they are now, as long as nothing is answered: a meeting may have moved.
        """
        if run.status is not Status.OPEN or run.expires <= scene.now:
            return None
        facts = self._known(unit, scene, run)
        if facts is None or run.answers.stored() or facts == run.facts:
            return run if facts is not None else None
        fresh = replace(run, facts=facts, revision=run.revision + 1)
        unit.save(fresh)
        return fresh

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
            new, kind = self.teller.new_id(), "+".join(run.dialog for run, _ in runs)
            key = "+".join((new, *(self.teller.key_of(run) for run, _ in runs)))
        else:
            again = "resume" if self.dialogs[run.dialog].idle else "remind"
            lead = again if does is Does.REMIND else ""
            prompted = run.status is Status.OPEN
            card = self.teller.run_card(unit, person, run, now, lead=lead, prompted=prompted)
            key, kind = self.teller.key_of(run), run.dialog
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

    def quieten(self, unit: Unit, person: Person, kind: str, now: datetime) -> None:
        """A kind falls silent: this is said, once, in its reader's own hours.

        It counts as one more that was left unanswered, so that it is known to be said.
        """
        unit.mark(person.id, kind, answered=False)
        if kind in KINDS:
            note = Start(dialog="quieted", person=person.id, network="", facts={"kind": kind})
            self.doer.hold(unit, note, now, self.planner.free(person, now))

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
        follows = self.collector.close(unit, dialog, network=network, about=about, now=now)
        if follows is not None:
            self.doer.apply(unit, *follows)

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


def _is_held(moment: Moment, about: str) -> bool:
    """Whether its reader will be told of this very channel already."""
    due = moment.due
    return moment.dialog == UNPOSTED and due.name == HELD and due.about == about


def _comes_again(unit: Unit, run: Run, reminder: Moment) -> bool:
    """Whether its reader said when to come back to it, in time."""
    until = run.expires if reminder.until is None else reminder.until
    waiting = unit.coming(run.person, until)
    return any(m.due.name == AGAIN and m.key == key_again(run) and m.at < until for m in waiting)
