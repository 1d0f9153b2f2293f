"""A Chromium to look at pages with, where the machine has one."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from tests.absent import absent

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "No Chromium here: install your system's package `chromium`, "
    "or run `.venv/bin/playwright install chromium`."
)
FLAGS = (  # a browser that speaks with the page under test and with nobody else
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def installed() -> str | None:
    """The system's Chromium, if any."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def flags() -> list[str]:
    """The flags to start it with: its sandbox refuses to work for root."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium with an empty profile; skips where there is none.

    Playwright's asynchronous interface, because its other one keeps an event loop running in the
    thread of the tests, and the next asynchronous test could not start its own.
    """
    async with async_playwright() as playwright:
        program = installed() or shutil.which(playwright.chromium.executable_path)
        if program is None:
            absent(MISSING)
        browser = await playwright.chromium.launch(
            executable_path=program, headless=True, args=flags()
        )
        try:
            yield browser
        finally:
            await browser.close()
