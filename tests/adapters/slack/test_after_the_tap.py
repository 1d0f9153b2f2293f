"""What was taken is told, also where no window shows it, and where it was asked.

Before, whoever had closed the window in the meantime was told that nothing had changed, although
it had; a second tap, faster than the window, brought the same; whoever called on Kring in a thread
had to look for the answer outside of it; and where the address of a gesture took no answer, there
was none.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, office
from tests.adapters.slack.test_delivery import ZOE

PRESS = {"action_id": "press:1", "value": "look:gone:ask"}
WINDOW = {"id": "V1", "type": "modal", "hash": "h"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def shown(here: Office) -> str:
    """What the same tap shows where all is well."""
    await here.presses(ZOE, PRESS, view=WINDOW)
    await here.settle()
    return str(here.slack.opened.pop()["blocks"])


async def test_who_closed_the_window_reads_it_in_the_conversation(here: Office) -> None:
    blocks = await shown(here)
    here.slack.fail("views.update", Wrong("not_found"))
    await here.presses(ZOE, PRESS, view=WINDOW)
    await here.settle()
    (message,) = here.slack.dm(ZOE)
    assert str(message["blocks"]) == blocks


async def test_a_window_that_shows_something_newer_keeps_it(here: Office) -> None:
    here.slack.fail("views.update", Wrong("hash_conflict"))
    await here.presses(ZOE, PRESS, view=WINDOW)
    await here.settle()
    assert here.slack.dm(ZOE) == []


async def test_what_a_button_of_the_home_tab_did_is_not_denied(here: Office) -> None:
    blocks = await shown(here)
    here.slack.fail("views.open", Wrong("expired_trigger_id"))
    await here.presses(ZOE, PRESS, view={"id": "VH", "type": "home", "hash": "h"})
    await here.settle()
    (message,) = here.slack.dm(ZOE)
    assert str(message["blocks"]) == blocks


@pytest.mark.parametrize("place", ["/nowhere", ":1"])
async def test_an_address_that_takes_no_answer_is_not_the_end(here: Office, place: str) -> None:
    """It has run out, or nobody is there."""
    old = {"ts": "1700000000.000100"}
    address = "http://127.0.0.1:1/" if place == ":1" else f"{here.slack.address}{place}"
    await here.presses(ZOE, PRESS, old, response_url=address)
    await here.settle()
    (whisper,) = here.slack.whispers
    assert whisper["user"] == ZOE
    assert "out of date" in whisper["text"]

    here.slack.always["chat.postEphemeral"] = Wrong("not_in_channel")
    await here.presses(ZOE, PRESS, old, response_url=address)
    await here.settle()
    (message,) = here.slack.dm(ZOE)
    assert "out of date" in message["text"]


async def test_who_asks_in_a_thread_reads_it_there(here: Office) -> None:
    event = {"type": "app_mention", "user": ZOE, "channel": "C1", "text": "help", "ts": "1.5"}
    await here.event(event)
    await here.event({**event, "ts": "1.6", "thread_ts": "1.4"})
    await here.settle()
    assert [said.get("thread_ts") for said in here.slack.whispers] == [None, "1.4"]
