"""Somebody is asked to facilitate too: two carry it more lightly, and one of them may then go."""

from collections.abc import Iterator, Mapping

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, AnyField, Facts, Invalid, People, Sees
from bot.memory import Memory
from bot.network import Command, Role, Scene, Start
from bot.seats import LEADS, bosses, goes_on
from bot.views.seated import NETWORK


def _whom(facts: Facts) -> tuple[AnyField, ...]:
    return (People("whom", sees=Sees.FACILITATOR, most=facts["free"]),)


def _check(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    """Not whoever does already; and nobody reads with names what those they lead have shown."""
    (whom,) = _whom(facts)
    chosen = answers[whom]
    if leads := [lead["name"] for lead in facts["leads"] if lead["id"] in chosen]:
        return {"whom": Invalid("leads_already", who=leads[0])}
    if not set(facts["bosses"]).isdisjoint(chosen):
        return {"whom": Invalid("leads_somebody")}
    return {}


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    network = scene.here
    free = LEADS - len(network.facilitators)
    if not goes_on(network) or free < 1:
        return None
    return {
        **facts,
        "free": free,
        "leads": [{"id": m.person, "name": scene.name(m.person)} for m in network.facilitators],
        "bosses": sorted(bosses(network, scene.people)),
    }


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    (whom,) = _whom(run.facts)
    asks: Facts = {"asker": scene.person.id, "asker_name": scene.person.name}
    for person in run.answers[whom]:
        yield Start(dialog="colead_ask", person=person, network=run.network, facts=asks)


_FACTS: Facts = {
    "name": "Inès",
    "network": NETWORK,
    "free": 2,
    "leads": [{"id": "ines", "name": "Inès Lambert"}],
    "bosses": ["marc"],
}

DIALOG = Dialog(
    key="colead",
    audience=Role.FACILITATOR,
    words=("facilitator", "animation", "begeleiding"),
    steps=(Step("ask", _whom, check=_check), Step("asked")),
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    again=True,
    examples=(
        {**_FACTS, "answers": {"whom": ["karel"]}},
        {
            **_FACTS,
            "name": "_Bart_",
            "network": {**NETWORK, "title": "<!channel> & **co**"},
            "free": 1,
            "leads": [{"id": "ines", "name": "_Inès_"}, {"id": "bart", "name": "<!here> *B*"}],
            "answers": {"whom": ["karel"]},
        },
    ),
)
