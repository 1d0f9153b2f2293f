"""Stands before every page: what may be loaded, from where one may write, and how much."""

from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1024 * 1024
"""Bytes that a request may bring."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PORTS = {"http": 80, "https": 443}
_HERE = ("localhost", "127.0.0.1", "::1")


def welcome(origin: str, host: str, address: str) -> bool:
    """Whether a page of `origin` may write.

    `host` is what the browser asked for; `address` where people reach Kring, "" for anywhere.
    """
    try:
        came, own = _door(origin), _door(address)
    except ValueError:  # no address at all
        return False
    if came.scheme not in _PORTS:
        return False
    if came == own:
        return True
    return urlsplit(origin).netloc == host and (not own.name or came.name in _HERE)


def _door(address: str) -> "_Door":
    """As browsers write an origin: the name in small letters, its usual port left out."""
    parts = urlsplit(address)
    return _Door(parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))


class _Door(NamedTuple):
    scheme: str
    name: str
    port: int


class Guard:
    """Security headers on every answer; Origin and size checked on everything that writes."""

    def __init__(self, app: ASGIApp, address: str = "") -> None:
        self._app = app
        self._address = address
        secure = address.startswith("https://")
        self._headers = HEADERS | (
            {"Strict-Transport-Security": "max-age=31536000"} if secure else {}
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        origin, host = headers.get("origin", ""), headers.get("host", "")
        writes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if writes and not welcome(origin, host, self._address):
            refusal = PlainTextResponse("This did not come from Kring's own page.", 403)
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, _measured(receive), dressed)


def _measured(receive: Receive) -> Receive:
    taken = 0

    async def measured() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise HTTPException(413)
        return message

    return measured
