"""Questions as controls: what fits where, what is filled in before, who is told what."""

from typing import Any

import pytest

from adapters.slack.form import one_tap, question
from adapters.slack.known import NOTHING, Known
from adapters.slack.message import messages
from adapters.slack.view import CLOSED, errors, home, modal, update
from adapters.words import in_
from bot.content import Button, Card, Choice, Form, Input, Kind, Paragraph, Raw, Span
from tests.adapters.slack import limits
from tests.adapters.slack.words import words

SAY = in_(words, "en")


def asked(kind: Kind, *, choices: int = 0, value: Raw = "", **more: Any) -> Input:
    offered = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(choices))
    return Input(key="q", kind=kind, label="Well?", choices=offered, value=value, **more)


def control(question_: Input, known: Known = NOTHING) -> dict[str, Any]:
    shown = list(question(question_, known, SAY))
    element: dict[str, Any] = next(b for b in shown if b["type"] == "input")["element"]
    return element


@pytest.mark.parametrize(
    ("kind", "choices", "control_"),
    [
        ("text", 0, "plain_text_input"),
        ("lines", 0, "plain_text_input"),
        ("scale", 0, "radio_buttons"),
        ("one", 7, "radio_buttons"),
        ("one", 8, "static_select"),
        ("many", 10, "checkboxes"),
        ("many", 11, "multi_static_select"),
        ("yesno", 2, "radio_buttons"),
        ("number", 0, "number_input"),
        ("date", 0, "datepicker"),
        ("people", 0, "multi_users_select"),
        ("place", 0, "conversations_select"),
    ],
)
def test_each_question_has_its_control(kind: Kind, choices: int, control_: str) -> None:
    assert control(asked(kind, choices=choices))["type"] == control_


def test_a_long_list_is_in_groups() -> None:
    made = control(asked("one", choices=250, value="c240"))
    assert [group["label"]["text"] for group in made["option_groups"]] == [
        "1–100",
        "101–200",
        "201–250",
    ]
    assert made["initial_option"]["value"] == "c240"


def test_a_day_and_a_time_are_two_controls_on_the_readers_own_clock() -> None:
    day, clock = question(asked("moment", value="2027-01-31T09:30"), NOTHING, SAY)
    assert day["element"]["initial_date"] == "2027-01-31"
    assert clock["element"]["initial_time"] == "09:30"
    assert clock["block_id"] == "q#time"


def test_people_stand_there_by_their_id_in_slack() -> None:
    known = Known(people={"p1": "U1AA", "p2": "U2AA"})
    assert control(asked("people", value=("p1", "p2", "p3"), most=5), known) == {
        "type": "multi_users_select",
        "action_id": "answer",
        "placeholder": {"type": "plain_text", "text": "Find people by name", "emoji": False},
        "initial_users": ["U1AA", "U2AA"],
        "max_selected_items": 5,
    }
    assert control(asked("people", value="p1", most=1), known)["initial_user"] == "U1AA"


def test_a_text_that_is_too_long_is_kept_whole() -> None:
    over = control(asked("lines", value="x" * 700, most=600))
    assert over["initial_value"] == "x" * 700
    assert "max_length" not in over
    *quotes, shown = question(asked("lines", value="x" * 2900 + "y" * 200), NOTHING, SAY)
    assert all(q["elements"][0]["type"] == "rich_text_quote" for q in quotes)
    kept = "".join(q["elements"][0]["elements"][0]["text"] for q in quotes)
    assert kept == "x" * 2900 + "y" * 200
    assert "initial_value" not in shown["element"]


def test_the_promise_stands_under_its_question() -> None:
    shown = list(
        question(asked("text", hint="Briefly.", promise="Only you see this."), NOTHING, SAY)
    )
    assert shown[0]["hint"]["text"] == "Briefly.\nOnly you see this."


def test_an_option_that_is_shortened_stands_above_in_full() -> None:
    long = "A choice that says very much more than what an option in Slack has any room for at all"
    about, shown = question(
        Input(key="q", kind="one", label="?", choices=(Choice("a", long), Choice("b", "B"))),
        NOTHING,
        SAY,
    )
    assert about["elements"][0]["elements"][0]["elements"][0]["text"] == long
    option = shown["element"]["options"][0]["text"]["text"]
    assert option.endswith("…")
    assert long.startswith(option[:-1])
    assert long[len(option) - 1] == " ", "shortened on a word"


# ── one tap ──


def form(*inputs: Input) -> Form:
    return Form(token="run7:ask", inputs=inputs, submit="Send")


@pytest.mark.parametrize(
    ("question_", "taps"),
    [
        (asked("one", choices=5, required=True), True),
        (asked("one", choices=6, required=True), False),
        (asked("one", choices=3), False),
        (asked("yesno", choices=2, required=True), True),
        (asked("scale", required=True), True),
        (asked("scale", required=True, most=10), False),
        (asked("many", choices=3, required=True), False),
        (asked("text", required=True), False),
    ],
)
def test_one_tap_is_for_one_small_choice(question_: Input, taps: bool) -> None:  # noqa: FBT001
    assert (one_tap(form(question_)) is not None) is taps


def test_two_questions_are_no_one_tap() -> None:
    one = asked("yesno", choices=2, required=True)
    assert one_tap(form(one, Input(key="r", kind="text", label="?"))) is None


def rows(card: Card) -> list[dict[str, Any]]:
    (message,) = messages(card, words)
    return [e for b in message.blocks if b["type"] == "actions" for e in b["elements"]]


def test_what_was_chosen_is_seen() -> None:
    question_ = asked("one", choices=3, required=True, value="c1")
    made = rows(Card(title="?", form=form(question_), language="en"))
    assert [b.get("style", "") for b in made] == ["", "primary", ""]


def test_a_form_is_opened_by_a_button_in_the_cards_language() -> None:
    later = Button(token="later:run7:", label="Plus tard", look="quiet")
    card = Card(title="?", form=form(asked("text")), buttons=(later,), language="fr")
    opener, other = rows(card)
    assert (opener["text"]["text"], opener["value"]) == ("Répondre", "look:run7:")
    assert other["value"] == "later:run7:"


# ── views ──


def test_the_window_carries_an_opaque_id_alone() -> None:
    view = modal(Card(title="Q", form=form(asked("text")), language="nl"), words)
    assert view["private_metadata"] == "run7:ask"
    assert view["close"]["text"] == "Sluiten"
    assert view["submit"]["text"] == "Send"


def test_a_card_without_questions_is_a_window_too() -> None:
    view = modal(Card(title="A title that is far too long for a window", language="en"), words)
    assert "submit" not in view
    assert view["title"]["text"] == "A title that is far too…"
    assert limits.view(view) == []


def test_errors_stand_at_their_field() -> None:
    two = form(Input(key="a", kind="text", label="A"), Input(key="b", kind="text", label="B"))
    assert errors({"b": "Too long."}, two) == {
        "response_action": "errors",
        "errors": {"b": "Too long."},
    }
    assert errors({"b": "B.", "other": "O.", "a": "A."}, two)["errors"] == {
        "a": "O. A.",
        "b": "B.",
    }


def test_a_window_gives_way_to_the_next() -> None:
    view = modal(Card(title="Kring"), words)
    assert update(view) == {"response_action": "update", "view": view}
    assert CLOSED == {"response_action": "clear"}


def test_home_that_is_too_long_says_where_the_rest_is() -> None:
    line = (Span(text="A network"),)
    many = Card(
        title="Home",
        blocks=tuple(Paragraph(line) for _ in range(150)),
        buttons=(Button(token="start:help::", label="Help"),),
        language="en",
    )
    view = home(many, words)
    assert limits.view(view) == []
    *_, note, row = view["blocks"]
    assert note["elements"][0]["text"].startswith("There is more than fits here.")
    assert row["elements"][0]["value"] == "start:help::"
