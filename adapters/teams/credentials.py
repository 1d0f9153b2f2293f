"""Kring's own tokens for the connector: asked for once an hour, by whatever the app proves itself.

A secret or a certificate is shown to Microsoft Entra; a managed identity asks the machine it runs
on, through Microsoft's own library, which blocks and so has a thread to itself.
"""

import asyncio
import base64
import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import aiohttp
import jwt
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.teams.answer import whole
from adapters.teams.apps import App
from bot.ports import Clock, NewId, Retry

LOG = logging.getLogger(__name__)
ENTRA = "https://login.microsoftonline.com"
AUDIENCE = "https://api.botframework.com"
SPARE = 300.0
"""Seconds before its end in which a token is not used any more."""
TIMEOUT = 5.0
PAUSE = 30.0
"""Seconds until the next attempt when there was no token."""


class Credentials(Protocol):
    async def token(self, app: str) -> str:
        """What to show the connector, "" for nothing. Raises Retry where there is none now."""

    def refused(self, app: str) -> None:
        """The connector did not take it: ask for another one."""


class Nothing:
    """A rehearsal on this machine: nobody is asked for a token, and none is shown."""

    async def token(self, app: str) -> str:  # noqa: ARG002
        return ""

    def refused(self, app: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    until: float  # on the monotonic clock


class Entra:
    """`Credentials`. A token is asked for by one at a time, and shared."""

    def __init__(
        self,
        apps: Mapping[str, App],
        clock: Clock,
        new_id: NewId,
        *,
        authority: str = ENTRA,
        monotonic: Callable[[], float] = monotonic,
    ) -> None:
        self._apps = apps
        self._clock = clock
        self._new_id = new_id
        self._authority = authority
        self._monotonic = monotonic
        self._tokens: dict[str, _Token] = {}
        self._failed: dict[str, float] = {}
        self._locks = defaultdict[str, asyncio.Lock](asyncio.Lock)

    async def token(self, app: str) -> str:
        came = self._monotonic()
        async with self._locks[app]:
            known = self._tokens.get(app)
            if known is None or known.until <= self._monotonic():
                if came < self._failed.get(app, came):  # who waited for that attempt shares its end
                    raise Retry(PAUSE, "no_token")
                known = await self._asked(app)
                self._tokens[app] = known
            return known.text

    def refused(self, app: str) -> None:
        self._tokens.pop(app, None)

    async def _asked(self, app: str) -> _Token:
        if app not in self._apps:
            raise Retry(600, "no_app")
        try:
            text, lasts = await self.fetch(app)
        except Exception as failed:  # noqa: BLE001 - without a token nothing was sent
            LOG.warning("teams.no_token", extra={"reason": reason(failed)})
            self._failed[app] = self._monotonic()
            raise Retry(PAUSE, "no_token") from None
        return _Token(text, self._monotonic() + max(0.0, lasts - SPARE))

    async def fetch(self, app: str) -> tuple[str, float]:
        """A new token and its seconds. Raises Denied, and whatever keeps one from asking."""
        registered = self._apps[app]
        async with asyncio.timeout(TIMEOUT):
            said = await (
                asyncio.to_thread(_of_machine, registered)
                if registered.managed
                else self._of_entra(registered)
            )
        if "access_token" not in said:
            raise Denied(str(said.get("error", "")))
        return str(said["access_token"]), float(said["expires_in"])

    async def _of_entra(self, app: App) -> Mapping[str, Any]:
        url = f"{self._authority}/{app.tenant}/oauth2/v2.0/token"
        asked = {
            "grant_type": "client_credentials",
            "client_id": app.id,
            "scope": f"{AUDIENCE}/.default",
            **self._proof(app, url),
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=asked, allow_redirects=False) as answer,
        ):
            said: Mapping[str, Any] = json.loads(await whole(answer))
            if answer.status != 200:  # noqa: PLR2004 - HTTP's own number
                raise Denied(str(said.get("error", "")), said.get("error_codes"))
            return said

    def _proof(self, app: App, url: str) -> Mapping[str, str]:
        if app.secret:
            return {"client_secret": app.secret}
        return {
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self._assertion(app, url),
        }

    def _assertion(self, app: App, url: str) -> str:
        """https://learn.microsoft.com/entra/identity-platform/certificate-credentials."""
        pem, now = Path(app.certificate).read_bytes(), self._clock()
        thumb = hashlib.sha256(x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER))
        claims = {
            "aud": url,
            "iss": app.id,
            "sub": app.id,
            "jti": self._new_id(),
            "nbf": now,
            "exp": now + timedelta(minutes=10),
        }
        mark = base64.urlsafe_b64encode(thumb.digest()).rstrip(b"=").decode()
        return jwt.encode(claims, pem, algorithm="PS256", headers={"x5t#S256": mark})


class Denied(Exception):
    """Entra refused: the word is one of OAuth's own, such as `invalid_client`.

    `codes` are its numbers: https://learn.microsoft.com/entra/identity-platform/
    reference-error-codes.
    """

    def __init__(self, word: str, codes: object = None) -> None:
        super().__init__(word)
        numbers = codes if isinstance(codes, list) else []
        self.codes = frozenset(number for number in numbers if isinstance(number, int))


_WORDS = ("invalid_client", "invalid_request", "unauthorized_client", "invalid_scope")


def reason(failed: Exception) -> str:
    """What a log may say of it."""
    if isinstance(failed, Denied):
        return str(failed) if str(failed) in _WORDS else "denied"
    return type(failed).__name__


def _of_machine(app: App) -> Mapping[str, Any]:
    """Imported here: only those who run on Azure with an identity need it."""
    import msal  # noqa: PLC0415
    import requests  # noqa: PLC0415

    identity = {"ManagedIdentityIdType": "ClientId", "Id": app.id}
    client = msal.ManagedIdentityClient(identity, http_client=requests.Session())
    said: Mapping[str, Any] = client.acquire_token_for_client(resource=AUDIENCE)
    return said
