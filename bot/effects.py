"""What answers lead to: filing by `Sees`, carrying out commands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from bot import dialog as engine
from bot.collection import collects, entries, not_held
from bot.dialog import Dialog, Does, Due, Order, Run, Status, WorkingDays
from bot.fields import Facts
from bot.network import (
    Command,
    Forget,
    Keep,
    KeepPerson,
    Network,
    Person,
    Post,
    Publish,
    Resume,
    Scene,
    Start,
)
from bot.ports import Moment, Planner, Unit
from bot.series import local
from bot.telling import (
    Teller,
    channel_person,
    channel_reader,
    lapsed,
    reader,
    standard_facts,
)

IDLE = "idle"
"""The name of a moment at which an open run is shown once more because nothing was answered."""
AGAIN = "again"
"""The name of a moment that its reader put off: it comes back when they said, outside the caps."""
HELD = "held"
"""The name of a moment at which is said what somebody else did, outside of one's own hours."""


def key_again(run: Run, n: int = 1) -> str:
    """The key of the moment at which an open run comes up again: put off, it moves."""
    return f"{run.dialog}:again:{run.id}:{n}"


def _idle(dialog: Dialog, run: Run) -> tuple[int, ...]:
    return dialog.idle(run) if dialog.idle and run.status is Status.OPEN else ()


def _meets(network: Network | None, about: str, since: datetime, until: datetime) -> bool:
    """Whether this meeting, or any where none is named, begins by then."""
    sessions = network.alive if network else ()
    return any(since < s.starts <= until for s in sessions if about in ("", s.id))


def _key_of_post(dialog: Dialog, network: Network, about: str) -> str:
    """By it, too, is known what is deleted when a network is over (`adapters.database.keeping`)."""
    return f"{dialog.key}:{network.id}:{about}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Changes the world as dialogs say, inside one transaction."""

    teller: Teller
    planner: Planner
    threshold: int

    def begin(
        self,
        unit: Unit,
        scene: Scene,
        dialog: Dialog,
        *,
        about: str = "",
        more: Facts | None = None,
        expires: datetime | None = None,
    ) -> Run | None:
        """A new run, saved; a dialog without questions has its effects at once. None: of no use."""
        facts = self.teller.facts(unit, scene, dialog, about, more or {})
        if facts is None or self._closed(unit, scene, dialog, about, facts):
            return None
        network = scene.network.id if scene.network else ""
        run = engine.start(
            dialog,
            id=self.teller.new_id(),
            person=scene.person.id,
            now=scene.now,
            facts=facts,
            network=network,
            about=about,
            expires=expires,
        )
        if run.status is Status.DONE:
            self.apply(unit, scene, dialog.finish(run, scene))
        else:
            if dialog.secret(facts):
                unit.open_box(network, dialog.key, about, self.threshold)
            unit.save(run, shown=scene.now)
            self.watch(unit, scene.person, run, scene.now)
        return run

    def _closed(self, unit: Unit, scene: Scene, dialog: Dialog, about: str, facts: Facts) -> bool:
        """Whether its answers would go to a box that is opened no more: nobody would empty them."""
        memory = unit.memory(scene.person, scene.network)
        return dialog.secret(facts) and memory.result(dialog.key, about) is not None

    def standing(self, unit: Unit, scene: Scene, dialog: Dialog, about: str) -> Run | None:
        """The newest run of a matter. One that has run out lapses: only one may be open."""
        network = scene.network.id if scene.network else ""
        run = unit.run_of(scene.person.id, dialog.key, network, about)
        if run is not None and run.status is Status.OPEN and run.expires <= scene.now:
            unit.save(lapsed(run))
            return None
        return run

    def asked(
        self, unit: Unit, scene: Scene, dialog: Dialog, about: str, more: Facts
    ) -> Run | None:
        """What follows from somebody's act: the run that is open already, else a new one."""
        old = self.standing(unit, scene, dialog, about)
        if old is not None and old.status is Status.OPEN:
            return self._renewed(unit, scene, old, more)
        return self.begin(unit, scene, dialog, about=about, more=more)

    def _renewed(self, unit: Unit, scene: Scene, run: Run, more: Facts) -> Run | None:
        """An open run to be shown once more; with what is known by now, if nothing was said in it.

        None: it is of no use any more.
        """
        dialog = self.teller.dialogs[run.dialog]
        facts = self.teller.facts(unit, scene, dialog, run.about, more)
        if facts is None or run.answers.stored():
            return None if facts is None else run
        run = replace(run, facts=facts, revision=run.revision + 1)
        unit.save(run, shown=scene.now)
        self.watch(unit, scene.person, run, scene.now)
        return run

    def watch(self, unit: Unit, person: Person, run: Run, now: datetime) -> None:
        """Let an open run come up again once nothing was answered for as long as its dialog says.

        An answer moves these moments; whether the run is still open is looked at when they come.
        """
        days = _idle(self.teller.dialogs[run.dialog], run)
        for n, after in enumerate(days, 1):
            at = self.planner.at(person, WorkingDays(now, after))
            due = Due(at=at, about=run.about, name=IDLE, does=Does.REMIND, facts={"run": run.id})
            unit.snooze(
                Moment(
                    key=key_again(run, n),
                    dialog=run.dialog,
                    network=run.network,
                    person=person.id,
                    at=at,
                    until=run.expires,
                    due=due,
                )
            )

    def file(self, unit: Unit, dialog: Dialog, run: Run, *, first: bool) -> None:
        """Put what was answered by name where its readers find it, as soon as it is sent."""
        unit.file(entries(dialog, run), run.id, first=first)

    def complete(self, unit: Unit, scene: Scene, dialog: Dialog, run: Run, before: Run) -> None:
        """A run just became complete, or was changed: do what it says.

        Nobody is told once more what the answers as they were `before` have told them.
        """
        unit.mark(run.person, dialog.key, answered=True)
        told = list(dialog.finish(before, scene)) if before.status is Status.DONE else []
        commands = dialog.finish(run, scene)
        self.apply(unit, scene, (c for c in commands if not isinstance(c, Start) or c not in told))

    def apply(self, unit: Unit, scene: Scene, commands: Iterable[Command]) -> None:
        for command in commands:
            self._apply(unit, scene, command)

    def _apply(self, unit: Unit, scene: Scene, command: Command) -> None:
        now = scene.now
        match command:
            case Keep(network):
                self._keep(unit, network, now)
            case KeepPerson(person):
                self.keep_person(unit, person, now)
            case Start():
                self._start(unit, scene, command)
            case Post():
                self._post(unit, scene, command)
            case Publish(share):
                unit.publish(share)
            case Resume(person_id, kind):
                unit.mark(person_id, kind, answered=True)
            case Forget(person_id, network_id):
                self._forget(unit, scene, person_id, network_id)

    def _keep(self, unit: Unit, network: Network, now: datetime) -> None:
        """Remember a network as it is now, and plan it anew.

        What people have said about a meeting that did not take place is still collected when it was
        to be, in order to be deleted: until then the facilitator may say otherwise.
        """
        before = unit.network(network.id)
        gone = {s.id for s in before.alive if not_held(network, s.id)} if before else set[str]()
        closes = [
            moment
            for moment in (unit.moments(network.id) if gone else ())
            if moment.due.does is Does.CLOSE and moment.due.about in gone
        ]
        unit.keep_network(network)
        self.planner.network(unit, network, now)
        for moment in closes:
            if not collects(self.teller.dialogs[moment.dialog], network, moment.due.about):
                unit.snooze(moment)

    def _forget(self, unit: Unit, scene: Scene, person_id: str, network_id: str) -> None:
        """What they published is taken back where it stands; then all of it is deleted."""
        person = unit.person(person_id)
        if person is not None:
            there = self.teller.scene(unit, person, network_id, scene.now)
            for share in unit.memory(person, there.network).shares():
                if share.network == network_id:
                    self.begin(unit, there, self.teller.dialogs["withdraw"], about=share.id)
        unit.unfile(person_id, network_id)
        if (network := unit.network(network_id)) is not None and network.channel:
            self._without(unit, network, scene.now)

    def _without(self, unit: Unit, network: Network, now: datetime) -> None:
        """What stands in the channel by name, as it is without those whose words are deleted."""
        scene = self._channel(unit, network, now)
        who = channel_reader(network, now)
        named = [dialog for dialog in self.teller.dialogs.values() if dialog.named]
        for dialog, session in product(named, network.sessions):  # also where none is planned now
            shown, facts = dialog, self.teller.facts(unit, scene, dialog, session.id, {})
            if facts is None:  # nobody else had said anything
                shown, facts = self.teller.dialogs["withdrawn"], standard_facts(scene, "")
            key = _key_of_post(dialog, network, session.id)
            card = self.teller.notice(shown, who, facts)
            self.teller.to_channel(unit, network, network.channel, card, now, key, standing=True)

    def keep_person(self, unit: Unit, person: Person, now: datetime) -> None:
        """Remember them as they are now, and plan anew what is said at their hours."""
        before = unit.person(person.id)
        unit.keep_person(person)
        self.planner.person(unit, person, now)
        if before is not None:
            self._release(unit, before, person, now)
        for network in unit.networks_of(person.id):
            self.planner.network(unit, network, now)
        boss = unit.person(person.manager) if person.manager else None
        if boss is not None and not boss.leads:  # who is named leads, and gets the digest
            self.keep_person(unit, replace(boss, leads=True), now)

    def _start(self, unit: Unit, scene: Scene, command: Start) -> None:
        person = unit.person(command.person)
        if person is None or self._held(unit, scene, command, person):
            return
        there = self.teller.scene(unit, person, command.network, scene.now)
        dialog = self.teller.dialogs[command.dialog]
        if run := self.asked(unit, there, dialog, command.about, command.facts):
            self.tell(unit, person, run, scene.now)

    def _held(self, unit: Unit, scene: Scene, command: Start, person: Person) -> bool:
        """What follows from somebody else's act waits for one's own hours, if it can wait."""
        if person.id == scene.person.id:
            return False
        at = self.planner.free(person, scene.now)
        if self._one_more(unit, command, person, scene.now):
            at = self.planner.later(person, "tomorrow", scene.now)
        if at <= scene.now:
            return False
        before, after = scene.network, unit.network(command.network)
        if any(_meets(each, command.about, scene.now, at) for each in (before, after)):
            return False
        self.hold(unit, command, scene.now, at)
        return True

    def _one_more(self, unit: Unit, command: Start, person: Person, now: datetime) -> bool:
        """Whether it is one more invitation on a day on which one waits already.

        Each is somebody's word to them and none is dropped by the caps; but the others come
        together, on the next day.
        """
        if self.teller.dialogs[command.dialog].order is not Order.DISCOVERY:
            return False
        today = local(now, person.zone).date()
        return any(
            run.dialog == command.dialog
            and run.network != command.network
            and local(run.opened, person.zone).date() == today
            for run in unit.open_runs(person.id)
        )

    def hold(self, unit: Unit, command: Start, now: datetime, at: datetime) -> None:
        """Begin it at that time. What is held is said in the order in which it came about."""
        unit.snooze(
            Moment(
                key=f"{HELD}:{now.isoformat()}:{self.teller.new_id()}",
                dialog=command.dialog,
                network=command.network,
                person=command.person,
                at=at,
                until=None,
                due=Due(at=at, about=command.about, name=HELD, facts=command.facts),
            )
        )

    def _release(self, unit: Unit, before: Person, person: Person, now: datetime) -> None:
        """What was held for hours that now begin sooner comes sooner."""
        was, at = self.planner.free(before, now), self.planner.free(person, now)
        for moment in unit.coming(person.id, was) if at < was else ():
            if moment.due.name == HELD and moment.at > at:
                unit.snooze(replace(moment, at=at))

    def tell(self, unit: Unit, person: Person, run: Run, now: datetime) -> None:
        """Put a run's card into its person's conversation.

        What would come up again by itself can be put off or declined from the beginning.
        """
        prompted = bool(_idle(self.teller.dialogs[run.dialog], run))
        card = self.teller.run_card(unit, person, run, now, prompted=prompted)
        key = self.teller.key_of(run)
        self.teller.to_person(unit, person, card, now, key=key, kind=run.dialog, anew=True)

    def _post(self, unit: Unit, scene: Scene, command: Post) -> None:
        dialog = self.teller.dialogs[command.dialog]
        network = unit.network(command.network) if command.network else scene.network
        facts = dict(command.facts)
        who = reader(scene.person, scene.now)
        if network:
            who = channel_reader(network, scene.now)
            there = replace(scene, network=network, person=channel_person(network))
            facts = {**standard_facts(there, command.about), **facts}
        card = self.teller.notice(dialog, who, facts, command.step)
        key = command.key or self.teller.new_id()
        self.teller.to_channel(
            unit, network, command.channel, card, scene.now, key, standing=command.standing
        )

    def announce(
        self,
        unit: Unit,
        network: Network,
        dialog: Dialog,
        about: str,
        more: Facts,
        now: datetime,
        *,
        until: datetime | None = None,
    ) -> bool:
        """Say a dialog without questions in the network's own channel. False: of no use now."""
        scene = self._channel(unit, network, now)
        facts = self.teller.facts(unit, scene, dialog, about, more)
        if facts is None or not network.channel:
            return False
        run = engine.start(
            dialog,
            id=self.teller.new_id(),
            person="",
            now=now,
            facts=facts,
            network=network.id,
            about=about,
        )
        card = self.teller.notice(dialog, channel_reader(network, now), facts)
        key = _key_of_post(dialog, network, about)
        key = key if dialog.named else f"{key}:{run.id}"
        self.teller.to_channel(unit, network, network.channel, card, now, key, until=until)
        self.apply(unit, scene, dialog.finish(run, scene))
        return True

    def _channel(self, unit: Unit, network: Network, now: datetime) -> Scene:
        people = unit.people(m.person for m in network.members)
        return Scene(now=now, person=channel_person(network), network=network, people=people)
