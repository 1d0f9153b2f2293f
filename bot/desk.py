"""What every part of the bot has at hand: the dialogs, the words, and who carries things out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.commands import Commands
from bot.content import Button
from bot.dialog import Dialog, Run, Status
from bot.effects import Doer
from bot.network import Person
from bot.ports import NewId, Planner, Reply
from bot.speech import Speech
from bot.telling import Teller, reader

NAMELESS = "…"
"""The name of somebody whose name the platform has not told yet."""
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
