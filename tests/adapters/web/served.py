"""The pages served for a real browser, and what every test of them looks at."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from playwright.async_api import Browser, Page
from starlette.applications import Starlette

from adapters.web.bell import Bell


@asynccontextmanager
async def served(pages: Starlette, bell: Bell) -> AsyncIterator[str]:
    """The address of these pages on this machine, until the end of the block."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        config = uvicorn.Config(pages, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([door]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            bell.close()
            server.should_exit = True
            await task


@asynccontextmanager
async def tab(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 860,
    dark: bool = False,
    script: bool = True,
) -> AsyncIterator[Page]:
    """A page of its own; nothing may have gone wrong in it when it is closed."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    page = await context.new_page()
    page.set_default_timeout(8000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if "Content Security" in said.text else None,
    )
    await page.goto(address)
    yield page
    await context.close()
    assert wrong == []
