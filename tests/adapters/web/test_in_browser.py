from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.ports import Pressed, Said, Submitted
from tests.adapters.web.served import served, tab
from tests.adapters.web.stage import EVALUATION, RSVP, Stage
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Texts whose contrast with their ground is under 4.5 to 1, WCAG 2.2's criterion 1.4.3.
CONTRAST = """() => {
  const light = ([r, g, b]) => {
    const part = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((c) => part(c / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const colour = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = colour(getComputedStyle(e).backgroundColor);
      if (a > 0.9) return [r, g, b];
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && !e.closest("[inert], :disabled, svg, .unseen"))
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => {
      const [a, b] = [light(colour(getComputedStyle(e).color)), light(ground(e))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent.trim().slice(0, 40)];
    })
    .filter(([ratio]) => ratio < 4.5);
}"""


class Here:
    """A stage with an audience."""

    def __init__(self, stage: Stage, browser: Browser, base: str, stack: AsyncExitStack) -> None:
        self.stage, self.browser, self.base, self.stack = stage, browser, base, stack

    async def look(
        self,
        path: str = "/?me=zoe",
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        shown = tab(self.browser, self.base + path, width=width, dark=dark, script=script)
        return await self.stack.enter_async_context(shown)


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def here(tmp_path: Path, browser: Browser) -> AsyncIterator[Here]:
    stage = Stage(tmp_path)
    await stage.open()
    await stage.furnish()
    async with (
        served(stage.pages(playground=stage.toy), stage.bell) as base,
        AsyncExitStack() as stack,
    ):
        yield Here(stage, browser, base, stack)
    await stage.close()


async def test_a_message_is_typed_and_stands_there_without_a_reload(here: Here) -> None:
    page = await here.look()
    await page.evaluate("window.same = true")
    words = page.get_by_label("Write to Kring")
    await words.fill("first")
    await words.press("Shift+Enter")
    await words.press_sequentially("second")
    await words.press("Enter")
    log = page.get_by_role("log")
    await expect(log.locator(".typed").last).to_have_text("first\nsecond")
    await expect(log).to_contain_text("I read that.")
    await expect(words).to_have_value("")
    await expect(words).to_be_focused()
    assert await page.evaluate("window.same") is True
    assert here.stage.bot.got[-1].what == Said("first\nsecond")


async def test_errors_stand_at_their_field_and_the_first_is_gone_to(here: Here) -> None:
    page = await here.look()
    await page.get_by_role("button", name="Send my answers").click()
    rating = page.get_by_role("group", name="How useful was this session")
    await expect(rating.locator(".error")).to_have_text("Please answer this one.")
    await expect(rating).to_have_attribute("aria-invalid", "true")
    await expect(rating.get_by_role("radio").first).to_be_focused()
    described = (await rating.get_attribute("aria-describedby") or "").split()
    assert await rating.locator(".error").get_attribute("id") in described


async def test_a_form_is_filled_by_keyboard_alone(here: Here) -> None:
    page = await here.look()
    await page.get_by_role("radio", name="4").focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Phone the night shift")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.type("ines")
    await page.keyboard.press("Enter")
    await expect(page.locator(".chip")).to_have_text("Inès Lambert")
    async with page.expect_response("**/send*"):
        await page.get_by_role("button", name="Send my answers").press("Enter")
    assert here.stage.bot.got[-1].what == Submitted(
        "run7:ask",
        {"rating": "4", "kept": "Phone the night shift", "voice": "all", "helped": ("ines",)},
    )


async def test_one_tap_answers_and_a_double_click_counts_once(here: Here) -> None:
    page = await here.look()
    async with page.expect_response("**/send*"):
        await page.get_by_role("button", name="Yes, but later").dblclick()
    assert [got.what for got in here.stage.bot.got] == [Submitted("run8:ask", {"coming": "late"})]


async def test_later_is_asked_about_in_place(here: Here) -> None:
    page = await here.look()
    await page.get_by_role("button", name="Later", exact=True).click()
    aside = page.locator(".aside")
    await expect(aside).to_contain_text("Only you see this")
    async with page.expect_response("**/send*"):
        await aside.get_by_role("button", name="Tomorrow").click()
    await expect(aside).to_have_count(0)
    assert here.stage.bot.got[-1].what == Pressed("skip:x")


async def test_news_come_by_themselves(here: Here) -> None:
    page = await here.look()
    await expect(page.locator("#nav [data-room='channel:n1'] .badge")).to_have_text("2")
    await here.stage.put("dm:zoe", replace(RSVP, title="Something new"), "new")
    await expect(page.locator(".line").last).to_contain_text("Something new")
    await here.stage.put("channel:n1", RSVP, "elsewhere")
    await expect(page.locator("#nav [data-room='channel:n1'] .badge")).to_have_text("3")
    await page.locator("#nav [data-room='channel:n1']").click()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await expect(page.locator("#nav [data-room='channel:n1'] .badge")).to_be_hidden()
    assert page.url.endswith("/in/channel:n1?me=zoe")
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kring")


async def test_what_is_being_typed_survives_a_card_drawn_anew(here: Here) -> None:
    page = await here.look()
    await page.get_by_label("What will you try").fill("half a thou")
    await page.get_by_role("radio", name="2").check(force=True)
    assert EVALUATION.form
    inputs = tuple(replace(i, hint="drawn anew") for i in EVALUATION.form.inputs)
    again = replace(EVALUATION, form=replace(EVALUATION.form, inputs=inputs))
    await here.stage.put("dm:zoe", again, "run7")
    await expect(page.get_by_role("log")).to_contain_text("drawn anew")
    await expect(page.get_by_label("What will you try")).to_have_value("half a thou")
    await expect(page.get_by_role("radio", name="2")).to_be_checked()


async def test_what_did_not_get_through_is_not_lost_and_counts_once(here: Here) -> None:
    page = await here.look()
    words = page.get_by_label("Write to Kring")
    await page.route("**/send*", lambda route: route.abort())
    await words.fill("Are you there?")
    await words.press("Enter")
    await expect(page.locator("#composer .trouble")).to_contain_text("did not get through")
    await expect(words).to_have_value("Are you there?")
    await page.unroute("**/send*")
    await words.press("Enter")
    await expect(page.locator(".typed").last).to_have_text("Are you there?")
    await expect(page.locator("#composer .trouble")).to_be_hidden()


async def test_on_a_phone_nothing_is_cut_off_and_the_list_is_a_drawer(here: Here) -> None:
    page = await here.look(width=360)
    for path in ("/?me=zoe", "/?me=bart", "/in/channel:n1?me=zoe", "/home?me=zoe", "/calendar"):
        await page.goto(here.base + path)
        wide = "document.documentElement.scrollWidth - innerWidth"
        assert await page.evaluate(f"() => {wide}") <= 0, path
    await page.goto(here.base + "/?me=zoe")
    entry = page.locator("#nav [data-room='channel:n1']")
    await expect(entry).to_be_hidden()
    await page.get_by_role("button", name="Conversations").click()
    await expect(entry).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(entry).to_be_hidden()
    await expect(page.get_by_role("button", name="Conversations")).to_be_focused()


@pytest.mark.parametrize("dark", [False, True])
async def test_everything_can_be_read(here: Here, *, dark: bool) -> None:
    for path in ("/?me=zoe", "/in/channel:n1?me=zoe", "/home?me=zoe", "/?me=ines", "/calendar"):
        page = await here.look(path, dark=dark)
        assert await page.evaluate(CONTRAST) == [], path


async def test_without_a_script_there_is_still_something_to_read(here: Here) -> None:
    page = await here.look(script=False)
    await expect(page.get_by_role("log")).to_contain_text("How was session 2")
    assert "Without JavaScript" in await page.content()


async def test_the_clock_moves_and_the_others_answer(here: Here) -> None:
    page = await here.look()
    await expect(page.locator(".clock")).to_contain_text("12 Jan 2027")
    await page.get_by_role("button", name="+ 1 day").click()
    await expect(page.get_by_role("status")).to_contain_text("Nothing new")
    await expect(page.locator(".clock")).to_contain_text("13 Jan 2027")
    await page.get_by_role("button", name="Let them answer").click()
    await expect(page.get_by_role("status")).to_contain_text("6 answers came in")


async def test_one_can_be_somebody_else(here: Here) -> None:
    page = await here.look()
    await page.get_by_label("You are").select_option("bart")
    await page.wait_for_url("**/?me=bart")
    await expect(page.get_by_role("heading", name="All sorts of questions")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "nl")
