"""What anybody may read without being in: what is kept, by which rules, whom to ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from adapters.main import build, pages
from adapters.settings import Settings, Wrong, load

SORTS = ("privacy", "terms", "support")
TITLES = {
    "privacy": ("What Kring keeps", "Ce que Kring conserve", "Wat Kring bewaart"),
    "terms": ("Terms of use", "Conditions d’utilisation", "Gebruiksvoorwaarden"),
    "support": ("Help and contact", "Aide et contact", "Hulp en contact"),
}
LANGUAGES = ("en", "fr", "nl")


@asynccontextmanager
async def reader(**chosen: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a browser and no account."""
    settings = Settings.model_construct(database="sqlite://", secret=SecretStr("s" * 40), **chosen)
    kring = build(settings)
    transport = httpx.ASGITransport(pages(kring))
    async with httpx.AsyncClient(transport=transport, base_url="http://kring") as web:
        yield web
    await kring.close()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("n", range(3))
async def test_each_page_is_read_without_an_account_in_ones_own_language(sort: str, n: int) -> None:
    async with reader(contact="help@example.org") as web:
        asked = await web.get(f"/{sort}", headers={"Accept-Language": f"{LANGUAGES[n]}-BE"})
        chosen = await web.get(f"/{sort}?lang={LANGUAGES[n]}", headers={"Accept-Language": "de"})
    for answer in (asked, chosen):
        assert answer.status_code == 200
        assert TITLES[sort][n] in unescape(answer.text)
        assert f'<html lang="{LANGUAGES[n]}"' in answer.text
        assert "set-cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert 'href="mailto:help@example.org"' in answer.text
        assert "{{" not in answer.text


@pytest.mark.parametrize("lang", ["xx", "", "../en", "<script>", "en" * 500])
async def test_a_language_that_is_none_is_english(lang: str) -> None:
    async with reader() as web:
        answer = await web.get("/privacy", params={"lang": lang})
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.text
    assert "<script>" not in answer.text.replace("<script type", "")


async def test_a_page_may_be_the_contact_and_without_one_it_says_so() -> None:
    async with reader(contact="https://example.org/help?a=1&b=2") as web:
        assert 'href="https://example.org/help?a=1&amp;b=2"' in (await web.get("/support")).text
    async with reader() as web:
        said = unescape((await web.get("/support")).text)
    assert "mailto:" not in said
    assert "the person who facilitates your network" in said


async def test_the_threshold_is_the_one_of_this_installation() -> None:
    async with reader(threshold=8) as web:
        assert "from 8 answers on" in (await web.get("/privacy")).text


@pytest.mark.parametrize(
    "contact",
    ["nobody", "a b@example.org", "javascript:alert(1)", "x@y", "http://", "a@b.org?cc=c@d.org"],
)
def test_a_contact_that_cannot_be_written_to_is_refused(
    contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_CONTACT", contact)
    with pytest.raises(Wrong, match="KRING_CONTACT"):
        load(None)


@pytest.mark.parametrize("contact", ["kring@example.org", "https://example.org/help", ""])
def test_a_contact_that_can_be_written_to_is_taken(
    contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_CONTACT", contact)
    assert load(None).contact == contact
