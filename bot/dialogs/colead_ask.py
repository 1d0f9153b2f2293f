"""Will you facilitate with us? A yes holds at once; a no needs no reason."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, Facts, Pick, Sees
from bot.labels import listed
from bot.memory import Memory
from bot.network import Command, Keep, Post, Scene, Start
from bot.seats import LEADS, bosses, facilitate, goes_on, levels, moved_up, promote
from bot.views.seated import NETWORK

OK = Pick("ok", options=("yes", "no"), sees=Sees.ASKER)


def _after(answers: Answers, facts: Facts) -> str:
    return "leading" if answers[OK] == "yes" else "declined"


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """Only of those whom somebody asked: a button alone makes nobody a facilitator.

    And only while there is room, and nobody takes part whom they lead: somebody may have joined.
    """
    network = scene.network
    if "asker" not in facts or network is None or scene.facilitates or not goes_on(network):
        return None
    if len(network.facilitators) >= LEADS or scene.person.id in bosses(network, scene.people):
        return None
    coming = [s for s in network.coming if s.starts > scene.now]
    return {**facts, "inside": scene.belongs, "sessions": listed(coming)}


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    before, me, asker = scene.here, scene.person, run.facts["asker"]
    yes = run.answers[OK] == "yes"
    if yes:
        network, moved = promote(facilitate(before, me.id, scene.now), scene.now)
        others = [scene.name(m.person) for m in network.facilitators if m.person != me.id]
        yield Keep(network)
        yield Post(
            dialog="colead_news",
            step="channel",
            channel=network.channel,
            network=network.id,
            facts={"who": me.name, "others": others},
            key=f"colead-{run.id}",
        )
        yield from moved_up(network, scene.people, moved)
        yield from levels(before, network, {**scene.people, me.id: me})
    news: Facts = {"who": me.name, "yes": yes}
    yield Start(dialog="colead_news", person=asker, network=before.id, about=me.id, facts=news)


_FACTS: Facts = {
    "name": "Karel",
    "zone": "Europe/Brussels",
    "network": NETWORK,
    "asker": "ines",
    "asker_name": "Inès Lambert",
    "inside": True,
    "sessions": [
        {"number": 2, "starts": "2027-03-30T12:00:00+00:00", "kind": "regular"},
        {"number": 3, "starts": "2027-05-11T12:00:00+00:00", "kind": "closing"},
    ],
}

DIALOG = Dialog(
    key="colead_ask",
    steps=(Step("ask", (OK,), then=_after), Step("leading"), Step("declined")),
    gather=_gather,
    finish=_finish,
    idle=lambda run: () if run.answers.stored() else (3,),
    lasts=timedelta(weeks=2),
    once=True,
    capped=False,
    changeable=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "asker_name": "<@U1> _Inès_",
            "inside": False,
            "sessions": [],
        },
    ),
)
