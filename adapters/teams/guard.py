"""The door before the SDK: whoever comes in here was sent by Microsoft, for an app of ours.

Refusals are two pages that tell nothing, and a code for the log: no address, no name, no word of
the body leaves this file. What follows can rely on every field that is checked here.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

import jwt
from jwt.types import Options

from adapters.teams.apps import App
from adapters.teams.hosts import Trusted, loopback, microsofts
from adapters.teams.keys import Key, Keys
from bot.ports import Clock

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
SKEW = timedelta(minutes=5)
LARGEST = 1 << 20
"""Bytes of a body."""
LONGEST = 16_384
"""Characters of a token; Microsoft's have some two thousand."""
REMEMBERED = 256
"""Tokens whose signature is not looked at twice."""
DEEPEST = 64
"""Levels of a body; a card with its answers has some ten."""

Activity: TypeAlias = Mapping[str, Any]

UNKNOWN, FORBIDDEN, MALFORMED, TOO_LARGE = 401, 403, 400, 413


class Refused(Exception):
    """Not let in: the status to answer with, and a code for the log."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What was let in: the activity, the app it is for, and the customer's tenant."""

    activity: Activity
    app: str
    tenant: str


class Guard(Protocol):
    async def check(self, tokens: Sequence[str], body: bytes) -> Passed:
        """`tokens` are the Authorization headers as they came. Raises Refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strict:
    """The guard of every installation that can be reached from outside."""

    apps: Mapping[str, App]
    keys: Keys
    clock: Clock
    trusted: Trusted = microsofts
    verified: dict[str, tuple[str, Mapping[str, Any], Key]] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        unfit = [a for a in self.apps.values() if not (a.secret or a.certificate or a.managed)]
        if not self.apps or unfit or not all(self.apps):
            raise ValueError("Teams needs an app id and its secret or certificate.")

    async def check(self, tokens: Sequence[str], body: bytes) -> Passed:
        if len(body) > LARGEST:
            raise Refused(TOO_LARGE, "too_large")
        claims, key = await self._claims(_bearer(tokens))
        activity = parsed(body)
        app = self.apps[claims["aud"]]
        self._service(claims, activity)
        if activity.get("channelId") != CHANNEL:
            raise Refused(FORBIDDEN, "channel")
        if CHANNEL not in key.endorsements:
            raise Refused(FORBIDDEN, "endorsement")
        tenant = _tenant(activity)
        if tenant not in app.tenants:
            raise Refused(FORBIDDEN, "tenant")
        named(activity)
        return Passed(activity=activity, app=app.id, tenant=tenant)

    async def _claims(self, token: str) -> tuple[Mapping[str, Any], Key]:
        kid, claims, signed = self.verified.get(token) or (_kid(token), {}, None)
        key = await self.keys.get(kid)
        if key is None:
            raise Refused(UNKNOWN, "unknown_key")
        if key is not signed:
            claims = _verified(token, key)
        _valid(claims, self.apps, self.clock())
        self._remember(token, kid, claims, key)
        return claims, key

    def _remember(self, token: str, kid: str, claims: Mapping[str, Any], key: Key) -> None:
        """Microsoft shows one token for an hour: its signature is the same while its key is."""
        if len(self.verified) >= REMEMBERED:
            self.verified.clear()
        self.verified[token] = (kid, claims, key)

    def _service(self, claims: Mapping[str, Any], activity: Activity) -> None:
        said = activity.get("serviceUrl")
        if not isinstance(said, str) or not said:
            raise Refused(FORBIDDEN, "no_service")
        if said != claims.get("serviceurl", claims.get("serviceUrl")):
            raise Refused(FORBIDDEN, "other_service")
        if not self.trusted(said):
            raise Refused(FORBIDDEN, "strange_service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """For test clients on this machine that send no token; never to be reached from outside."""

    app: str = "local"
    tenant: str = "local"
    trusted: Trusted = loopback

    async def check(self, tokens: Sequence[str], body: bytes) -> Passed:  # noqa: ARG002
        if len(body) > LARGEST:
            raise Refused(TOO_LARGE, "too_large")
        activity = parsed(body)
        said = activity.get("serviceUrl")
        if not isinstance(said, str) or not self.trusted(said):
            raise Refused(FORBIDDEN, "strange_service")
        conversation = activity.get("conversation")
        if not isinstance(conversation, dict):
            raise Refused(FORBIDDEN, "no_conversation")
        named(activity)
        tenant = conversation.get("tenantId")
        tenant = tenant if isinstance(tenant, str) and tenant else self.tenant
        return Passed(activity=_at_home(activity, tenant), app=self.app, tenant=tenant)


def _at_home(activity: Activity, tenant: str) -> Activity:
    """Test clients say little; what Microsoft always says is filled in."""
    data = activity.get("channelData")
    data = data if isinstance(data, dict) else {}
    return {
        **activity,
        "channelId": CHANNEL,
        "conversation": {**activity["conversation"], "tenantId": tenant},
        "channelData": {**data, "tenant": {"id": tenant}},
    }


# ── the token ──

_OURS_TO_CHECK: Options = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}
"""The library checks the signature, and we the rest: it reads another clock than we are given."""


def _verified(token: str, key: Key) -> Mapping[str, Any]:
    try:
        claims: Mapping[str, Any] = jwt.decode(
            token, key.key, algorithms=["RS256"], options=_OURS_TO_CHECK
        )
    except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
        raise Refused(UNKNOWN, "signature") from None
    return claims


def _bearer(tokens: Sequence[str]) -> str:
    if len(tokens) != 1:
        raise Refused(UNKNOWN, "no_token")
    scheme, _, token = tokens[0].partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST or not token.isascii():
        raise Refused(UNKNOWN, "no_token")
    return token


def _kid(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
        raise Refused(UNKNOWN, "no_token") from None
    if header.get("alg") != "RS256":
        raise Refused(UNKNOWN, "algorithm")
    if "crit" in header or header.get("b64", True) is not True:
        raise Refused(UNKNOWN, "algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise Refused(UNKNOWN, "no_key")
    return kid


def _valid(claims: Mapping[str, Any], ours: Collection[str], now: datetime) -> None:
    if claims.get("iss") != ISSUER:
        raise Refused(UNKNOWN, "issuer")
    audience = claims.get("aud")
    if not isinstance(audience, str) or audience not in ours:
        raise Refused(UNKNOWN, "audience")
    here, skew = now.timestamp(), SKEW.total_seconds()
    if _instant(claims, "exp") <= here - skew:
        raise Refused(UNKNOWN, "expired")
    for name in ("nbf", "iat"):
        if name in claims and _instant(claims, name) > here + skew:
            raise Refused(UNKNOWN, "too_early")


def _instant(claims: Mapping[str, Any], name: str) -> float:
    found = claims.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Refused(UNKNOWN, "no_times")
    return float(found)


# ── the body ──


def parsed(body: bytes) -> Activity:
    """The activity of a body. Raises Refused."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(MALFORMED, "no_json") from None
    if not isinstance(found, dict):
        raise Refused(MALFORMED, "no_object")
    if _deep(found):
        raise Refused(MALFORMED, "too_deep")
    return found


def _deep(found: Any) -> bool:
    """Whether something stands deeper than any card can; looked at level by level."""
    level: list[Any] = [found]
    for _ in range(DEEPEST):
        level = [
            part
            for whole in level
            for part in (whole.values() if isinstance(whole, dict) else whole)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True


def named(activity: Activity) -> None:
    """An activity without a name of its own could come twice. Raises Refused."""
    for name in ("id", "type"):
        found = activity.get(name)
        if not isinstance(found, str) or not 0 < len(found) <= 1000:  # noqa: PLR2004
            raise Refused(FORBIDDEN, f"no_{name}")


def _tenant(activity: Activity) -> str:
    """The tenant, said twice and twice the same. Raises Refused."""
    conversation, data = activity.get("conversation"), activity.get("channelData")
    whole = data.get("tenant") if isinstance(data, dict) else None
    first = conversation.get("tenantId") if isinstance(conversation, dict) else None
    second = whole.get("id") if isinstance(whole, dict) else None
    if not isinstance(first, str) or not first or first != second:
        raise Refused(FORBIDDEN, "tenant")
    return first
