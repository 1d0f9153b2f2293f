"""Kring is added to a team just before the full hour, and Teams tells of it twice.

Before, the second activity fell into the next hour, and the team read the same post twice. Now two
activities that are less than a minute apart tell of the same; and a team that adds Kring again a
few minutes later is greeted again.
"""

import pytest

from adapters.teams.receive import Came, receive
from tests.adapters.teams import activities as a


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2027-01-12T08:59:59.900Z", "2027-01-12T09:00:00.100Z", True),
        ("2027-01-12T09:00:00.100Z", "2027-01-12T08:59:59.900Z", True),
        ("2027-01-12T23:59:59.9000000Z", "2027-01-13T00:00:20Z", True),
        ("2027-01-12T09:00:00Z", "2027-01-12T09:10:00Z", False),
    ],
)
def test_two_activities_at_the_full_hour_tell_of_the_same(
    first: str,
    second: str,
    same: bool,  # noqa: FBT001
) -> None:
    one = receive(a.in_channel("installationUpdate", action="add", timestamp=first))
    added = a.in_channel("conversationUpdate", membersAdded=[{"id": a.BOT}], timestamp=second)
    other = receive({**added, "id": "2"})
    assert isinstance(one, Came)
    assert isinstance(other, Came)
    assert (not set(one.same).isdisjoint(other.same)) is same
