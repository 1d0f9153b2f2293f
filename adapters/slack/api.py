"""Slack's Web API: one try each, at the pace that Slack allows; what fails says what it means."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.buckets import IN_A_CHANNEL, of_channel, of_method
from adapters.slack.errors import failure, failure_of
from adapters.slack.methods import UNSIGNED
from bot.ports import Ambiguous, Retry
from scheduler.ports import Paces, States
from scheduler.turns import close, turn

LOG = logging.getLogger(__name__)
SLACK = "https://slack.com/api/"
TIMEOUT = 8.0
"""Seconds for one call, so that it ends before the outbox loses patience."""
PATIENCE = 1.5
"""Seconds that a call waits for its turn here; a letter waits for less, and in the outbox."""
READS = frozenset({"auth.test", "conversations.history", "conversations.info", "users.info"})
"""Methods that take their arguments in the address and no JSON."""
UNANSWERED = (aiohttp.ClientError, TimeoutError, OSError, AttributeError, ValueError)
"""What it raises to call where nobody answers; the last two are Slack's own package, where the
answer is no text or no object."""
BUSY = frozenset({"ratelimited", "rate_limited"})
"""Codes with which Slack asks for a pause."""


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

    def __init__(self, base_url: str = SLACK, *, paces: Paces) -> None:
        self.base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._paces = paces
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
        self,
        method: str,
        arguments: Mapping[str, Any],
        *,
        token: str,
        tenant: str,
        shown: str = "",
        patience: float = PATIENCE,
    ) -> Mapping[str, Any]:
        """One call for a workspace; what Slack answers. Nothing where it was so already.

        It waits for its turn, for `patience` seconds at most; `shown` is the turn that it was
        given when it came before. Raises Retry, Ambiguous, Unreachable or Refused; Queued where
        its turn comes later.
        """
        channel = str(arguments.get("channel", "")) if method in IN_A_CHANNEL else ""
        narrow = of_channel(channel) if channel else None
        wide = of_method(method)
        await turn(self._paces, tenant, wide, narrow, shown=shown, patience=patience)
        how: dict[str, Any] = {"json": dict(arguments)}
        if method in READS or method.startswith("files."):
            how = {"http_verb": "GET", "params": _flat(arguments)}
        try:
            return await self._tried(self.client(token), method, how)
        except Retry as no:
            if no.code in BUSY:
                await self._pause(tenant, method, no.after)
            raise

    async def _pause(self, tenant: str, method: str, seconds: float) -> None:
        def work(states: States, now: float) -> None:
            close(states, now, method, seconds)

        with suppress(Retry):  # of the database: Slack will say it again
            await self._paces.keep(tenant, (method,), work)

    async def exchange(self, arguments: Mapping[str, str]) -> Mapping[str, Any]:
        """`oauth.v2.access`, with the secret of the app among the arguments. Raises as `call`."""
        assert "oauth.v2.access" in UNSIGNED  # noqa: S101 - the list is the contract
        how = {"data": dict(arguments)}
        return await self._tried(self.client(None), "oauth.v2.access", how)

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
        except UNANSWERED:
            raise Ambiguous("no_answer") from None
        data = answer.data
        return data if isinstance(data, dict) else {}


def _flat(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Arguments as they stand in an address."""
    return {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in arguments.items()
    }


def refusal(response: Any) -> str:
    """Slack's own code for it; "" where the answer is not Slack's, or is only a part of it."""
    whole = isinstance(response, AsyncSlackResponse) and isinstance(response.data, dict)
    code = response.data.get("error") if whole else ""
    return code if isinstance(code, str) else ""


def _meaning(method: str, response: Any) -> Exception | None:
    code = refusal(response)
    ours = isinstance(response, AsyncSlackResponse)  # else aiohttp's own: the body was cut off
    status = response.status_code if ours else getattr(response, "status", 500)
    if status == 429 or not code:  # noqa: PLR2004 - HTTP's own
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
