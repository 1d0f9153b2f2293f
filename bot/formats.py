"""How a language writes days, hours, numbers and lists: the formats that templates use."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context

from bot.fields import Json

_LOCALES = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE"}
Known: TypeAlias = Context | dict[str, Json]  # what a format reads: language, zone, network


class Safe(str):
    """Markup that a template's own author wrote: not escaped again."""

    __slots__ = ()


def locale(language: str) -> Locale:
    return _locale(_LOCALES.get(language, "en_GB"))


@lru_cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def moment(value: Any) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _day(value: Any, zone: str) -> date:
    if isinstance(value, str) and len(value) == len("2027-01-31"):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return moment(value).astimezone(ZoneInfo(zone)).date()


@pass_context
def on_day(context: Known, value: Any) -> str:
    """`Tuesday 12 January`, with the year when it is not this reader's current one."""
    day, now = _day(value, context["zone"]), context.get("today", "")
    pattern = "EEEE d MMMM y" if now and not now.startswith(str(day.year)) else "EEEE d MMMM"
    return dated(day, pattern, context["_language"])


@lru_cache(maxsize=4096)  # many read of the same few days
def dated(day: date, pattern: str, language: str) -> str:
    """A day as the pattern has it; in French the first of a month is `1er`, which Babel leaves."""
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d ", "d'er' ")
    return str(format_date(day, pattern, locale=locale(language)))


@pass_context
def on_date(context: Known, value: Any) -> str:
    return dated(_day(value, context["zone"]), "d MMMM y", context["_language"])


@pass_context
def at_time(context: Known, value: Any) -> str:
    """`14:00` on the reader's clock; the zone is named where the network keeps another."""
    network = context.get("network")
    theirs = network.get("zone") if isinstance(network, Mapping) else None
    return on_clock(moment(value), context["zone"], str(theirs or ""), context["_language"])


@lru_cache(maxsize=4096)
def on_clock(at: datetime, zone: str, theirs: str, language: str) -> str:
    """`14:00` in this zone, which is named where a clock in `theirs` shows another time."""
    tongue, mine = locale(language), at.astimezone(ZoneInfo(zone))
    said = str(format_time(mine, "HH:mm", locale=tongue))
    if theirs and at.astimezone(ZoneInfo(theirs)).utcoffset() != mine.utcoffset():
        said += f" ({_city(zone, tongue)})"
    return said


def forget() -> None:
    """Clocks may go by other rules from now on."""
    on_clock.cache_clear()


def _city(zone: str, tongue: Locale) -> str:
    """The zone's city in the reader's language: `Lisbonne` for Europe/Lisbon."""
    known = tongue.time_zones.get(zone, {}).get("city")
    return str(known or zone.rsplit("/", maxsplit=1)[-1].replace("_", " "))


_AT = {"en": "{day} at {time}", "fr": "{day} à {time}", "nl": "{day} om {time}"}


@pass_context
def when(context: Known, value: Any) -> str:
    pattern = _AT.get(context["_language"], _AT["en"])
    return pattern.format(day=on_day(context, value), time=at_time(context, value))


@pass_context
def listing(context: Known, values: Iterable[Any]) -> str:
    return str(format_list([str(v) for v in values], locale=locale(context["_language"])))


@pass_context
def number(context: Known, value: Any) -> str:
    return str(format_decimal(value, locale=locale(context["_language"])))


@pass_context
def plural(context: Known, n: float, one: str, other: str) -> Safe:
    """The form that the language uses for `n`, with `{n}` put in."""
    form = one if locale(context["_language"]).plural_form(n) == "one" else other
    return Safe(form.replace("{n}", str(n)))


FILTERS = {
    "day": on_day,
    "date": on_date,
    "time": at_time,
    "when": when,
    "listing": listing,
    "number": number,
}
