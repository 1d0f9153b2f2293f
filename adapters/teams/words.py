"""The few words that Teams' own surfaces need around a card, in the card's language."""

from typing import Protocol

LANGUAGES = ("en", "fr", "nl")


class Say(Protocol):
    """A text in one language."""

    def __call__(self, key: str, /, **facts: str | int) -> str: ...


class Words(Protocol):
    """All texts in all languages: the blocks of the template `teams`."""

    def __call__(self, key: str, language: str, /, **facts: str | int) -> str: ...


def spoken(locale: str) -> str:
    """The language of ours that a client asks for: `fr-BE` gets `fr`, and `de-DE` English."""
    language = locale[:2].lower()
    return language if language in LANGUAGES else "en"


def in_(words: Words, language: str) -> Say:
    """The words of one language; English for a language that has none."""
    known = language if language in LANGUAGES else "en"
    return lambda key, /, **facts: words(key, known, **facts)
