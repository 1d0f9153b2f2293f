"""A workspace removed Kring while nobody listened.

Before, nothing ended the installation then: every prompt was tried there for ever, and what people
had said was never deleted, although it is promised to be after thirty days. Now Slack is shown the
token once an hour, and what it says twice in a row is believed.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import TENANT, Office, install, office
from tests.adapters.slack.test_delivery import POST, ZOE, send

AUTH = "auth.test"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def hour(here: Office) -> None:
    here.clock[0] += timedelta(hours=1)
    await here.service.sweep()


async def token(here: Office) -> str | None:
    workspace = await here.kring.database.workspaces.of(TENANT)
    assert workspace is not None
    return workspace.token


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_it_is_as_if_it_had_been_told(here: Office, code: str) -> None:
    here.slack.always = {AUTH: Wrong(code), POST: Wrong(code)}
    await hour(here)
    assert await token(here) is not None
    await hour(here)
    assert await token(here) is None
    gone = here.now

    before = len(here.slack.calls)
    await send(here)
    await hour(here)
    assert len(here.slack.calls) == before
    assert await here.kring.database.workspaces.overdue(gone + timedelta(days=30)) == [TENANT]


async def test_a_mistake_of_an_hour_ends_nothing(here: Office) -> None:
    for _ in range(3):
        here.slack.fail(AUTH, Wrong("account_inactive"))
        await hour(here)
        await hour(here)
    assert await token(here) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong("invalid_auth"),
        Wrong("ratelimited", status=429),
        Wrong("internal_error", status=500),
        Wrong(status=403, page="<html>no"),
        Wrong("org_login_required"),
    ],
)
async def test_nothing_less_ends_it(here: Office, wrong: Wrong) -> None:
    here.slack.always = {AUTH: wrong}
    for _ in range(4):
        await hour(here)
    assert await token(here) is not None


async def test_who_installs_it_again_meanwhile_keeps_it(here: Office) -> None:
    here.slack.always = {AUTH: Wrong("account_inactive")}
    await hour(here)
    before = await here.kring.database.workspaces.of(TENANT)
    assert before is not None
    await install(here.kring, here.now + timedelta(days=2))  # while Slack was being asked
    assert not await here.service._still_there(before)
    assert await token(here) is not None
    here.slack.always.clear()
    await hour(here)
    await send(here)
    assert len(here.slack.dm(ZOE)) == 1
