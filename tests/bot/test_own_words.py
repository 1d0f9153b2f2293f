"""An organisation's own words may say to each reader what is theirs.

Before, a sentence that brings in another block (`self.greeting()`) was kept without looking at
what that block reads, and a promise with a name in it was kept with its question: the next person
read the name of the one before. Now each is kept only with all that is read in it.
"""

from pathlib import Path

import pytest
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from bot.dialog import Dialog, Step
from bot.fields import Answers, Facts, Pick, Sees, Text, YesNo
from bot.speech import Reader, Speech

FIELDS = (Text("what", sees=Sees.SELF), YesNo("sure", sees=Sees.SELF), Pick("one", options=("a",)))
DIALOG = Dialog(key="own", steps=(Step("ask", FIELDS),))
READERS = [Reader(language="en", zone="UTC", name=name) for name in ("Zoé", "Bart", "Zoé")]


def speaking(folder: Path, **pages: str) -> Speech:
    (folder / "en").mkdir()
    for key, text in pages.items():
        (folder / "en" / f"{key}.j2").write_text(text)
    return Speech((folder,))


@pytest.mark.parametrize("call", ["self.who()", "self['who']()", "(self.who)() | upper | lower"])
def test_another_block_that_is_brought_in_reads_too(tmp_path: Path, call: str) -> None:
    who, ask = "{% block who %}{{ name }}{% endblock %}", f"Dear {{{{ {call} }}}}"
    speech = speaking(tmp_path, own=f"{who}{{% block ask %}}{ask}{{% endblock %}}")
    said = [speech.block("own", "ask", reader, {}) for reader in READERS]
    assert [len(set(said)), said[0]] == [2, said[2]]


def test_a_promise_may_call_somebody_by_their_name(tmp_path: Path) -> None:
    shared = (
        "{% block send %}Send{% endblock %}"
        "{% block yes %}Yes, {{ name }}{% endblock %}{% block no %}No{% endblock %}"
        "{% block sees_self %}Only you, {{ name }}, see this.{% endblock %}"
    )
    blocks = ("ask", "what", "sure", "one", "one__a", "title")
    own = "".join(f"{{% block {name} %}}{name}{{% endblock %}}" for name in blocks)
    speech = speaking(tmp_path, shared=shared, own=own)
    for reader in READERS:
        for ask in FIELDS:
            drawn = speech.input(DIALOG, ask, reader, {}, Answers())
            assert drawn.promise == f"Only you, {reader.name}, see this."
            if ask.kind == "yesno":
                assert drawn.choices[0].label == f"Yes, {reader.name}"


@pytest.mark.parametrize(
    ("text", "lives"),
    [
        (
            "{{ person.name|default('nobody') }}",
            [{"person": {"name": None}}, {"person": None}],
        ),
        (
            "{{ 'a' if person.name is defined else 'b' }}",
            [{"person": {"name": "x"}}, {"person": "x"}],
        ),
        (
            "{% set every = person.keys %}{% for key in every() %}{{ key }}{% endfor %}",
            [{"person": {"a": 1}}, {"person": {"b": 1}}],
        ),
    ],
)
def test_what_is_there_or_not_is_seen_wherever_it_ends(
    tmp_path: Path, text: str, lives: list[Facts]
) -> None:
    speech = speaking(tmp_path, own=f"{{% block ask %}}{text}{{% endblock %}}")
    for facts in lives:
        known = speech._known(READERS[0], facts)
        now = speech._written(speech.template("own", "en"), "ask", known)
        assert speech.block("own", "ask", READERS[0], facts) == now


@pytest.mark.parametrize("text", ["{{ [1, 2]|random }}", "{{ lipsum() }}"])
def test_nothing_is_left_to_chance(tmp_path: Path, text: str) -> None:
    """Chance comes in as a fact, as it does everywhere: what is kept would not be drawn again."""
    speech = speaking(tmp_path, own=f"{{% block ask %}}{text}{{% endblock %}}")
    with pytest.raises(TemplateError, match=r"random|lipsum"):
        speech.block("own", "ask", READERS[0], {})


def test_words_change_no_facts(tmp_path: Path) -> None:
    """What is worked out of a network is one value, for everybody in it."""
    change = "{% if session.update({'place': name}) %}{% endif %}{{ session.place }}"
    speech = speaking(tmp_path, own=f"{{% block ask %}}{change}{{% endblock %}}")
    known = {"session": {"place": "Room 1"}}
    with pytest.raises(SecurityError):
        speech.block("own", "ask", READERS[0], known)
    assert known == {"session": {"place": "Room 1"}}
