"""Pages on which something goes wrong, and what can make them.

Before: a page that failed came without the headers of all others, so it could be kept and framed;
what was not found was said in the browser's language, beside a page in the reader's; half a
character in a card of a channel broke that channel for everybody; an Origin that is no address was
an error of ours; and an address in capitals, or with its usual port, made Kring refuse its own
pages. Now each of them is as it should be.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.web.frame import clean
from adapters.web.guard import HEADERS, welcome
from adapters.web.receive import what
from adapters.words import preferred
from bot.content import Card, Paragraph, Span
from bot.ports import Commanded, Said, Submitted
from tests.adapters.web.stage import Parrot, Stage
from tests.adapters.web.test_app import EVENT, browser, send

HALF = "\ud83d"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(tmp_path)
    await stage.open()
    await stage.furnish()
    yield stage
    await stage.close()


def broken(*_: Any) -> Any:
    raise OSError("the disk is full")


async def test_a_page_that_failed_is_guarded_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Parrot, "home", broken)
    async with browser(stage) as client:
        page = await client.get("/home?me=zoe")
    assert page.status_code == 500
    for name, value in HEADERS.items():
        assert page.headers[name] == value


async def test_what_went_wrong_is_said_in_the_readers_own_language(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Parrot, "home", broken)
    async with browser(stage) as client:
        client.headers["Accept-Language"] = "nl"
        for path in ("/in/nowhere", "/home"):
            assert 'lang="fr"' in (await client.get(f"{path}?me=ines")).text
        posted = await client.post("/send?me=ines", data={"say": "bonjour"})
        assert 'lang="fr"' in posted.text
        assert 'lang="nl"' in (await client.get("/nowhere?me=ines")).text  # who knows whose


async def test_half_a_character_breaks_nobodys_page(stage: Stage) -> None:
    half = Card(title=HALF, blocks=(Paragraph((Span(text=f"a{HALF}b"),)),))
    await stage.put("channel:n1", half, "half")
    async with browser(stage) as client:
        await client.post(
            "/send?me=zoe",
            content=json.dumps({"event": EVENT, "say": HALF, "where": "channel:n1"}),
            headers={"Content-Type": "application/json"},
        )
        page = await client.get("/in/channel:n1?me=bart")
    assert page.status_code == 200
    assert "ab" in page.text


def test_half_a_character_comes_in_as_a_sign_that_can_be_written() -> None:
    assert what({"say": f"x{HALF}"}) == Said("x\ufffd")
    assert what({"say": f"/kring x{HALF}"}) == Commanded("x\ufffd")
    sent = {"submit": "r:s", "values": {"a": HALF, "b": [HALF]}}
    assert what(sent) == Submitted("r:s", {"a": "\ufffd", "b": ("\ufffd",)})


def test_nothing_turns_the_direction_of_a_text() -> None:
    assert clean("\u202ea\u2066b\u2067c\u2068d\u2069\n\tשלום 👩‍👧") == "abcd\n\tשלום 👩‍👧"


async def test_an_origin_that_is_no_address_is_not_welcome(stage: Stage) -> None:
    async with browser(stage) as client:
        for origin in ("http://[evil", "https://kring.test:x"):
            client.headers["Origin"] = origin
            assert (await send(client, say="hi")).status_code == 403
    assert stage.bot.got == []


def test_a_language_is_weighed_however_it_is_spaced() -> None:
    assert preferred("fr; q=0.1, nl") == "nl"
    assert preferred("de, nl ;q=0.4, fr;q= 0.5") == "fr"


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://Kring.Example.org", True),
        ("https://kring.example.org:443", True),
        ("https://kring.example.org:8443", False),
        ("http://kring.example.org", False),
    ],
)
def test_an_address_is_meant_however_it_is_written(address: str, *, fits: bool) -> None:
    assert welcome("https://kring.example.org", "10.0.0.3:8000", address) is fits
