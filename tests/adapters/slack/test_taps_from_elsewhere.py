"""In a channel that an organisation shares with another company, a tap of theirs is no member's.

Before, everybody who tapped there counted as one of the organisation: a guest became a person of
it, and could ask for a seat in its networks.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack.buttons import press
from adapters.slack.places import at
from bot.network import Person
from tests.adapters.slack.fake import BOT, TEAM, TOKEN, Json, Wrong
from tests.adapters.slack.office import TENANT, Answer, Office, office

ORGANISATION, SHARED = "E0ORG0000", "C0SHARED0"
GUEST, SISTER = "U0GUEST00", "U0SISTER0"
GUESTS = {"team_id": "T0THEIRS0", "enterprise_user": {"enterprise_id": "E0THEIRS0"}}
SISTERS = {"team_id": "T0SISTER0", "enterprise_user": {"enterprise_id": ORGANISATION}}


@dataclass
class Shared:
    """A channel of an organisation, in which a guest reads along; Kring is in one or in all."""

    office: Office
    tenant: str

    async def tap(self, user: str, channel: str = SHARED) -> Answer:
        whole, here = self.tenant != TENANT, "1800000000.000100"
        about: Json = {
            "type": "block_actions",
            "actions": [press("Join", "start:join:n1:")],
            "user": {"id": user, "team_id": self.office.slack.users[user]["team_id"]},
            "team": None if whole else {"id": TEAM, "domain": "contoso"},
            "enterprise": {"id": ORGANISATION, "name": "Contoso"},
            "is_enterprise_install": whole,
            "channel": {"id": channel},
            "message": {"ts": here},
            "container": {"type": "message", "message_ts": here},
            "response_url": f"{self.office.slack.address}/answer",
        }
        answer = await self.office.gesture(user, about)
        await self.office.settle()
        return answer

    async def person(self, user: str) -> Person | None:
        database = self.office.kring.database
        return await database.transact(self.tenant, lambda unit: unit.person_at(at(user)))

    @property
    def told(self) -> list[str]:
        return [said["text"] for said in self.office.slack.answers]


@pytest.fixture(params=[TENANT, f"slack:{ORGANISATION}"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Shared]:
    tenant = str(request.param)
    async with office(tmp_path) as opened:
        await opened.kring.database.workspaces.keep(
            tenant,
            enterprise=ORGANISATION,
            team=TEAM if tenant == TENANT else "",
            name="Contoso",
            app="A0KRING",
            bot=BOT,
            token=opened.service.vault.seal(tenant, TOKEN),
            at=opened.now,
        )
        for user, about in ((GUEST, GUESTS), (SISTER, SISTERS)):
            opened.slack.person(user, "Alex")
            opened.slack.users[user] |= about
        yield Shared(opened, tenant)


async def test_a_guest_is_told_so_and_becomes_nobody_here(here: Shared) -> None:
    assert (await here.tap(GUEST)).status == 200
    (said,) = here.told
    assert "for the people of one workspace" in said
    assert await here.person(GUEST) is None
    assert not here.office.slack.opened


async def test_so_is_somebody_whom_slack_does_not_show(here: Shared) -> None:
    here.office.slack.fail("users.info", Wrong("user_not_visible"))
    await here.tap(GUEST)
    assert len(here.told) == 1
    assert await here.person(GUEST) is None


async def test_who_works_in_another_workspace_of_the_organisation_is_at_home(here: Shared) -> None:
    for _ in range(2):
        await here.tap(SISTER)
    assert await here.person(SISTER) is not None
    assert not any("for the people of one workspace" in said for said in here.told)
    asked = here.office.slack.of("users.info")
    assert len([said for said in asked if "include_locale" not in said]) == 1


async def test_in_their_own_conversation_nobody_is_asked_for(here: Shared) -> None:
    await here.tap(SISTER, f"D{SISTER[1:]}")
    assert await here.person(SISTER) is not None
    assert all("include_locale" in said for said in here.office.slack.of("users.info"))


async def test_while_slack_does_not_say_the_tap_was_not_taken(here: Shared) -> None:
    here.office.slack.fail("users.info", Wrong("ratelimited", status=429, after=3))
    assert (await here.tap(SISTER)).status == 503  # Slack tells them so, and they tap again
    assert await here.person(SISTER) is None
    assert not here.told
