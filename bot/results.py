"""From ballots to what may be shown: frozen once, from a threshold, too coarse to point."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot import fields as f
from bot.dialog import Dialog, Run, seen_by
from bot.disclosure import CAREFUL, may_show, outcome, tens
from bot.fields import AnyField, Json
from bot.memory import Result, Tally
from bot.ports import Ballot

LEAST = 5
"""Answers from which anything is shown; an organisation may raise it, never lower it."""


def band(n: int) -> str:
    """How many answered, as coarse as may be told."""
    return "11+" if n > 10 else "8-10" if n > 7 else "5-7"  # noqa: PLR2004 - the bands themselves


def _dots(asked: f.Scale, values: Sequence[int]) -> Json | None:
    if not may_show(values, asked.low, asked.high):
        return None
    mean, low, mid, high = outcome(values, asked.low, asked.high)
    return {"mean": mean, "thirds": {"low": low, "mid": mid, "high": high}}


def _counted(answers: Iterable[Json]) -> Counter[str]:
    return Counter(
        str(option)
        for answer in answers
        for option in (answer if isinstance(answer, list) else [answer])
    )


def unlinked(dialog: Dialog, runs: Iterable[Run]) -> dict[str, AnyField]:
    """The fields of these runs whose answers go to the ballot box."""
    return {
        asked.key: asked
        for run in runs
        for step in dialog.steps
        for asked in step.asks(run.facts)
        if seen_by(asked, run.answers) in f.UNLINKED
    }


def freeze(
    dialog: str,
    asked: Mapping[str, AnyField],
    ballots: Sequence[Ballot],
    *,
    answered: int,
    threshold: int,
    network: str,
    about: str,
    times: int = 1,
) -> Result:
    """The one result of these ballots. Below the threshold it says only that there are too few.

    `times` is how often one person may have answered: once, or once for each session that waited.
    """
    least, pooled = max(threshold, LEAST), times > 1
    if answered < least:
        return Result(network=network, dialog=dialog, about=about, enough=False, pooled=pooled)
    theirs = least + times
    dots: dict[str, Json] = {}
    shares: dict[str, dict[str, int]] = {}
    most: dict[str, tuple[str, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    members: list[str] = []
    for key in sorted({ballot.field for ballot in ballots}):
        values = [json.loads(b.value) for b in ballots if b.field == key]
        match asked.get(key):
            case f.Scale() as scale if len(values) >= least and (shown := _dots(scale, values)):
                dots[key] = shown
            case f.Pick() | f.Picks() | f.YesNo() if len(values) >= least:
                counted = _counted(values)
                top = max(counted.values(), default=0)
                most[key] = tuple(sorted(o for o, n in counted.items() if n == top))
                if len(values) > CAREFUL:
                    shares[key] = {o: tens(n, len(values)) for o, n in sorted(counted.items())}
            case f.Text():  # alphabetical: no order of arrival
                texts[key] = tuple(sorted({str(value) for value in values}))
            case _:
                continue
        if len(values) >= theirs or key in texts:
            members.append(key)
    return Result(
        network=network,
        dialog=dialog,
        about=about,
        enough=True,
        members_enough=answered >= theirs,
        band=band(answered),
        pooled=pooled,
        dots=dots,
        shares=shares,
        most=most,
        texts=texts,
        members=tuple(members) if answered >= theirs else (),
    )


def for_members(result: Result) -> Result:
    """The part that readers may see who perhaps answered themselves."""
    keep = set(result.members)
    return Result(
        network=result.network,
        dialog=result.dialog,
        about=result.about,
        enough=result.members_enough,
        members_enough=result.members_enough,
        band=result.band,
        pooled=result.pooled,
        dots={k: v for k, v in result.dots.items() if k in keep},
        shares={k: v for k, v in result.shares.items() if k in keep},
        most={k: v for k, v in result.most.items() if k in keep},
        texts={k: v for k, v in result.texts.items() if k in keep},
        members=result.members,
    )


def tally(runs: Iterable[Run]) -> Tally:
    """Exact counts, for decision rules alone."""
    counts: dict[str, Counter[str]] = {}
    answered = 0
    for run in runs:
        stored = run.answers.stored()
        answered += bool(stored)
        for key, value in stored.items():
            options = value if isinstance(value, list) else [value]
            counts.setdefault(key, Counter()).update(str(o) for o in options if o is not None)
    return Tally(answered=answered, counts=counts)
