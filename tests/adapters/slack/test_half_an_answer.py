"""What is no answer of Slack's says nothing about what Slack did.

Before, half an answer, or the page of a proxy, was taken for Slack's own no: the letter was given
up at once, also one that had arrived; and the doctor fell over it. Now it is like a connection
that broke: it is looked for, and sent again where it is not.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.health import socket, token
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, office
from tests.adapters.slack.test_delivery import POST, ZOE, dead, later, send

JSON = "application/json"
HALF = Wrong(page='{"ok": tr', sort=JSON)
PROXY = [Wrong(status=status, page="<html>no") for status in (401, 403, 404, 407, 408)]
OTHERS = [HALF, Wrong(page="[1]", sort=JSON), Wrong(page="hello", sort="text/plain")]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def test_of_half_an_answer_nobody_knows_whether_it_arrived(here: Office) -> None:
    here.slack.fail(POST, Wrong(page='{"ok": tr', sort=JSON, accepted=True))
    await send(here)
    assert await dead(here) == []
    await later(here, minutes=2)
    assert len(here.slack.dm(ZOE)) == len(here.slack.of(POST)) == 1


@pytest.mark.parametrize("wrong", [*OTHERS, *PROXY])
async def test_somebody_between_slack_and_us_ends_no_letter(here: Office, wrong: Wrong) -> None:
    here.slack.fail(POST, wrong)
    await send(here)
    await later(here, minutes=2)
    assert await dead(here) == []
    assert [message["text"] for message in here.slack.dm(ZOE)] == ["Hello"]


@pytest.mark.parametrize("wrong", [*OTHERS, *PROXY])
async def test_the_doctor_says_that_slack_is_away(here: Office, wrong: Wrong) -> None:
    here.slack.always = {"auth.test": wrong, "apps.connections.open": wrong}
    api = here.service.api
    found = [said async for said in token(api, "xoxb-one", "Contoso")]
    found.append(await socket(api, "xapp-one"))
    assert [said.said for said in found] == ["Slack cannot be reached from this machine."] * 2
