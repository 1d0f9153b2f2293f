"""The endpoint: a body that is not too large, past the guard, and back with a page of two words."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from adapters.teams.entrance import Answer
from adapters.teams.guard import LARGEST, TOO_LARGE, Guard, Passed, Refused
from adapters.teams.values import Malformed

LOG = logging.getLogger(__name__)
PATH = "/teams/messages"
PAGES = {
    400: "Not understood.",
    401: "Not known.",
    403: "Not allowed.",
    405: "This is for Teams.",
    413: "Too large.",
    500: "Not now.",
}
"""All that is ever said to somebody who is not let in, or came at a bad time."""


@dataclass(frozen=True, slots=True)
class Door:
    guard: Guard
    take: Callable[[Passed], Awaitable[Answer]]

    async def __call__(self, request: Request) -> Response:
        try:
            body = await _read(request)
            passed = await self.guard.check(request.headers.getlist("authorization"), body)
            answer = await self.take(passed)
        except Refused as no:
            LOG.warning("teams.refused", extra={"status": no.status, "reason": no.code})
            return _page(no.status)
        except Malformed:
            LOG.warning("teams.malformed")
            return _page(400)
        except ClientDisconnect:
            return _page(400)
        except Exception as failed:  # noqa: BLE001 - the store, or a mistake of ours: once more
            LOG.error("teams.failed", extra={"reason": type(failed).__name__})  # noqa: TRY400
            return _page(500)
        if answer.body is None:
            return Response(status_code=answer.status)
        return JSONResponse(answer.body, answer.status)


async def looked_at(request: Request) -> Response:  # noqa: ARG001
    """Whoever opens the address in a browser sees that it leads to Kring."""
    return PlainTextResponse(PAGES[405], 405, headers={"Allow": "POST"})


def _page(status: int) -> Response:
    return PlainTextResponse(PAGES[status], status)


async def _read(request: Request) -> bytes:
    """The body, of which no more is read than is allowed. Raises Refused."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > LARGEST:
        raise Refused(TOO_LARGE, "too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Refused(TOO_LARGE, "too_large")
    return bytes(body)
