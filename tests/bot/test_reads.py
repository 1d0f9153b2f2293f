"""A sentence that is kept is the one that would be written now, whatever its facts are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot import speech as module
from bot.markup import parse, words
from bot.reads import ALWAYS, what_it_reads
from bot.speech import Reader, Speech

BLOCKS = {
    "plain": "Always the same.",
    "name": "{{ name }}, welcome.",
    "deep": "{{ session.place }} of {{ network.title }}",
    "when": "{{ session.starts|when }}",
    "day": "{{ session.starts|day }}",
    "chosen": '{{ "many" if n > 1 else "one" }} {{ n }}',
    "loop": "{% for s in shares %}{{ loop.index }} {{ s.title }}; {% endfor %}",
    "set": "{% set first = shares[0].title if shares else '' %}{{ first }}",
    "method": '{{ session.place.split(" ")[0] }}',
    "whole": "{% for key in session.keys()|sort %}{{ key }} {% endfor %}",
    "there": "{{ 'yes' if extra is defined else 'no' }}",
    "listing": "{{ tags|listing }}",
    "plural": "{{ plural(n, '{n} day', '{n} days') }}",
}
STARTS = ("2027-03-04T13:00:00+00:00", "2027-12-30T23:30:00+00:00", "2028-01-01T08:00:00+00:00")

texts = st.text("ab é*_<&\n", max_size=6)
readers = st.builds(
    Reader,
    language=st.sampled_from(("en", "fr")),
    zone=st.sampled_from(("Europe/Brussels", "America/New_York", "UTC")),
    name=texts,
    today=st.sampled_from(("2027-03-01", "2028-01-01", "")),
)
facts = st.fixed_dictionaries(
    {
        "n": st.sampled_from((0, 1, 2)),
        "network": st.fixed_dictionaries(
            {"title": texts, "zone": st.sampled_from(("Europe/Brussels", "Asia/Tokyo"))}
        ),
        "session": st.fixed_dictionaries(
            {"starts": st.sampled_from(STARTS), "place": texts},
            optional={"kind": texts},
        ),
        "shares": st.lists(st.fixed_dictionaries({"title": texts}), max_size=2),
        "tags": st.lists(texts, max_size=3),
    },
    optional={"extra": texts},
)


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    made = tmp_path_factory.mktemp("words")
    for language in ("en", "fr"):
        (made / language).mkdir()
        written = (f"{{% block {name} %}}{text}{{% endblock %}}" for name, text in BLOCKS.items())
        (made / language / "kept.j2").write_text("\n".join(written))
    return Speech((made,))


def written(speech: Speech, name: str, reader: Reader, known: dict[str, Any]) -> str:
    """As it would be written now."""
    template = speech.template("kept", reader.language)
    return speech._written(template, name, speech._known(reader, known))


@given(lives=st.lists(st.tuples(readers, facts), min_size=1, max_size=6))
def test_who_finds_the_same_reads_the_same(
    speech: Speech, lives: list[tuple[Reader, dict[str, Any]]]
) -> None:
    for reader, known in lives:
        for name in BLOCKS:
            said = speech.block("kept", name, reader, known)
            assert said == written(speech, name, reader, known)


@pytest.mark.parametrize("values", [(1, True, 1.0), (0, False), ("1", 1), ("", None), ([], "")])
def test_what_equals_but_is_written_in_another_way(speech: Speech, values: tuple[Any, ...]) -> None:
    reader = Reader(language="en", zone="UTC")
    for value in values:
        known = {"session": {"place": value}, "network": {"title": "x"}}
        said = speech.block("kept", "deep", reader, known)
        assert said == written(speech, "deep", reader, known)


def test_what_is_missing_stays_an_error(speech: Speech) -> None:
    for _ in range(2):
        with pytest.raises(UndefinedError):
            speech.block("kept", "deep", Reader(language="en", zone="UTC"), {})


def test_no_more_is_kept_than_is_said(speech: Speech, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 8)
    for n in range(30):
        reader = Reader(language="en", zone="UTC", name=f"n{n}")
        assert speech.block("kept", "name", reader, {}) == f"n{n}, welcome."
        assert len(speech._said_before) <= 8


def test_what_was_said_is_forgotten(speech: Speech) -> None:
    speech.block("kept", "name", Reader(language="en", zone="UTC", name="Zoé"), {})
    speech.forget()
    assert not speech._said_before
    assert parse.cache_info().currsize == words.cache_info().currsize == 0


def test_the_sentences_of_a_network_are_mostly_kept() -> None:
    """Or else all this would be for nothing: a prompt reads the same to people of one language."""
    speech, count = Speech(), 0
    known = {
        "network": {"title": "Planning", "zone": "UTC"},
        "session": {"number": 1, "starts": STARTS[0], "place": "", "kind": "regular"},
    }
    write = speech._written

    def counted(*given: Any) -> str:
        nonlocal count
        count += 1
        return write(*given)

    speech._written = counted  # type: ignore[method-assign, assignment]
    for n in range(10):
        speech.block("rsvp", "ask", Reader(language="en", zone="UTC", name=f"n{n}"), known)
    assert count == 1


def test_a_format_looks_only_at_what_is_always_compared() -> None:
    """Or else two readers could be told the same who should not be."""

    class Looked(dict[str, Any]):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.at = set[str]()

        def __getitem__(self, name: str) -> Any:
            self.at.add(name)
            return super().__getitem__(name)

        def get(self, name: str, default: Any = None) -> Any:
            self.at.add(name)
            return super().get(name, default)

    environment, roots = Speech()._environment, {path[0] for path in ALWAYS}
    known = {"_language": "fr", "zone": "UTC", "today": "2027-03-01", "network": {"zone": "UTC"}}
    network = {path[1] for path in ALWAYS if path[0] == "network"}
    given = {"listing": ["a"], "number": 3, "command": "help", "plural": 2}
    asked = {**environment.filters, **environment.globals}
    reading = {name: each for name, each in asked.items() if _reads_context(each)}
    assert {"day", "date", "time", "when", "listing", "number", "plural", "command"} <= set(reading)
    for name, each in reading.items():
        if each.__module__ not in ("bot.formats", "bot.speech"):
            continue  # jinja2's own
        theirs = Looked(known["network"])
        context = Looked({**known, "network": theirs})
        words_ = ("{n} jour", "{n} jours") if name == "plural" else ()
        each(context, given.get(name, STARTS[0]), *words_)
        assert context.at <= roots, name
        assert theirs.at <= network, name


def _reads_context(each: Any) -> bool:
    return getattr(each, "jinja_pass_arg", None) is not None


def test_another_template_has_a_part_in_it() -> None:
    environment = Speech()._environment
    source = '{% block a %}{% include "x.j2" %}{% endblock %}'
    (block,) = environment.parse(source).body
    assert what_it_reads(block) is None  # type: ignore[arg-type]
