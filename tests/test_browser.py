import asyncio

import pytest

from tests.browser import chromium

pytestmark = pytest.mark.browser


async def _title(page: str) -> str:
    async with chromium() as browser:
        tab = await browser.new_page()
        await tab.set_content(page)
        return await tab.title()


def test_a_page_can_be_looked_at() -> None:
    assert asyncio.run(_title("<title>Zoé</title>")) == "Zoé"
