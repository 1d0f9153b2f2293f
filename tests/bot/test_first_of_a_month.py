"""The first of a month is `1er` in French, and in no other language nor on any other day.

Before, who read French was asked for “mardi 1 décembre”.
"""

from datetime import UTC, datetime

import pytest

from adapters.web import times
from bot import labels
from bot.formats import on_date, when
from bot.network import Person

FIRST = datetime(2026, 12, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("mardi 1er décembre à 14:00", "1er décembre 2026", "mardi 1er décembre, 14:00")),
        ("nl", ("dinsdag 1 december om 14:00", "1 december 2026", "dinsdag 1 december, 14:00")),
        ("en", ("Tuesday 1 December at 14:00", "1 December 2026", "Tuesday 1 December, 14:00")),
    ],
)
def test_in_a_sentence_and_in_a_list(language: str, said: tuple[str, str, str]) -> None:
    known = {"_language": language, "zone": "Europe/Brussels", "today": "2026-11-26"}
    reader = Person(id="zoe", name="Zoé", language=language, zone="Europe/Brussels")
    assert (when(known, FIRST), on_date(known, FIRST), labels.when(FIRST, reader)) == said


def test_on_the_page_and_on_the_next_day() -> None:
    reader = Person(id="zoe", name="Zoé", language="fr", zone="Europe/Brussels")
    assert times.day(FIRST, reader) == "mardi 1er décembre 2026"
    assert times.short(FIRST, reader) == "mar. 1er déc. 2026"
    assert times.day(FIRST.replace(day=2), reader) == "mercredi 2 décembre 2026"
    assert labels.weekly(FIRST.replace(day=21), reader, "") == "lundi 14:00 · 21 décembre"


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "1er avril 2027"), ("nl", "1 april 2027"), ("en", "1 April 2027")],
)
def test_a_sentence_has_the_whole_name_of_the_month(language: str, said: str) -> None:
    """Before, in Dutch without its point: “tot 1 apr 2027”."""
    known = {"_language": language, "zone": "Europe/Brussels"}
    assert on_date(known, "2027-04-01") == said
