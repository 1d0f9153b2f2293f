"""What goes out: to the right connector, once, at its pace; and what each refusal means."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from adapters.database.paces import Alone
from adapters.teams.adapter import Courier
from adapters.teams.apps import App, Unfit, apps
from adapters.teams.buckets import TENANT as PER_TENANT
from adapters.teams.buckets import THREAD, of_tenant, of_thread
from adapters.teams.connector import Connector
from adapters.teams.credentials import Entra, Nothing
from adapters.teams.hosts import loopback, microsofts
from bot.content import Card, Paragraph, Span
from bot.network import Address
from bot.ports import Ambiguous, Outgoing, Ref, Retry, Unreachable
from scheduler.ports import TAKEN, Letter, States
from scheduler.turns import take
from tests.adapters.teams.microsoft import APP, NOW, SECRET, TENANT, Fault, Microsoft, rsa_key
from tests.adapters.teams.stage import HERE, Client, Stage, entra, stage
from tests.dead import dead_letters

ASKS, TELLS = "evaluation", "tomorrow"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage(patience=1.0) as it:
        yield it


def card(text: str = "Good morning") -> Card:
    return Card(title="Kring", blocks=(Paragraph((Span(text=text),)),), language="en")


async def post(
    here: Stage, to: Client, text: str = "one", *, key: str = "k", kind: str = ""
) -> None:
    out = Outgoing(to=Address(platform="teams", id=to.id), card=card(text), key=key, kind=kind)
    await here.look(lambda unit: unit.post(out, here.now))


async def dead(here: Stage) -> list[str]:
    return [letter.code for letter in await dead_letters(here.kring.database, HERE)]


def said(here: Stage, to: Client) -> list[str]:
    mine = [s for s in here.microsoft.said if s["to"] == to.place]
    return [json.dumps(s["activity"]["attachments"][0]["content"]["body"]) for s in mine]


async def met(here: Stage, name: str = "zoe") -> Client:
    client = here.client(name)
    await client.installs()
    here.microsoft.said.clear()
    here.microsoft.calls.clear()
    return client


# ── where to ──


async def test_a_conversation_of_two_is_opened_once(here: Stage) -> None:
    bart = here.client("bart")
    await here.client("zoe").installs()
    for n in range(3):
        await post(here, bart, f"{n}", key=f"k{n}")
    await here.after(seconds=1)  # at the pace of a tenant

    (asked,) = here.microsoft.created
    assert asked["members"] == [{"id": bart.id}]
    assert asked["tenantId"] == TENANT
    assert len(bart.messages) == 3


async def test_many_letters_open_it_once_too(here: Stage) -> None:
    bart, teams = here.client("bart"), here.service.adapter
    await here.client("zoe").installs()
    await asyncio.gather(*(teams.resolve(HERE, bart.id) for _ in range(10)))

    assert len(here.microsoft.created) == 1


async def test_the_same_key_brings_the_message_up_to_date(here: Stage) -> None:
    zoe = await met(here)
    await post(here, zoe, "one")
    await here.drain()
    await post(here, zoe, "two")
    await here.drain()

    assert [s["new"] for s in here.microsoft.said] == [True, False]
    assert "two" in zoe.hears


async def test_a_message_that_is_gone_is_posted_anew(here: Stage) -> None:
    zoe = await met(here)
    await post(here, zoe, "one")
    await here.drain()
    here.microsoft.messages.clear()
    await post(here, zoe, "two")
    await here.drain()

    assert [s["new"] for s in here.microsoft.said] == [True, True]


async def test_a_planted_connector_gets_no_token(here: Stage) -> None:
    """Whoever writes a row of the database still does not get Kring's token."""
    zoe = await met(here)
    await here.look(
        lambda unit: unit.keep_conversation(
            zoe.id, app=APP, service=f"{here.microsoft.url}/evil/", conversation="a:x", bot="28:x"
        )
    )
    await post(here, zoe)
    await here.drain()

    assert await dead(here) == ["strange_service"]
    assert not here.microsoft.calls


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://smba.trafficmanager.net/teams", True),
        ("https://smba.infra.gcc.teams.microsoft.com/gcc/", True),
        ("https://smba.infra.gov.teams.microsoft.us/", True),
        ("http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net:8443/emea/", False),
        ("https://smba.trafficmanager.net.evil.example/", False),
        ("https://evil.example/smba.trafficmanager.net/", False),
        ("https://evil.example#@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net@evil.example/", False),
        ("https://x@smba.trafficmanager.net/", False),
        ("https://evil.example\\@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net\n.evil.example/", False),
        ("https://smba.trafficmanager.net/?x=1", False),
        ("https://ｓmba.trafficmanager.net/", False),
        ("//smba.trafficmanager.net/", False),
        ("", False),
    ],
)
def test_connectors_of_microsoft(url: str, good: bool) -> None:  # noqa: FBT001
    assert microsofts(url) is good


# ── what a refusal means ──


@pytest.mark.parametrize(
    ("fault", "code", "calls"),
    [
        (Fault(status=403, code="MessageWritesBlocked"), "blocked", 1),
        (Fault(status=403, code="ConversationBlockedByUser"), "blocked", 1),
        (Fault(status=403, code="BotNotInConversationRoster"), "not_installed", 1),
        (Fault(status=404, code="ConversationNotFound"), "not_found", 1),
        (Fault(status=400, code="BadArgument"), "status_400", 1),
        (Fault(status=413, code="MessageSizeTooBig"), "too_large", 1),
    ],
)
async def test_never(here: Stage, fault: Fault, code: str, calls: int) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(fault)
    await post(here, zoe)
    await here.after(hours=12)

    assert await dead(here) == [code]
    assert len(here.microsoft.calls) == calls


async def test_whoever_blocked_kring_is_left_alone_until_they_write(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(Fault(status=403, code="MessageWritesBlocked"))
    await post(here, zoe, key="a")
    await post(here, zoe, key="b")
    await here.drain()
    assert await dead(here) == ["blocked", "not_installed"]
    assert len(here.microsoft.calls) == 1

    await zoe.says("help")
    assert len(here.microsoft.said) == 1


async def test_too_many_is_waited_for_and_comes_once(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.faults.extend([Fault(status=429, after="20"), Fault(status=429, after="20")])
    await post(here, zoe)
    await here.drain()
    await here.after(seconds=19)
    assert len(here.microsoft.calls) == 1
    for _ in range(4):
        await here.after(seconds=60)

    assert len(said(here, zoe)) == 1
    assert len(here.microsoft.calls) == 3


PERHAPS = [
    Fault(status=412),
    Fault(status=502),
    Fault(status=504),
    Fault(status=500, taken=True),
    Fault(lost=True, taken=True),
    Fault(lost=True),
    Fault(slow=1.5),
]


@pytest.mark.parametrize("fault", PERHAPS)
async def test_what_may_have_arrived_is_asked_once_more(here: Stage, fault: Fault) -> None:
    """A question has to arrive: at most one copy more, with the same nonce."""
    zoe = await met(here)
    here.microsoft.faults.append(fault)
    await post(here, zoe, kind=ASKS)
    await here.drain()
    await here.after(seconds=20)
    assert len(here.microsoft.calls) == 1  # not before the grace is over
    await here.after(minutes=5)

    assert len(here.microsoft.calls) == 2
    assert 1 <= len(said(here, zoe)) <= 2
    assert not await dead(here)


@pytest.mark.parametrize("fault", PERHAPS)
async def test_and_only_once(here: Stage, fault: Fault) -> None:
    zoe = await met(here)
    here.microsoft.faults.extend([fault, fault])
    await post(here, zoe, kind=ASKS)
    await here.after(hours=12)

    assert len(here.microsoft.calls) == 2
    assert await dead(here) == ["uncertain"]


@pytest.mark.parametrize("fault", PERHAPS)
async def test_news_that_may_have_arrived_are_not_told_twice(here: Stage, fault: Fault) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(fault)
    await post(here, zoe, kind=TELLS)
    await here.after(hours=12)

    assert len(here.microsoft.calls) == 1
    assert await dead(here) == ["uncertain"]


@pytest.mark.parametrize("fault", PERHAPS)
async def test_to_change_a_message_twice_is_harmless(here: Stage, fault: Fault) -> None:
    zoe = await met(here)
    await post(here, zoe, "one", kind=TELLS)
    await here.drain()
    here.microsoft.faults.extend([fault, fault])
    await post(here, zoe, "two", kind=TELLS)
    await here.after(minutes=10)

    assert "two" in zoe.hears
    assert len(zoe.messages) == 1


@pytest.mark.parametrize(("kind", "sent"), [(ASKS, 1), (TELLS, 0)])
async def test_a_process_that_died_while_sending(here: Stage, kind: str, sent: int) -> None:
    zoe = await met(here)
    letter = Letter(
        tenant=HERE,
        id="7",
        key="k",
        to=Address(platform="teams", id=zoe.id),
        card=card(),
        kind=kind,
        ref=None,
        attempts=1,
        created=NOW,
        code=TAKEN,
    )
    courier = here.service.adapter.of(letter)
    assert isinstance(courier, Courier)
    if sent:
        assert isinstance(await courier.send(letter.to, letter.card, key="k", ref=None), Ref)
    else:
        with pytest.raises(Ambiguous):
            await courier.send(letter.to, letter.card, key="k", ref=None)
    assert len(here.microsoft.calls) == sent


async def test_the_copy_has_the_same_nonce(here: Stage) -> None:
    zoe = here.client("zoe")
    here.microsoft.faults.extend([Fault(), Fault(status=502, taken=True)])
    await zoe.says("new")
    await here.after(minutes=2)

    nonces = {
        action["data"]["kring"]["k"]
        for message in here.microsoft.messages.values()
        for action in _actions(message)
        if action["data"]["kring"]["do"] in ("send", "tap")
    }
    assert len(here.microsoft.messages) == 3
    assert len(nonces) == 1


def _actions(message: dict[str, object]) -> list[dict[str, dict[str, dict[str, str]]]]:
    from tests.adapters.teams.stage import actions  # noqa: PLC0415

    attachments = message["attachments"]
    assert isinstance(attachments, list)
    return [a for each in attachments for a in actions(each["content"]) if "data" in a]


# ── its pace ──


def call(states: States, now: float, app: str, thread: str) -> float:
    wide, narrow = of_tenant(app), of_thread(app, thread)
    return take(states, now, wide, narrow, shown="", patience=0)[0]


def test_four_fifths_of_what_microsoft_allows() -> None:
    """Simulated for three hours: no window of any length ever holds more than its limit."""
    states, now, taken = States(), 1000.0, list[float]()
    while now < 1000 + 3 * 3600:
        wide, narrow = of_tenant("app"), of_thread("app", "thread")
        wait, shown = take(states, now, wide, narrow, shown="", patience=0)
        while shown:
            now += wait
            wait, shown = take(states, now, wide, narrow, shown=shown, patience=0)
        taken.append(now)
    limits: tuple[tuple[int, float], ...] = ((7, 1), (8, 2), (60, 30), (1800, 3600))
    for most, seconds in limits:
        for n, first in enumerate(taken):
            after = taken[n + most * 8 // 10 : n + most * 8 // 10 + 1]
            assert not after or after[0] >= first + seconds - 1e-6
    assert len(taken) >= 3 * 1440


def test_conversations_do_not_hold_each_other_up() -> None:
    states = States()
    for n in range(THREAD[0][0]):
        assert call(states, 1000 + n / 10, "app", "a") == 0
    assert call(states, 1000.5, "app", "a") > 0
    assert call(states, 1000.5, "app", "b") == 0


def test_a_tenant_has_its_own_limit() -> None:
    states = States()
    now, taken = 1000.0, list[float]()
    for n in range(400):
        wide, narrow = of_tenant("app"), of_thread("app", f"t{n}")
        wait, _ = take(states, now, wide, narrow, shown="", patience=100)
        taken.append(now + wait)
    assert all(b - a >= 1 - 1e-6 for a, b in zip(taken, taken[PER_TENANT:], strict=False))
    assert taken[-1] - now < 1.1 * 400 / PER_TENANT
    assert call(states, now, "other", "t") == 0


async def test_a_connector_that_never_answers(here: Stage) -> None:
    zoe = await met(here)
    here.microsoft.faults.append(Fault(slow=5))
    place = await here.service.adapter.resolve(HERE, zoe.id)
    begun = monotonic()
    with pytest.raises(Ambiguous):
        await here.service.connector.say(
            place.app, place.service, place.conversation, {"type": "message"}
        )
    assert monotonic() - begun < 4


async def test_nobody_listens_there() -> None:
    connector = Connector(Nothing(), loopback, paces=Alone())
    with pytest.raises(Retry) as no:
        await connector.say("", "http://127.0.0.1:9/", "a:x", {"type": "message"})
    assert no.value.code == "no_connection"
    await connector.close()


async def test_a_rehearsal_shows_no_token_and_asks_for_none() -> None:
    async with Microsoft.open() as microsoft:
        connector = Connector(Nothing(), loopback, paces=Alone())
        await connector.say("", microsoft.service, "a:x", {"type": "message"})
        await connector.close()

        assert microsoft.calls[0][2] == ""
        assert not microsoft.asked_for_tokens


async def test_a_rehearsal_writes_to_this_machine_alone() -> None:
    connector = Connector(Nothing(), loopback, paces=Alone())
    with pytest.raises(Unreachable):
        await connector.say("", "https://smba.trafficmanager.net/emea/", "a:x", {})


# ── its tokens ──


async def test_a_token_is_asked_for_once_and_again_when_it_is_refused(here: Stage) -> None:
    zoe = await met(here)
    asked = len(here.microsoft.asked_for_tokens)
    for n in range(5):
        await post(here, zoe, key=f"k{n}")
    await here.drain()
    assert len(here.microsoft.asked_for_tokens) == asked == 1
    assert here.microsoft.asked_for_tokens[0]["client_secret"] == SECRET
    assert here.microsoft.asked_for_tokens[0]["tenant"] == TENANT

    here.microsoft.faults.append(Fault(status=401))
    await post(here, zoe, key="more")
    await here.after(minutes=2)
    assert len(here.microsoft.asked_for_tokens) == 2
    assert len(said(here, zoe)) == 6


async def test_without_a_token_nothing_is_sent_and_nothing_lost(
    here: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    here.microsoft.refuse_tokens = True
    zoe = here.client("zoe")
    await zoe.installs()
    assert not here.microsoft.calls
    assert SECRET not in caplog.text
    here.microsoft.refuse_tokens = False
    await here.after(minutes=2)

    assert len(zoe.messages) == 1


async def test_a_certificate_proves_the_app(tmp_path: Path) -> None:
    key, name = rsa_key("app"), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kring")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW.replace(year=2028))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "app.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    app = App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), certificate=str(pem))
    async with Microsoft.open() as microsoft:
        entra_ = Entra({APP: app}, lambda: NOW, lambda: "one", authority=microsoft.url)
        assert await entra_.token(APP) == "entra-1"
        proof = str(microsoft.asked_for_tokens[0]["client_assertion"])
        url = f"{microsoft.url}/{TENANT}/oauth2/v2.0/token"
        claims = jwt.decode(
            proof,
            key.public_key(),
            ["PS256"],
            audience=url,
            options={"verify_exp": False, "verify_nbf": False},
        )
    assert claims["iss"] == claims["sub"] == APP


# ── registrations ──


WRONG: dict[str, Callable[[], object]] = {
    "no list": dict,
    "an empty list": list,
    "no app id": lambda: [{"tenant": TENANT, "secret": "x"}],
    "an empty app id": lambda: [{"app_id": "", "tenant": TENANT, "secret": "x"}],
    "no tenant": lambda: [{"app_id": APP, "secret": "x"}],
    "no secret": lambda: [{"app_id": APP, "tenant": TENANT}],
    "an empty secret": lambda: [{"app_id": APP, "tenant": TENANT, "secret": ""}],
    "two ways": lambda: [{"app_id": APP, "tenant": TENANT, "secret": "x", "managed": True}],
    "a misspelt name": lambda: [{"app_id": APP, "tenant": TENANT, "secret": "x", "tennants": []}],
    "one app twice": lambda: [{"app_id": APP, "tenant": TENANT, "secret": "x"}] * 2,
    "the tenant common": lambda: [{"app_id": APP, "tenant": "common", "secret": "x"}],
}


@pytest.mark.parametrize("case", WRONG)
def test_registrations_that_cannot_be_used(case: str) -> None:
    with pytest.raises(Unfit):
        apps(json.dumps(WRONG[case]()))


def test_several_registrations_in_one_service() -> None:
    other = entra("other")
    found = apps(
        json.dumps(
            [
                {"app_id": APP.upper(), "tenant": TENANT, "secret": "hush"},
                {"app_id": other, "tenant": other, "managed": True, "tenants": [TENANT]},
            ]
        )
    )
    assert set(found) == {APP, other}
    assert found[other].tenants == {other, TENANT}
    assert "hush" not in repr(found)
