"""The page's own words: one short text for a key, in the reader's language."""

from collections.abc import Iterable
from typing import Protocol

LANGUAGES = ("en", "fr", "nl")


class Say(Protocol):
    """A text in one language."""

    def __call__(self, key: str, /, **facts: str | int) -> str: ...


class Words(Protocol):
    """All texts in all languages."""

    def __call__(self, key: str, language: str, /, **facts: str | int) -> str: ...


def in_(words: Words, language: str) -> Say:
    """The words of one language; English for a language that the page does not speak."""
    known = language if language in LANGUAGES else "en"
    return lambda key, /, **facts: words(key, known, **facts)


def preferred(accept: str) -> str:
    """The language that a browser likes best, of those that the page speaks."""
    return next((tag for tag in _ranked(accept) if tag in LANGUAGES), "en")


def _ranked(accept: str) -> Iterable[str]:
    ranked = []
    for part in accept[:500].split(","):
        tag, _, q = part.replace(" ", "").partition(";q=")
        try:
            weight = float(q or 1)
        except ValueError:
            weight = 0.0
        ranked.append((-weight, tag[:2].lower()))
    return [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]
