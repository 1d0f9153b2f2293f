"""What becomes a button, what an input, what a dialog; and what comes back of it."""

from typing import Any

import pytest

from adapters.teams import gestures
from adapters.teams.known import Known
from adapters.teams.receive import receive
from adapters.teams.render import cards, dialog, ended, message, replaced, told
from bot.content import (
    Button,
    Card,
    Choice,
    Form,
    Heading,
    Image,
    Input,
    Paragraph,
    Rule,
    Span,
    Table,
)
from bot.ports import Inbound, Pressed, Submitted
from tests.adapters.teams import activities, limits
from tests.adapters.teams.words import words

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
RATING = Input(key="rating", kind="scale", label="Useful?", promise="Dots only.", required=True)


def form(*inputs: Input) -> Form:
    return Form(token="run7:ask", inputs=inputs, submit="Send")


def card(*inputs: Input, buttons: int = 0, **more: Any) -> Card:
    made = tuple(Button(token=f"start:d{n}::", label=f"Button {n}") for n in range(buttons))
    asked = form(*inputs) if inputs else None
    return Card(title="T", form=asked, buttons=made, language="en", **more)


def drawn(shown: Card, known: Known | None = None) -> limits.Json:
    (one,) = cards(shown, words, nonce="n1", known=known or Known())
    assert limits.card(one) == []
    return one


def actions(shown: limits.Json) -> list[limits.Json]:
    every = [e for e in limits.typed(shown["body"]) if str(e["type"]).startswith("Action.")]
    return [e for e in every if "title" in e]


def only(shown: limits.Json) -> limits.Json:
    one: limits.Json
    (one,) = (e for e in shown["body"] if str(e["type"]).startswith("Input."))
    return one


def heard(action: limits.Json, **filled: str) -> Inbound:
    data = {**action["data"], **filled}
    if "msteams" in data:
        seen = receive(activities.task("fetch", data))
    else:
        seen = receive(activities.executed(data))
    assert isinstance(seen, Inbound)
    return seen


# ── one tap ──


def test_a_single_choice_is_one_tap() -> None:
    shown = drawn(card(RATING, buttons=1))
    assert [a["title"] for a in actions(shown)] == ["1", "2", "3", "4", "5", "Button 0"]
    assert heard(actions(shown)[3]).what == Submitted("run7:ask", {"rating": "4"})
    assert "Dots only." in limits.texts(shown)


@pytest.mark.parametrize(
    "asked",
    [
        Input(key="a", kind="yesno", label="A", choices=YES_NO),
        Input(key="a", kind="one", label="A", required=True, choices=(Choice("k", "x" * 31),)),
        Input(key="a", kind="scale", label="A", required=True, least=1, most=6),
        Input(key="a", kind="many", label="A", required=True, choices=YES_NO),
    ],
)
def test_what_is_no_single_tap_is_an_input(asked: Input) -> None:
    assert only(drawn(card(asked)))["style"] == "expanded"


def test_taps_leave_room_for_six_buttons() -> None:
    shown = drawn(card(RATING, buttons=2))
    assert only(shown)["id"] == "rating#one"
    assert len(actions(shown)) == 3


# ── inputs ──


def test_what_is_needed_is_asked_for_in_our_words() -> None:
    for language in ("en", "fr", "nl"):
        asked = Input(key="a", kind="text", label="A", required=True)
        shown = Card(title="T", form=form(asked), language=language)
        (one,) = cards(shown, words, nonce="n1")
        assert only(one)["errorMessage"] == words("required", language)
    optional = only(drawn(card(Input(key="a", kind="text", label="A"))))
    assert "isRequired" not in optional
    assert "maxLength" not in optional  # a client would cut a pasted text, and say nothing


def test_a_number_says_its_bounds() -> None:
    asked = Input(key="n", kind="number", label="N", least=3, most=12, value="99")
    shown = only(drawn(card(asked)))
    assert (shown["min"], shown["max"]) == (3, 12)
    assert shown["errorMessage"] == words("between", "en", least=3, most=12)
    assert "value" not in shown


def test_an_answer_can_be_taken_back() -> None:
    asked = Input(key="a", kind="yesno", label="A", choices=YES_NO, value="no")
    shown = only(drawn(card(asked)))
    assert shown["value"] == "no"
    assert shown["choices"][-1] == {"title": "No answer", "value": "-"}
    sent = gestures.sending("n1", "run7:ask") | {shown["id"]: "-"}
    seen = receive(activities.executed(sent))
    assert isinstance(seen, Inbound)
    assert seen.what == Submitted("run7:ask", {"a": ""})


def test_long_lists_can_be_searched() -> None:
    few = tuple(Choice(f"c{n}", str(n)) for n in range(8))
    many = tuple(Choice(f"c{n}", str(n)) for n in range(20))
    styles = [
        only(drawn(card(Input(key="a", kind="one", label="A", required=True, choices=c))))["style"]
        for c in (few, many)
    ]
    assert styles == ["compact", "filtered"]


def test_an_option_without_words_is_called_by_its_key() -> None:
    asked = Input(key="a", kind="one", label="A", choices=(Choice("the_key_", ""),))
    assert only(drawn(card(asked)))["choices"][0]["value"] == "the_key_"
    assert "the_key_" in limits.texts(drawn(card(asked)))


def test_people_stand_there_by_name() -> None:
    asked = Input(key="a", kind="people", label="A", value=("p1", "p2", "p9"))
    shown = only(drawn(card(asked), Known(people={"p1": "Bart", "p2": "Zoé"})))
    assert shown["value"] == "Bart, Zoé"
    assert shown["placeholder"] == words("people", "en")


def test_a_channel_can_only_be_chosen_where_kring_is() -> None:
    asked = Input(key="a", kind="place", label="A")
    assert words("no_channel", "en") in limits.texts(drawn(card(asked)))
    shown = only(drawn(card(asked), Known(places={"19:c@thread.tacv2": "Safety · Cases"})))
    assert shown["choices"][0] == {"title": "Safety · Cases", "value": "19:c@thread.tacv2"}


# ── dialogs ──


def test_a_long_form_is_behind_a_button() -> None:
    shown = drawn(
        card(*(Input(key=f"q{n}", kind="scale", label=f"Question {n}") for n in range(6)))
    )
    (answer,) = actions(shown)
    assert (answer["type"], answer["title"]) == ("Action.Submit", "Answer")
    assert "Question 5" in limits.texts(shown)
    seen = heard(answer)
    assert (seen.what, seen.window) == (Pressed("look:run7:ask"), True)


def test_a_dialog_holds_the_whole_form() -> None:
    asked = tuple(Input(key=f"q{n}", kind="scale", label=f"Question {n}") for n in range(6))
    task = dialog(card(*asked, buttons=2), words, nonce="n1")
    assert limits.dialog(task) == []
    shown = task["task"]["value"]["card"]["content"]
    assert [a["title"] for a in actions(shown)] == ["Send", "Button 0", "Button 1"]
    send, back, _ = actions(shown)
    assert (send["associatedInputs"], back["associatedInputs"]) == ("auto", "none")
    seen = receive(activities.task("submit", {**send["data"], "q0#one": "3"}))
    assert isinstance(seen, Inbound)
    assert seen.what == Submitted("run7:ask", {"q0": "3"})


# ── buttons ──


@pytest.mark.parametrize("n", [0, 1, 6, 7, 12])
def test_every_button_can_be_reached(n: int) -> None:
    shown = drawn(card(buttons=n, blocks=(Paragraph((Span(text="x"),)),)))
    direct = {
        w.token
        for a in actions(shown)
        if a["data"]["kring"]["do"] == "press" and isinstance(w := heard(a).what, Pressed)
    }
    listed = {c["value"] for e in shown["body"] for c in e.get("choices", ())}
    assert direct | listed == {f"start:d{k}::" for k in range(n)}
    if listed:
        go = actions(shown)[-1]
        assert heard(go, **{gestures.CHOSEN: "start:d6::"}).what == Pressed("start:d6::")


def test_links_beyond_six_are_links() -> None:
    every = tuple(Button(label=f"L{n}", url=f"https://kring.example/{n}") for n in range(8))
    shown = drawn(Card(title="T", buttons=every))
    urls = {e["url"] for e in limits.typed(shown["body"]) if e["type"] == "Action.OpenUrl"}
    assert urls == {button.url for button in every}


def test_a_label_that_is_cut_stands_there_whole() -> None:
    label = "Take back: a toolbox talk of five minutes beats a poster"
    shown = drawn(Card(title="T", buttons=(Button(token="start:x::", label=label),)))
    assert actions(shown)[0]["title"].endswith("…")
    assert label in limits.texts(shown)


def test_old_clients_send_the_same() -> None:
    (button,) = actions(drawn(card(buttons=1)))
    assert button["fallback"]["type"] == "Action.Submit"
    seen = receive(activities.submitted(button["fallback"]["data"]))
    assert isinstance(seen, Inbound)
    assert seen.what == Pressed("start:d0::")


# ── the rest ──


def test_headings_rules_tables_and_pictures() -> None:
    blocks = (
        Heading((Span(text="Head"),)),
        Rule(),
        Table(("Day", "Time"), (("Monday", "14:00"), ("Friday", ""))),
        Table(("Name", "Role", "Since"), (("Zoé", "facilitator", "2026"),)),
        Image("<svg/>", "3.5 out of 5", "●●●◐○"),
    )
    shown = drawn(Card(title="T", blocks=blocks))
    assert shown["body"][0]["style"] == "heading"
    assert shown["body"][1]["separator"]
    text = limits.texts(shown)
    for part in ("Monday", "14:00", "Role · ", "facilitator", "●●●◐○ ", "3.5 out of 5"):
        assert part in text
    assert "Table" not in {e["type"] for e in limits.typed(shown)}
    assert "Image" not in {e["type"] for e in limits.typed(shown)}


def test_a_message_tells_a_notification_its_title() -> None:
    shown = message(Card(title="Today"), words, nonce="n1")
    assert (shown["summary"], shown["textFormat"]) == ("Today", "plain")


def test_answers_to_invokes() -> None:
    one = drawn(card(buttons=1))
    assert replaced(dict(one))["type"] == "application/vnd.microsoft.card.adaptive"
    assert told("x")["value"] == "x"
    assert ended() == {}
    assert ended("x") == {"task": {"type": "message", "value": "x"}}
