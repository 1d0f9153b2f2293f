"""Two replicas on one PostgreSQL: together no faster than one, and a pause holds for both."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.main import now
from adapters.slack.buckets import of_method
from adapters.slack.places import at, tenant
from bot.content import Card, Paragraph, Span
from bot.ports import Outgoing
from tests.adapters.slack.fake import Fake, Wrong, fake
from tests.adapters.slack.office import TENANT, Office, office
from tests.postgres import own

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
POST = "chat.postMessage"
OTHER, OTHERS_TOKEN = tenant("T0OTHERS0"), "xoxb-of-the-others"


class Live(list[datetime]):
    """The office's clock, by which time passes as it does."""

    def __getitem__(self, _: Any) -> Any:
        return now()


@dataclass
class Watched:
    """A Slack, and when it was asked to post, with which token."""

    slack: Fake
    asked: list[tuple[float, str]]


@asynccontextmanager
async def two(
    folder: Path, server: Any, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Watched, tuple[Office, Office]]]:
    """Their hearts do not beat yet."""
    asked, handle = list[tuple[float, str]](), Fake.handle

    async def seen(self: Fake, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == POST:
            moment = asyncio.get_running_loop().time()
            asked.append((moment, request.headers["Authorization"]))
        return await handle(self, request)

    monkeypatch.setattr(Fake, "handle", seen)
    database = await asyncio.to_thread(server.create, own("kring_replicas"))
    clock = Live([now()])
    try:
        async with (
            fake() as slack,
            office(folder, slack=slack, database=database, clock=clock) as one,
            office(folder, slack=slack, database=database, clock=clock, installed=False) as other,
        ):
            yield Watched(slack, asked), (one, other)
            for here in (one, other):
                await here.kring.heartbeat.stop()
    finally:
        await asyncio.to_thread(server.drop, own("kring_replicas"))


async def letters(here: Office, many: int, *, of: str = TENANT) -> None:
    def work(unit: Any) -> None:
        for n in range(many):
            user = f"U{n:08}"
            here.slack.person(user, "Zoé")
            card = Card(title="Kring", blocks=(Paragraph((Span(text=f"{of} {n}"),)),))
            unit.post(Outgoing(to=at(user), card=card, key=f"k{n}"), now())

    await here.kring.database.transact(of, work)


async def others(here: Office) -> None:
    """A second workspace."""
    here.slack.tokens[OTHERS_TOKEN] = "T0OTHERS0"
    assert here.kring.slack is not None
    names = {"enterprise": "", "team": "T0OTHERS0", "name": "", "app": "A0", "bot": "U0KRING00"}
    sealed = here.kring.slack.vault.seal(OTHER, OTHERS_TOKEN)
    long_ago = now() - timedelta(days=1)
    await here.kring.database.workspaces.keep(OTHER, **names, token=sealed, at=long_ago)


async def until(slack: Fake, many: int) -> None:
    async with asyncio.timeout(60):
        while sum(len(said) for said in slack.messages.values()) < many:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_together_they_are_no_faster_than_slack_allows(
    tmp_path: Path, postgres_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 24
    async with two(tmp_path, postgres_server, monkeypatch) as (watched, both):
        await letters(both[0], many)
        for here in both:
            await here.kring.heartbeat.start()
        await until(watched.slack, many)
        asked = [moment for moment, _ in watched.asked]
        said = Counter(m["text"] for each in watched.slack.messages.values() for m in each)
    pace = of_method(POST)
    assert set(said.values()) == {1}
    assert len(asked) == many
    for n, first in enumerate(asked):  # what is saved up, and then one after the other
        for k, later in enumerate(asked[n:], 1):
            at_least = (k - pace.most) * pace.seconds / pace.calls
            assert later - first >= at_least - 0.35  # of which some is the way to Slack


async def test_a_pause_that_one_is_asked_for_is_kept_by_both_and_holds_up_no_other_workspace(
    tmp_path: Path, postgres_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two(tmp_path, postgres_server, monkeypatch) as (watched, both):
        await others(both[0])
        await letters(both[0], 6)
        watched.slack.fail(POST, Wrong("ratelimited", status=429, after=3))
        assert await both[0].kring.beat.delivery.begin()  # six calls are made, one is refused
        await until(watched.slack, 5)
        await asyncio.sleep(0.5)
        refused, before = watched.asked[0][0], len(watched.asked)
        await letters(both[0], 12)
        await letters(both[1], 5, of=OTHER)
        for here in both:
            await here.kring.heartbeat.start()
        await until(watched.slack, 10)  # the others' five are there
        mine = [moment for moment, whose in watched.asked[before:] if OTHERS_TOKEN not in whose]
        theirs = [moment for moment, whose in watched.asked[before:] if OTHERS_TOKEN in whose]
        assert len(theirs) == 5
        assert mine == [] or min(mine) >= refused + 3
        await until(watched.slack, 17)
        mine = [moment for moment, whose in watched.asked[before:] if OTHERS_TOKEN not in whose]
        assert min(mine) >= refused + 3
