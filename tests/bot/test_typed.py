"""People type as they speak; a form would have sent the same."""

from datetime import date

import pytest

from bot.content import Choice, Input, Kind, Raw
from bot.typed import typed

TODAY = date(2027, 1, 11)
YES_NO = (Choice("yes", "Oui"), Choice("no", "Non"))
MODES = (Choice("onsite", "Sur place"), Choice("online", "En ligne"), Choice("hybrid", "Mixte"))


def ask(
    kind: Kind, choices: tuple[Choice, ...] = (), value: Raw = "", *, required: bool = True
) -> Input:
    return Input(key="x", kind=kind, label="?", choices=choices, value=value, required=required)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2027-01-31", "en", "2027-01-31"),
        ("31/1/2027", "fr", "2027-01-31"),
        ("31.1", "nl", "2027-01-31"),
        ("10/1", "en", "2028-01-10"),  # gone by this year
        ("31 January", "en", "2027-01-31"),
        ("1er février 2027", "fr", "2027-02-01"),
        ("le 3 août", "fr", "2027-08-03"),
        ("3 maart", "nl", "2027-03-03"),
        ("12 janv.", "fr", "2027-01-12"),
        ("31/2/2027", "fr", "31/2/2027"),  # no such day: the field says so
        ("soon", "en", "soon"),
    ],
)
def test_days(text: str, language: str, day: str) -> None:
    assert typed(ask("date"), text, language, TODAY) == day


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("2027-02-02T14:00", "en", "2027-02-02T14:00"),
        ("2 February 14:00", "en", "2027-02-02T14:00"),
        ("2/2 à 14h30", "fr", "2027-02-02T14:30"),
        ("2 februari om 9u", "nl", "2027-02-02T09:00"),
        ("2 february", "en", "2 february"),
        ("tomorrow", "en", "tomorrow"),
    ],
)
def test_moments(text: str, language: str, moment: str) -> None:
    assert typed(ask("moment"), text, language, TODAY) == moment


@pytest.mark.parametrize("text", ["online", "En ligne", "en ligne.", "2", "EN LIGNE", "en l"])
def test_choices_by_key_label_number_or_beginning(text: str) -> None:
    assert typed(ask("one", MODES), text, "fr", TODAY) == "online"


def test_several_choices() -> None:
    assert typed(ask("many", MODES), "1, mixte", "fr", TODAY) == ("onsite", "hybrid")


@pytest.mark.parametrize(
    ("text", "key"), [("oui", "yes"), ("Non", "no"), ("peut-être", "peut-être")]
)
def test_yes_and_no(text: str, key: str) -> None:
    assert typed(ask("yesno", YES_NO), text, "fr", TODAY) == key


def test_a_number_on_a_scale_is_its_value_and_not_its_place() -> None:
    scale = tuple(Choice(str(n), "") for n in (1, 2, 3, 4, 5))
    assert typed(ask("scale", scale), "4", "en", TODAY) == "4"
    assert typed(ask("scale", scale), "7", "en", TODAY) == "7"


def test_ok_takes_what_stands_in_the_field() -> None:
    assert typed(ask("number", value="6"), "OK", "en", TODAY) == "6"


def test_skip_leaves_an_optional_question_open_but_not_a_required_one() -> None:
    assert typed(ask("text", required=False), "skip", "en", TODAY) == ""
    assert typed(ask("text"), "skip", "en", TODAY) == "skip"
