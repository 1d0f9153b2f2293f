from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.actor import Matter, answers, delay
from adapters.playground.cast import cast
from adapters.playground.phrases import PHRASES, TOPICS, phrases
from bot.content import Choice, Form, Input
from bot.fields import Day, Invalid, Number, People, Pick, Picks, Scale, Text, When, YesNo

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
PLAYERS = {player.id: player for player in cast()}
OPTIONS = ("cannot", "onsite", "online")
CHOICES = tuple(Choice(key, key.title()) for key in OPTIONS)
FIELDS = (
    Text("takeaway", most=30),
    Scale("roti"),
    Pick("come", options=OPTIONS),
    Picks("forms", options=OPTIONS, most=2),
    YesNo("commit"),
    Number("seats", least=6, most=15),
    Day("day"),
    When("begin"),
    People("came"),
)


def _input(field: object, *, required: bool) -> Input:
    assert isinstance(field, Text | Scale | Pick | Picks | YesNo | Number | Day | When | People)
    return Input(
        key=field.key,
        kind=field.kind,
        label="?",
        required=required,
        choices=CHOICES if isinstance(field, Pick | Picks) else (),
        least=getattr(field, "least", getattr(field, "low", None)),
        most=getattr(field, "most", getattr(field, "high", None)),
    )


def _matter(person: str = "zoe", seed: int = 1, attempt: int = 0) -> Matter:
    return Matter(
        player=PLAYERS[person],
        dialog="evaluation",
        now=NOW,
        seed=seed,
        people=tuple(PLAYERS),
        attempt=attempt,
    )


@given(st.sampled_from(sorted(PLAYERS)), st.integers(0, 10**6), st.integers(0, 3), st.booleans())
def test_every_answer_can_be_read(person: str, seed: int, attempt: int, required: bool) -> None:  # noqa: FBT001
    form = Form(
        token="r:s", inputs=tuple(_input(f, required=required) for f in FIELDS), submit="Send"
    )
    said = answers(form, _matter(person, seed, attempt))
    assert said == answers(form, _matter(person, seed, attempt))
    for field in FIELDS:
        raw = said[field.key]
        if not raw:
            assert not required
            continue
        try:
            field.read(raw, {"zone": "Europe/Brussels"})
        except Invalid as wrong:
            pytest.fail(f"{field.key}: {raw!r} is {wrong.code}")


def test_what_is_decided_is_said() -> None:
    form = Form(token="r:s", inputs=(_input(FIELDS[1], required=True),), submit="Send")
    matter = Matter(player=PLAYERS["zoe"], dialog="x", now=NOW, said={"roti": "1"})
    assert answers(form, matter) == {"roti": "1"}


def test_the_prompt_answer_before_the_slow() -> None:
    waits = [delay(_matter(person)) for person in ("zoe", "sean", "joao")]
    known = [wait for wait in waits if wait is not None]
    assert all(a < b for a, b in pairwise(known))


def test_the_cast_is_what_it_says() -> None:
    people = [player.person for player in cast()]
    assert len({person.id for person in people}) == len(people) == 16
    assert {person.language for person in people} == {"en", "fr", "nl"}
    assert len({person.zone for person in people}) >= 2
    assert any("_" in person.name for person in people)
    crowd = cast(30, network=2)
    assert len({player.id for player in crowd}) == 31
    assert len({player.person.name for player in crowd}) == 31


def test_everything_can_be_said_in_three_languages() -> None:
    topics = set(TOPICS.values()) | {"any"}
    for language, sentences in PHRASES.items():
        assert set(sentences) == topics, language
    assert phrases("nl", "no such field") == PHRASES["nl"]["any"]
