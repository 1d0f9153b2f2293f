"""What somebody typed hours ago, and Slack brings now.

Slack brings an event for a day where Kring did not answer. Before, what was typed while Kring was
away was taken for the answer to whatever had been asked since: words for oneself alone were shown
to the whole network. Now it answers what was open when it was typed, or nothing.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialog import Run, Status
from bot.ports import Unit
from tests.adapters.slack.office import Office, office
from tests.circle import circle
from tests.pace import unhurried

ZOE = "U061F7AUR"
ME = ZOE.lower()
WORDS = "I look after three sites"


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Office]:
    """Two people who know each other from a network."""
    async with office(folder) as one:
        await one.person(ZOE, "Zoé Dubois")
        await one.person("U0LEA", "Lea Janssens")
        network = circle(ME, platform="slack", members=circle("u0lea", ME).members[1:])
        await one.look(lambda unit: unit.keep_network(network))
        unhurried(one.kring.database)
        yield one


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path) as one:
        yield one


async def asked(here: Office, dialog: str) -> str:
    """Kring asks this now."""
    bot = here.kring.bot

    def work(unit: Unit) -> str:
        person = unit.person(ME)
        assert person
        scene = bot.teller.scene(unit, person, "n1", here.now)
        run = bot.doer.begin(unit, scene, bot.dialogs[dialog], about="")
        assert run
        bot.doer.tell(unit, person, run, here.now)
        return run.id

    return await here.look(work)


async def said(here: Office, run: str) -> list[str]:
    found = await here.look(lambda unit: unit.run(run))
    assert isinstance(found, Run)
    return [str(value) for value in found.answers.stored().values()]


async def brought(here: Office, text: str, hours: float) -> None:
    """Slack brings what Zoé typed so many hours ago."""
    then = int((here.now - timedelta(hours=hours)).timestamp())
    event = {"type": "message", "channel": "D061F7AUR", "channel_type": "im", "user": ZOE}
    answer = await here.event({**event, "text": text, "ts": f"{then}.000100"}, event_time=then)
    assert answer.status == 200
    await here.beat()


async def test_it_answers_what_was_open_then(here: Office) -> None:
    goals = await asked(here, "expect")
    here.clock[0] += timedelta(hours=2)
    intro = await asked(here, "intro")
    await brought(here, WORDS, hours=1)
    assert await said(here, intro) == []
    assert await said(here, goals) == [WORDS]


async def test_where_that_is_open_no_more_it_answers_nothing(here: Office) -> None:
    intro = await asked(here, "intro")
    await here.beat()
    here.clock[0] += timedelta(hours=1)
    await brought(here, WORDS, hours=2)
    assert await said(here, intro) == []
    assert f"“{WORDS}” reached me late" in here.slack.dm(ZOE)[-1]["text"]
    await brought(here, WORDS, hours=0)
    assert await said(here, intro) == [WORDS]


async def test_what_was_shown_once_more_since_then_is_answered_too(here: Office) -> None:
    intro = await asked(here, "intro")
    here.clock[0] += timedelta(hours=2)

    def again(unit: Unit) -> None:
        run = unit.run(intro)
        assert run
        assert run.status is Status.OPEN
        unit.save(run, shown=here.now)

    await here.look(again)
    await brought(here, WORDS, hours=1)
    assert await said(here, intro) == [WORDS]


async def test_a_few_minutes_are_what_clocks_differ(here: Office) -> None:
    intro = await asked(here, "intro")
    await brought(here, WORDS, hours=4 / 60)
    assert await said(here, intro) == [WORDS]
