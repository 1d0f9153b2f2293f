"""From five answers, frozen, coarse: what a result may say, and what it may never give away."""

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fields import AnyField, Pick, Scale, Sees, Text
from bot.memory import Result
from bot.ports import Ballot
from bot.results import band, for_members, freeze

ASKED: Mapping[str, AnyField] = {
    "roti": Scale("roti", sees=Sees.DOTS),
    "balance": Pick("balance", options=("give", "even", "get"), sees=Sees.DOTS),
    "plus": Text("plus", sees=Sees.NETWORK_UNNAMED),
}


def frozen(field: str, values: Sequence[object], threshold: int = 5, times: int = 1) -> Result:
    box = [Ballot(network="n", dialog="e", field=field, value=json.dumps(v)) for v in values]
    return freeze(
        "e",
        ASKED,
        box,
        answered=len(values),
        threshold=threshold,
        network="n",
        about="s",
        times=times,
    )


def test_under_five_nothing_is_shown() -> None:
    result = frozen("roti", [1, 2, 3, 4])
    assert not result.enough
    assert (result.band, dict(result.dots), dict(result.texts)) == ("", {}, {})


def test_an_organisation_may_raise_the_threshold_never_lower_it() -> None:
    assert not frozen("roti", [1, 2, 3, 4, 5], threshold=7).enough
    assert not frozen("roti", [1, 2, 3, 4], threshold=3).enough


def test_five_are_enough_for_a_reader_who_did_not_answer_and_six_for_one_who_may_have() -> None:
    five, six = frozen("roti", [1, 2, 4, 4, 5]), frozen("roti", [1, 2, 4, 4, 5, 5])
    assert five.enough
    assert not for_members(five).enough
    assert for_members(six).dots == six.dots


def test_a_reader_who_may_have_answered_twice_reads_from_seven() -> None:
    """Two sessions counted together: who knows two of six answers would read four of others."""
    six = frozen("roti", [1, 2, 4, 4, 5, 5], times=2)
    seven = frozen("roti", [1, 2, 3, 4, 4, 5, 5], times=2)
    assert six.enough
    assert not for_members(six).enough
    assert for_members(seven).enough
    assert for_members(seven).dots == seven.dots


def test_a_mean_is_rounded_to_halves_and_thirds_to_tens() -> None:
    result = frozen("roti", [1, 2, 4, 4, 5, 5])
    assert result.dots["roti"] == {"mean": 3.5, "thirds": {"low": 30, "mid": 0, "high": 70}}


@pytest.mark.parametrize(("n", "shown"), [(5, False), (8, False), (9, True)])
def test_that_all_agree_is_said_only_among_more_than_eight(n: int, shown: bool) -> None:  # noqa: FBT001
    assert ("roti" in frozen("roti", [5] * n).dots) is shown


@pytest.mark.parametrize("n", [5, 8, 9])
def test_of_choices_a_small_group_learns_only_which_was_chosen_most(n: int) -> None:
    result = frozen("balance", ["give"] * (n - 1) + ["get"])
    assert result.most["balance"] == ("give",)
    assert ("balance" in result.shares) is (n > 8)


def test_comments_stand_in_no_order_of_arrival() -> None:
    assert frozen("plus", ["c", "a", "b", "e", "d"]).texts["plus"] == ("a", "b", "c", "d", "e")


@given(st.lists(st.integers(1, 5), min_size=5, max_size=15), st.randoms())
def test_who_answered_what_leaves_no_trace(values: list[int], chance: object) -> None:
    mixed = list(values)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert frozen("roti", values) == frozen("roti", mixed)


def test_the_count_is_a_band() -> None:
    assert [band(n) for n in (5, 7, 8, 10, 11, 15)] == ["5-7", "5-7", "8-10", "8-10", "11+", "11+"]


@pytest.mark.parametrize("n", [5, 6, 7, 8])
@pytest.mark.parametrize("known", [0, 1, 2])
def test_nobodys_answer_follows_from_what_is_shown(known: int, n: int) -> None:
    """Whoever sees the result and knows up to two colleagues' answers cannot be sure of a third.

    All answer vectors that fit the output are tried; for each of the others at least two values
    must remain possible.
    """
    outputs: dict[str, list[tuple[int, ...]]] = {}
    for vector in itertools.combinations_with_replacement(range(1, 6), n):
        outputs.setdefault(json.dumps(asdict(frozen("roti", vector))), []).append(vector)
    for fitting in outputs.values():
        for vector in fitting:
            for told in set(itertools.combinations(vector, known)):
                rest = [_without(other, told) for other in fitting if _holds(other, told)]
                possible = {value for others in rest for value in others}
                assert len(possible) >= 2, (vector, told)


def _holds(vector: tuple[int, ...], told: tuple[int, ...]) -> bool:
    return all(vector.count(value) >= told.count(value) for value in told)


def _without(vector: tuple[int, ...], told: tuple[int, ...]) -> list[int]:
    rest = list(vector)
    for value in told:
        rest.remove(value)
    return rest
