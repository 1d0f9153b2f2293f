"""A card is shown whatever became of its parts.

Before, a picture that Slack had not looked at yet, or that somebody had deleted, took the whole
message with it, and the Home tab; pictures that Slack was slow to take kept it back for ever; a
page that was deleted in a thread brought the card a second time; when one page failed, those before
it were said twice; and what stood in a conversation of an app that was installed anew could not be
said again.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack import pictures
from adapters.slack.places import at
from bot.content import Card, Image, Paragraph, Span
from bot.ports import Outgoing
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import TENANT, Office, office
from tests.adapters.slack.test_delivery import POST, ZOE, dead, later, send
from tests.pace import unhurried

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
DRAWN = Card(title="Kring", blocks=(Image(SVG, "Three of five", "●●●○○"),))


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        unhurried(opened.kring.database)
        yield opened


def long(word: str) -> Card:
    text = " ".join(f"{word}{n}" for n in range(6000))
    return Card(title="Kring", blocks=(Paragraph((Span(text=text),)),))


async def show(here: Office, card: Card) -> None:
    out = Outgoing(to=at(ZOE), card=card, key="k1")
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()


async def test_a_picture_that_slack_does_not_show_is_said(here: Office) -> None:
    here.slack.fail(POST, Wrong("invalid_blocks"))
    await show(here, DRAWN)
    assert await dead(here) == []
    (message,) = here.slack.dm(ZOE)
    assert "Three of five" in str(message["blocks"])
    assert "slack_file" not in str(message["blocks"])


async def test_pictures_that_never_come_are_not_waited_for(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results of an evaluation have several; a letter has only so long."""
    delivery = here.kring.beat.delivery
    delivery._patience = replace(delivery._patience, timeout=1.0)
    monkeypatch.setattr(pictures, "LONGEST", 0.4, raising=False)
    here.slack.always = {"files.getUploadURLExternal": Wrong(slow=0.6, accepted=True)}
    several = tuple(Image(f"{SVG}{' ' * n}", f"{n} of five", "●●●○○") for n in range(3))
    await show(here, Card(title="Kring", blocks=several))
    (message,) = here.slack.dm(ZOE)
    assert all(f"{n} of five" in str(message["blocks"]) for n in range(3))


async def test_what_is_wrong_without_a_picture_is_wrong(here: Office) -> None:
    here.slack.fail(POST, Wrong("invalid_blocks"))
    await send(here)
    assert await dead(here) == ["invalid_blocks"]
    assert len(here.slack.of(POST)) == 1


async def test_so_it_is_in_the_home_tab(here: Office) -> None:
    here.slack.fail("views.publish", Wrong("invalid_arguments"))
    await here.service.entrance.homes.publish(TENANT, ZOE, DRAWN)
    shown = here.slack.homes[ZOE]["view"]["blocks"]
    assert "Three of five" in str(shown)
    assert "slack_file" not in str(shown)


async def test_a_page_that_was_deleted_is_written_anew_and_the_card_is_not(here: Office) -> None:
    await show(here, long("old"))
    first, second, *rest = here.slack.dm(ZOE)
    assert rest
    here.slack.dm(ZOE).remove(second)
    await show(here, long("new"))
    whole = here.slack.dm(ZOE)
    assert [m["ts"] for m in whole if not m.get("thread_ts")] == [first["ts"]]
    said = str([m["blocks"] for m in whole])
    assert "old" not in said
    assert said.count("new5999") == said.count("new3000") == 1


@pytest.mark.parametrize("wrong", [Wrong("ratelimited", status=429, after=30), Wrong(lost=True)])
async def test_when_a_page_fails_no_other_is_said_twice(here: Office, wrong: Wrong) -> None:
    here.slack.fail(POST, *[Wrong(accepted=True)] * 2, wrong)
    await show(here, long("word"))
    await later(here, minutes=2)
    whole = here.slack.dm(ZOE)
    assert len([m for m in whole if not m.get("thread_ts")]) == 1
    said = str([m["blocks"] for m in whole])
    assert {said.count(f"word{n} ") for n in (1, 1500, 2500, 5000)} == {1}


async def test_where_the_conversation_is_gone_there_is_another_one(here: Office) -> None:
    await send(here)
    here.slack.dm(ZOE).clear()
    here.slack.fail("chat.update", Wrong("channel_not_found"))
    await send(here, text="Changed")
    assert [m["text"] for m in here.slack.dm(ZOE)] == ["Changed"]
    assert await dead(here) == []
