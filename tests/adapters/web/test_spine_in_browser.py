"""A network from "I want to start one" to a manager's digest, by hand in a browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from adapters.main import pages
from adapters.playground.stage import settle
from adapters.playground.town import Town
from bot.network import Phase
from tests.adapters.web.served import served, tab
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Chantiers sans accidents"
LEARNT = "Appeler soi-même l’équipe de nuit : quatre minutes suffisent."


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    town = await settle(tmp_path)
    async with town.life.kring.alive():
        yield town
    await town.life.kring.close()


async def fill(form: Locator) -> None:
    """Answer what has to be answered and has no answer yet; the rest stays as it was offered."""
    for select in await form.locator("select[aria-required=true]").all():
        if not await select.input_value():
            await select.select_option(index=1)
    for text in await form.locator(":is(input, textarea)[aria-required=true]").all():
        if not await text.input_value():
            await text.fill(TITLE)
    for group in await form.locator("fieldset:has([type=radio])").all():
        if not await group.locator("input:checked").count():
            await group.locator("label:has(input)").first.click()


async def send(page: Page, form: Locator) -> None:
    """One answer. The form is replaced by what comes next."""
    tap = form.locator(".tap").first
    async with page.expect_response("**/send*"):
        await (tap if await tap.count() else form.locator("button[type=submit]")).click()
    assert await page.locator("#log .error:visible").all_inner_texts() == []
    await expect(page.locator("form[aria-busy=true]")).to_have_count(0)


async def answer_all(page: Page, most: int = 20) -> int:
    """Everything that waits in this conversation; how many answers that took."""
    count = 0
    while await page.locator("#log form[data-token]").count():
        assert count < most, "this does not come to an end"
        form = page.locator("#log form[data-token]").last
        await fill(form)
        await send(page, form)
        count += 1
    return count


async def say(page: Page, words: str) -> None:
    """Typed to Kring; the answer stands there."""
    async with page.expect_response("**/send*"):
        await page.get_by_label("Écrire à Kring").fill(words)
        await page.keyboard.press("Enter")
    await page.wait_for_timeout(500)


async def press(page: Page, what: str) -> None:
    """A button of the playground."""
    async with page.expect_response("**/play*", timeout=60_000):
        await page.locator(f"[data-play={what}]").click()
    await expect(page.locator("#play")).not_to_have_attribute("aria-busy", "true")


async def be(page: Page, person: str) -> None:
    await page.get_by_label("Vous êtes").select_option(person)
    await page.wait_for_url(f"**/?me={person}")


async def test_a_network_is_begun_met_evaluated_shared_and_told(town: Town) -> None:
    kring = town.life.kring
    async with (
        chromium() as browser,
        served(pages(kring, town), kring.bell) as base,
        tab(browser, f"{base}/?me=ines") as page,
    ):
        # the facilitator begins it, in under twenty answers
        await page.get_by_role("button", name="Lancer un réseau").click()
        await expect(page.locator("#log form")).to_be_visible()
        assert await answer_all(page) < 20
        channel = page.locator("#nav [data-room^=channel]")
        await expect(channel).to_contain_text(TITLE)

        # a participant joins like the others, the dates are fixed, the kickoff comes and goes
        await be(page, "zoe")
        await say(page, "rejoindre")
        await page.locator("#log .line").last.get_by_role("button").first.click()
        await expect(page.locator("#log form")).to_be_visible()
        await answer_all(page)
        for _ in range(6):
            await press(page, "answer")
            await press(page, "week")
            await answer_all(page)
            if all(network.phase is Phase.FIXED for network in await town._networks()):
                break
        await press(page, "kickoff")
        await press(page, "answer")
        await press(page, "day")
        await press(page, "answer")

        # it is evaluated, and what was learnt is passed on
        await say(page, "évaluer")
        await expect(page.locator("#log form[data-token$=':worth']")).to_be_visible()
        await answer_all(page)
        await say(page, "partager")
        form = page.locator("#log form[data-token$=':draft']")
        await form.locator("textarea").first.fill(LEARNT)
        await fill(form)
        await send(page, form)
        form = page.locator("#log form[data-token$=':reach']")
        await form.get_by_label("Le canal de mon équipe").check()
        await form.get_by_label("La synthèse hebdomadaire").check()
        await send(page, form)
        assert await answer_all(page) <= 3
        await page.locator("#nav [data-room^='team:']").click()
        await expect(page.get_by_role("log")).to_contain_text(LEARNT)

        # all see what came of the evaluation, and a manager reads what was meant for them
        for _ in range(9):
            await press(page, "day")
            await press(page, "answer")
        await page.locator("#nav [data-room^=channel]").click()
        await expect(page.get_by_role("log")).to_contain_text("vos réponses")
        await expect(page.locator("#log [role=img]").first).to_be_visible()
        await be(page, "claire")
        await expect(page.get_by_role("log")).to_contain_text(LEARNT)
