"""The golden screens of Slack as pictures, to be looked at.

    python -m tests.adapters.slack.pictures FOLDER [KEY ...]

`make slack-pictures` installs what draws them, and runs this: each dialog in each language, as wide
as a telephone and as a desk, light and dark.
"""

import asyncio
import itertools
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.adapters.slack.test_screens import GOLDEN, SHOWN
from tests.browser import chromium

HERE = Path(__file__).parent
WIDTHS = {"phone": 366, "desk": 600}
ROW, SHEET = 4, 8
"""Screens side by side, and on one picture."""
THEMES = ("light", "dark")
Json = dict[str, Any]


def bundled(folder: Path) -> Path:
    """The page's script and style, out of what npm put into this folder."""
    packed = folder / "screens.js"
    options = ("--bundle", "--minify", "--jsx=automatic", f"--outfile={packed}")
    program = folder / "node_modules" / ".bin" / "esbuild"
    environment = {"NODE_PATH": str(folder / "node_modules"), "PATH": "/usr/bin:/bin"}
    subprocess.run([program, HERE / "screens.jsx", *options], check=True, env=environment)
    return packed


def screens(key: str) -> Iterator[tuple[str, list[Json]]]:
    """All screens of a dialog, by language."""
    found = defaultdict[str, list[Json]](list)
    for line in (GOLDEN / f"{key}.txt").read_text().splitlines():
        name, _, payload = line.partition(": ")
        found[name[:2]].append({"name": name, "payload": json.loads(payload)})
    yield from found.items()


async def draw(page: Page, packed: Path, shown: Json, at: Path) -> None:
    data = json.dumps(shown).replace("<", "\\u003c")
    style = packed.with_suffix(".css").read_text()
    await page.set_content(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>"
        f"<body><div id=screens></div><script>window.SHOWN={data}</script>"
    )
    await page.add_script_tag(path=packed)
    await page.wait_for_selector("article")
    await page.screenshot(path=at, full_page=True)


async def main(folder: Path, keys: Sequence[str]) -> None:
    packed, out = await asyncio.to_thread(bundled, folder), folder / "pictures"
    out.mkdir(exist_ok=True)
    async with chromium() as browser:
        for (wide, width), theme in itertools.product(WIDTHS.items(), THEMES):
            across = ROW * (width + 24) + 24
            page = await browser.new_page(viewport={"width": across, "height": 600})
            for key in keys:
                for language, found in screens(key):
                    for n in range(0, len(found), SHEET):
                        shown = {"theme": theme, "width": width, "screens": found[n : n + SHEET]}
                        at = out / f"{key}-{language}-{wide}-{theme}-{n // SHEET + 1}.png"
                        await draw(page, packed, shown, at)
            await page.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).resolve(), sys.argv[2:] or SHOWN))
