"""What was sent again in doubt is looked at once more: of two messages one is taken away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.places import at
from bot.ports import Outgoing
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, office
from tests.adapters.slack.test_delivery import POST, ZOE, card, later, send

TEXT = "Hello"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def arrives_late(here: Office, text: str = TEXT) -> None:
    """Slack breaks the connection, shows nothing when asked, and then shows the message after all.

    What was sent again in between stands there as well: the same words, the same mark.
    """
    here.slack.fail(POST, Wrong(accepted=True, lost=True))
    await send(here, text=text)
    held = list(here.slack.dm(ZOE))
    here.slack.dm(ZOE).clear()
    await later(here, minutes=2)
    assert len(here.slack.dm(ZOE)) >= 1
    here.slack.dm(ZOE)[:0] = held


def texts(here: Office) -> list[str]:
    return [message["text"] for message in here.slack.dm(ZOE) if not message.get("thread_ts")]


async def test_the_younger_of_two_is_deleted_some_minutes_later(here: Office) -> None:
    await arrives_late(here)
    older, younger = here.slack.dm(ZOE)
    await later(here, minutes=4)
    assert len(here.slack.dm(ZOE)) == 2
    await later(here, minutes=2)
    assert [message["ts"] for message in here.slack.dm(ZOE)] == [older["ts"]]
    assert [said["ts"] for said in here.slack.of("chat.delete")] == [younger["ts"]]


async def test_what_is_left_is_the_message_that_is_brought_up_to_date(here: Office) -> None:
    await arrives_late(here)
    await later(here, minutes=6)
    await send(here, text="Changed")
    assert texts(here) == ["Changed"]


async def test_it_is_looked_at_once(here: Office) -> None:
    await arrives_late(here)
    await later(here, minutes=6)
    asked = len(here.slack.of("conversations.history"))
    await later(here, hours=1)
    assert len(here.slack.of("conversations.history")) == asked


async def test_one_that_was_changed_since_is_the_one_that_stays(here: Office) -> None:
    await arrives_late(here)
    await send(here, text="Changed")
    assert texts(here) == [TEXT, "Changed"]
    await later(here, minutes=6)
    assert texts(here) == ["Changed"]


async def test_a_long_card_stays_with_its_pages(here: Office) -> None:
    await arrives_late(here, text=" ".join(f"word{n}" for n in range(4000)))
    await later(here, minutes=6)
    first, *rest = here.slack.dm(ZOE)
    assert rest
    assert {page["thread_ts"] for page in rest} == {first["ts"]}


async def test_a_message_that_arrived_at_once_is_never_looked_at(here: Office) -> None:
    await send(here)
    await later(here, hours=2)
    assert here.slack.of("conversations.history") == []


async def test_a_single_message_is_left_alone(here: Office) -> None:
    here.slack.fail(POST, Wrong(lost=True))
    await send(here)
    await later(here, minutes=2)
    await later(here, minutes=6)
    assert texts(here) == [TEXT]
    assert here.slack.of("chat.delete") == []


@pytest.mark.parametrize("wrong", [Wrong("ratelimited", status=429, after=9), Wrong(lost=True)])
async def test_slack_in_trouble_is_asked_again_later(here: Office, wrong: Wrong) -> None:
    await arrives_late(here)
    here.slack.fail("chat.delete", wrong)
    await later(here, minutes=6)
    assert len(here.slack.dm(ZOE)) == 2
    await later(here, minutes=6)
    assert len(here.slack.dm(ZOE)) == 1


async def test_without_access_it_is_given_up(here: Office) -> None:
    await arrives_late(here)
    here.slack.always = {"conversations.open": Wrong("account_inactive")}
    await later(here, minutes=6)
    asked = len(here.slack.calls)
    await later(here, hours=3)
    assert len(here.slack.calls) == asked


async def test_two_processes_look_at_it_once(here: Office, tmp_path: Path) -> None:
    await arrives_late(here)
    async with office(
        tmp_path, slack=here.slack, database=here.kring.settings.database, clock=here.clock
    ) as other:
        here.clock[0] += timedelta(minutes=6)
        asked = len(here.slack.of("conversations.history"))
        sweeps: list[Any] = [each.kring.beat.delivery.sweep.once() for each in (here, other)]
        assert sorted(await asyncio.gather(*sweeps)) == [0, 1]
        assert len(here.slack.of("conversations.history")) == asked + 1
    assert len(here.slack.dm(ZOE)) == 1


async def test_another_message_of_the_same_key_is_no_double(here: Office) -> None:
    """A card said anew bears a mark of its own."""
    await arrives_late(here)
    out = Outgoing(to=at(ZOE), card=card("Anew"), key="k1", anew=True)
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()
    await later(here, minutes=6)
    assert "Anew" in texts(here)
