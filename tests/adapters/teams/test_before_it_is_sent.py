"""What takes its time before a message is sent: Kring's own token, or the way to somebody new.

Before, those who waited for one attempt made each their own after it. While Microsoft Entra did not
answer, the third message waited so long that nobody knew whether it had arrived: a question was
asked twice later, and news were given up, although nothing had been sent. Now all of them wait for
the same attempt, and come back later.
"""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.teams import adapter, credentials
from tests.adapters.teams.microsoft import APP, Fault
from tests.adapters.teams.stage import Stage, stage
from tests.adapters.teams.test_sending import TELLS, dead, post

NAMES = ("zoe", "bart", "an", "lea", "tom")


@pytest.fixture
async def here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """An attempt to get a token may take 0.3 s here, and a letter 0.8."""
    monkeypatch.setattr(credentials, "TIMEOUT", 0.3)
    monkeypatch.setattr(adapter, "BEFORE", 0.6)
    async with stage() as it:
        delivery = it.kring.beat.delivery
        delivery._patience = replace(delivery._patience, timeout=0.8)
        yield it


async def test_nothing_is_lost_while_no_token_can_be_had(here: Stage) -> None:
    people = [here.client(name) for name in NAMES]
    for who in people:
        await who.installs()
    await here.after(minutes=1)
    before = len(here.microsoft.calls)
    here.microsoft.token_delay = 5.0
    here.service.connector._credentials.refused(APP)
    for who in people:
        await post(here, who, key=who.name, kind=TELLS)
    await here.drain()
    assert await dead(here) == []
    assert len(here.microsoft.calls) == before

    here.microsoft.token_delay = 0.0
    await here.after(minutes=5)
    assert all(len(who.messages) == 2 for who in people)  # the welcome, and the news
    assert await dead(here) == []


async def test_nothing_is_lost_while_somebody_new_cannot_be_reached(here: Stage) -> None:
    """A token that is slow to come, and then a conversation that is slow to be opened."""
    await here.client("zoe").installs()
    bart = here.client("bart")
    here.service.connector._credentials.refused(APP)
    here.microsoft.token_delay = 0.25
    here.microsoft.faults.append(Fault(slow=0.7))
    await post(here, bart, kind=TELLS)
    await here.drain()
    assert await dead(here) == []

    await here.after(minutes=5)
    assert len(bart.messages) == 1
    assert await dead(here) == []
