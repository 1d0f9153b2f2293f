"""Where Slack's requests arrive: checked before anything reads them, then carried by bolt.

Bolt reads a body before it looks at its signature, answers 500 to what is malformed, and prints
what it refuses. So the signature is checked here, with its package's own verifier, and bolt gets
what is known to be Slack's and to be well formed.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic_core import Url
from slack_bolt import BoltResponse
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from adapters.slack.api import Api, silent
from adapters.slack.entrance import Entrance
from adapters.slack.places import ID, tenant
from adapters.slack.ports import Books
from adapters.slack.receive import Seen, receive
from adapters.slack.values import Malformed
from bot.ports import Clock

LOG = logging.getLogger(__name__)
READ = "kring_read"
"""Under this name the context of a request has what was read from it."""
ALONE = "payload=%7B"
"""How the form of a gesture begins: it holds one object, and nothing else."""
LARGEST = 1024 * 1024
"""Bytes that a request may bring."""
_MALFORMED = (AttributeError, KeyError, TypeError, ValueError, RecursionError)
"""What it raises to read a body that is not made as Slack makes them."""


class Funnel(AsyncMiddleware):
    """The one listener: every request ends here, and is acknowledged when it has been taken."""

    def __init__(self, entrance: Entrance, books: Books) -> None:
        self._entrance = entrance
        self._books = books

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002
    ) -> BoltResponse:
        try:
            (seen,) = req.context.get(READ) or (receive(req.body),)
        except Malformed:
            return BoltResponse(status=400, body={"error": "malformed"})
        if req.context.get("kring_known") is False:
            return BoltResponse(status=200, body="")
        body = await self._entrance.take(req.body, seen)
        return BoltResponse(status=200, body="" if body is None else body)


def carried(entrance: Entrance, books: Books, api: Api) -> AsyncApp:
    """Bolt, with our own authorization, which asks the database and nobody else."""

    async def authorize(
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
    ) -> AuthorizeResult:
        where = enterprise_id if context.is_enterprise_install else team_id
        here = await books.of(tenant(where)) if where and ID.fullmatch(where) else None
        context["kring_known"] = here is not None and here.token is not None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_user_id=here.bot or None if here else None,
        )

    app = AsyncApp(
        name="kring",
        logger=silent(),
        client=api.client(None),
        process_before_response=True,
        authorize=authorize,
        request_verification_enabled=False,  # `Door` has done it, before the body was read
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(Funnel(entrance, books))

    @app.error
    async def failed(error: Exception) -> BoltResponse:
        """The store did not take it: Slack sends an event again, and tells a person."""
        LOG.error("slack.not_taken", exc_info=error)
        return BoltResponse(status=503, body="")

    return app


class _Time(SlackClock):
    """Our clock, as the verifier reads one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


class Door:
    """The endpoint for everything that Slack sends over HTTP."""

    def __init__(self, app: AsyncApp, secret: str, clock: Clock) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret, _Time(clock))

    async def __call__(self, request: Request) -> Response:
        body = await _read(request)
        if body is None:
            return PlainTextResponse("Too large", 413)
        if not self._signed(body, request.headers):
            return JSONResponse({"error": "invalid request"}, 401)
        try:
            # The only header that bolt needs once the signature has been checked.
            kind = {"content-type": request.headers.get("content-type", "")}
            asked = AsyncBoltRequest(body=_payload(body), headers={**kind})
            asked.context[READ] = _known_shape(asked.body)
        except (*_MALFORMED, Malformed):
            return JSONResponse({"error": "malformed"}, 400)
        return to_starlette_response(await self._app.async_dispatch(asked))

    def _signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        when = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not (when.isascii() and when.isdecimal() and len(when) < 12 and signature.isascii()):  # noqa: PLR2004
            return False
        try:
            return self._verifier.is_valid(body, when, signature)
        except ValueError:  # the verifier reads the body as UTF-8
            return False


def _payload(body: bytes) -> str:
    """The JSON of a form that has only this, which bolt takes as well; anything else as it is.

    A form is written as the query of an address is, and what reads addresses reads it eight times
    as fast as bolt does, to whom it was a third of the web's part of a tap.
    """
    said = body.decode()
    if said.startswith(ALONE) and "&" not in said:
        ((_, payload),) = Url(f"form:?{said}").query_params()
        return payload
    return said


def _known_shape(body: Any) -> tuple[Seen] | None:
    """What it says. Raises Malformed, for what bolt could stumble over."""
    if body.get("ssl_check") or body.get("type") == "url_verification":
        return None
    return (receive(body),)


async def _read(request: Request) -> bytes | None:
    """The body; None when it is too large, without waiting for the rest of it."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > LARGEST:
            return None
    return bytes(taken)
