"""What a small group's answers may show, decided by the attack itself.

A reader may know some answers already: their own, a colleague's. In a group of at most
`CAREFUL`, an outcome is shown only if for everybody who sees it and knows up to `KNOWN` answers at
least two values remain possible for every other answer. Whether it is shown depends on the outcome
alone, so that silence gives nothing away either.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, combinations_with_replacement
from typing import TypeAlias

CAREFUL = 8
"""People up to whom all possible answers are tried; among more, that all agree may be said."""
KNOWN = 2
"""Answers of others that a curious reader is assumed to know."""

Values: TypeAlias = tuple[int, ...]
Outcome: TypeAlias = tuple[float, int, int, int]


def third(value: int, low: int, high: int) -> int:
    """Where on the scale: 0 low, 1 middle, 2 high."""
    place = (value - low) / (high - low)
    return 0 if place < 0.4 else 2 if place > 0.6 else 1  # noqa: PLR2004 - thirds, roughly


def outcome(values: Sequence[int], low: int, high: int) -> Outcome:
    """The mean in half steps, and the thirds in tens of per cent."""
    thirds = Counter(third(value, low, high) for value in values)
    shares = [tens(thirds[n], len(values)) for n in range(3)]
    return (round(sum(values) / len(values) * 2) / 2, shares[0], shares[1], shares[2])


def tens(part: int, whole: int) -> int:
    """Per cent, rounded to tens."""
    return round(part / whole * 10) * 10


def may_show(values: Sequence[int], low: int, high: int) -> bool:
    """Whether the outcome of these answers can be told."""
    n = len(values)
    return n > CAREFUL or outcome(values, low, high) in _safe(n, low, high)


@cache
def _safe(n: int, low: int, high: int) -> frozenset[Outcome]:
    """The outcomes of `n` answers that give nobody away; none in which all fall together."""
    fitting: dict[Outcome, list[Values]] = defaultdict(list)
    for values in combinations_with_replacement(range(low, high + 1), n):
        fitting[outcome(values, low, high)].append(values)
    return frozenset(
        seen
        for seen, all_ in fitting.items()
        if 100 not in seen[1:] and _open(all_)  # noqa: PLR2004
    )


def _open(fitting: Iterable[Values]) -> bool:
    """Whether every answer stays open to a reader who knows up to `KNOWN` of them."""
    possible: dict[Values, set[int]] = defaultdict(set)
    for values in fitting:
        for k in range(KNOWN + 1):
            for told in set(combinations(values, k)):
                rest = Counter(values) - Counter(told)
                possible[told] |= set(rest)
    return all(len(values) > 1 for values in possible.values())
