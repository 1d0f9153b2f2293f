"""Drawings, uploaded once: a message then shows the file, with its sentence beside it."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable

import aiohttp

from adapters.slack.access import Access
from adapters.slack.api import Api
from adapters.slack.picture import png
from bot.content import Block, Image
from bot.ports import Ambiguous, Retry, Unreachable

LOG = logging.getLogger(__name__)
KEPT = 2000
LONGEST = 4.0
"""Seconds that all pictures of a card may take: a letter has ten, and must go without them too."""
ALT = 1000
"""Characters of the sentence that `files.getUploadURLExternal` takes."""


class Pictures:
    """Files by their drawing. What cannot be uploaded is shown in characters instead."""

    def __init__(self, api: Api, access: Access) -> None:
        self._api = api
        self._access = access
        self._files: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def known(self, tenant: str, blocks: Iterable[Block]) -> dict[str, str]:
        """The file of each drawing, by its SVG; of those that were there in time."""
        found: dict[str, str] = {}
        try:
            async with asyncio.timeout(LONGEST):
                for image in (block for block in blocks if isinstance(block, Image)):
                    if file := await self._file(tenant, image):
                        found[image.svg] = file
        except TimeoutError:
            LOG.warning("picture.failed", extra={"reason": "too_slow"})
        return found

    async def _file(self, tenant: str, image: Image) -> str:
        key = (tenant, hashlib.sha256(image.svg.encode()).hexdigest())
        if key not in self._files:
            try:
                self._files[key] = await self._upload(tenant, image)
            except (Retry, Ambiguous, Unreachable, ValueError, aiohttp.ClientError, OSError) as no:
                LOG.warning("picture.failed", extra={"reason": getattr(no, "code", "upload")})
                return ""
            while len(self._files) > KEPT:
                self._files.popitem(last=False)
        return self._files[key]

    async def _upload(self, tenant: str, image: Image) -> str:
        drawn = await asyncio.to_thread(png, image.svg)
        asked = {"filename": "kring.png", "length": len(drawn), "alt_txt": image.alt[:ALT]}
        place = await self._access.call(tenant, "files.getUploadURLExternal", asked)
        async with self._api.session.post(str(place["upload_url"]), data=drawn) as answer:
            answer.raise_for_status()
        file = str(place["file_id"])
        files = [{"id": file, "title": "Kring"}]
        await self._access.call(tenant, "files.completeUploadExternal", {"files": files})
        return file
