"""A learning leaves the circle only after its author saw exactly how it will stand."""

import re
from collections.abc import Iterable, Iterator

from bot.dialog import Dialog, Does, Due, Go, Order, Run, Step, WorkingDays
from bot.fields import Answers, Facts, Pick, Picks, Place, Sees, Text
from bot.memory import Memory
from bot.network import Command, Member, Network, Post, Publish, Role, Scene, Share

KINDS = ("insight", "tip", "tool", "question", "contact", "failed", "story")

KIND = Pick("kind", options=KINDS, sees=Sees.CHANNEL)
TEXT = Text(
    "text", multiline=True, most=600, sees=Sees.CHANNEL, default=lambda facts: facts["draft"]
)
WHOSE = Pick("whose", options=("mine", "allowed", "unsure"))
PLACE = Place("place")
SIGNED = Pick("signed", options=("name", "member"), sees=Sees.CHANNEL)
AGENDA = Text("agenda", most=120, required=False, sees=Sees.CHANNEL)
CONFIRM = Pick("confirm", options=("publish", "keep"))


def _audience(facts: Facts) -> Picks:
    return Picks("audience", options=tuple(facts["audiences"]), default=("keep",))


def named(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in the text as words of their own, whatever their case."""
    return [
        n for n in names if n and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text, re.IGNORECASE)
    ]


def _after_draft(answers: Answers, facts: Facts) -> str | None:
    """Somebody else's story goes nowhere in doubt, and in a strict group not without its yes."""
    if answers[WHOSE] == "unsure":
        return "unsure"
    if answers[WHOSE] == "allowed" and facts["network"]["confidentiality"] == "strict":
        return "strict"
    return "reach"


def _chosen(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """Where it is to go; to keep it counts only when nothing else is chosen."""
    return tuple(key for key in answers.of(_audience(facts)) or () if key != "keep")


def _after_audience(answers: Answers, facts: Facts) -> str:
    chosen = _chosen(answers, facts)
    if not chosen:
        return "kept"
    if chosen == ("record",):
        return "noted"
    return "where" if "channel" in chosen else "signing"


def _preview(answers: Answers, facts: Facts) -> Facts:
    found = named(answers[TEXT], facts["names"])
    return {
        "places": list(_chosen(answers, facts)),
        "named": [n for n in found if not any(n != m and n in m for m in found)],
    }


def _after_preview(answers: Answers, facts: Facts) -> str:
    return "published" if answers[CONFIRM] == "publish" else "kept"


def _standing(answers: Answers, facts: Facts) -> Facts:
    """Where it stands for others once it is published."""
    return {"places": [key for key in _chosen(answers, facts) if key != "record"]}


def _back(facts: Facts) -> tuple[Go, ...]:
    """The one tap that takes it back: a share has the id of its run."""
    return (Go("withdraw", f"start:withdraw:{facts['network']['id']}:{{run}}", look="quiet"),)


def _again(facts: Facts) -> tuple[Go, ...]:
    about = facts["session"]["id"] if "session" in facts else ""
    return (Go("again", f"start:share:{facts['network']['id']}:{about}"),)


def _due(network: Network, member: Member) -> Iterator[Due]:
    if member.role is not Role.PARTICIPANT:
        return
    for session in network.alive:
        until = WorkingDays(session.ends, 8)
        yield Due(about=session.id, at=WorkingDays(session.ends, 1), until=until)
        remind = WorkingDays(session.ends, 5)
        yield Due(about=session.id, at=remind, until=until, does=Does.REMIND)


def _draft(memory: Memory, about: str) -> str:
    """What was kept of this matter and not published yet, else the takeaway of the meeting."""
    kept = memory.mine("share", about).get("text") or ""
    if kept and all(share.text != kept for share in memory.shares()):
        return str(kept)
    takeaway = memory.mine("evaluation", about or None).get("takeaway") or ""
    return "" if any(share.text == takeaway for share in memory.shares()) else str(takeaway)


def _audiences(scene: Scene) -> list[str]:
    offered = {
        "keep": True,
        "network": bool(scene.here.channel),
        "team": bool(scene.person.team),
        "channel": True,
        "manager": bool(scene.person.manager),
        "record": True,
    }
    return [key for key, there in offered.items() if there]


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    about = facts["session"]["id"] if "session" in facts else ""
    if about and not memory.came(about):
        return None
    others = [scene.name(m.person) for m in scene.here.members if m.person != scene.person.id]
    first = [name.split()[0] for name in others if len(name.split()) > 1]
    return {
        **facts,
        "signature": scene.person.name,
        "draft": facts.get("quoted") or _draft(memory, about),
        "audiences": _audiences(scene),
        "names": sorted({name for name in (*others, *first) if len(name) > 1}),
    }


def _addresses(run: Run, scene: Scene) -> Iterator[str]:
    for key in _chosen(run.answers, run.facts):
        match key:
            case "network":
                yield scene.here.channel
            case "team":
                yield scene.person.team
            case "channel":
                yield run.answers[PLACE]
            case _:
                yield key


def _share(run: Run, scene: Scene) -> Share:
    return Share(
        id=run.id,
        network=run.network,
        author=run.person,
        kind=run.answers[KIND],
        text=run.answers[TEXT],
        signed=run.answers.of(SIGNED) == "name",
        audiences=tuple(dict.fromkeys(_addresses(run, scene))),
        agenda=run.answers.of(AGENDA) or "",
        published=scene.now,
    )


def key(share: str, channel: str) -> str:
    """The identity of a learning in a channel: withdrawing it replaces the post of this key."""
    return f"share:{share}:{channel}"


def channels(share: Share) -> tuple[str, ...]:
    """The channels in which a share stands."""
    return tuple(to for to in share.audiences if to not in ("manager", "record"))


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    if not run.answers.has(_audience(run.facts)) or not _chosen(run.answers, run.facts):
        return
    only_mine = _chosen(run.answers, run.facts) == ("record",)
    if not only_mine and run.answers.of(CONFIRM) != "publish":
        return
    share = _share(run, scene)
    yield Publish(share)
    facts = {
        "kind": share.kind,
        "text": share.text,
        "author": scene.person.name if share.signed else "",
        "agenda": share.agenda,
    }
    for channel in channels(share):
        yield Post(
            dialog="learning",
            channel=channel,
            network=run.network,
            about=share.id,
            facts=facts,
            key=key(share.id, channel),
        )


_EXAMPLE = {
    "name": "Zoé",
    "signature": "Zoé Martin",
    "network": {
        "id": "n1",
        "title": "Sites without accidents",
        "goal": "…",
        "confidentiality": "no_names",
    },
    "session": {"id": "s2", "number": 2, "of": 6},
    "draft": "A toolbox talk of five minutes beats a poster.\nBart Peeters showed me how.",
    "audiences": ["keep", "network", "team", "channel", "manager", "record"],
    "names": ["Bart", "Bart Peeters", "Amélie"],
    "answers": {
        "kind": "tip",
        "text": "A toolbox talk of five minutes beats a poster.\nBart Peeters showed me how.",
        "whose": "mine",
        "audience": ["network", "team", "manager"],
        "signed": "name",
        "agenda": "Five minutes on toolbox talks?",
    },
}
_HOSTILE = {
    "name": "_Bart_",
    "signature": "_Bart_ <@U1>",
    "network": {
        "id": "n2",
        "title": "<!channel> & **co**",
        "goal": "{{ 7*7 }}",
        "confidentiality": "strict",
    },
    "draft": "",
    "audiences": ["keep", "channel", "record"],
    "names": ["An"],
    "answers": {
        "kind": "failed",
        "text": "<!here> {{ 7*7 }} [x](javascript:1)\n## an attempt",
        "whose": "mine",
        "audience": ["channel", "record"],
        "place": "channel:x",
        "signed": "member",
        "agenda": None,
    },
}

DIALOG = Dialog(
    key="share",
    words=("share", "partager", "deel"),
    audience=Role.MEMBER,
    steps=(
        Step("draft", (KIND, TEXT, WHOSE), then=_after_draft),
        Step("reach", lambda facts: (_audience(facts),), then=_after_audience),
        Step("where", (PLACE,)),
        Step("signing", (SIGNED, AGENDA)),
        Step("preview", (CONFIRM,), then=_after_preview, tells=_preview),
        Step("published", buttons=_back, tells=_standing),
        Step("noted"),
        Step("unsure", buttons=_again),
        Step("strict", buttons=_again),
        Step("kept", buttons=_again),
    ),
    due=_due,
    gather=_gather,
    finish=_finish,
    order=Order.SHARING,
    changeable=False,
    again=True,
    examples=(_EXAMPLE, _HOSTILE),
)
