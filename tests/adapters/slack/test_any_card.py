"""Any card at all: Slack takes it, interprets nothing of it, and no word of it is lost."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.known import Known
from adapters.slack.limits import clean
from adapters.slack.message import messages
from adapters.slack.view import home, modal
from bot.content import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Form,
    Heading,
    Image,
    Input,
    Kind,
    Line,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from tests.adapters.slack import limits
from tests.adapters.slack.words import words

HOSTILE = (
    "<!channel> <!here|x> <@U1> <#C1> <!subteam^S1> <https://evil.example|click>",
    "&lt;!channel&gt; &amp;amp; \"quoted\" \\ 'single' `code` *bold* _it_ ~no~ :tada:",
    "\u202eright to left\u202c \u2066x\u2069 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628",
    "\x00\x07\x1b[31m\ud800 half a character",
    "👩‍👩‍👧‍👦" * 30,
    "word " * 700,
    "x" * 3500,
    "\n\n\n",
    "   ",
    "",
)

anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
words_ = st.one_of(st.sampled_from(HOSTILE[:5]), st.text(max_size=90))
keys = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
spans = st.builds(
    Span,
    text=anything,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    link=st.sampled_from(("", "https://kring.example", "javascript:alert(1)", "http://x" * 900)),
)
lines: st.SearchStrategy[Line] = st.lists(spans, max_size=3).map(tuple)
cells = st.lists(words_, min_size=1, max_size=4).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, lines),
    st.builds(Paragraph, lines),
    st.builds(Quote, lines),
    st.builds(Bullets, st.lists(lines, max_size=12).map(tuple), st.booleans()),
    st.builds(Image, st.just("<svg/>"), words_, st.sampled_from(("", "●●●○○"))),
    st.builds(Table, cells, st.lists(cells, max_size=6).map(tuple)),
    st.just(Rule()),
)
choices = st.lists(
    st.builds(Choice, keys, words_), max_size=12, unique_by=lambda choice: choice.key
).map(tuple)
many_choices = st.integers(1, 230).map(
    lambda n: tuple(Choice(f"c{i}", f"{i} " + "long label " * (i % 12)) for i in range(n))
)
kinds: st.SearchStrategy[Kind] = st.sampled_from(
    (
        "text", "lines", "scale", "one", "many", "yesno",
        "number", "date", "moment", "people", "place",
    )
)  # fmt: skip
values = st.one_of(
    anything,
    keys,
    st.sampled_from(("3", "yes", "2027-01-31", "2027-01-31T09:30", "c1", "p1", "C024BE91L")),
    st.lists(st.sampled_from(("c1", "c2", "p1", "p2")), max_size=4).map(tuple),
)
inputs = st.builds(
    Input,
    key=keys,
    kind=kinds,
    label=words_,
    hint=words_,
    promise=words_,
    error=st.sampled_from(("", "Wrong <!here>")),
    required=st.booleans(),
    choices=st.one_of(choices, choices, choices, many_choices),
    least=st.one_of(st.none(), st.integers(0, 3)),
    most=st.one_of(st.none(), st.integers(4, 4000)),
    value=values,
)
buttons = st.builds(
    Button,
    token=st.from_regex(r"(start|look|skip):[a-z0-9:]{1,40}", fullmatch=True),
    label=words_,
    look=st.sampled_from(("main", "plain", "quiet", "danger")),
    url=st.sampled_from(("", "https://kring.example", "javascript:alert(1)")),
)
forms = st.builds(
    Form,
    token=st.just("run1:ask"),
    inputs=st.lists(inputs, min_size=1, max_size=5, unique_by=lambda i: i.key).map(tuple),
    submit=words_,
)
any_card = st.builds(
    Card,
    title=words_,
    blocks=st.lists(blocks, max_size=14).map(tuple),
    form=st.one_of(st.none(), forms),
    buttons=st.lists(buttons, max_size=30).map(tuple),
    language=st.sampled_from(("en", "fr", "nl", "", "xx")),
)
KNOWN = Known(people={"p1": "U1AAAA", "p2": "U2AAAA"}, pictures={"<svg/>": "F1AAAA"})


def texts(payload: Any) -> list[str]:
    """All characters that a reader sees, in order."""
    match payload:
        case {"type": "text" | "link" | "plain_text", "text": str(text)}:
            return [text]
        case dict():
            return [t for key, part in payload.items() if key != "text" for t in texts(part)] + (
                texts(payload["text"]) if isinstance(payload.get("text"), dict) else []
            )
        case list() | tuple():
            return [t for part in payload for t in texts(part)]
        case _:
            return []


def letters(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


@given(any_card)
def test_slack_takes_it_as_messages_as_a_window_and_as_a_home(card: Card) -> None:
    for known in (KNOWN, Known()):
        said, window = messages(card, words, known), modal(card, words, known)
        for message in said:
            assert limits.message({"text": message.text, "blocks": message.blocks}) == []
        assert limits.view(window) == []
        for payload in (window, [message.blocks for message in said]):
            json.dumps(payload, ensure_ascii=False).encode()  # proper text
    assert limits.view(home(card, words, KNOWN)) == []


def test_forty_thousand_characters_go_on_and_on() -> None:
    for text in ("word " * 8000, "x" * 40_000, "<&>" * 13_334, "👩‍👩‍👧‍👦" * 3600):
        span = (Span(text=text),)
        every: tuple[Block, ...] = (Paragraph(span), Quote(span), Bullets((span,)), Heading(span))
        for block in every:
            card = Card(title="Kring", blocks=(block,), language="en")
            shown = messages(card, words)
            for message in shown:
                assert limits.message({"text": message.text, "blocks": message.blocks}) == []
            assert words("goes_on", "en") in texts(shown[0].blocks)
            rest = "".join(texts([part for message in shown for part in message.blocks]))
            assert letters(text) in letters(rest.replace(words("goes_on", "en"), ""))
            assert limits.view(modal(card, words)) == []


@given(st.lists(blocks, max_size=14).map(tuple))
def test_no_word_of_a_message_is_lost(said: tuple[Block, ...]) -> None:
    card = Card(title="Kring", blocks=said)
    pages = [part for message in messages(card, words) for part in message.blocks]
    note = words("goes_on", "en")
    shown = letters("".join(text for text in texts(pages) if text != note))
    expected: Callable[[Line], str] = lambda line: letters("".join(s.text for s in line))  # noqa: E731
    at = 0
    for block in said:
        match block:
            case Heading(line) | Paragraph(line) | Quote(line):
                wanted = [expected(line)]
            case Bullets(items, _):
                wanted = [expected(item) for item in items]
            case Table(_, rows):
                wanted = [letters(cell) for row in rows for cell in row]
            case _:
                wanted = []
        for text in wanted:
            found = shown.find(text, at)
            assert found >= 0
            at = found


@given(any_card)
def test_each_choice_can_be_told_from_the_others(card: Card) -> None:
    """What a control has to shorten stands in full above it."""
    if card.form is None:
        return
    shown = letters("".join(texts(modal(card, words)["blocks"])))
    for asked in card.form.inputs:
        if asked.kind in ("one", "many", "yesno"):
            for choice in asked.choices:
                assert letters(choice.label) in shown
