"""The channel that Kring made for a network is no place for others, by its own id in Slack either.

Before, only its name among Kring's was known: whoever typed the id that Slack gave it, such as
somebody who had left the network, let Kring speak there, without a name.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialog import Run
from bot.fields import Answers
from bot.ports import Unit
from tests.adapters.slack.office import TENANT, Office
from tests.adapters.slack.test_late_words import ME, ZOE, asked, opened
from tests.circle import circle

PLACE = "C0THEIRS"


async def where(here: Office, run: str) -> object:
    found = await here.look(lambda unit: unit.run(run))
    assert isinstance(found, Run)
    return found.answers.stored().get("place")


@pytest.mark.parametrize("member", [False, True])
async def test_whoever_does_not_belong_there_cannot_name_it(
    tmp_path: Path,
    member: bool,  # noqa: FBT001
) -> None:
    async with opened(tmp_path) as here:
        people = ("u0lea", ME) if member else ("u0lea",)
        theirs = circle(*people, id="n2", platform="slack", channel="channel:n2")
        members = tuple(m for m in theirs.members if m.person in people)
        await here.look(lambda unit: unit.keep_network(replace(theirs, members=members)))
        await here.kring.database.workspaces.keep_place(
            TENANT, "channel:n2", place=PLACE, title="Theirs", invited=(), archived=False
        )
        share = await asked(here, "share")

        def chosen(unit: Unit) -> None:
            run = unit.run(share)
            assert run is not None
            said = {"kind": "tip", "text": "Ask first", "whose": "mine", "audience": ["channel"]}
            unit.save(replace(run, answers=Answers(said), revision=run.revision + 1))

        await here.look(chosen)
        await here.says(ZOE, PLACE)
        assert await where(here, share) == (PLACE if member else None)
