"""Microsoft's signing keys: fetched without holding anybody up, kept when they cannot be fetched.

A key that is not known is looked for at most once a minute, so that made-up ones cost nothing and
a new one is known within a minute of its first use.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from jwt import PyJWK, PyJWKError

from adapters.teams.answer import whole

LOG = logging.getLogger(__name__)
METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
TIMEOUT = 5.0
"""Seconds for both pages together."""
KEPT = 24 * 3600.0
"""Seconds after which the keys are fetched anew."""
PAUSE = 60.0
"""Seconds between two attempts."""


@dataclass(frozen=True, slots=True)
class Key:
    """`endorsements` are the channels for which it may sign."""

    key: Any
    endorsements: frozenset[str]


class Keys:
    """The keys of one metadata page. `monotonic` is in seconds."""

    def __init__(
        self, metadata: str = METADATA, *, monotonic: Callable[[], float] = monotonic
    ) -> None:
        self._metadata = metadata
        self._monotonic = monotonic
        self._keys: Mapping[str, Key] = {}
        self._fetched = self._tried = float("-inf")
        self._one_at_a_time = asyncio.Lock()

    @property
    def known(self) -> int:
        """How many keys are known."""
        return len(self._keys)

    async def get(self, kid: str) -> Key | None:
        """The key of that name, None when nobody knows it now."""
        if self._needed(kid):
            async with self._one_at_a_time:  # whoever comes while they are fetched waits for them
                if self._needed(kid) and self._monotonic() - self._tried >= PAUSE:
                    await self._fetch()
        return self._keys.get(kid)

    def _needed(self, kid: str) -> bool:
        return kid not in self._keys or self._monotonic() - self._fetched >= KEPT

    async def _fetch(self) -> None:
        self._tried = self._monotonic()
        try:
            async with asyncio.timeout(TIMEOUT):
                self._keys = await _fetched(self._metadata)
        except Exception as failed:  # noqa: BLE001 - whatever it was, the old keys stay
            LOG.warning("teams.keys_unavailable", extra={"reason": type(failed).__name__})
        else:
            self._fetched = self._tried


async def _fetched(metadata: str) -> Mapping[str, Key]:
    async with aiohttp.ClientSession() as session:
        about = await _page(session, metadata)
        place = about["jwks_uri"]
        if _door(place) != _door(metadata):
            raise ValueError("the keys would come from elsewhere")
        return _read(await _page(session, place))


def _door(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


async def _page(session: aiohttp.ClientSession, url: str) -> Mapping[str, Any]:
    async with session.get(url, allow_redirects=False) as answer:
        if answer.status != 200:  # noqa: PLR2004 - HTTP's own number
            raise ValueError("no page")
        page = json.loads(await whole(answer))
    if not isinstance(page, dict):
        raise TypeError("no object")
    return page


def _read(page: Mapping[str, Any]) -> Mapping[str, Key]:
    """RSA keys that can be read. Raises ValueError when there are none: the old ones stay."""
    found: dict[str, Key] = {}
    for row in page["keys"]:
        kid, endorsed = row.get("kid"), row.get("endorsements", [])
        if not isinstance(kid, str) or not kid or row.get("kty") != "RSA":
            continue
        try:
            found[kid] = Key(PyJWK(row, algorithm="RS256").key, frozenset(endorsed))
        except (PyJWKError, TypeError, ValueError):
            continue
    if not found:
        raise ValueError("no keys")
    return found
