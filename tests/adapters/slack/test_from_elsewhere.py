"""Somebody of another company stays a guest, whichever way they come.

Before, a window that was sent in a channel shared with another company was taken for one of that
company, even where it has not got Kring; what its people wrote to Kring was taken for the word of a
member, in an organisation (Enterprise Grid) always, so that they read which networks there are; and
an organisation that removed Kring could not be told from nobody at all.
"""

import pytest

from adapters.slack.receive import Ended, Stranger, receive
from bot.ports import Inbound
from tests.adapters.slack import payloads
from tests.adapters.slack.payloads import TEAM

THEIRS = "T0THEIRS"
WINDOW = {"type": "modal", "blocks": [], "private_metadata": "run:step"}


def test_a_window_belongs_to_where_kring_is_installed() -> None:
    sent = payloads.submission({**WINDOW, "app_installed_team_id": TEAM}, {})
    assert isinstance(receive(sent), Inbound)
    sent["team"]["id"] = sent["user"]["team_id"] = THEIRS
    assert receive(sent) == Stranger(tenant=f"slack:{TEAM}")


def test_in_an_organisation_its_people_are_at_home() -> None:
    sent = payloads.submission({**WINDOW, "app_installed_team_id": TEAM}, {})
    sent["team"]["id"] = sent["user"]["team_id"] = "T0SISTER"
    sent["enterprise"] = {"id": "E0ORG"}
    seen = receive(sent)
    assert isinstance(seen, Inbound)
    assert seen.tenant == f"slack:{TEAM}"


def test_who_writes_from_elsewhere_is_a_guest() -> None:
    assert receive(payloads.message("my", user_team=THEIRS)) == Stranger(tenant=f"slack:{TEAM}")
    assert isinstance(receive(payloads.message("my", user_team=TEAM)), Inbound)


@pytest.mark.parametrize(
    ("team", "shared", "guest"),
    [
        (THEIRS, True, True),
        ("E0THEIRS", True, True),
        (TEAM, True, False),
        ("E0ORG", True, False),
        ("T0SISTER", False, False),
    ],
)
def test_so_is_who_reads_along_in_an_organisation(team: str, shared: bool, guest: bool) -> None:  # noqa: FBT001
    for body in (payloads.mention("<@U0KRING00> open"), payloads.message("open")):
        body["authorizations"][0]["enterprise_id"] = "E0ORG"
        body["is_ext_shared_channel"] = shared
        body["event"]["user_team"] = team
        assert isinstance(receive(body), Stranger if guest else Inbound)


def test_an_organisation_that_removed_kring_is_known_by_its_own_id() -> None:
    body = payloads.envelope({"type": "app_uninstalled"}, authorizations=[], team_id=None)
    body |= {"enterprise_id": "E0ORG", "is_enterprise_install": True}
    seen = receive(body)
    assert isinstance(seen, Ended)
    assert seen.tenant == "slack:E0ORG"
