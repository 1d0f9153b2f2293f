"""The body of an answer, whole: it comes in as many parts as the network likes."""

import aiohttp

LARGEST = 1 << 20
"""Bytes; Microsoft's keys have some fifty thousand, all else far less."""


async def whole(answer: aiohttp.ClientResponse) -> bytes:
    """All of it. Raises ValueError where that is too much, and as aiohttp."""
    body = bytearray()
    async for chunk in answer.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > LARGEST:
            raise ValueError("too large an answer")
    return bytes(body)
