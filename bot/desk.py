"""What every part of the bot has at hand: the dialogs, the words, and who carries things out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.collection import Collector
from bot.commands import Commands
from bot.content import Button, Card
from bot.dialog import Dialog, Run, Status
from bot.effects import Doer
from bot.fields import Facts
from bot.markup import parse
from bot.network import Person, Scene
from bot.ports import NewId, Planner, Reply, Unit
from bot.speech import Speech
from bot.telling import Teller, lapsed, reader, speaks_to, standard_facts

NAMELESS = "…"
"""The name of somebody whose name the platform has not told yet."""
LONGEST_NAME = 80
"""Characters of what a platform calls somebody."""
NEWCOMER = Person(id="", name="")


class Desk:
    """It keeps nothing between two events."""

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
        self.newcomer = newcomer
        self.dialogs = dialogs
        self.speech = speech
        self.planner = planner
        self.commands = Commands(dialogs)
        self.teller = Teller(dialogs=dialogs, speech=speech, new_id=new_id)
        self.collector = Collector(teller=self.teller, threshold=threshold)
        self.doer = Doer(teller=self.teller, planner=planner, threshold=threshold)

    def _note(self, name: str, person: Person, now: datetime, **facts: str) -> Reply:
        card = self.speech.note(name, reader(person, now), **facts)
        label = self.speech.shared("help", reader(person, now))
        button = Button(token="start:help::", label=label)  # noqa: S106 - a button's token
        return Reply(card=replace(card, buttons=(button,)))

    def _alive(self, run: Run, now: datetime) -> bool:
        changeable = self.dialogs[run.dialog].changeable if run.dialog in self.dialogs else False
        open_ = run.status is Status.OPEN or (run.status is Status.DONE and changeable)
        return open_ and run.expires > now

    def _gone(self, person: Person, now: datetime) -> Reply:
        return replace(self._note("gone", person, now), gone=True)

    def _not_now(self, dialog: Dialog, scene: Scene, about: str) -> Reply:
        who = reader(scene.person, scene.now)
        said = self.speech.block(dialog.key, "not_now", who, standard_facts(scene, about))
        if said is None:
            return self._note("not_now", scene.person, scene.now)
        title = self.speech.title(dialog, who, standard_facts(scene, about))
        return Reply(card=Card(title=title, blocks=parse(said), language=who.language))

    def _over(self, unit: Unit, person: Person, run: Run, now: datetime) -> Reply | None:
        """What to say instead of taking an answer that is of no use any more.

        Its person may have gone since it was asked; or somebody else may have done meanwhile what
        can be done only once.
        """
        dialog = self.dialogs[run.dialog]
        scene = self.teller.scene(unit, person, run.network, now)
        if run.network and not speaks_to(dialog, scene):
            said = self._note(f"only_{dialog.audience.value}", person, now)
        elif run.status is Status.OPEN and dialog.once and not self._of_use(unit, scene, run):
            said = self._not_now(dialog, scene, run.about)
        else:
            return None
        if run.status is Status.OPEN:
            unit.save(lapsed(run))
        return said

    def _of_use(self, unit: Unit, scene: Scene, run: Run) -> bool:
        """Whether what is asked could still be asked now."""
        return self._known(unit, scene, run) is not None

    def _known(self, unit: Unit, scene: Scene, run: Run) -> Facts | None:
        """The facts of a run as they are now, with what it was given at its start."""
        known = standard_facts(scene, run.about)
        given = {key: fact for key, fact in run.facts.items() if key not in known}
        return self.teller.facts(unit, scene, self.dialogs[run.dialog], run.about, given)
