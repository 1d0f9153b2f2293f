"""Whoever reads a result first knows their own answers in it: five are of others.

Before, this held only for answers of the session that was just closed. Somebody who answered once,
took over facilitation, and then read what had waited for a second session, saw four of others.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.network import Network, Role, Seat
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import stage
from tests.test_promised_number import EIGHT, evaluates


def handed_over(group: Network, to: str) -> Network:
    """With ines gone and somebody else in her place."""
    return replace(
        group,
        members=tuple(
            replace(m, role=Role.FACILITATOR)
            if m.person == to
            else replace(m, seat=Seat.LEFT)
            if m.person == "ines"
            else m
            for m in group.members
        ),
    )


def test_what_they_answered_before_is_none_of_the_five(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *EIGHT)
        group = network(*EIGHT, n=6)
        here.keep(group)
        here.until(KICKOFF + timedelta(minutes=115))
        for name in ("ann", "bob", "cas"):
            evaluates(people[name], "s1")
        here.until(KICKOFF + timedelta(days=6))
        here.keep(handed_over(here.network("n1"), "ann"))
        here.until(group.sessions[1].ends)
        for name in ("bob", "cas"):
            evaluates(people[name], "s2")
        here.until(group.sessions[1].ends + timedelta(days=6))
        assert "plus of bob" not in people["ann"].all
        here.until(group.sessions[3].ends)
        evaluates(people["dee"], "s4")  # the third has its half-way check
        here.until(group.sessions[3].ends + timedelta(days=6))
        assert "plus of bob in s1" in people["ann"].all  # five of others by now
