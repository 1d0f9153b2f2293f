"""Chance that repeats: the same seed and the same matter always draw the same lot."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import count
from typing import TypeVar

T = TypeVar("T")


def lot(seed: int, *about: object) -> float:
    """A number from 0 up to, not including, 1."""
    words = "\x1f".join(map(str, (seed, *about))).encode()
    return int.from_bytes(blake2b(words, digest_size=6).digest()) / 2**48


def ids(seed: int) -> Callable[[], str]:
    """Ids that come in the same order in each life of the same seed."""
    drawn = count()
    return lambda: blake2b(f"{seed}/{next(drawn)}".encode(), digest_size=8).hexdigest()


def one_of(options: Sequence[T], seed: int, *about: object) -> T:
    return options[int(lot(seed, *about) * len(options))]


def weighed(options: Sequence[T], weights: Sequence[float], seed: int, *about: object) -> T:
    """One of the options, the heavier the more often. There is at least one."""
    left = lot(seed, *about) * sum(weights)
    for option, weight in zip(options, weights, strict=True):
        left -= weight
        if left < 0:
            return option
    return options[-1]


def some_of(
    options: Sequence[T], least: int, most: int, seed: int, *about: object
) -> tuple[T, ...]:
    """From `least` to `most` of the options, in their own order."""
    most = min(most, len(options))
    number = least + int(lot(seed, *about, "number") * (most - least + 1)) if most > least else most
    drawn = sorted(range(len(options)), key=lambda n: lot(seed, *about, n))[:number]
    return tuple(options[n] for n in sorted(drawn))
