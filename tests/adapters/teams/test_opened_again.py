"""A form that is opened as a dialog, closed, and opened again within a minute or two.

Before, the second time was taken for a repetition of the first: in place of the questions stood
"Noted." Now the form opens as often as it is asked for.
"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.teams import gestures
from tests.adapters.teams.stage import Client, Stage, actions, stage


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        yield it


async def form(who: Client) -> dict[str, object]:
    """What the button carries that opens the newest form of this person."""
    await who.says("new")
    ours = [action["data"]["kring"] for action in actions(who.cards[-1])]
    token = next(each["token"] for each in ours if each["do"] == "tap")
    return gestures.opening("a-nonce", f"look:{token}")


async def test_a_form_opens_as_often_as_it_is_asked_for(here: Stage) -> None:
    zoe = here.client("zoe")
    opens, seen = await form(zoe), []
    for _ in range(3):
        await zoe._task("task/fetch", opens)
        seen.append(zoe.shown)
        here.clock[0] += timedelta(seconds=10)
    assert "What would you like to do?" in seen[0]
    assert len(set(seen)) == 1


async def test_and_when_teams_sends_the_same_request_once_more(here: Stage) -> None:
    zoe = here.client("zoe")
    asked = zoe.activity(type="invoke", name="task/fetch", value={"data": await form(zoe)})
    first, again = [(await zoe.does(asked)).json() for _ in range(2)]
    assert first["task"]["type"] == again["task"]["type"] == "continue"


async def test_somebody_elses_form_stays_closed(here: Stage) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    opens = await form(zoe)
    for _ in range(2):
        answer = await bart._task("task/fetch", opens)
        assert "What would you like to do?" not in answer.text
