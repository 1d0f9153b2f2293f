"""Slack's Web API: one try each, at the pace that Slack allows; what fails says what it means."""

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.buckets import Buckets
from adapters.slack.errors import failure, failure_of
from adapters.slack.methods import METHODS, UNSIGNED
from bot.ports import Ambiguous, Retry

LOG = logging.getLogger(__name__)
SLACK = "https://slack.com/api/"
TIMEOUT = 8.0
"""Seconds for one call, so that it ends before the outbox loses patience."""
PATIENCE = 1.5
"""Seconds that a call waits for its turn here; a longer wait is the outbox's."""
AT_ONCE = 1 / 6
"""The part of a minute's calls that may come at once; the rest is spread over the minute."""
READS = frozenset({"auth.test", "conversations.history", "conversations.info", "users.info"})
"""Methods that take their arguments in the address and no JSON."""
_IN_A_CHANNEL = ("chat.postMessage", "chat.postEphemeral")
_CHANNEL_MINUTE, _CHANNEL_MOST = 60, 3


def mute() -> None:
    """Slack's own packages print tokens, texts and whole requests: they are not heard at all."""
    for name in ("slack_bolt", "slack_sdk"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]


def silent() -> logging.Logger:
    """A logger to hand to these packages, where they ask for one."""
    mute()
    return logging.getLogger("slack_bolt")


class Api:
    """Calls of one process. They share a session, which is opened with the first one."""

    def __init__(self, base_url: str = SLACK, *, buckets: Buckets | None = None) -> None:
        self.base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._buckets = buckets or Buckets()
        self._session: aiohttp.ClientSession | None = None
        mute()

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def client(self, token: str | None) -> AsyncWebClient:
        return AsyncWebClient(
            token=token,
            base_url=self.base_url,
            session=self.session,
            retry_handlers=[],
            logger=logging.getLogger("slack_sdk"),
        )

    async def call(
        self, method: str, arguments: Mapping[str, Any], *, token: str, tenant: str
    ) -> Mapping[str, Any]:
        """One call for a workspace; what Slack answers. Nothing where it was so already.

        Raises Retry, Ambiguous, Unreachable or Refused.
        """
        about = METHODS[method]
        most = max(1, about.minute * AT_ONCE)
        await self._turn(tenant, method, minute=max(1, about.minute - most), most=most)
        if method in _IN_A_CHANNEL:
            channel = str(arguments.get("channel", ""))
            await self._turn(tenant, "", channel, minute=_CHANNEL_MINUTE, most=_CHANNEL_MOST)
        how: dict[str, Any] = {"json": dict(arguments)}
        if method in READS or method.startswith("files."):
            how = {"http_verb": "GET", "params": _flat(arguments)}
        try:
            return await self._tried(self.client(token), method, how)
        except Retry as no:
            if no.code in ("ratelimited", "rate_limited"):
                self._buckets.close(tenant, method, seconds=no.after)
            raise

    async def exchange(self, arguments: Mapping[str, str]) -> Mapping[str, Any]:
        """`oauth.v2.access`, with the secret of the app among the arguments. Raises as `call`."""
        assert "oauth.v2.access" in UNSIGNED  # noqa: S101 - the list is the contract
        how = {"data": dict(arguments)}
        return await self._tried(self.client(None), "oauth.v2.access", how)

    async def _turn(self, *key: str, minute: float, most: float) -> None:
        wait = self._buckets.take(*key, minute=minute, most=most, patience=PATIENCE)
        if wait > PATIENCE:
            raise Retry(wait, "busy")
        if wait:
            await asyncio.sleep(wait)

    async def _tried(
        self, client: AsyncWebClient, method: str, how: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        try:
            answer = await client.api_call(method, **how)
        except SlackApiError as refused:
            wrong = _meaning(method, refused.response)
            if wrong is None:
                return {}
            raise wrong from None
        except aiohttp.ClientConnectorError:
            raise Retry(0, "no_connection") from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Ambiguous("no_answer") from None
        data = answer.data
        return data if isinstance(data, dict) else {}


def _flat(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Arguments as they stand in an address."""
    return {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in arguments.items()
    }


def _meaning(method: str, response: Any) -> Exception | None:
    if not isinstance(response, AsyncSlackResponse):  # aiohttp's own: the body was no JSON
        return failure_of(getattr(response, "status", 500), _after(response))
    data = response.data if isinstance(response.data, dict) else {}
    code, status = data.get("error"), response.status_code
    if status == 429 or not isinstance(code, str) or not code:  # noqa: PLR2004 - HTTP's own
        # A page of somebody between Slack and us says nothing about what Slack did.
        return failure_of(status if status >= 400 else 502, _after(response))  # noqa: PLR2004
    return failure(method, code, _after(response))


def _after(response: Any) -> float | None:
    """Retry-After in seconds."""
    said = {str(k).lower(): v for k, v in dict(getattr(response, "headers", {})).items()}
    try:
        return max(0.0, float(said["retry-after"]))
    except (KeyError, TypeError, ValueError):
        return None
