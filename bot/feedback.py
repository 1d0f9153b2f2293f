"""A frozen result as what a card shows: dots, words for how many, comments."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.fields import Facts, Json
from bot.memory import Result
from bot.network import Network, Session

MANY = (5, 35, 55, 85)
"""Per cent from which it is a few, about half, most, nearly all; below the first, hardly any."""

LATE = timedelta(days=8)
"""Past this no collection of three working days can be open, whatever the holidays."""


def many(percent: int) -> int:
    """How many that is, as one of five words: 0 hardly any … 4 nearly all."""
    return sum(percent >= limit for limit in MANY)


def _row(field: str, dots: Mapping[str, Json]) -> Facts:
    thirds = dots["thirds"]
    return {
        "field": field,
        "mean": dots["mean"],
        "low": many(thirds["low"]),
        "mid": many(thirds["mid"]),
        "high": many(thirds["high"]),
    }


def _share(field: str, result: Result) -> Facts:
    """How many chose each option; among few, only what was chosen most."""
    shares = result.shares.get(field, {})
    ordered = sorted(shares.items(), key=lambda option: (-option[1], option[0]))
    options = [{"key": key, "many": many(percent)} for key, percent in ordered if percent]
    return {"field": field, "options": options, "most": list(result.most.get(field, ()))}


def shown(
    result: Result,
    *,
    dots: Sequence[str] = (),
    shares: Sequence[str] = (),
    texts: Sequence[str] = (),
    members: bool = False,
) -> Facts:
    """What of these fields may be shown, to the facilitators or to all `members`."""
    enough = result.members_enough if members else result.enough
    known = {*result.dots, *result.shares, *result.most, *result.texts}
    may = known & set(result.members) if members else known
    may = may if enough else set()
    return {
        "enough": enough,
        "band": result.band.replace("-", "–") if enough else "",
        "pooled": enough and result.pooled,
        "rows": [_row(key, result.dots[key]) for key in dots if key in may and key in result.dots],
        "shares": [_share(key, result) for key in shares if key in may],
        "texts": {
            key: list(result.texts[key]) for key in texts if key in may and result.texts.get(key)
        },
    }


NOTHING: Facts = {
    "enough": False,
    "band": "",
    "pooled": False,
    "rows": [],
    "shares": [],
    "texts": {},
}


def evaluated(network: Network) -> tuple[Session, ...]:
    """The sessions with an evaluation of their own: all but the one of the half-way check."""
    return tuple(s for s in network.alive if s != network.midway)


def latest(network: Network, now: datetime) -> Session | None:
    """The session that people speak of now: the last one that has begun."""
    return next((s for s in reversed(network.alive) if s.starts <= now), None)


def open_for_answers(session: Session | None, now: datetime) -> bool:
    """Whether one can still say what this session was worth."""
    return session is not None and session.starts <= now <= session.ends + LATE


NO_CHANGE = frozenset(
    {"-", "none", "no", "nothing", "non", "aucun", "aucune", "rien", "néant", "geen", "niets"}
)


def adjustment(said: str | None) -> str:
    """What the facilitator will change; "" when they say that nothing will."""
    words = (said or "").strip()
    return "" if words.casefold().rstrip(".!") in NO_CHANGE else words
