"""A stand-in for Microsoft over real HTTP: signing keys, Entra's tokens, and the connector.

It keeps every message it was given, and breaks as it is told: `faults` are used up one by one.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Self

import jwt
from aiohttp import web
from aiohttp.typedefs import Handler
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

Json = dict[str, Any]
APP = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
OTHER_APP = "2b4e28ba-2fa1-11d2-883f-0016d3cca427"
TENANT = "6f1c0c3e-0d1b-4d6f-9a55-3c1f8c7d2e10"
OTHER_TENANT = "7f1c0c3e-0d1b-4d6f-9a55-3c1f8c7d2e10"
SECRET = "a-secret-of-an-app"
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
ISSUER = "https://api.botframework.com"
BOT = f"28:{APP}"


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    """One for each name, made once: it takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(name: str, kid: str = "", **more: Any) -> Json:
    said: Json = RSAAlgorithm.to_jwk(rsa_key(name).public_key(), as_dict=True)
    return {**said, "kid": kid or name, "use": "sig", "endorsements": ["msteams"], **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to the next call: a status; or the reply is lost, with or without effect."""

    status: int = 0
    code: str = ""
    after: str = ""  # Retry-After
    taken: bool = False  # the effect is had all the same
    lost: bool = False  # the connection is cut instead of an answer
    slow: float = 0.0
    page: str = ""  # of somebody between Microsoft and Kring


@dataclass
class Microsoft:
    """Everything it knows; `said` are all posts and changes in their order."""

    url: str = ""
    signing: dict[str, Json] = field(default_factory=dict)
    asked_for_keys: int = 0
    asked_for_tokens: list[Mapping[str, Any]] = field(default_factory=list)
    key_delay: float = 0.0
    token_delay: float = 0.0
    keys_down: bool = False
    refuse_tokens: bool = False
    refused_with: list[int] = field(default_factory=list)  # Entra's own numbers
    identity: str = ""  # the header with which this machine asks for its own token
    faults: deque[Fault] = field(default_factory=deque)
    drips: bool = False  # its answers come byte by byte
    created: list[Json] = field(default_factory=list)
    said: list[Json] = field(default_factory=list)
    calls: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, authorization
    messages: dict[str, Json] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    channels: dict[str, dict[str, str | None]] = field(default_factory=dict)  # of a team

    @property
    def service(self) -> str:
        return f"{self.url}/teams/"

    @property
    def metadata(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    # ── what it sends ──

    def token(
        self,
        *,
        kid: str = "first",
        key: Any = None,
        algorithm: str = "RS256",
        now: datetime = NOW,
        headers: Json | None = None,
        drop: tuple[str, ...] = (),
        **claims: Any,
    ) -> str:
        said = {
            "iss": ISSUER,
            "aud": APP,
            "exp": int((now + timedelta(hours=1)).timestamp()),
            "nbf": int((now - timedelta(minutes=1)).timestamp()),
            "serviceurl": self.service,
            **claims,
        }
        for name in drop:
            said.pop(name, None)
        signer = rsa_key(kid) if key is None else key
        return jwt.encode(said, signer, algorithm, headers={"kid": kid, **(headers or {})})

    # ── what it serves ──

    def app(self) -> web.Application:
        @web.middleware
        async def sent(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._sent(request, await handler(request))

        app = web.Application(client_max_size=1 << 22, middlewares=[sent])
        app.router.add_get("/v1/.well-known/openidconfiguration", self._about)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_get("/machine/token", self._machine)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_post("/teams/v3/conversations", self._create)
        app.router.add_post("/teams/v3/conversations/{id}/activities", self._say)
        app.router.add_post("/teams/v3/conversations/{id}/activities/{activity}", self._say)
        app.router.add_get("/teams/v3/conversations/{id}/members/{member}", self._member)
        app.router.add_get("/teams/v3/teams/{team}/conversations", self._channels)
        app.router.add_put("/teams/v3/conversations/{id}/activities/{activity}", self._change)
        return app

    async def _sent(self, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        if not self.drips or not isinstance(answer, web.Response):
            return answer
        dripping = web.StreamResponse(status=answer.status, headers={"Retry-After": "1"})
        dripping.content_type = answer.content_type
        await dripping.prepare(request)
        for byte in bytes(answer.body or b""):  # type: ignore[arg-type]
            await dripping.write(bytes([byte]))
            await asyncio.sleep(0.001)
        return dripping

    async def _about(self, _: web.Request) -> web.Response:
        self.asked_for_keys += 1
        await asyncio.sleep(self.key_delay)
        if self.keys_down:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": list(self.signing.values())})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked_for_tokens.append(
            {**await request.post(), "tenant": request.match_info["tenant"]}
        )
        await asyncio.sleep(self.token_delay)
        if self.refuse_tokens:
            said = {"error": "invalid_client", "error_codes": self.refused_with}
            return web.json_response(said, status=401)
        token = f"entra-{len(self.asked_for_tokens)}"
        return web.json_response({"access_token": token, "expires_in": 3600})

    async def _machine(self, request: web.Request) -> web.Response:
        """The endpoint of a managed identity, as Azure App Service has it."""
        self.asked_for_tokens.append(dict(request.query))
        if not self.identity or request.headers.get("X-IDENTITY-HEADER") != self.identity:
            return web.json_response({"statusCode": 400, "message": "no such identity"}, status=400)
        until = str(int(NOW.timestamp()) + 3600 * 24 * 365 * 50)
        said = {"access_token": "machine-1", "expires_on": until, "token_type": "Bearer"}
        return web.json_response({**said, "resource": request.query.get("resource", "")})

    async def _member(self, request: web.Request) -> web.Response:
        name = self.names.get(request.match_info["member"])
        return web.json_response({"name": name} if name else {}, status=200 if name else 404)

    async def _channels(self, request: web.Request) -> web.Response:
        found = self.channels.get(request.match_info["team"])
        if found is None:
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)
        rows = [{"id": id_, "name": name} for id_, name in found.items()]
        return web.json_response({"conversations": rows})

    async def _create(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        member = asked["members"][0]["id"]

        def effect() -> Json:
            self.created.append(asked)
            return {"id": f"a:{member}"}

        return await self._answer(request, effect)

    async def _say(self, request: web.Request) -> web.StreamResponse:
        activity, place = await request.json(), request.match_info["id"]

        def effect() -> Json:
            id_ = f"m{len(self.said)}"
            if activity["type"] == "message":
                self.messages[id_] = activity
            self.said.append({"to": place, "id": id_, "new": True, "activity": activity})
            return {"id": id_}

        return await self._answer(request, effect)

    async def _change(self, request: web.Request) -> web.StreamResponse:
        activity, id_ = await request.json(), request.match_info["activity"]
        if id_ not in self.messages:
            return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)

        def effect() -> Json:
            self.messages[id_] = activity
            place = request.match_info["id"]
            self.said.append({"to": place, "id": id_, "new": False, "activity": activity})
            return {"id": id_}

        return await self._answer(request, effect)

    async def _answer(self, request: web.Request, effect: Any) -> web.StreamResponse:
        sort = request.headers.get("Authorization", "")
        self.calls.append((request.method, request.path, sort))
        fault = self.faults.popleft() if self.faults else None
        if fault is None:
            return web.json_response(effect(), status=201)
        await asyncio.sleep(fault.slow)
        if fault.taken:
            effect()
        if fault.lost:
            assert request.transport is not None
            request.transport.abort()
            await asyncio.sleep(0)
            return web.Response(status=500)
        if not fault.status:
            return web.json_response(effect(), status=201)
        head = {"Retry-After": fault.after} if fault.after else {}
        if fault.page:
            return web.Response(
                status=fault.status, headers=head, text=fault.page, content_type="text/html"
            )
        body = json.dumps({"error": {"code": fault.code, "message": "no"}})
        return web.Response(
            status=fault.status, headers=head, text=body, content_type="application/json"
        )

    # ── its life ──

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        it = cls(signing={"first": public("first")})
        runner = web.AppRunner(it.app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server = site._server
        assert isinstance(server, asyncio.Server)
        it.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield it
        finally:
            await runner.cleanup()


def activity(service: str, **more: Any) -> Json:
    """A message of Zoé's in her own conversation, as Teams sends it."""
    return {
        "type": "message",
        "id": "1799999999999",
        "timestamp": "2027-01-11T08:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": service,
        "from": {
            "id": "29:zoe",
            "name": "Zoé Dubois",
            "aadObjectId": "0d5b3a11-6f0e-4a53-9d0a-1f1f5b2c0001",
        },
        "recipient": {"id": BOT, "name": "Kring"},
        "conversation": {"conversationType": "personal", "id": "a:zoe", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "hello",
        "textFormat": "plain",
        "locale": "fr-BE",
        "entities": [{"type": "clientInfo", "timezone": "Europe/Brussels", "locale": "fr-BE"}],
        **more,
    }
