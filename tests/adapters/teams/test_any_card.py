"""Any card at all: Teams takes it, interprets nothing of it, and no word of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.known import Known
from adapters.teams.limits import clean, pieces, shorten, weight
from adapters.teams.render import cards, dialog, mended, message
from adapters.teams.text import reachable, tame
from adapters.words import in_
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
    flat,
)
from tests.adapters.teams import limits
from tests.adapters.teams.words import words

HOSTILE = (
    "<at>Everyone</at> <b>bold</b> [click](https://evil.example) ![x](https://evil.example/p.png)",
    "**bold** _it_ __two__ ~~gone~~ `code` # head\n- list\n1. one\n> quote\n&lt;at&gt; \\*",
    "{{DATE(2027-01-31T09:30:00Z, SHORT)}} {{{TIME(x)}}} ${title} ${if(true, 'x', 'y')}",
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
    st.sampled_from(("3", "yes", "2027-01-31", "2027-01-31T09:30", "c1", "p1", "19:c@thread")),
    st.lists(st.sampled_from(("c1", "c2", "p1", "p2")), max_size=4).map(tuple),
)
inputs = st.builds(
    Input,
    key=keys,
    kind=kinds,
    label=words_,
    hint=words_,
    promise=words_,
    error=st.sampled_from(("", "Wrong <at>x</at>")),
    required=st.booleans(),
    choices=st.one_of(choices, choices, choices, many_choices),
    least=st.one_of(st.none(), st.integers(0, 3)),
    most=st.one_of(st.none(), st.integers(4, 40)),
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
    inputs=st.lists(inputs, min_size=1, max_size=4, unique_by=lambda i: i.key).map(tuple),
    submit=words_,
)
any_card = st.builds(
    Card,
    title=words_,
    blocks=st.lists(blocks, max_size=14).map(tuple),
    form=st.one_of(st.none(), forms),
    buttons=st.lists(buttons, max_size=12, unique_by=lambda b: b.token).map(tuple),
    language=st.sampled_from(("en", "fr", "nl", "", "xx")),
)
KNOWN = Known(people={"p1": "Bart", "p2": "Zoé"}, places={"19:c@thread": "Cases *new*"})


@given(any_card)
def test_any_card_is_taken(card: Card) -> None:
    for known in (KNOWN, Known()):
        assert limits.message(message(card, words, nonce="n1", known=known)) == []
        assert limits.dialog(dialog(card, words, nonce="n1", known=known)) == []


def bare(text: str) -> str:
    """Letters alone: what a reader reads, however it is cut."""
    return re.sub(r"[\s\u2060…]+", "", clean(text).replace("∗", "*").replace("ˋ", "`"))


def said(card: Card) -> list[str]:
    """Every text of the blocks."""
    every: list[str] = []
    for block in card.blocks:
        match block:
            case Heading(line) | Paragraph(line) | Quote(line):
                every.append(flat(line))
            case Bullets(items, _):
                every += map(flat, items)
            case Image(_, alt, drawn):
                every += [alt, drawn]
            case Table(_, rows):
                every += [cell for row in rows for cell in row]
            case Rule():
                pass
    return every


@given(any_card)
def test_no_word_is_lost(card: Card) -> None:
    note = in_(words, card.language)("goes_on")  # where a long text is cut between two cards
    shown = bare(limits.texts(cards(card, words, nonce="n1")).replace(note, ""))
    for text in said(card):
        assert bare(text) in shown
    for asked in card.form.inputs if card.form else ():
        whole = dialog(card, words, nonce="n1")["task"]["value"]["card"]["content"]
        if limits.weight(whole) < 40_000:
            assert bare(asked.label) in bare(limits.texts(whole))
            assert bare(asked.promise) in bare(limits.texts(whole))


@pytest.mark.parametrize("text", ["x" * 40_000, "word " * 8000, "é" * 40_000, "line\n" * 8000])
def test_a_very_long_text_goes_on_in_further_cards(text: str) -> None:
    form = Form(token="r:s", submit="Send", inputs=(Input(key="a", kind="text", label="A"),))
    card = Card(title="Long", blocks=(Paragraph((Span(text=text),)),), form=form, language="en")
    shown = cards(card, words, nonce="n1")
    assert len(shown) > 1
    assert all(limits.card(each) == [] for each in shown)
    assert bare(text) in bare(limits.texts(shown).replace(words("goes_on", "en"), ""))
    assert [bool(re.search(r"'type': 'Action", str(each))) for each in shown] == [
        *[False] * (len(shown) - 1),
        True,
    ]
    opened = dialog(card, words, nonce="n1")
    assert limits.dialog(opened) == []
    assert words("in_message", "en") in limits.texts(opened["task"]["value"]["card"]["content"])


def test_what_was_typed_too_long_is_not_lost() -> None:
    asked = Input(key="a", kind="lines", label="A", value="word " * 8000, error="Too long")
    card = Card(title="T", form=Form(token="r:s", submit="Send", inputs=(asked,)), language="en")
    shown = cards(card, words, nonce="n1")
    assert all(limits.card(each) == [] for each in shown)
    assert "word" in limits.texts(dialog(card, words, nonce="n1")["task"]["value"]["card"])


def test_two_hundred_choices() -> None:
    labels = tuple(Choice(f"c{n}", f"{n} · Somebody with a rather long name") for n in range(200))
    for kind in ("one", "many"):
        asked = Input(key="a", kind=kind, label="Who", choices=labels, value="c7", required=True)
        card = Card(title="T", form=Form(token="r:s", submit="Send", inputs=(asked,)))
        for each in cards(card, words, nonce="n1"):
            assert limits.card(each) == []
        (choose,) = (e for e in limits.typed(cards(card, words, nonce="n1")) if "choices" in e)
        assert [c["value"] for c in choose["choices"]] == [c.key for c in labels]


# ── text ──


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "**b** _i_ `c` ~~s~~",
        "# head",
        "1. one",
        "- a",
        "> q",
        "<b>",
        "snake_case",
        "{{DATE(x)}}",
    ],
)
def test_nothing_is_interpreted(text: str) -> None:
    tamed = tame(text)
    shown = {"type": "TextBlock", "text": tamed, "wrap": True}
    assert list(limits.element("x", shown)) == []
    assert bare(tamed) == bare(text)


def test_plain_words_stay_as_they_are() -> None:
    text = "Réseau d’accueil : « 12 janvier », 14:00 (Zoé & Bart) – 3,5 sur 5"
    assert tame(text).replace("\u2060", "") == text
    assert "\u2060" not in tame(text.replace("&", "et"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://x y", "https://é", "https://x/{{a}}", "file:///x", ""]
)
def test_links_lead_out_by_name(url: str) -> None:
    assert not reachable(url)


@given(st.text(), st.integers(20, 200))
def test_pieces_are_the_whole(text: str, most: int) -> None:
    parts = list(pieces(text, most))
    assert "".join(parts) == text
    assert all(weight(part) <= most for part in parts)


@given(st.text(), st.integers(2, 80))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


# ── errors ──


def test_errors_stand_at_their_input_with_what_was_typed() -> None:
    asked = (
        Input(key="a", kind="text", label="A", value="before"),
        Input(key="b", kind="people", label="B", value=("p1",)),
    )
    card = Card(title="T", form=Form(token="r:s", submit="Send", inputs=asked), language="en")
    wrong = mended(card, {"a": "typed", "b": ("Bart P", "Ana")}, {"b": "Who?", "x": "Odd."})
    (shown,) = cards(wrong, words, nonce="n2", known=KNOWN)
    assert limits.card(shown) == []
    order = [
        e.get("label") or e["inlines"][0]["text"] for e in shown["body"] if e["type"] != "ActionSet"
    ]
    assert order == ["Odd.", "A", "Who?", "B"]
    values = {e["id"]: e.get("value") for e in shown["body"] if "id" in e}
    assert values == {"a#text": "typed", "b#people": "Bart P, Ana"}
    assert shown["body"][0]["inlines"][0]["color"] == "Attention"


def test_a_card_without_questions_has_nothing_to_mend() -> None:
    card = Card(title="T")
    assert mended(card, {}, {"a": "x"}) is card
