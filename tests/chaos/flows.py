"""What Kring does, one flow each: how one comes to the brink of it, and the step itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.content import Form
from bot.dialog import Does
from bot.network import Address
from bot.ports import (
    Commanded,
    Inbound,
    Installed,
    Pressed,
    Retry,
    Said,
    Submitted,
    Unreachable,
    What,
)
from tests.chaos.boundary import Desk
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage

SEVEN = ("ann", "bob", "cas", "dee", "eva", "fay", "gus")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """`begin` leaves the stage at the brink, and gives what `act` needs to know."""

    begin: Callable[[Stage], Any]
    act: Callable[[Stage, Any], None]


def _inbound(begin: Callable[[Stage], tuple[str, What]]) -> Flow:
    """One event, which the platform sends again when it was not acknowledged."""

    def act(here: Stage, told: tuple[str, What]) -> None:
        who, what = told
        inbound = Inbound(
            tenant=here.kring.settings.tenant,
            sender=Address(platform="web", id=f"dm:{who}"),
            event="the-event",
            what=what,
            name=who.capitalize(),
        )
        reply = here.look(lambda unit: here.kring.bot.receive(unit, inbound, here.now))
        assert not reply.errors
        assert not reply.gone

    return Flow(begin=begin, act=act)


def _install(here: Stage) -> tuple[str, What]:
    return "zoe", Installed()


def _start(here: Stage) -> tuple[str, What]:
    here.person("zoe")
    return "zoe", Said("new")


def _writing(here: Stage) -> Actor:
    zoe = here.person("zoe")
    zoe.says("new")
    zoe.sends()
    return zoe


def _answer(here: Stage) -> tuple[str, What]:
    form = _writing(here).form
    filled = {"title": "Planning", "goal": "Each of us plans a week that holds.", "signs": "Calm"}
    return "zoe", Submitted(form.token, {i.key: i.value for i in form.inputs} | filled)


def _press(here: Stage) -> tuple[str, What]:
    run = _writing(here).form.token.split(":")[0]
    return "zoe", Pressed(f"later:{run}:tomorrow")


def _command(here: Stage) -> tuple[str, What]:
    here.person("zoe")
    return "zoe", Commanded("help")


def _asked(here: Stage) -> dict[str, Actor]:
    """The session is nearly over, and the channel asks what it was worth."""
    people = cast(here, *SEVEN)
    here.keep(network(*SEVEN))
    here.until(KICKOFF + timedelta(minutes=113))
    return people


def _evaluates(actor: Actor) -> Form:
    actor.token("start:evaluation:n1:s1")
    forms = [card.form for card in actor.cards if card.form]
    return next(form for form in forms if any(i.key == "roti" for i in form.inputs))


def _evaluate(here: Stage) -> tuple[str, What]:
    """An answer that goes to the ballot box, apart from who gave it."""
    form = _evaluates(_asked(here)["ann"])
    filled = {i.key: i.value for i in form.inputs} | {"roti": "4"}
    return "ann", Submitted(form.token, filled)


def _move(here: Stage) -> tuple[str, What]:
    """A session is moved: all that hangs on it is planned anew, and everybody hears of it."""
    people = cast(here, "zoe", "bart")
    here.keep(network("zoe", "bart"))
    people["ines"].says("move")
    people["ines"].sends(which="s1", what="move")
    return "ines", Submitted(people["ines"].form.token, {"moment": "2027-03-04T10:00"})


def _due(dialog: str, does: Does) -> Flow:
    """Whatever is due when a moment of this kind is."""

    def begin(here: Stage) -> None:
        if does is Does.CLOSE:
            for actor in _asked(here).values():
                if actor.id != "ines":
                    actor.submits(_evaluates(actor).token, {"roti": "4", "plus": "The pairs"})
        else:
            cast(here, *SEVEN)
            here.keep(network(*SEVEN))
        moments = here.look(lambda unit: unit.moments("n1"))
        at = next(m.at for m in moments if m.dialog == dialog and m.due.does is does)
        here.until(at - timedelta(seconds=1))
        here.clock[0] = at

    return Flow(begin=begin, act=lambda here, _: _run(here, here.kring.beat.say()))


def _sending(refuses: Exception | None = None) -> Flow:
    """A message is in the outbox; a refusal passes after a minute, or never."""

    def begin(here: Stage) -> None:
        zoe = here.person("zoe")
        _inbound(_start).act(here, (zoe.id, Said("new")))
        assert isinstance(here.sheet, Desk)
        here.sheet.refuses = refuses

    def act(here: Stage, _: object) -> None:
        _run(here, here.kring.beat.delivery.drain())

    return Flow(begin=begin, act=act)


def _run(here: Stage, what: Any) -> None:
    here.runner.run(what)


FLOWS: Mapping[str, Flow] = {
    "install": _inbound(_install),
    "start": _inbound(_start),
    "answer": _inbound(_answer),
    "press": _inbound(_press),
    "command": _inbound(_command),
    "evaluate": _inbound(_evaluate),
    "move": _inbound(_move),
    "tick-start": _due("rsvp", Does.START),
    "tick-remind": _due("rsvp", Does.REMIND),
    "tick-close": _due("evaluation", Does.CLOSE),
    "tick-post": _due("eval_open", Does.START),
    "sent": _sending(),
    "retry": _sending(Retry(1)),
    "dead": _sending(Unreachable("gone")),
}
