"""A picture, a file or a recording is no answer, and somebody who is named is called by their name.

Before, a file that was sent while a question could be left out was taken for leaving it out, and
the next one was asked; and who was mentioned in an answer stood in it as `@U061F7AUR`, for the
whole network to read.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialog import Run
from tests.adapters.slack.office import Office
from tests.adapters.slack.test_late_words import ZOE, asked, opened

FILE = {"subtype": "file_share", "files": [{"id": "F024BERPE"}]}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path) as office:
        yield office


async def answers(here: Office, run: str) -> dict[str, object]:
    found = await here.look(lambda unit: unit.run(run))
    assert isinstance(found, Run)
    return dict(found.answers.stored())


async def test_a_file_alone_leaves_nothing_out(here: Office) -> None:
    intro = await asked(here, "intro")
    await here.says(ZOE, "I look after three sites")
    before = await answers(here, intro)
    await here.says(ZOE, "", **FILE)
    await here.beat()
    assert await answers(here, intro) == before
    assert "words are all I can read" in here.slack.dm(ZOE)[-1]["text"]
    await here.says(ZOE, "Zo-é", **FILE)
    assert len(await answers(here, intro)) == len(before) + 1


async def test_who_is_named_is_called_by_their_name(here: Office) -> None:
    intro = await asked(here, "intro")
    await here.says(ZOE, "I look after sites with <@U0LEA>, and <@U0LEAF>")
    assert list((await answers(here, intro)).values()) == [
        "I look after sites with @Lea Janssens, and @U0LEAF"
    ]
