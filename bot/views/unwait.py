"""Somebody on the waiting list no longer waits."""

from collections.abc import Iterator

from bot.dialog import Dialog, Run, Step
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Command, Keep, Scene, Seat
from bot.seats import leave


def _waits(scene: Scene) -> bool:
    me = scene.network.member(scene.person.id) if scene.network else None
    return me is not None and me.seat is Seat.WAITING


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    return facts if _waits(scene) else None


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    if _waits(scene):
        yield Keep(leave(scene.here, run.person))


DIALOG = Dialog(
    key="unwait",
    steps=(Step("show"),),
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    examples=({"network": {"id": "n1", "title": "<!channel> & **co**"}},),
)
