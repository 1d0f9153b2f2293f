"""A collection: what many answer to one matter, until it is closed and nobody is tied to it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialog import Dialog, Run, Status, path, seen_by
from bot.fields import UNLINKED, AnyField, Sees
from bot.memory import IGNORED, Entry
from bot.network import Command, Network, Person, Scene, State
from bot.ports import Ballot, Unit
from bot.results import freeze, tally, unlinked
from bot.telling import Teller, channel_person, empty


def given(dialog: Dialog, run: Run) -> Iterator[tuple[AnyField, object]]:
    """The questions answered on the way that was walked, with what is stored."""
    stored = run.answers.stored()
    for step in path(dialog, run.answers, run.facts):
        for asked in step.asks(run.facts):
            if stored.get(asked.key) is not None:
                yield asked, stored[asked.key]


def entries(dialog: Dialog, run: Run) -> list[Entry]:
    """The answers that stay with their author's name, each for those whom its field names."""
    return [
        Entry(
            person=run.person,
            network=run.network,
            dialog=dialog.key,
            about=run.about,
            field=asked.key,
            value=value,
            sees=sees.value,
            asker=str(run.facts.get("asker", "")) if sees is Sees.ASKER else "",
        )
        for asked, value in given(dialog, run)
        if (sees := seen_by(asked, run.answers)) not in UNLINKED
    ]


def ballots(dialog: Dialog, run: Run) -> list[Ballot]:
    """The answers that leave their author behind."""
    return [
        Ballot(network=run.network, dialog=dialog.key, field=asked.key, value=json.dumps(value))
        for asked, value in given(dialog, run)
        if seen_by(asked, run.answers) in UNLINKED
    ]


def not_held(network: Network, about: str) -> bool:
    """Whether it is a meeting that was cancelled, beforehand or afterwards."""
    session = network.session(about)
    return session is not None and session.state is State.CANCELLED


def collects(dialog: Dialog, network: Network, about: str) -> bool:
    """Whether what is said of this matter is collected at some time."""
    return any(due.about == about for due in dialog.closes(network))


def _another(dialog: Dialog, network: Network, about: str) -> bool:
    """Whether a collection of this kind is still to come, with which this one could be counted."""
    this = network.session(about)
    later = {s.id for s in network.alive if this is not None and s.ends > this.ends}
    return any(due.about in later for due in dialog.closes(network))


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Closes collections, each inside one transaction."""

    teller: Teller
    threshold: int

    def close(
        self, unit: Unit, key: str, *, network: str, about: str, now: datetime
    ) -> tuple[Scene, Iterable[Command]] | None:
        """File, freeze, forget: after this nobody can tie an unlinked answer to a person.

        What follows from the result is the caller's to do, if anything does.
        """
        dialog, here = self.teller.dialogs[key], unit.network(network)
        if here is None:
            return None
        every = unit.runs(dialog=key, network=network, about=about)
        runs = [run for run in every if run.status in (Status.OPEN, Status.DONE)]
        for aside in every:
            if aside.status is Status.LAPSED:  # what it holds counts for nothing, and goes as well
                unit.unlink(empty(aside, now))
        if not_held(here, about) and not collects(dialog, here, about):
            self._discard(unit, runs, now)
            return None
        count = tally(runs)
        asked = unlinked(dialog, runs)
        leads = {m.person for m in here.facilitators}
        own = sum(run.person in leads and bool(ballots(dialog, run)) for run in runs)
        self._collect(unit, dialog, runs, now)
        people = unit.people(m.person for m in here.members)
        lead = next((people[m.person] for m in here.facilitators if m.person in people), None)
        if dialog.closed is None or lead is None:
            return None
        drawn, answered = unit.drawn(network, key)
        unit.open_box(network, key, about, self.threshold)
        pooled = answered > count.answered
        waited = self._waited(unit, lead, here, key) if pooled else []
        own += sum(run.person in leads for runs in waited for run in runs)
        threshold = unit.threshold(network, key, None if pooled else about)
        result = freeze(
            key,
            asked,
            drawn,
            answered=answered,
            threshold=threshold + own,  # of others, for those who read it first
            network=network,
            about=about,
            times=1 + max(len(waited), pooled),
        )
        if result.enough or (drawn and not _another(dialog, here, about)):
            unit.empty_box(network, key)
        unit.keep_result(result)
        scene = Scene(now=now, person=lead, network=here, people=people)
        nobody = replace(scene, person=channel_person(here))  # the clock closes, and no facilitator
        return nobody, dialog.closed(scene, about, result, count)

    def _waited(self, unit: Unit, lead: Person, here: Network, key: str) -> list[list[Run]]:
        """The forms, by collection, whose answers were too few and are still in the box.

        Who answered is not known any more.
        """
        memory, waited = unit.memory(lead, here), list[list[Run]]()
        for session in sorted(here.sessions, key=lambda s: s.starts):
            result = memory.result(key, session.id)
            if result is not None and result.enough:
                waited.clear()
            elif result is not None:
                waited.append(unit.runs(dialog=key, network=here.id, about=session.id))
        return waited

    def _discard(self, unit: Unit, runs: Sequence[Run], now: datetime) -> None:
        """Delete what was said of a meeting that did not take place; nobody is shown any of it."""
        people = unit.people(run.person for run in runs)
        for run in runs:
            unit.unlink(empty(run, now))
            if (person := people.get(run.person)) is not None:
                card = self.teller.discarded_card(person, run, now)
                self.teller.to_person(unit, person, card, now, key=run.id, standing=True)

    def _collect(self, unit: Unit, dialog: Dialog, runs: Sequence[Run], now: datetime) -> None:
        people = unit.people(run.person for run in runs)
        box: list[Ballot] = []
        for run in runs:
            unit.file(entries(dialog, run), run.id)
            box += ballots(dialog, run)
            silent = unit.ignored(run.person, dialog.key) >= IGNORED  # closes come several at once
            if not run.answers.stored() and not silent:
                unit.mark(run.person, dialog.key, answered=False)
            unit.unlink(empty(run, now))
            if run.person in people:
                card = self.teller.closed_card(people[run.person], run, now)
                person = people[run.person]
                self.teller.to_person(unit, person, card, now, key=run.id, standing=True)
        unit.cast(box, sum(bool(run.answers.stored()) for run in runs))
