from dataclasses import replace
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.icebreakers import (
    BY_KEY,
    ICEBREAKERS,
    Meeting,
    Setting,
    choose,
    mixed,
    pairs,
    possible,
    trios,
)
from bot.speech import LANGUAGES, Speech

FIRST = Setting(people=12, where="onsite", meeting="first", number=1, time=20)
LATER = Setting(people=9, where="onsite", meeting="later", number=3, time=12)
SETTINGS = st.builds(
    Setting,
    people=st.integers(2, 40),
    where=st.sampled_from(["onsite", "online", "hybrid"]),
    meeting=st.sampled_from(["first", "later", "closing"]),
    number=st.integers(1, 12),
    time=st.integers(3, 25),
    safety=st.none() | st.sampled_from([1.0, 2.5, 3.5, 4.0, 5.0]),
    outside=st.booleans(),
    used=st.frozensets(st.sampled_from(sorted(BY_KEY))),
)


def key(setting: Setting) -> str:
    found = choose(setting)
    return found.key if found else ""


def test_there_are_sixteen_and_each_has_its_words_in_every_language() -> None:
    assert len(BY_KEY) == len(ICEBREAKERS) == 16
    for language in LANGUAGES:
        blocks = Speech().template("icebreakers", language).blocks
        assert set(blocks) == {*BY_KEY, *(f"{key}__name" for key in BY_KEY)}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (replace(FIRST, people=7, time=10), "name_role_hope"),
        (FIRST, "impromptu_networking"),
        (replace(FIRST, where="online"), "impromptu_networking"),
        (replace(FIRST, where="hybrid"), "name_role_hope"),
        (replace(FIRST, outside=True, time=10), "expertise_map"),
        (LATER, "since_last_time"),
        (replace(LATER, used={"since_last_time"}), "bright_spot_snag"),
        (replace(LATER, time=5), "one_word"),
        (replace(LATER, time=5, used={"one_word"}), "weather"),
        (replace(LATER, safety=4.0, time=15), "useful_failure"),
        (replace(LATER, safety=3.5, time=15), "since_last_time"),
        (replace(LATER, safety=5.0, number=2, time=15), "since_last_time"),
        (replace(LATER, meeting="closing", number=6), "appreciation_round"),
        (replace(LATER, meeting="closing", used={"appreciation_round"}), ""),
    ],
)
def test_the_choice_fits_the_group_the_place_and_the_time(setting: Setting, expected: str) -> None:
    assert key(setting) == expected


@given(SETTINGS)
def test_never_twice_never_too_many_and_never_too_close_too_early(setting: Setting) -> None:
    for found in possible(setting):
        assert found.key not in setting.used
        assert found.least <= setting.people <= found.most
        assert setting.meeting in found.meetings
        if found.level == 3:
            assert setting.number >= 3
            assert setting.safety is not None
            assert setting.safety >= 4


@given(SETTINGS)
def test_what_is_too_long_is_taken_only_when_nothing_shorter_is_left(setting: Setting) -> None:
    found = choose(setting)
    if found and found.minutes(setting.people) > setting.time:
        fitting = [i.minutes(setting.people) for i in possible(setting)]
        assert found.minutes(setting.people) == min(fitting)


def test_a_network_of_twelve_sessions_never_repeats_itself() -> None:
    used: list[str] = []
    for number in range(1, 13):
        meeting: Meeting = "first" if number == 1 else "closing" if number == 12 else "later"
        found = choose(replace(LATER, number=number, meeting=meeting, used=used, safety=4.0))
        used += [found.key] if found else []
    assert len(used) == len(set(used)) > 7


@given(st.integers(2, 30), st.text(min_size=1, max_size=8))
def test_in_pairs_everybody_talks_in_every_round_and_two_never_face_each_other_twice(
    n: int, seed: str
) -> None:
    names = [f"p{k}" for k in range(n)]
    rounds = pairs(names, seed)
    for together in rounds:
        assert sorted(chain.from_iterable(together)) == sorted(names)
        assert {len(pair) for pair in together} <= {2, 3}
        assert sum(len(pair) == 3 for pair in together) == n % 2
    faced = [frozenset(two) for together in rounds for pair in together for two in _facing(pair)]
    if n > 7 or n % 2 == 0:
        assert len(faced) == len(set(faced))


def _facing(pair: list[str]) -> list[tuple[str, str]]:
    return list(combinations(pair, 2))


@given(st.integers(3, 30), st.text(min_size=1, max_size=8))
def test_trios_are_groups_of_three_to_five(n: int, seed: str) -> None:
    groups = trios([f"p{k}" for k in range(n)], seed)
    assert sum(map(len, groups)) == n
    assert all(3 <= len(group) <= 5 for group in groups)
    assert all(abs(len(a) - len(b)) <= 1 for a, b in pairwise(groups))


def test_the_order_depends_on_the_seed_alone() -> None:
    names = ["Zoé", "Bart", "An", "Jo", "Mia"]
    assert mixed(names, "s1") == mixed(list(reversed(names)), "s1")
    assert len({tuple(mixed(names, f"s{n}")) for n in range(20)}) > 5
