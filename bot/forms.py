"""What is answered: a form that is sent, or a message that is typed.

The token of a form is `<run>:<step>`. It is never trusted: whose run it is, is looked up.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot import dialog as engine
from bot.content import Raw
from bot.desk import NAMELESS, Desk
from bot.dialog import Dialog, Run, Status, Step, Turn, waiting
from bot.fields import AnyField, Invalid, one
from bot.network import Address, Person, Seat
from bot.ports import (
    Inbound,
    Reply,
    Unit,
)
from bot.speech import Reader
from bot.telling import reader
from bot.typed import plain, typed


class Forms(Desk):
    """Answers come in, are checked, kept and carried out; the next card goes out."""

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
        if over := self._over(unit, person, run, now):
            return over
        asked = {f.key: values.get(f.key, "") for f in step.asks(run.facts)}
        return self._answer(unit, person, run, step, asked, inbound, now)

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
            self.doer.complete(unit, scene, dialog, turn.run, before)
        return unit.person(person.id) or person

    def _resolve(
        self, unit: Unit, step: Step, run: Run, raw: Mapping[str, Raw], inbound: Inbound
    ) -> tuple[dict[str, Raw], dict[str, Invalid]]:
        """People by id, as the event names them, or by the only name that fits.

        What fits nobody is an error, and so is a channel that is not this person's to choose.
        """
        known, errors = dict(raw), dict[str, Invalid]()
        for asked in step.asks(run.facts):
            value = known.get(asked.key)
            if asked.kind == "place" and value and self._barred(unit, run, one(value), inbound):
                errors[asked.key] = Invalid("no_channel")
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

    def _barred(self, unit: Unit, run: Run, place: str, inbound: Inbound) -> bool:
        """Whether it is no channel, or a conversation with Kring, or of others' network."""
        here = unit.network(run.network)
        if here is not None and place == here.channel:
            return False
        if inbound.channels is not None and place not in inbound.channels:
            return True
        to = Address(platform=(here or inbound.sender).platform, id=place)
        theirs = unit.network_at(to)
        me = theirs.member(run.person) if theirs else None
        belongs = me is not None and me.seat in (Seat.SEATED, Seat.PAUSED)
        return unit.person_at(to) is not None or (theirs is not None and not belongs)

    def _at(self, unit: Unit, address: Address) -> str:
        """Somebody the platform knows; perhaps not by name yet, and not spoken with so far."""
        person = unit.person_at(address)
        if person is None:
            person = replace(self.newcomer, id=self.teller.new_id(), name=NAMELESS)
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
        if over := self._over(unit, person, run, now):
            return replace(over, kept=False)
        asked = next(f for f in step.asks(run.facts) if not run.answers.has(f))
        question = self.speech.input(dialog, asked, who, run.facts, run.answers)
        today = date.fromisoformat(who.today)
        raw = {asked.key: typed(question, text, person.language, today)}
        known, unknown = self._resolve(unit, step, run, raw, inbound)
        turn = engine.answer(dialog, run, step, known)
        if errors := {**turn.errors, **unknown}:
            return self._wrong(unit, run, step, asked, errors, who)
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

    def _wrong(
        self,
        unit: Unit,
        run: Run,
        step: Step,
        asked: AnyField,
        errors: Mapping[str, Invalid],
        who: Reader,
    ) -> Reply:
        """Which answer cannot be; one that was given before is open again."""
        key, why = next(iter(errors.items()))
        wrong = next(f for f in step.asks(run.facts) if f.key == key)
        if wrong != asked:
            answers = run.answers.only(set(run.answers.stored()) - {key})
            unit.save(replace(run, answers=answers, revision=run.revision + 1))
        dialog = self.dialogs[run.dialog]
        label = self.speech.input(dialog, wrong, who, run.facts, run.answers).label
        said = self.speech.error(why, who)
        return Reply(card=self.speech.note("typed_error", who, label=label, wrong=said), kept=False)

    def _show(self, unit: Unit, person: Person, run: Run, now: datetime, at: str = "") -> None:
        card = self.teller.run_card(unit, person, run, now, at=at)
        self.teller.to_person(unit, person, card, now, key=run.id, kind=run.dialog)


def _following(dialog: Dialog, run: Run, step: Step) -> str:
    """The form after this one on the way that was walked; empty after the last."""
    forms = [s.key for s in engine.path(dialog, run.answers, run.facts) if s.asks(run.facts)]
    return next(iter(forms[forms.index(step.key) + 1 :]), "")
