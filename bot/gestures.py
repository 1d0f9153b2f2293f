"""What is done with a tap or a command: to begin, to look, to put off, to leave out.

Tokens of buttons: `start:<dialog>:<network>:<about>`, `look:<run>:<step>`, `later:<run>:<when>`,
`skip:<run>`, `resend:<run>`.
"""

from dataclasses import replace
from datetime import datetime

from bot import dialog as engine
from bot.content import Button
from bot.desk import Desk
from bot.dialog import Dialog, Does, Due, Run, Status
from bot.effects import AGAIN, key_again
from bot.fields import Json
from bot.foresight import Foresight, peopled
from bot.lost import UNPOSTED, waits
from bot.network import DAY, Person, Role, Scene
from bot.ports import (
    Inbound,
    Moment,
    Reply,
    Unit,
)
from bot.series import local
from bot.telling import lapsed, reader, speaks_to


class Gestures(Desk):
    """A token is never trusted: who may do what is looked up."""

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
        old = self.doer.standing(unit, scene, dialog, about)
        if old and inbound.quoted and old.status is Status.OPEN and not old.answers.stored():
            old = lapsed(old)
            unit.save(old)  # nothing was said in it yet: it begins anew with these words
        if old and self._alive(old, now) and (old.status is Status.OPEN or not dialog.again):
            return self._look(unit, person, old.id, "", inbound, now)
        if about and not dialog.afterwards and self._collected(unit, scene, dialog, about, old):
            return self._not_now(dialog, scene, about)
        more = self._beside(scene, dialog, about, inbound)
        run = self.doer.begin(unit, scene, dialog, about=about, more=more)
        if run is None:
            return self._not_now(dialog, scene, about)
        if inbound.window and run.status is Status.OPEN:
            return Reply(look=run.id)
        if inbound.where is not None and run.status is Status.DONE:  # shown where it was asked for
            return Reply(card=self.teller.run_card(unit, person, run, now))
        self.doer.tell(unit, person, run, now)
        return Reply()

    @staticmethod
    def _collected(unit: Unit, scene: Scene, dialog: Dialog, about: str, old: Run | None) -> bool:
        """Whether the answers to this matter were collected, with or without one from here."""
        if old is not None:
            return old.status is Status.CLOSED
        if not dialog.steps[0].fields or dialog.closed is None:
            return False
        return unit.memory(scene.person, scene.network).result(dialog.key, about) is not None

    def _beside(
        self, scene: Scene, dialog: Dialog, about: str, inbound: Inbound
    ) -> dict[str, Json]:
        """What it knows beside the usual: the words that are quoted, and all that is to come."""
        more: dict[str, Json] = {"quoted": inbound.quoted} if inbound.quoted else {}
        if dialog.foresees and scene.network:
            here = peopled(scene.network)
            ahead = Foresight(
                speech=self.speech, dialogs=self.dialogs, scene=replace(scene, network=here)
            )
            more |= ahead.facts(self.planner.coming(here, scene.now), about)
        return more

    def _look(
        self, unit: Unit, person: Person, run_id: str, step: str, inbound: Inbound, now: datetime
    ) -> Reply:
        run = unit.run(run_id)
        if run is None or run.person != person.id or not self._alive(run, now):
            return self._gone(person, now)
        if over := self._over(unit, person, run, now):
            return over
        run = self._anew(unit, person, run, now)
        unit.save(replace(run, revision=run.revision + 1), shown=now)
        if inbound.window:
            return Reply(look=f"{run_id}:{step}")
        card = self.teller.run_card(unit, person, run, now, at=step)
        self.teller.to_person(unit, person, card, now, key=run.id, kind=run.dialog, anew=not step)
        return Reply()

    def _anew(self, unit: Unit, person: Person, run: Run, now: datetime) -> Run:
        """With its facts as they are now, where nobody answered yet or they are its answers."""
        dialog = self.dialogs[run.dialog]
        stands = dialog.stands and run.status is Status.DONE
        if not stands and (run.answers.stored() or run.status is not Status.OPEN):
            return run
        scene = self.teller.scene(unit, person, run.network, now)
        facts = self._known(unit, scene, run)
        if facts is None:
            return run
        fresh = replace(run, facts=facts)
        return engine.as_it_stands(dialog, fresh) if stands else fresh

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
        chosen = self.planner.later(person, when, now)
        for run in mine:
            at = _with_its_reminder(unit, run, person, chosen)
            unit.snooze(
                Moment(
                    key=key_again(run),
                    dialog=run.dialog,
                    network=run.network,
                    person=person.id,
                    at=at,
                    until=run.expires,
                    due=Due(at=at, about=run.about, does=Does.REMIND, name=AGAIN),
                )
            )
        return Reply(card=self.speech.note("put_off", who, at=chosen.isoformat()))

    def _skip(self, unit: Unit, person: Person, runs: str, now: datetime) -> Reply:
        mine = self._mine(unit, person, runs)
        if not mine:
            return self._gone(person, now)
        who = reader(person, now)
        for run in mine:
            unit.save(lapsed(run))
            unit.mark(person.id, run.dialog, answered=True)  # a no is an answer
            title = self.speech.title(self.dialogs[run.dialog], who, run.facts)
            card = replace(self.speech.note("skipped", who), title=title)
            self.teller.to_person(unit, person, card, now, key=run.id, standing=True)
        return Reply(card=self.speech.note("skipped", who) if len(mine) > 1 else None)

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
        unit.save(replace(lapsed(run), expires=now))  # by it is known when they did
        who = reader(person, now)
        title = self.speech.title(self.dialogs[UNPOSTED], who, run.facts)
        card = replace(self.speech.note("resent", who), title=title)
        self.teller.to_person(unit, person, card, now, key=run.id, standing=True)
        # What was held may stand in one message with something else, which is not replaced.
        return Reply(card=card if run.facts.get("held") else None)


def _with_its_reminder(unit: Unit, run: Run, person: Person, at: datetime) -> datetime:
    """That time, or the reminder's where one is planned for later that day: it comes once."""
    day = local(at, person.zone).date()
    return next(
        (
            moment.at
            for moment in unit.coming(person.id, at + DAY)
            if moment.at > at
            and moment.due.does is Does.REMIND
            and moment.due.name != AGAIN
            and (moment.dialog, moment.network, moment.due.about)
            == (run.dialog, run.network, run.about)
            and local(moment.at, person.zone).date() == day
        ),
        at,
    )
