"""Values show as they are, wherever a template puts them; templates may write a closed Markdown."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content import (
    Bullets,
    Heading,
    Image,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    flat,
)
from bot.markup import GAPS, escape, inline, literal, parse, unescape, words

text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)

HOSTILE = [
    "_Bart_",
    "**bold** claim",
    "<!channel> & co",
    "[x](https://evil.example)",
    "# heading",
    "- bullet",
    "1. one",
    "> quote",
    "| a | b |",
    "![x](dots:5)",
    "back\\slash \\_",
    "{{ 7*7 }}",
    "`code`",
    "---",
    "\u202eRTL",
]


@given(text)
@example("_Bart_")
def test_an_escaped_value_stays_as_it_is(value: str) -> None:
    (block,) = parse(f"Hello {escape(value)}, hi")
    assert isinstance(block, Paragraph)
    assert flat(block.line) == f"Hello {value}, hi"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_alone_on_its_line_makes_no_markup(value: str) -> None:
    (block,) = parse(escape(value))
    assert isinstance(block, Paragraph)
    assert block.line == (Span(text=value),)


@pytest.mark.parametrize("value", [*HOSTILE, "two\nlines\n\n- and more"])
def test_escape_is_undone_by_unescape(value: str) -> None:
    assert unescape(escape(value)) == value


@pytest.mark.parametrize("value", [*HOSTILE, "two\nlines\n\n- and more"])
def test_a_value_by_itself_is_what_an_escaped_one_becomes(value: str) -> None:
    assert literal(value) == inline(escape(value))
    assert literal(value, italic=True) == inline(f"_{escape(value)}_")


def test_line_breaks_of_a_value_end_no_paragraph() -> None:
    (block,) = parse(f"> {escape('first' + chr(10) + chr(10) + '- second')}")
    assert isinstance(block, Quote)
    assert flat(block.line) == "first\n\n- second"


def test_the_markup_that_templates_use() -> None:
    blocks = parse(
        "## Title\n\nText with **bold**, _slant_, `code` and [a link](https://example.org/x).\n"
        "- one\n- two\n\n1. first\n2. second\n> said\n---\n"
        "| who | sees |\n|---|---|\n| you | all \\| of it |\n![four of five](dots:4)"
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [Heading, Paragraph, Bullets, Bullets, Quote, Rule, Table, Image]
    table, image = blocks[6], blocks[7]
    assert isinstance(table, Table)
    assert table.rows == (("you", "all | of it"),)
    assert isinstance(image, Image)
    assert image.alt == "four of five"
    assert image.svg.startswith("<svg ")


def test_a_link_shows_its_label_and_leads_to_its_address() -> None:
    (block,) = parse(f"[{escape('a_b')}](https://example.org/a_b)")
    assert isinstance(block, Paragraph)
    assert block.line == (Span(text="a_b", link="https://example.org/a_b"),)


@given(text)
def test_labels_lose_their_markup_and_keep_the_value(value: str) -> None:
    said = " ".join(part for part in re.split(f"[{GAPS}]+", value.replace("\0", "")) if part)
    assert words(f"**{escape(value)}**") == said or not value.strip()


def test_labels_keep_the_hard_spaces_of_french() -> None:
    assert words("Vous\n venez\u00a0?") == "Vous venez\u00a0?"
    assert words("Une chose\u202f:  laquelle") == "Une chose\u202f: laquelle"
