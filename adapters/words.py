"""The words that a surface needs around a card: a short text for a key, in a reader’s language."""

from collections.abc import Iterable
from typing import Protocol

from bot.speech import LANGUAGES


class Say(Protocol):
    """A text in one language."""

    def __call__(self, key: str, /, **facts: str | int) -> str: ...


class Words(Protocol):
    """All texts of a surface in all languages: the blocks of its template, such as `slack`."""

    def __call__(self, key: str, language: str, /, **facts: str | int) -> str: ...


def in_(words: Words, language: str) -> Say:
    """The words of one language; English for a language that has none."""
    known = language if language in LANGUAGES else "en"
    return lambda key, /, **facts: words(key, known, **facts)


def spoken(locale: str) -> str:
    """The language of ours that a client asks for: `fr-BE` gets `fr`, and `de-DE` English."""
    language = locale[:2].lower()
    return language if language in LANGUAGES else "en"


def preferred(accept: str) -> str:
    """The language of ours that a browser likes best, by its `Accept-Language`."""
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
