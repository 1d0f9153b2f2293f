"""A participant asked their manager for time; the manager says what is possible."""

from collections.abc import Iterator, Sequence

from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, Facts, Pick, Sees, Text, YesNo
from bot.memory import Memory
from bot.network import Command, Member, Role, Scene, Session, Start, hours

OK = Pick("ok", options=("yes", "changes", "no"), sees=Sees.ASKER)
AS_TASK = YesNo("as_task", sees=Sees.ASKER, default="yes")
COVER = Text("cover", most=150, required=False, sees=Sees.ASKER)
NOTE = Text("note", most=150, required=False, multiline=True, sees=Sees.ASKER)
CHANGES = Text("changes", most=150, multiline=True, sees=Sees.ASKER)
INSTEAD = Text("instead", most=150, multiline=True, required=False, sees=Sees.ASKER)


def _after_ok(answers: Answers, facts: Facts) -> str:
    return {"yes": "how", "changes": "change"}.get(answers[OK], "otherwise")


def _to_thanks(answers: Answers, facts: Facts) -> str:
    return "thanks"


def half_hours(sessions: Sequence[Session]) -> float:
    """What these sessions take, in hours to the half."""
    return round(2 * hours(sessions)) / 2


def asker_of(scene: Scene, person: str) -> Member | None:
    """Somebody who takes part here and asked this very manager; a button alone proves nothing."""
    member = scene.network.member(person) if scene.network else None
    known = scene.people.get(person)
    if member is None or known is None or known.manager != scene.person.id:
        return None
    return member if member.active and member.asks_manager else None


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """Whose time it is about, and when; of no use once they have gone or the meetings are over."""
    asker = facts.get("asker") or facts["about"]
    if asker_of(scene, asker) is None:
        return None
    coming = [s for s in scene.here.coming if s.starts > scene.now]
    if not coming:
        return None
    given = {"asker": asker, "asker_name": facts.get("asker_name") or scene.name(asker)}
    return {
        **facts,
        **given,
        "dates": facts.get("dates") or [s.starts.isoformat() for s in coming],
        "hours": facts.get("hours") or half_hours(coming),
    }


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    said, asker = run.answers, asker_of(scene, run.facts["asker"])
    if asker is None:
        return
    words = [said.of(field) for field in (CHANGES, NOTE, INSTEAD)]
    yield Start(
        dialog="mgr_answer",
        person=asker.person,
        network=run.network,
        about=run.person,
        facts={
            "manager": scene.person.name,
            "answer": said[OK],
            "as_task": said.of(AS_TASK) is True,
            "cover": said.of(COVER) or "",
            "note": "\n".join(word for word in words if word),
        },
    )


_FACTS: Facts = {
    "name": "Marc",
    "about": "p1",
    "network": {
        "id": "n1",
        "title": "Sites without accidents",
        "goal": "After six meetings we spot a risk before it hurts somebody.",
        "zone": "Europe/Brussels",
    },
    "asker": "p1",
    "asker_name": "Zoé Martin",
    "dates": ["2027-01-12T13:00:00+00:00", "2027-02-23T13:00:00+00:00"],
    "hours": 12.0,
}

DIALOG = Dialog(
    key="mgr_time",
    audience=Role.MANAGER,
    steps=(
        Step("ask", (OK,), then=_after_ok),
        Step("change", (CHANGES,)),
        Step("how", (AS_TASK, COVER, NOTE), then=_to_thanks),
        Step("otherwise", (INSTEAD,)),
        Step("thanks"),
    ),
    gather=_gather,
    finish=_finish,
    capped=False,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_",
            "asker_name": "<@U1> _Zoé_",
            "network": {**_FACTS["network"], "title": "<!channel> & **co**"},
            "dates": ["2027-01-12T13:00:00+00:00"],
            "hours": 2.5,
        },
    ),
)
