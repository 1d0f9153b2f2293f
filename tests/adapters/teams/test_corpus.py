"""Whatever is done to a good request: let in as it should be, or refused without a trace.

Each request is a good one with one to three things changed, drawn from lists of changes of which it
is known beforehand what they lead to. `KRING_CORPUS` is how many are sent.
"""

import itertools
import json
import logging
import os
import random
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.adapters.teams.microsoft import (
    APP,
    ISSUER,
    OTHER_TENANT,
    TENANT,
    Json,
    Microsoft,
    public,
    rsa_key,
)
from tests.adapters.teams.stage import Stage, stage
from tests.adapters.teams.test_endpoint import rows

FEW, MANY = 300, 10_000
JUNK: tuple[Any, ...] = (
    None, "", " ", "x", 0, 1, -1, 1.5, True, False, [], {}, [APP], {"id": OTHER_TENANT},
    "\x00", "🤷",
    "a" * 3000, TENANT[:-1], TENANT.upper(), OTHER_TENANT, APP[:-1], f"{APP} ", "null", "msteams ",
    "https://evil.example/", "https://smba.trafficmanager.net.evil.example/", "javascript:x",
)  # fmt: skip
Body = Callable[[Json, Any], None]
PATHS: Mapping[str, tuple[str, ...]] = {
    "serviceUrl": ("serviceUrl",),
    "channelId": ("channelId",),
    "conversation": ("conversation",),
    "conversation.tenantId": ("conversation", "tenantId"),
    "channelData": ("channelData",),
    "channelData.tenant": ("channelData", "tenant"),
    "channelData.tenant.id": ("channelData", "tenant", "id"),
}
"""Each of these decides alone: no junk in it can be let in."""
HARMLESS: tuple[tuple[str, Any], ...] = (
    ("importance", "high"),
    ("localTimezone", "Mars/Olympus"),
    ("attachments", [{"contentType": "text/html", "content": "<b>x</b>"}]),
    ("reactionsAdded", [{"type": "like"}]),
    ("entities", None),
    ("somethingNew", {"deep": [1, 2, {"er": None}]}),
    ("locale", "xx"),
)


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        it.microsoft.signing["slack"] = public("slack", endorsements=["slack"])
        yield it


def _put(body: Json, path: tuple[str, ...], value: Any) -> None:
    *way, last = path
    inner: Any = body
    for step in way:
        inner = inner.get(step)
        if not isinstance(inner, dict):
            return
    if value is _GONE:
        inner.pop(last, None)
    else:
        inner[last] = value


_GONE = object()


def _claims(chance: random.Random, now: float) -> tuple[Json, tuple[str, ...]]:
    """Changes to a token's claims that make it bad, and claims that are left out."""
    name = chance.choice(("iss", "aud", "exp", "nbf"))
    if name in ("iss", "aud"):
        if chance.random() < 0.3:
            return {}, (name,)
        texts = [j for j in JUNK if isinstance(j, str)]
        return {name: chance.choice(texts if name == "iss" else [*texts, [APP], {}, 7])}, ()
    if name == "exp":
        late = int(now) - chance.randint(300, 10**8)
        return {"exp": chance.choice((late, 0, -1, "soon", [], {}, True))}, ()
    early = int(now) + chance.randint(301, 10**8)
    return {chance.choice(("nbf", "iat")): chance.choice((early, "late", [], {}, False))}, ()


def _damaged(token: str, chance: random.Random) -> str:
    """A token that nobody signed like this."""
    head, body, sign = token.split(".")
    match chance.randrange(7):
        case 0:
            return f"{head}.{body}."
        case 1:
            return f"{head}.{body}"
        case 2:
            return f"{head}.{body[1:]}{body[:1]}.{sign}"
        case 3:
            at = chance.randrange(len(sign) - 4)
            new = "A" if sign[at] != "A" else "B"
            return f"{head}.{body}.{sign[:at]}{new}{sign[at + 1 :]}"
        case 4:
            return f"{sign}.{body}.{head}"
        case 5:
            return token.replace(".", "..", 1)
        case _:
            return "".join(chance.sample(token, len(token)))


def _bad_token(m: Microsoft, chance: random.Random, stage_: Stage) -> str:
    now = stage_.now
    match chance.randrange(6):
        case 0:
            return _damaged(m.token(now=now), chance)
        case 1:
            return m.token(now=now, key=rsa_key("stranger"))
        case 2:
            kid = chance.choice(("", "x", "first ", "FIRST", "../first"))
            return m.token(now=now, kid=kid, key=rsa_key("first"))
        case 3:
            return m.token(now=now, algorithm=chance.choice(("RS384", "RS512", "PS256")))
        case _:
            claims, drop = _claims(chance, now.timestamp())
            return m.token(now=now, drop=drop, **claims)


def _good_token(m: Microsoft, chance: random.Random, stage_: Stage) -> str:
    """Good in another way: a claim more, a little early or late."""
    now = stage_.now.timestamp()
    more: Json = {"amr": ["x"], "appid": "whoever", "iss": ISSUER}
    if chance.random() < 0.5:
        more["exp"] = int(now) - chance.randint(0, 299)
    if chance.random() < 0.5:
        more["nbf"] = int(now) + chance.randint(0, 300)
    return m.token(now=stage_.now, **more)


def _break(body: Json, chance: random.Random) -> None:
    """What must not be let in, with a good token."""
    path = PATHS[chance.choice(tuple(PATHS))]
    _put(body, path, _GONE if chance.random() < 0.2 else chance.choice(JUNK))


def _nameless(body: Json, chance: random.Random) -> None:
    junk = [j for j in JUNK if not isinstance(j, str) or len(j) > 1000 or not j]
    _put(body, (chance.choice(("id", "type")),), chance.choice([_GONE, *junk]))


def _tokens(m: Microsoft, chance: random.Random, here: Stage) -> tuple[dict[str, str], int]:
    """The header, and what it leads to at the least: 0 where it is good."""
    match chance.randrange(10):
        case 0 | 1 | 2 | 3:
            return {"Authorization": f"Bearer {_bad_token(m, chance, here)}"}, 401
        case 4:
            bad = ("", "Basic eDp5", "Bearer", "Bearer ", "Token x", "Bearer\tx")
            return {"Authorization": chance.choice(bad)}, 401
        case 5:
            token = m.token(now=here.now, kid="slack")
            return {"Authorization": f"Bearer {token}"}, 403
        case 6:
            strange: Json = {"serviceurl": chance.choice([j for j in JUNK if isinstance(j, str)])}
            return {"Authorization": f"Bearer {m.token(now=here.now, **strange)}"}, 403
        case _:
            return {"Authorization": f"bearer {_good_token(m, chance, here)}"}, 0


async def _sent(here: Stage, number: int, caplog: pytest.LogCaptureFixture) -> dict[int, int]:
    """So many requests; how often each answer came, as it had to."""
    chance, found = random.Random(7), dict[int, int]()
    zoe = here.client("zoe")
    await zoe.installs()
    before, woken, said = await rows(here), len(here.woken), len(here.microsoft.said)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    names = itertools.count(1)
    for n in range(number):
        head, status = _tokens(here.microsoft, chance, here)
        body = zoe.activity(type="messageReaction", id=f"r{next(names)}", secret="words of hers")
        raw: bytes | None = None
        for _ in range(chance.randint(0, 2)):
            key, value = chance.choice(HARMLESS)
            body[key] = value
        match chance.randrange(4):
            case 0:
                _break(body, chance)
                status = status or 403
            case 1:
                _nameless(body, chance)
                status = status or 403
            case 2 if chance.random() < 0.5:
                whole = json.dumps(body).encode()
                cut = chance.randint(1, len(whole) - 1)
                raw = chance.choice((whole[:cut], b"", b"[]", b"null", b"7", b'"x"', whole + b"}"))
                status = 401 if status == 401 else 400  # who it is comes before what is said
            case _:
                pass
        sent = json.dumps(body).encode() if raw is None else raw
        answer = await here.web.post("/teams/messages", content=sent, headers=head)
        assert answer.status_code == (status or 200), (n, head, sent[:300], answer.status_code)
        assert len(answer.content) < 20
        found[answer.status_code] = found.get(answer.status_code, 0) + 1
    assert await rows(here) == before
    assert (len(here.woken), len(here.microsoft.said)) == (woken, said)
    logged = "\n".join(json.dumps(vars(r), default=str) for r in caplog.records)
    for word in ("words of hers", "Zoe", zoe.id, TENANT, "evil.example"):
        assert word not in logged
    here.clock[0] += timedelta(minutes=1)
    assert (await zoe.says("help")).status_code == 202  # and it is as well as before
    return found


async def test_a_few_hundred_changed_requests(
    here: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    found = await _sent(here, FEW, caplog)
    assert set(found) == {200, 400, 401, 403}
    assert min(found.values()) > 5


@pytest.mark.slow
async def test_ten_thousand_changed_requests(here: Stage, caplog: pytest.LogCaptureFixture) -> None:
    found = await _sent(here, int(os.environ.get("KRING_CORPUS", MANY)), caplog)
    assert set(found) == {200, 400, 401, 403}
