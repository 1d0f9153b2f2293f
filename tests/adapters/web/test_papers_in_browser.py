"""The public pages as somebody sees them: on a telephone and on a desk, by day and in the dark."""

import pytest
from pydantic import SecretStr

from adapters.main import build, pages
from adapters.settings import Settings
from tests.adapters.web.served import served, tab
from tests.adapters.web.test_in_browser import CONTRAST
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def test_they_fit_and_can_be_read_and_lead_to_one_another() -> None:
    settings = Settings.model_construct(
        database="sqlite://", secret=SecretStr("s" * 40), contact="kring@example.org"
    )
    kring = build(settings)
    async with served(pages(kring), kring.bell) as address, chromium() as browser:
        for language, width, dark in (("en", 320, False), ("fr", 390, True), ("nl", 1280, False)):
            start = f"{address}/privacy?lang={language}"
            async with tab(browser, start, width=width, dark=dark, script=False) as page:
                for sort in ("privacy", "terms", "support"):
                    wide = await page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, (language, sort)
                    assert await page.evaluate(CONTRAST) == [], (language, sort)
                    assert await page.locator("h1").count() == 1
                    assert await page.locator("html").get_attribute("lang") == language
                    following = {"privacy": "terms", "terms": "support"}.get(sort)
                    if following:
                        await page.locator(f'a[href^="/{following}?"]').click()
    await kring.close()
