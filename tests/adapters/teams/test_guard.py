"""Who is let in: every hole of the SDK, and more, each with its exact answer."""

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.teams.apps import App
from adapters.teams.guard import LARGEST, Local, Passed, Refused, Strict
from adapters.teams.keys import Keys, _door, _read
from tests.adapters.teams.microsoft import (
    APP,
    NOW,
    OTHER_APP,
    OTHER_TENANT,
    SECRET,
    TENANT,
    Json,
    Microsoft,
    activity,
    public,
    rsa_key,
)

APPS = {
    APP: App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), secret=SECRET),
    OTHER_APP: App(
        id=OTHER_APP, tenant=OTHER_TENANT, tenants=frozenset({OTHER_TENANT}), secret=SECRET
    ),
}


class Ticks:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Here:
    """A guard, and Microsoft behind it."""

    def __init__(self, microsoft: Microsoft) -> None:
        self.microsoft = microsoft
        self.ticks = Ticks()
        self.keys = Keys(microsoft.metadata, monotonic=self.ticks)
        self.guard = Strict(
            apps=APPS, keys=self.keys, clock=lambda: NOW, trusted=microsoft.service.__eq__
        )

    def body(self, **more: Any) -> bytes:
        return json.dumps(activity(self.microsoft.service, **more)).encode()

    async def passes(self, token: str, body: bytes | None = None) -> Passed:
        return await self.guard.check([f"Bearer {token}"], self.body() if body is None else body)

    async def refuses(self, token: str, body: bytes | None = None) -> tuple[int, str]:
        try:
            await self.passes(token, body)
        except Refused as no:
            return no.status, no.code
        raise AssertionError("it was let in")


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with Microsoft.open() as microsoft:
        yield Here(microsoft)


def _forged(token: str) -> str:
    head, body, signature = token.split(".")
    return ".".join((head, body, signature[:-8] + "AAAAAAAA"))


def _unsigned(token: str, **header: Any) -> str:
    _, body, signature = token.split(".")
    head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


TOKENS: dict[str, tuple[Callable[[Microsoft], str], str]] = {
    "another audience": (lambda m: m.token(aud="5b4e28ba-2fa1-11d2-883f-0016d3cca427"), "audience"),
    "no audience": (lambda m: m.token(drop=("aud",)), "audience"),
    "several audiences": (lambda m: m.token(aud=[APP, OTHER_APP]), "audience"),
    "an empty audience": (lambda m: m.token(aud=""), "audience"),
    "another issuer": (lambda m: m.token(iss="https://sts.windows.net/x/"), "issuer"),
    "an issuer that begins alike": (
        lambda m: m.token(iss="https://api.botframework.com.evil.example"),
        "issuer",
    ),
    "no issuer": (lambda m: m.token(drop=("iss",)), "issuer"),
    "garbage": (lambda _: "not.a.token", "no_token"),
    "one word": (lambda _: "garbage", "no_token"),
    "expired for ten minutes": (lambda m: m.token(exp=_at(minutes=-10)), "expired"),
    "expired for five minutes": (lambda m: m.token(exp=_at(minutes=-5)), "expired"),
    "no expiry": (lambda m: m.token(drop=("exp",)), "no_times"),
    "an expiry that is a word": (lambda m: m.token(exp="tomorrow"), "no_times"),
    "valid in an hour": (lambda m: m.token(nbf=_at(hours=1)), "too_early"),
    "made in an hour": (lambda m: m.token(iat=_at(hours=1)), "too_early"),
    "an unknown key": (lambda m: m.token(kid="second"), "unknown_key"),
    "another key under a known name": (lambda m: m.token(key=rsa_key("second")), "signature"),
    "a forged signature": (lambda m: _forged(m.token()), "signature"),
    "no kid": (lambda m: _unsigned(m.token(), alg="RS256", typ="JWT"), "no_key"),
    "an empty kid": (lambda m: _unsigned(m.token(), alg="RS256", kid=""), "no_key"),
    "a kid that is a number": (lambda m: _unsigned(m.token(), alg="RS256", kid=1), "no_token"),
    "alg none": (lambda m: _unsigned(m.token(), alg="none", kid="first"), "algorithm"),
    "alg None in capitals": (lambda m: _unsigned(m.token(), alg="NONE", kid="first"), "algorithm"),
    "HS256 with the public key": (
        lambda _: jwt.encode({"aud": APP}, "x" * 40, "HS256", headers={"kid": "first"}),
        "algorithm",
    ),
    "RS512": (lambda m: m.token(algorithm="RS512"), "algorithm"),
    "a critical header": (
        lambda m: _unsigned(m.token(), alg="RS256", kid="first", crit=["exp"]),
        "no_token",
    ),
    "a token of a thousand lines": (lambda m: m.token() + "A" * 20_000, "no_token"),
}


def _at(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


def _without(body: Json, *path: str) -> Json:
    *way, last = path
    inner = body
    for step in way:
        inner = inner[step]
    inner.pop(last, None)
    return body


BODIES: dict[str, tuple[Callable[[str], Any], int, str]] = {
    "no serviceUrl": (lambda s: _without(activity(s), "serviceUrl"), 403, "no_service"),
    "an empty serviceUrl": (lambda s: activity(s, serviceUrl=""), 403, "no_service"),
    "serviceUrl is null": (lambda s: activity(s, serviceUrl=None), 403, "no_service"),
    "serviceUrl is a list": (lambda s: activity(s, serviceUrl=[s]), 403, "no_service"),
    "another serviceUrl": (
        lambda s: activity(s, serviceUrl="https://evil.example/"),
        403,
        "other_service",
    ),
    "almost the serviceUrl": (lambda s: activity(s, serviceUrl=s[:-1]), 403, "other_service"),
    "no channelId": (lambda s: _without(activity(s), "channelId"), 403, "channel"),
    "channelId emulator": (lambda s: activity(s, channelId="emulator"), 403, "channel"),
    "channelId in capitals": (lambda s: activity(s, channelId="MSTeams"), 403, "channel"),
    "another tenant": (
        lambda s: activity(
            s,
            conversation={"id": "a:zoe", "tenantId": OTHER_TENANT},
            channelData={"tenant": {"id": OTHER_TENANT}},
        ),
        403,
        "tenant",
    ),
    "another tenant in the conversation": (
        lambda s: activity(s, conversation={"id": "a:zoe", "tenantId": OTHER_TENANT}),
        403,
        "tenant",
    ),
    "another tenant in channelData": (
        lambda s: activity(s, channelData={"tenant": {"id": OTHER_TENANT}}),
        403,
        "tenant",
    ),
    "no tenant in the conversation": (
        lambda s: _without(activity(s), "conversation", "tenantId"),
        403,
        "tenant",
    ),
    "no tenant in channelData": (lambda s: activity(s, channelData={}), 403, "tenant"),
    "no channelData": (lambda s: _without(activity(s), "channelData"), 403, "tenant"),
    "no conversation": (lambda s: _without(activity(s), "conversation"), 403, "tenant"),
    "tenants that are lists": (
        lambda s: activity(
            s, conversation={"id": "a", "tenantId": [TENANT]}, channelData={"tenant": [TENANT]}
        ),
        403,
        "tenant",
    ),
    "no id": (lambda s: _without(activity(s), "id"), 403, "no_id"),
    "an empty id": (lambda s: activity(s, id=""), 403, "no_id"),
    "an id that is a number": (lambda s: activity(s, id=7), 403, "no_id"),
    "no type": (lambda s: _without(activity(s), "type"), 403, "no_type"),
    "a list": (lambda s: [activity(s)], 400, "no_object"),
    "null": (lambda _: None, 400, "no_object"),
    "a number": (lambda _: 7, 400, "no_object"),
}


async def test_what_microsoft_sends_comes_in(here: Here) -> None:
    passed = await here.passes(here.microsoft.token())

    assert (passed.app, passed.tenant) == (APP, TENANT)
    assert passed.activity["text"] == "hello"


@pytest.mark.parametrize("minutes", [-4, -4.9, 1])
async def test_five_minutes_of_skew(here: Here, minutes: float) -> None:
    passed = await here.passes(here.microsoft.token(exp=_at(minutes=minutes)))
    assert passed.app == APP


async def test_each_customer_has_an_app_and_no_other(here: Here) -> None:
    theirs = here.body(
        conversation={"id": "a:x", "tenantId": OTHER_TENANT},
        channelData={"tenant": {"id": OTHER_TENANT}},
    )

    assert (await here.passes(here.microsoft.token(aud=OTHER_APP), theirs)).app == OTHER_APP
    assert await here.refuses(here.microsoft.token(aud=OTHER_APP)) == (403, "tenant")
    assert await here.refuses(here.microsoft.token(aud=APP), theirs) == (403, "tenant")


@pytest.mark.parametrize("case", TOKENS)
async def test_a_bad_token(here: Here, case: str, caplog: pytest.LogCaptureFixture) -> None:
    make, code = TOKENS[case]
    caplog.set_level(logging.DEBUG, "adapters")

    assert await here.refuses(make(here.microsoft)) == (401, code)
    assert not caplog.records


@pytest.mark.parametrize("case", BODIES)
async def test_a_bad_activity(here: Here, case: str, caplog: pytest.LogCaptureFixture) -> None:
    make, status, code = BODIES[case]
    caplog.set_level(logging.DEBUG, "adapters")
    body = json.dumps(make(here.microsoft.service)).encode()

    assert await here.refuses(here.microsoft.token(), body) == (status, code)
    assert not caplog.records


@pytest.mark.parametrize(
    "headers",
    [[], ["Basic abc"], ["Bearer"], ["Bearer "], [""], ["bearer"], ["Bearer a", "Bearer b"]],
)
async def test_a_bad_header(here: Here, headers: list[str]) -> None:
    with pytest.raises(Refused) as no:
        await here.guard.check(headers, here.body())

    assert (no.value.status, no.value.code) == (401, "no_token")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"id":' * 5_000])
async def test_no_json(here: Here, body: bytes) -> None:
    assert await here.refuses(here.microsoft.token(), body) == (400, "no_json")


async def test_a_body_that_is_too_large_or_too_deep(here: Here) -> None:
    deep = b'{"a":' * 200 + b"1" + b"}" * 200

    assert await here.refuses(here.microsoft.token(), b" " * (LARGEST + 1)) == (413, "too_large")
    assert await here.refuses(here.microsoft.token(), deep) == (400, "too_deep")


async def test_the_claim_must_be_there(here: Here) -> None:
    token = here.microsoft.token(drop=("serviceurl",))

    assert await here.refuses(token) == (403, "other_service")


async def test_a_connector_that_is_none(here: Here) -> None:
    """Signed and equal to its claim, and yet not on the list."""
    evil = "https://evil.example/teams/"
    token = here.microsoft.token(serviceurl=evil)

    assert await here.refuses(token, here.body(serviceUrl=evil)) == (403, "strange_service")


async def test_a_key_that_may_not_sign_for_teams(here: Here) -> None:
    here.microsoft.signing["slack"] = public("slack", endorsements=["slack", "webchat"])
    here.microsoft.signing["none"] = public("none", endorsements=[])

    assert await here.refuses(here.microsoft.token(kid="slack")) == (403, "endorsement")
    assert await here.refuses(here.microsoft.token(kid="none")) == (403, "endorsement")


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_change_of_a_good_token_is_let_in(data: st.DataObject) -> None:
    """One character of it is another one: 401, whatever it was."""
    token = _GOOD
    at = data.draw(st.integers(0, len(token) - 1))
    new = data.draw(st.sampled_from("AZaz09-_.=/+ "))
    changed = token[:at] + new + token[at + 1 :]

    same = _meaning(changed) == _meaning(token)
    assert _verdict(changed) == 401 or same


def _meaning(token: str) -> tuple[bytes, ...]:
    """The parts as their bytes: the last bits of base64 may stand for nothing."""
    try:
        return tuple(base64.urlsafe_b64decode(part + "==") for part in token.split("."))
    except ValueError:
        return ()


_SERVICE = "https://smba.trafficmanager.net/emea/"
_GOOD = Microsoft(url="https://x").token(serviceurl=_SERVICE)


def _verdict(token: str) -> int:
    keys = Keys("http://127.0.0.1:9/nowhere")
    keys._keys = _read({"keys": [public("first")]})
    keys._fetched = keys._tried = keys._monotonic()
    guard = Strict(apps=APPS, keys=keys, clock=lambda: NOW)
    body = json.dumps(activity(_SERVICE)).encode()
    try:
        asyncio.run(guard.check([f"Bearer {token}"], body))
    except Refused as no:
        return no.status
    return 200


async def test_a_token_that_was_good_ends_all_the_same(microsoft_clock: list[datetime]) -> None:
    """Its signature is not looked at twice; its times and its body are."""
    async with Microsoft.open() as microsoft:
        it = Here(microsoft)
        it.guard = Strict(
            apps=APPS,
            keys=it.keys,
            clock=lambda: microsoft_clock[0],
            trusted=microsoft.service.__eq__,
        )
        token = microsoft.token()
        for _ in range(3):
            await it.passes(token)
        assert await it.refuses(token, it.body(channelId="x")) == (403, "channel")
        microsoft_clock[0] += timedelta(hours=1, minutes=6)
        assert await it.refuses(token) == (401, "expired")


@pytest.fixture
def microsoft_clock() -> list[datetime]:
    return [NOW]


# ── keys ──


async def test_keys_are_fetched_once_a_day(here: Here) -> None:
    for _ in range(5):
        await here.passes(here.microsoft.token())
    assert here.microsoft.asked_for_keys == 1

    here.ticks.at += 24 * 3600
    await here.passes(here.microsoft.token())
    assert here.microsoft.asked_for_keys == 2


async def test_a_new_key_is_known_with_its_first_request(here: Here) -> None:
    await here.passes(here.microsoft.token())
    here.ticks.at += 3600
    here.microsoft.signing = {"second": public("second")}

    await here.passes(here.microsoft.token(kid="second"))
    assert await here.refuses(here.microsoft.token(kid="first")) == (401, "unknown_key")


async def test_a_rollover_costs_one_request_and_a_minute_at_most(here: Here) -> None:
    """Somebody asked for a key that is none just before: then the new one waits for a minute."""
    await here.passes(here.microsoft.token())
    here.ticks.at += 3600
    await here.refuses(here.microsoft.token(kid="third"))
    here.microsoft.signing = {"first": public("first"), "second": public("second")}

    here.ticks.at += 59
    assert await here.refuses(here.microsoft.token(kid="second")) == (401, "unknown_key")
    here.ticks.at += 1
    await here.passes(here.microsoft.token(kid="second"))


async def test_made_up_keys_are_looked_for_once_a_minute(here: Here) -> None:
    await here.passes(here.microsoft.token())
    for n in range(100):
        here.ticks.at += 1
        await here.refuses(_unsigned(here.microsoft.token(), alg="RS256", kid=f"k{n}"))

    assert here.microsoft.asked_for_keys <= 3


async def test_old_keys_are_kept_while_there_are_no_new_ones(here: Here) -> None:
    await here.passes(here.microsoft.token())
    here.microsoft.keys_down = True
    here.ticks.at += 48 * 3600

    await here.passes(here.microsoft.token())
    here.microsoft.keys_down, here.microsoft.signing = False, {}
    here.ticks.at += 60
    await here.passes(here.microsoft.token())


async def test_a_slow_key_server_holds_nobody_else_up(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.passes(here.microsoft.token())
    monkeypatch.setattr("adapters.teams.keys.TIMEOUT", 1)
    here.microsoft.key_delay = 5
    here.ticks.at += 3600
    begun = monotonic()
    late = asyncio.create_task(here.refuses(here.microsoft.token(kid="second")))
    await asyncio.sleep(0.05)

    await here.passes(here.microsoft.token())
    assert not late.done(), "who has a known key is through while the other still waits"
    assert await late == (401, "unknown_key")
    assert monotonic() - begun < 3


def test_keys_of_another_host_are_not_asked_for() -> None:
    """The page that names the keys cannot send us elsewhere."""
    assert _door("https://login.botframework.com/keys") != _door("https://evil.example/keys")
    assert _door("https://login.botframework.com/keys") != _door("http://login.botframework.com/")


# ── start-up, and rehearsals ──


@pytest.mark.parametrize(
    "apps",
    [
        {},
        {"": App(id="", tenant=TENANT, tenants=frozenset({TENANT}), secret=SECRET)},
        {APP: App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}))},
    ],
)
async def test_without_an_app_and_its_secret_there_is_no_door(apps: dict[str, App]) -> None:
    with pytest.raises(ValueError, match="app id"):
        Strict(apps=apps, keys=Keys(), clock=lambda: NOW)


async def test_a_rehearsal_takes_loopback_alone() -> None:
    local = Local()
    for good in ("http://127.0.0.1:56150", "http://localhost:1/x/", "http://[::1]:3978"):
        body = json.dumps({"type": "message", "id": "1", "serviceUrl": good, "conversation": {}})
        passed = await local.check([], body.encode())
        assert passed.tenant == "local"
        assert passed.activity["channelData"]["tenant"]["id"] == "local"
    for bad in (
        "https://smba.trafficmanager.net/emea/",
        "http://127.0.0.1.evil.example/",
        "http://evil.example#127.0.0.1",
        "http://127.0.0.1@evil.example/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "",
        None,
    ):
        body = json.dumps({"type": "message", "id": "1", "serviceUrl": bad, "conversation": {}})
        with pytest.raises(Refused) as no:
            await local.check([], body.encode())
        assert (no.value.status, no.value.code) == (403, "strange_service")
