"""What stands between Microsoft and Kring: slow bytes, and the pages of others.

Before, only what came with the first packet of an answer was read. A message whose id came with the
second could not be brought up to date, and was said twice; somebody who had blocked Kring was
written to again and again; and a token in two packets was none. And the page of a proxy was taken
for Microsoft's own word: messages were given up at once, or taken for sent, and people for out of
reach.
"""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.microsoft import APP, Fault
from tests.adapters.teams.stage import HERE, Stage, stage
from tests.adapters.teams.test_sending import ASKS, dead, met, post

PAGE = "<html>This site is not allowed here.</html>"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage(patience=2.0) as it:
        yield it


async def test_a_message_is_said_once_however_slowly_its_id_comes(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.drips = True
    for text in ("one", "two"):
        await post(here, zoe, text)
        await here.drain()
    assert [said["new"] for said in here.microsoft.said] == [True, False]


async def test_a_token_may_come_slowly(here: Stage) -> None:
    zoe = await met(here)
    here.service.connector._credentials.refused(APP)
    here.microsoft.drips = True
    await post(here, zoe)
    await here.drain()
    assert len(here.microsoft.said) == 1


async def test_who_blocked_kring_is_left_alone_however_slowly_that_is_told(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.drips = True
    here.microsoft.faults.append(Fault(status=403, code="ConversationBlockedByUser"))
    await post(here, zoe)
    await here.drain()
    assert await dead(here) == ["blocked"]
    known = await here.service.adapter.store.conversations.of(HERE, zoe.id)
    assert known is not None
    assert known.ended is not None


@pytest.mark.parametrize("status", [200, 302, 403, 404, 405, 407, 409, 410, 451, 503])
async def test_a_page_of_somebody_else_ends_no_message(here: Stage, status: int) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(Fault(status=status, page=PAGE))
    await post(here, zoe, kind=ASKS)
    await here.drain()
    assert await dead(here) == []
    await here.after(minutes=5)
    assert await dead(here) == []
    assert len(here.microsoft.said) == 1


async def test_nor_does_it_say_that_a_message_is_gone(here: Stage) -> None:
    zoe = await met(here)
    await post(here, zoe, "one")
    await here.drain()
    here.microsoft.faults.append(Fault(status=404, page=PAGE))
    await post(here, zoe, "two")
    await here.after(minutes=5)
    assert [said["new"] for said in here.microsoft.said] == [True, False]


async def test_what_is_too_large_for_somebody_is_too_large_again(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(Fault(status=413, page=PAGE))
    await post(here, zoe)
    await here.drain()
    assert await dead(here) == ["status_413"]
