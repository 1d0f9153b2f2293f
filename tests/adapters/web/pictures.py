"""The pictures of the README, taken anew from a life in the playground: `make pictures`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page

from adapters.main import pages
from adapters.playground.stage import settle
from adapters.playground.town import Town
from bot.network import Phase
from tests.adapters.web import test_spine_in_browser as life
from tests.adapters.web.served import served, tab
from tests.browser import chromium

WHERE = Path(__file__).parents[3] / "docs" / "images"
TITLE = "Chantiers sans accident"
GOAL = "Après six séances, chacun sait désamorcer une situation dangereuse dans sa propre équipe."
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SIGN = "Chaque semaine, un presque-accident se raconte"


async def keep(page: Page, name: str) -> None:
    await page.wait_for_timeout(600)
    await page.screenshot(path=WHERE / f"{name}.png")


async def begin(page: Page) -> None:
    """The network, and its third form as a picture."""
    await page.get_by_role("button", name="Lancer un réseau").click()
    await page.locator("#log form").wait_for()
    await life.send(page, page.locator("#log form[data-token]").last)
    form = page.locator("#log form[data-token$=':purpose']")
    for name, words in (("title", TITLE), ("goal", GOAL), ("signs", SIGN)):
        await form.locator(f"[name={name}]").fill(words)
    await life.send(page, form)
    form = page.locator("#log form[data-token$=':people']")
    await form.evaluate("form => form.closest('.line').scrollIntoView({block: 'start'})")
    await keep(page, "create")
    await life.answer_all(page)


async def look(page: Page, base: str, person: str) -> None:
    await page.goto(f"{base}/?me={person}")


async def go_on(page: Page, words: str) -> None:
    """Until this can be read here; on each day everybody answers what waits for them."""
    for _ in range(14):
        await life.press(page, "answer")
        await life.press(page, "day")
        if await page.locator("#log", has_text=words).count():
            return
    raise AssertionError(f"nobody reads {words!r}")


async def take(browser: Browser, base: str, town: Town) -> None:
    async with tab(browser, f"{base}/?me=ines") as page:
        await begin(page)
        while any(network.phase is Phase.OPEN for network in await town._networks()):
            await life.press(page, "answer")
            await life.press(page, "week")
            await life.answer_all(page)
        await page.goto(f"{base}/calendar?me=ines")
        await keep(page, "calendar")
        await look(page, base, "ines")
        await life.press(page, "kickoff")
        await life.press(page, "answer")
        await life.press(page, "day")
        await look(page, base, "lotte")
        await keep(page, "bundle")
        await look(page, base, "ines")
        await page.locator("#nav [data-room^=channel]").click()
        await go_on(page, "vos réponses, et la suite")
        await page.reload()
        await keep(page, "channel")
        await look(page, base, "karel")
        await go_on(page, "Gedeeld door")
        await page.reload()
        await keep(page, "digest")
    async with tab(browser, f"{base}/?me=lotte", width=390, height=780, dark=True) as page:
        await keep(page, "phone")


async def live(folder: Path) -> None:
    town = await settle(folder, lambda: NOW)
    kring = town.life.kring
    async with (
        kring.alive(),
        chromium() as browser,
        served(pages(kring, town), kring.bell) as base,
    ):
        await take(browser, base, town)
    await kring.close()


def main() -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(live(Path(folder)))


if __name__ == "__main__":
    main()
