"""A workspace removes Kring: sending stops at once, the token goes, and a month later the rest."""

import asyncio
import itertools
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.places import at
from bot.ports import Outgoing
from tests.adapters.slack.fake import Wrong, fake
from tests.adapters.slack.office import TENANT, Office, office
from tests.adapters.slack.test_delivery import POST, ZOE, card
from tests.adapters.slack.test_socket import until
from tests.pace import unhurried

REVOKED = {"type": "tokens_revoked", "tokens": {"bot": ["U0KRING00"]}}
REMOVED = {"type": "app_uninstalled"}
ORDERS = list(itertools.permutations((REVOKED, REMOVED)))
MANY = 40


async def letters(here: Office) -> None:
    """Much to say, to many, as fast as Slack allows."""
    unhurried(here.kring.database)
    for n in range(MANY):
        user = f"U{n:08}"
        await here.person(user, f"Person {n}")
        out = Outgoing(to=at(user), card=card(), key=f"k{n}")
        await here.look(lambda unit, out=out: unit.post(out, here.now))  # type: ignore[misc]


@pytest.mark.parametrize("order", ORDERS, ids=["revoked first", "removed first"])
async def test_sending_stops_within_a_second_in_either_order(
    tmp_path: Path, order: tuple[dict[str, Any], ...]
) -> None:
    """One process hears of it while another one is in the middle of sending."""
    database, clock = f"sqlite:///{tmp_path / 'kring.db'}", None
    async with (
        fake() as slack,
        office(tmp_path, slack=slack, database=database, clock=clock) as hears,
        office(
            tmp_path, slack=slack, database=database, clock=hears.clock, installed=False
        ) as sends,
    ):
        await letters(sends)
        slack.always = {POST: Wrong(slow=0.1, accepted=True)}
        sending = asyncio.create_task(sends.beat())
        await until(lambda: len(slack.of(POST)) >= 3)
        for event in order:
            assert (await hears.event(event)).status == 200
            workspace = await hears.kring.database.workspaces.of(TENANT)
            assert workspace is not None
            assert workspace.token is None  # with the acknowledgement, whichever came first
        await asyncio.sleep(1)
        before = len(slack.of(POST))
        assert before < MANY
        await sending
        assert len(slack.of(POST)) == before


@pytest.mark.parametrize("order", ORDERS, ids=["revoked first", "removed first"])
async def test_the_month_begins_with_the_first_of_the_two(
    tmp_path: Path, order: tuple[dict[str, Any], ...]
) -> None:
    async with office(tmp_path) as here:
        first = here.now
        for event in order:
            await here.event(event)
            here.clock[0] += timedelta(hours=1)
        books = here.kring.database.workspaces
        assert await books.overdue(first + timedelta(days=30, seconds=-1)) == []
        assert await books.overdue(first + timedelta(days=30)) == [TENANT]


async def test_a_month_later_everything_is_deleted_by_itself(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'kring.db'}"
    async with office(tmp_path, database=database) as here:
        await here.person(ZOE, "Zoé Dubois")
        await here.says(ZOE, "help")
        await here.beat()
        await here.event(REMOVED)
        clock = [here.now + timedelta(days=30)]
    async with office(tmp_path, database=database, clock=clock, installed=False) as here:
        async with asyncio.timeout(10):
            while await here.kring.database.workspaces.of(TENANT):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        assert await here.look(lambda unit: unit.person_at(at(ZOE))) is None
        assert await here.kring.database.workspaces.forget(TENANT) == 0
        assert (await here.says(ZOE, "help")).status == 200  # a late event is no new beginning
        assert await here.look(lambda unit: unit.person_at(at(ZOE))) is None


async def test_what_is_asked_of_kring_after_that_is_heard_and_not_taken(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        await here.person(ZOE, "Zoé Dubois")
        await here.event(REVOKED)
        assert (await here.commands(ZOE, "new")).status == 200
        await here.beat()
        assert here.slack.calls == []
