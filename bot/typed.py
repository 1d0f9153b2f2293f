"""What a person types, read as a form would have sent it: numbers, labels, their own dates."""

import re
import unicodedata
from datetime import date, datetime

from babel.dates import get_month_names

from bot.content import Input, Raw
from bot.formats import locale

_SKIP = frozenset({"-", "skip", "pass", "passer", "passe", "overslaan"})
_KEEP = frozenset({"ok", "okay", "oké", "d'accord", "goed"})


def plain(text: str) -> str:
    """For comparing: no case, no accents, no marks around."""
    bare = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).strip(" .!?,;:'\"“”«»")


def typed(question: Input, text: str, language: str, today: date) -> Raw:
    """The canonical value, or the text as it is, for the field to refuse with its own sentence."""
    said = text.strip()
    if plain(said) in {plain(w) for w in _KEEP} and question.value:
        return question.value
    if not question.required and (said.casefold() in _SKIP):
        return ""
    match question.kind:
        case "one" | "yesno" | "scale":
            return _choice(question, said)
        case "many":
            return tuple(
                _choice(question, part) for part in re.split(r"[,;\n]", said) if part.strip()
            )
        case "date":
            return _day(said, language, today)
        case "moment":
            return _moment(said, language, today)
        case "people":
            return tuple(part.strip() for part in re.split(r"[,;\n]", said) if part.strip())
        case _:
            return said


def _choice(question: Input, text: str) -> str:
    """By key, by label, by the beginning of one label only, or by its number in the list."""
    wanted = plain(text)
    for choice in question.choices:
        if wanted in (plain(choice.key), plain(choice.label)):
            return choice.key
    if question.kind != "scale" and wanted.isdigit() and 0 < int(wanted) <= len(question.choices):
        return question.choices[int(wanted) - 1].key
    begun = [c.key for c in question.choices if wanted and plain(c.label).startswith(wanted)]
    return begun[0] if len(begun) == 1 else text.strip()


def _months(language: str) -> dict[str, int]:
    tongue = locale(language)
    return {
        plain(name): n
        for width in ("wide", "abbreviated")
        for n, name in get_month_names(width, locale=tongue).items()
    }


def _day(text: str, language: str, today: date) -> str:
    """`2027-01-31`, `31/1/2027`, `31/1`, `31 January`, `31 janvier 2027`; else the text."""
    bare = plain(text)
    if found := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", bare):
        year, month, day = map(int, found.groups())
    elif found := re.search(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\b", bare):
        day, month = int(found[1]), int(found[2])
        year = int(found[3] or 0)
    elif found := re.search(
        r"\b(\d{1,2})(?:er|e|th|st|nd|rd)?\.? (?:de )?([^\W\d]+)\.?(?: (\d{4}))?", bare
    ):
        month = _months(language).get(found[2], 0)
        day, year = int(found[1]), int(found[3] or 0)
    else:
        return text
    return _next(year, month, day, today) or text


def _next(year: int, month: int, day: int, today: date) -> str | None:
    """The day; without a year the next one that comes. None when there is no such day."""
    try:
        if year:
            return date(year, month, day).isoformat()
        this = date(today.year, month, day)
        return (this if this >= today else date(today.year + 1, month, day)).isoformat()
    except ValueError:
        return None


_CLOCK = re.compile(r"\b([01]?\d|2[0-3])\s?(?:[:hu.])\s?([0-5]\d)?\b")


def _moment(text: str, language: str, today: date) -> str:
    """A day and a time: `12 January 14:00`, `12/1 à 14h`, `12 januari om 14u30`; else the text."""
    try:
        return datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        pass
    day = _day(text, language, today)
    rest = re.sub(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}([/.-]\d{4})?", " ", text.casefold())
    clock = _CLOCK.search(rest)
    if day == text or clock is None:
        return text
    return f"{day}T{int(clock[1]):02}:{clock[2] or '00'}"
