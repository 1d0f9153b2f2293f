"""The outbox and Slack: each fault of the network, and what is said in the end, once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.adapter import GONE
from adapters.slack.errors import EVERYWHERE, TABLE, Verdict
from adapters.slack.methods import METHODS, UNSIGNED
from adapters.slack.places import at
from bot.content import Card, Form, Image, Input, Paragraph, Span
from bot.ports import Outgoing
from tests.adapters.slack.fake import TOKEN, Wrong
from tests.adapters.slack.office import TENANT, Office, install, office
from tests.dead import dead_letters

ZOE = "U061F7AUR"
POST = "chat.postMessage"


def card(text: str = "Hello") -> Card:
    return Card(title="Kring", blocks=(Paragraph((Span(text=text),)),), language="en")


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


async def send(here: Office, key: str = "k1", text: str = "Hello", kind: str = "") -> None:
    out = Outgoing(to=at(ZOE), card=card(text), key=key, kind=kind)
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()


async def later(here: Office, **time: float) -> None:
    here.clock[0] += timedelta(**time)
    await here.beat()


async def dead(here: Office) -> list[str]:
    return [letter.code for letter in await dead_letters(here.kring.database, TENANT)]


async def test_a_card_is_posted_and_then_brought_up_to_date(here: Office) -> None:
    await send(here)
    await send(here, text="Hello again")
    (message,) = here.slack.dm(ZOE)
    assert message["text"] == "Hello again"
    (posted,) = here.slack.of(POST)
    assert posted["unfurl_links"] is False
    assert set(posted["metadata"]["event_payload"]) == {"k"}
    assert "k1" not in str(posted["metadata"])
    assert here.slack.unknown == []


async def test_a_pause_that_slack_asks_for_is_kept_to_the_second(here: Office) -> None:
    here.slack.fail(POST, Wrong("ratelimited", status=429, after=7))
    await send(here)
    assert len(here.slack.of(POST)) == 1
    await later(here, seconds=6.9)
    assert len(here.slack.of(POST)) == 1
    await later(here, seconds=1)
    assert len(here.slack.dm(ZOE)) == 1


async def test_nothing_else_is_asked_of_a_method_that_rests(here: Office) -> None:
    here.slack.fail(POST, Wrong("ratelimited", status=429, after=60))
    await send(here)
    await send(here, "k2")
    assert len(here.slack.of(POST)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong(accepted=True, lost=True),
        Wrong("internal_error", status=500, accepted=True),
        Wrong("fatal_error", accepted=True),
        Wrong(status=502, page="<html>Bad gateway</html>", accepted=True),
        Wrong(status=504, page="{", accepted=True),
    ],
)
async def test_what_arrived_unnoticed_is_found_again_and_not_said_twice(
    here: Office, wrong: Wrong
) -> None:
    here.slack.fail(POST, wrong)
    await send(here)
    assert len(here.slack.dm(ZOE)) == 1
    await later(here, seconds=29)
    assert here.slack.of("conversations.history") == []
    await later(here, seconds=31)
    assert len(here.slack.of("conversations.history")) == 1
    assert len(here.slack.dm(ZOE)) == 1
    await send(here, text="Changed")  # it is known where it stands
    assert [m["text"] for m in here.slack.dm(ZOE)] == ["Changed"]


@pytest.mark.parametrize(
    "wrong",
    [Wrong(lost=True), Wrong("internal_error", status=500), Wrong(status=503, page="<html>no")],
)
async def test_what_did_not_arrive_is_sent_again(here: Office, wrong: Wrong) -> None:
    for n in range(15):
        here.slack.dm(ZOE).append({"ts": f"{n}", "text": "of others", "metadata": {}})
    here.slack.fail(POST, wrong)
    await send(here)
    await later(here, minutes=2)
    assert [m["text"] for m in here.slack.dm(ZOE)][15:] == ["Hello"]


async def test_a_card_said_anew_is_not_taken_for_the_old_one(here: Office) -> None:
    """The same key posted once more at the end: the earlier message is not what is looked for."""
    await send(here)
    out = Outgoing(to=at(ZOE), card=card("Anew"), key="k1", anew=True)
    await here.look(lambda unit: unit.post(out, here.now))
    here.slack.fail(POST, Wrong(lost=True))
    await here.beat()
    await later(here, minutes=2)
    assert [m["text"] for m in here.slack.dm(ZOE)] == ["Hello", "Anew"]


async def test_a_sender_that_dies_after_slack_took_it_says_nothing_twice(here: Office) -> None:
    out = Outgoing(to=at(ZOE), card=card(), key="k1")
    await here.look(lambda unit: unit.post(out, here.now))
    (letter,) = await here.kring.database.post.claim(here.now, 1, timedelta(seconds=60))
    courier = here.service.adapter.of(letter)
    await courier.send(letter.to, letter.card, key=letter.key, ref=None)
    # here the process ends; another one finds the letter when its lease has run out
    await later(here, seconds=61)
    assert len(here.slack.dm(ZOE)) == 1


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "user_disabled"])
async def test_who_cannot_be_reached_is_not_tried_again(here: Office, code: str) -> None:
    here.slack.fail(POST, Wrong(code))
    await send(here)
    await later(here, days=1)
    assert len(here.slack.of(POST)) == 1
    assert await dead(here) == [code]


async def test_what_waits_outlasts_a_token_that_was_mistyped(here: Office) -> None:
    """Slack says the same to an address that a workspace does not let in."""
    here.slack.tokens = {"xoxb-another": "T0"}
    await send(here)
    await later(here, hours=3)
    assert await dead(here) == []
    here.slack.tokens = {TOKEN: "T024BE7LD"}
    await later(here, hours=1)
    assert [message["text"] for message in here.slack.dm(ZOE)] == ["Hello"]


async def test_a_missing_scope_is_reported(here: Office) -> None:
    here.slack.granted -= {"chat:write"}
    await send(here)
    assert await dead(here) == ["missing_scope"]


@pytest.mark.parametrize("method", [POST, "chat.update"])
async def test_each_refusal_has_its_consequence(here: Office, method: str) -> None:
    for n, code in enumerate(sorted({*TABLE[method], *EVERYWHERE})):
        user = f"U{n:08}"
        await here.person(user, "Bart")
        here.clock[0] += timedelta(hours=1)  # the pause of the code before is over
        said = ["Hello", "Changed"] if method == "chat.update" else ["Hello"]
        for text in said:
            out = Outgoing(to=at(user), card=card(text), key=f"k{n}")
            await here.look(lambda unit, out=out: unit.post(out, here.now))  # type: ignore[misc]
            here.slack.always = {method: Wrong(code)}
            await here.beat()
        meant = TABLE[method].get(code) or EVERYWHERE[code]
        gone = await dead(here)
        if method == "chat.update" and code in GONE:
            assert [m["text"] for m in here.slack.dm(user)] == said, code
        else:
            assert (code in gone) == (meant in (Verdict.NEVER, Verdict.OURS)), code


def test_every_method_has_its_refusals() -> None:
    assert set(TABLE) == {*METHODS, *UNSIGNED}


async def test_a_message_that_somebody_deleted_is_posted_anew(here: Office) -> None:
    await send(here)
    here.slack.dm(ZOE).clear()
    await send(here, text="Changed")
    assert [m["text"] for m in here.slack.dm(ZOE)] == ["Changed"]


async def test_a_long_card_goes_on_in_its_thread(here: Office) -> None:
    text = " ".join(f"word{n}" for n in range(4000))
    out = Outgoing(to=at(ZOE), card=card(text), key="k1")
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()
    first, *rest = here.slack.dm(ZOE)
    assert rest
    assert {m["thread_ts"] for m in rest} == {first["ts"]}
    await send(here, text="Short")
    assert [m["text"] for m in here.slack.dm(ZOE)] == ["Short"]


async def test_a_drawing_is_uploaded_once_with_its_sentence(here: Office) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
    shown = Card(title="Kring", blocks=(Image(svg, "Three of five", "●●●○○"),))
    for n in range(2):
        out = Outgoing(to=at(ZOE), card=shown, key=f"k{n}")
        await here.look(lambda unit, out=out: unit.post(out, here.now))  # type: ignore[misc]
    await here.beat()
    (asked,) = here.slack.of("files.getUploadURLExternal")
    assert asked["alt_txt"] == "Three of five"
    assert here.slack.files["F00000001"].startswith(b"\x89PNG")
    (block,) = here.slack.dm(ZOE)[0]["blocks"]
    assert block["alt_text"] == "Three of five"
    assert block["slack_file"] == {"id": "F00000001"}


async def test_without_a_file_the_drawing_is_said_in_characters(here: Office) -> None:
    here.slack.fail("files.getUploadURLExternal", Wrong("file_uploads_disabled"))
    out = Outgoing(
        to=at(ZOE), card=Card(title="K", blocks=(Image("<svg/>", "Three", "●●●○○"),)), key="k"
    )
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()
    assert "●●●○○" in str(here.slack.dm(ZOE)[0]["blocks"])


async def test_what_was_revoked_is_not_sent_to(here: Office) -> None:
    for event in (
        {"type": "tokens_revoked", "tokens": {"bot": ["U0KRING00"]}},
        {"type": "app_uninstalled"},
    ):
        assert (await here.event(event)).status == 200
    await send(here)
    assert here.slack.of(POST) == []
    workspace = await here.kring.database.workspaces.of(TENANT)
    assert workspace is not None
    assert workspace.token is None
    assert workspace.due == here.now + timedelta(days=30)


async def test_a_revocation_that_comes_late_spares_the_new_installation(here: Office) -> None:
    then = here.now
    here.clock[0] += timedelta(days=3)
    await install(here.kring, here.now)
    await here.event({"type": "app_uninstalled"}, event_time=int(then.timestamp()))
    workspace = await here.kring.database.workspaces.of(TENANT)
    assert workspace is not None
    assert workspace.token is not None


async def test_the_token_is_nowhere_to_be_read(here: Office, tmp_path: Path) -> None:
    await send(here)
    assert here.slack.calls[0].token == TOKEN
    kept = await asyncio.to_thread(
        lambda: b"".join(file.read_bytes() for file in tmp_path.glob("kring.db*"))
    )
    assert TOKEN.encode() not in kept
    assert b"xoxb" not in kept


async def test_a_form_of_several_questions_opens_behind_a_button(here: Office) -> None:
    asked = Input(key="a", kind="text", label="Why"), Input(key="b", kind="text", label="How")
    form = Form(token="run:step", inputs=asked, submit="Send")
    out = Outgoing(to=at(ZOE), card=Card(title="T", form=form, language="fr"), key="k")
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()
    assert "look:run:" in str(here.slack.dm(ZOE)[0]["blocks"])
