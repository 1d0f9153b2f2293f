"""Turns: never faster than a platform allows, never before a pause is over, nobody overtaken."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.buckets import of_channel, of_method
from adapters.slack.methods import METHODS
from adapters.teams.buckets import of_tenant, of_thread, pause
from scheduler.ports import States
from scheduler.turns import SPREAD, Bucket, Even, close, take

BEGIN = 1_800_000_000.0
METHOD, CHANNEL = Even(name="m", calls=180, seconds=60, most=10), Even(name="c", calls=1, seconds=1)


def sent(states: States, letters: int, *, wide: Bucket = METHOD, at: float = BEGIN) -> list[float]:
    """When so many letters go that are all there at once, each to a place of its own."""
    waiting = [(at, n, "") for n in range(letters)]
    gone = list[float]()
    while waiting:
        now, n, shown = heappop(waiting)
        narrow = of_channel(f"C{n}")
        wait, kept = take(states, now, wide, narrow, shown=shown, patience=0.1)
        if kept:
            heappush(waiting, (now + wait, n, kept))
        else:
            gone.append(now + wait)
    return gone


def goes(states: States, now: float, shown: str) -> bool:
    return take(states, now, METHOD, CHANNEL, shown=shown, patience=0)[1] == ""


def most_within(times: list[float], seconds: float) -> int:
    times = sorted(times)
    return max(sum(first <= t < first + seconds - 1e-6 for t in times) for first in times)


@pytest.mark.parametrize("method", METHODS)
def test_no_minute_holds_more_calls_than_slack_takes(method: str) -> None:
    minute = METHODS[method].minute
    gone = sent(States(), 3 * minute, wide=of_method(method))
    assert most_within(gone, 60) <= minute


def test_a_crowd_goes_out_as_fast_as_slack_allows() -> None:
    gone = sent(States(), 400, wide=of_method("chat.postMessage"))
    assert gone[-1] - gone[0] < 1.1 * 60 * 400 / METHODS["chat.postMessage"].minute


def test_each_letter_is_put_off_once_however_many_wait() -> None:
    states, put_off = States(), 0
    turns = list[tuple[float, str]]()
    for n in range(1000):
        wait, kept = take(states, BEGIN, METHOD, of_channel(f"{n}"), shown="", patience=0)
        if kept:
            turns.append((wait, kept))
    for n, (wait, shown) in enumerate(turns):
        later = BEGIN + wait
        _, kept = take(states, later, METHOD, of_channel(f"x{n}"), shown=shown, patience=0)
        put_off += bool(kept)
    assert put_off == 0


def test_nothing_goes_before_a_pause_is_over_and_then_slowly() -> None:
    states = States()
    sent(states, 5)
    _, mine = take(states, BEGIN, METHOD, CHANNEL, shown="", patience=-1)
    close(states, BEGIN + 1, "m", 30)
    wait, other = take(states, BEGIN + 2, METHOD, CHANNEL, shown=mine, patience=0)
    assert 29 <= wait <= 29 + SPREAD
    assert other != mine
    gone = sent(states, 20, at=BEGIN + 2)
    assert min(gone) >= BEGIN + 31
    assert most_within(gone, 1.0) <= 4  # not ten at once, though nothing went for so long


def test_a_pause_is_not_shortened_by_a_later_one() -> None:
    states = States()
    close(states, BEGIN, "m", 60)
    close(states, BEGIN, "m", 1)
    assert take(states, BEGIN, METHOD, CHANNEL, shown="", patience=0)[0] >= 60


def test_a_crowded_channel_takes_no_turn_from_the_others() -> None:
    states, narrow = States(), Even(name="c", calls=1, seconds=1)
    for _ in range(100):
        take(states, BEGIN, METHOD, narrow, shown="", patience=0)
    assert take(states, BEGIN, METHOD, of_channel("other"), shown="", patience=0) == (0, "")


def test_a_turn_is_nobody_elses_and_not_for_ever() -> None:
    states = States()
    sent(states, 10)
    wait, shown = take(states, BEGIN, METHOD, CHANNEL, shown="", patience=0)
    at = BEGIN + wait
    # a process whose clock is ahead comes too early
    early, kept = take(states, at - 1, METHOD, CHANNEL, shown=shown, patience=0)
    assert 0.99 < early < 1.01
    assert kept == shown
    turns = states["m"][1]
    assert goes(states, at, shown)
    assert states["m"][1] == turns  # it was given already
    assert goes(States(), at, shown)  # whoever forgot everything begins anew


def test_letters_that_come_late_all_together_go_one_after_the_other() -> None:
    """As after an hour without a process: each still has its turn, and they do not burst out."""
    states = States()
    turns = [
        take(states, BEGIN, METHOD, of_channel(f"{n}"), shown="", patience=0)[1] for n in range(200)
    ]
    waiting = [(BEGIN + 3600, n, turn) for n, turn in enumerate(turns) if turn]
    gone, put_off = list[float](), 0
    while waiting:
        now, n, shown = heappop(waiting)
        wait, kept = take(states, now, METHOD, of_channel(f"{n}"), shown=shown, patience=5)
        if kept:
            put_off += 1
            heappush(waiting, (now + wait, n, kept))
        else:
            gone.append(now + wait)
    assert len(gone) == 190
    assert most_within(gone, 1) <= METHOD.most + 3
    assert most_within(gone, 60) <= METHOD.most + METHOD.calls
    assert max(gone) - min(gone) < 190 / 3
    assert put_off < 1000


def test_where_only_one_thread_is_quiet_the_whole_tenant_rests() -> None:
    busy, quiet = States(), States()
    for n in range(6):
        wide, narrow = of_tenant("app"), of_thread("app", "a")
        take(busy, BEGIN + n / 3, wide, narrow, shown="", patience=1)
    for states in (busy, quiet):
        pause(states, BEGIN + 1.9, "app", "a", 60)
    other = of_thread("app", "b")
    assert take(busy, BEGIN + 3, of_tenant("app"), other, shown="", patience=0)[0] == 0
    assert take(quiet, BEGIN + 3, of_tenant("app"), other, shown="", patience=0)[0] > 58
    again = take(busy, BEGIN + 3, of_tenant("app"), of_thread("app", "a"), shown="", patience=0)
    assert again[0] > 58


EVENTS = st.lists(
    st.tuples(
        st.floats(0, 3), st.sampled_from(["call", "call", "call", "pause"]), st.integers(0, 3)
    ),
    max_size=80,
)


def _lived(events: list[tuple[float, str, int]], most: int) -> Iterator[tuple[str, float, float]]:
    """Calls and pauses in any order, letters coming back when it is their turn, or late."""
    states, now = States(), BEGIN
    wide = Even(name="m", calls=60, seconds=60, most=most)
    waiting = list[tuple[float, int, str, int]]()
    for n, (later, what, place) in enumerate(events):
        now += later
        while waiting and waiting[0][0] <= now:
            at, _, shown, where = heappop(waiting)
            wait, kept = take(states, at, wide, of_channel(f"{where}"), shown=shown, patience=0)
            if kept:
                heappush(waiting, (at + wait, n, kept, where))
            else:
                yield "call", at + wait, 0.0
        if what == "pause":
            close(states, now, "m", place)
            yield "pause", now, now + place
            continue
        wait, kept = take(states, now, wide, of_channel(f"{place}"), shown="", patience=0)
        if kept:
            heappush(waiting, (now + wait, n, kept, place))
        else:
            yield "call", now + wait, 0.0


@given(EVENTS, st.integers(1, 5))
def test_whatever_happens_the_limit_and_the_pauses_hold(
    events: list[tuple[float, str, int]], most: int
) -> None:
    said = list(_lived(events, most))
    calls = sorted(at for what, at, _ in said if what == "call")
    for span in (1.0, 5.0, 30.0):
        if calls:
            assert most_within(calls, span) <= most + span
    until = 0.0
    for what, at, end in said:
        until = max(until, end) if what == "pause" else until
        assert what == "pause" or at >= until


def test_the_same_place_is_not_written_to_faster_than_it_takes() -> None:
    states, gone = States(), defaultdict[str, list[float]](list)
    now = BEGIN
    for _ in range(60):
        wait, shown = take(states, now, METHOD, CHANNEL, shown="", patience=0)
        while shown:
            now += wait
            wait, shown = take(states, now, METHOD, CHANNEL, shown=shown, patience=0)
        gone["c"].append(now)
    assert all(b - a >= 1 - 1e-3 for a, b in pairwise(gone["c"]))
    assert gone["c"][-1] - gone["c"][0] < 60
