"""What the group wants to talk over before it becomes a rule; and what came of that talk."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.dialog import Dialog, Run, Step
from bot.dialogs.charter import CLAUSES, LEVELS, adopted, proposed
from bot.feedback import NOTHING
from bot.fields import AnyField, Facts, Pick, Picks, Sees, Text
from bot.memory import Memory
from bot.network import Command, Keep, Role, Scene

LEVEL = Pick(
    "level",
    options=LEVELS,
    sees=Sees.NETWORK,
    default=lambda facts: str(facts["network"]["confidentiality"]),
)
OWN = Text("own", most=200, required=False, sees=Sees.NETWORK)


def _settled(facts: Facts) -> Picks:
    options = tuple(clause for clause in facts["talk"] if clause != "confidentiality")
    return Picks("settled", options=options, required=False, sees=Sees.NETWORK)


def _asks(facts: Facts) -> tuple[AnyField, ...]:
    picks = (_settled(facts),) if set(facts["talk"]) - {"confidentiality"} else ()
    return (*((LEVEL,) if "confidentiality" in facts["talk"] else ()), *picks, OWN)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """By command: whatever of the proposal is not a rule yet can become one."""
    network = scene.here
    if "talk" not in facts:
        if not network.charter:
            return None
        open_ = [c for c in ("confidentiality", *proposed(network)) if c not in network.charter]
        facts = {**facts, "talk": open_, "shown": NOTHING}
    return {"before": network.confidentiality, **facts}


def _finish(run: Run, scene: Scene) -> Iterable[Command]:
    network, answers = scene.here, run.answers
    level = answers.of(LEVEL)
    settled = answers.of(_settled(run.facts)) or ()
    own = answers.of(OWN)
    rules = {*network.charter, *settled, *(("confidentiality",) if level else ())}
    known = tuple(c for c in ("confidentiality", *CLAUSES) if c in rules)
    words = tuple(c for c in network.charter if c not in known)
    added = (own,) if own and own not in words else ()
    network = replace(
        network,
        charter=(*known, *words, *added),
        confidentiality=level or network.confidentiality,
    )
    yield Keep(network)
    if network.channel:
        talk = [clause for clause in run.facts["talk"] if clause not in network.charter]
        yield adopted(network, run.about, talk)


DIALOG = Dialog(
    key="charter_talk",
    words=("rules", "règles", "regels"),
    audience=Role.FACILITATOR,
    steps=(Step("talk", _asks), Step("thanks")),
    meant=lambda network, now: network.kickoff.id if network.kickoff else "",
    gather=_gather,
    finish=_finish,
    lasts=timedelta(days=120),
    capped=False,
    again=True,
    examples=(
        {
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "confidentiality": "strict",
                "zone": "Europe/Brussels",
            },
            "talk": ["confidentiality", "airtime", "no_recording", "guests"],
            "before": "no_names",
            "shown": {
                **NOTHING,
                "enough": True,
                "texts": {
                    "new_clause": ["We start on time, even when two are missing"],
                    "discuss_why": ["<!channel> how _strict_ is strict?", "Notes help me"],
                },
            },
        },
        {
            "network": {
                "id": "n2",
                "title": "<!channel> & **co**",
                "confidentiality": "open",
                "zone": "Europe/Lisbon",
            },
            "talk": ["equal"],
            "before": "open",
            "shown": NOTHING,
        },
    ),
)
