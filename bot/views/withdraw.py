"""One tap takes a publication back: where it stood, a neutral line stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.dialog import Dialog, Run, Step
from bot.dialogs.share import channels, key
from bot.fields import Facts
from bot.memory import Memory
from bot.network import Command, Post, Publish, Scene, Share


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    """Only what is my own and still stands; what I keep in my record stays there."""
    found = next((s for s in memory.shares() if s.id == facts["about"]), None)
    if found is None or found.withdrawn:
        return None
    kept = "record" in found.audiences
    share = {
        "id": found.id,
        "kind": found.kind,
        "text": found.text if kept else "",
        "signed": found.signed,
        "audiences": list(found.audiences),
        "published": found.published.isoformat() if found.published else "",
    }
    return {**facts, "share": share, "kept": kept}


def _share(run: Run) -> Share:
    known = run.facts["share"]
    return Share(
        id=known["id"],
        network=run.network,
        author=run.person,
        kind=known["kind"],
        text=known["text"],
        signed=known["signed"],
        audiences=tuple(known["audiences"]),
        published=datetime.fromisoformat(known["published"]) if known["published"] else None,
    )


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    share = _share(run)
    own = run.facts["kept"]
    if own:
        yield Publish(replace(share, audiences=("record",)))
    else:
        yield Publish(replace(share, withdrawn=True))
    for channel in channels(share):
        yield Post(
            dialog="withdrawn",
            channel=channel,
            network=run.network,
            about=share.id,
            key=key(share.id, channel),
            standing=True,  # where it could not be posted, nothing was taken back
        )


_SHARE = {
    "id": "r1",
    "kind": "tip",
    "text": "",
    "signed": True,
    "audiences": ["channel:n1", "manager"],
    "published": "2027-01-12T09:00:00+00:00",
}

DIALOG = Dialog(
    key="withdraw",
    steps=(Step("show"),),
    gather=_gather,
    finish=_finish,
    capped=False,
    changeable=False,
    examples=(
        {"name": "Zoé", "about": "r1", "share": _SHARE, "kept": False},
        {"name": "_Bart_", "about": "r1", "share": {**_SHARE, "text": "<!here>"}, "kept": True},
    ),
)
