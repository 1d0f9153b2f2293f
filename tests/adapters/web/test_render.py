from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adapters.web.form import one_tap
from adapters.web.frame import Frame, clean, name_of
from adapters.web.picture import drawing
from adapters.web.render import card
from adapters.words import in_, preferred
from bot.content import Button, Card, Choice, Form, Input, Kind, Paragraph, Span
from bot.picture import dots_svg
from tests.adapters.web.stage import (
    EVALUATION,
    EVERYTHING,
    HOSTILE,
    HOSTILE_CARD,
    RATING,
    RESULT,
    RSVP,
    words,
)

GOLDEN = Path(__file__).parent / "golden"
CARDS = {
    "evaluation": EVALUATION,
    "everything": EVERYTHING,
    "hostile": HOSTILE_CARD,
    "result": RESULT,
    "rsvp": RSVP,
}
FRAME = Frame(
    say=in_(words(), "en"),
    people=(Choice("ines", "Inès Lambert"), Choice("bart", "_Bart_ <b>")),
    places=(Choice("channel:n1", "# Better handovers"),),
)


class Page(HTMLParser):
    """What a browser would find: tags with their attributes, ids, texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [traits for name, traits in self.tags if name == tag]


def html_of(shown: Card, frame: Frame = FRAME) -> str:
    return str(card(shown, frame)).encode().decode()  # plain text, that no longer escapes


def drawn(shown: Card, frame: Frame = FRAME) -> Page:
    return Page(html_of(shown, frame))


def asked(question: Input, *more: Input) -> Page:
    return drawn(Card(title="", form=Form(token="r:s", inputs=(question, *more), submit="Go")))


def a(kind: Kind, *, required: bool = False, choices: tuple[Choice, ...] = ()) -> Input:
    return Input(key="k", kind=kind, label="L", required=required, choices=choices)


def options(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), f"option {n}") for n in range(count))


@pytest.mark.parametrize("name", CARDS)
def test_cards_are_as_they_were_looked_at(name: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f"{name}.html"
    now = html_of(CARDS[name]).replace("><", ">\n<") + "\n"
    if request.config.getoption("--golden", default=False):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(now)
    assert file.exists(), "run make golden, and look at what it wrote"
    assert now == file.read_text()


def test_nothing_that_was_typed_becomes_markup() -> None:
    html = html_of(HOSTILE_CARD)
    page = Page(html)
    assert not page.all("script")
    assert not [t for _, traits in page.tags for t in traits if t.startswith("on")]
    assert "javascript:" not in html
    assert "\u202e" not in html
    assert HOSTILE.replace("\u202e", "") in page.said


@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_every_control_has_a_name_and_every_description_exists(shown: Card) -> None:
    page = drawn(shown)
    ids = [traits["id"] for _, traits in page.tags if "id" in traits]
    assert len(ids) == len(set(ids))
    described = [t["aria-describedby"] for _, t in page.tags if "aria-describedby" in t]
    assert {part for each in described for part in (each or "").split()} <= set(ids)
    assert {t["for"] for t in page.all("label") if "for" in t} <= set(ids)


def test_forty_thousand_characters_are_shown_whole() -> None:
    long = "A" * 40_000
    assert drawn(Card(title="", blocks=(Paragraph((Span(text=long),)),))).said == long


def test_who_sees_an_answer_stands_at_its_question() -> None:
    page = asked(RATING, a("text"))
    assert RATING.promise in page.said
    group = page.all("fieldset")[0]
    assert "-promise" in (group["aria-describedby"] or "")


def test_an_error_stands_at_its_field() -> None:
    page = asked(replace(a("text"), error="Please answer this one."), a("date"))
    control = next(t for t in page.all("input") if t.get("type") == "text")
    assert control["aria-invalid"] == "true"
    assert "Please answer this one." in page.said


@pytest.mark.parametrize(
    ("question", "tag", "sort"),
    [
        (a("text"), "input", "text"),
        (a("lines"), "textarea", None),
        (a("number"), "input", "number"),
        (a("date"), "input", "date"),
        (a("moment"), "input", "datetime-local"),
        (a("place"), "select", None),
        (a("one", choices=options(5)), "input", "radio"),
        (a("one", choices=options(6)), "select", None),
        (a("many", choices=options(3)), "input", "checkbox"),
        (a("yesno"), "input", "radio"),
        (a("scale"), "input", "radio"),
        (a("people"), "input", "checkbox"),
    ],
)
def test_each_kind_has_its_control(question: Input, tag: str, sort: str | None) -> None:
    found = [t for t in asked(question, a("text")).all(tag) if t.get("name") == "k"]
    assert sort in [t.get("type") for t in found]


@pytest.mark.parametrize(
    ("question", "tapped"),
    [
        (a("one", required=True, choices=options(5)), True),
        (a("one", required=True, choices=options(6)), False),
        (a("one", choices=options(2)), False),
        (a("yesno", required=True), True),
        (a("scale", required=True), True),
        (a("many", required=True, choices=options(2)), False),
        (a("text", required=True), False),
    ],
)
def test_one_small_needed_choice_is_one_tap(question: Input, *, tapped: bool) -> None:
    form = Form(token="r:s", inputs=(question,), submit="Go")
    assert (one_tap(form, FRAME) is not None) is tapped
    buttons = [t for t in asked(question).all("button") if t.get("name") == "k"]
    assert bool(buttons) is tapped


def test_what_was_chosen_before_stands_in_its_field() -> None:
    person = replace(a("people"), value=("zoe", "bart"))
    page = drawn(
        Card(title="", form=Form(token="r:s", inputs=(person, a("text")), submit="Go")),
        replace(FRAME, names={"zoe": "Zoé Dubois"}),
    )
    assert [t["value"] for t in page.all("input") if "checked" in t] == ["bart", "zoe"]
    assert "Zoé Dubois" in page.said


def test_a_button_leads_out_only_to_the_web() -> None:
    out = Button(url="https://example.org/?a=1&b=2", label="out")
    bad = Button(url="javascript:alert(1)", label="bad")
    page = drawn(Card(title="", buttons=(out, bad)))
    assert [t["href"] for t in page.all("a")] == [out.url]


def test_a_preview_cannot_be_used() -> None:
    assert "inert" in drawn(RSVP, replace(FRAME, still=True)).tags[0][1]


def test_dots_pass_as_they_are() -> None:
    before = Page(dots_svg(3.5)).tags
    after = Page(drawing(dots_svg(3.5))).tags
    assert after == [(tag, {k: v for k, v in t.items() if k != "xmlns"}) for tag, t in before]


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"><a href="javascript:x"><circle onclick="x" r="1"/></a></svg>',
        '<svg><foreignObject><iframe src="x"></iframe></foreignObject></svg>',
        '<svg><use href="//evil"/><image href="//evil"/><style>*{}</style></svg>',
        '<svg><rect fill="url(//evil)"/></svg></div><img src=x onerror=alert(1)>',
        "<svg><g><text>&lt;script&gt;</text></g>",
    ],
)
def test_a_picture_is_only_shapes(svg: str) -> None:
    page = Page(drawing(svg))
    assert {tag for tag, _ in page.tags} <= {"svg", "g", "circle", "rect", "text"}
    assert not [n for _, t in page.tags for n in t if n.startswith("on") or "href" in n]
    assert "evil" not in drawing(svg)
    assert drawing(svg).count("<svg") == drawing(svg).count("</svg")


def test_ids_and_characters() -> None:
    assert name_of("run7") == name_of("run7") != name_of("run8")
    assert clean("a\x00b\u202ec\td\n") == "abc\td\n"


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("de, nl;q=0.5, en;q=0.2", "nl"),
        ("", "en"),
        ("xx;q=oops", "en"),
        ("en;q=0.1,nl", "nl"),
    ],
)
def test_the_browsers_language_is_spoken_where_it_can_be(accept: str, language: str) -> None:
    assert preferred(accept) == language
