"""What is set up wrongly is said before anybody notices; a rehearsal is one, and says so."""

import json
import logging
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from adapters.main import build, pages
from adapters.settings import Settings, Wrong, load
from adapters.teams.apps import App
from adapters.teams.credentials import Entra
from adapters.teams.health import Ailment, looked_at
from adapters.teams.service import Choices, Service
from bot.ports import Clock
from tests.adapters.teams.microsoft import (
    APP,
    NOW,
    OTHER_APP,
    OTHER_TENANT,
    SECRET,
    TENANT,
    Microsoft,
    activity,
)

GOOD = json.dumps([{"app_id": APP, "tenant": TENANT, "secret": SECRET}])
CLOCK: Clock = lambda: NOW  # noqa: E731 - a clock that stands still


@pytest.mark.parametrize(
    "said",
    ["{}", "[]", "x", '[{"app_id": ""}]', f'[{{"app_id": "{APP}", "tenant": "{TENANT}"}}]'],
)
def test_kring_does_not_start_without_an_app_and_its_secret(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("KRING_TEAMS_APPS", said)
    with pytest.raises(Wrong, match="KRING_TEAMS_APPS"):
        load(None)


def test_a_good_one_is_read_and_its_secret_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_TEAMS_APPS", GOOD)
    settings = load(None)
    assert settings.teams
    assert SECRET not in repr(settings)
    kring = build(settings)
    assert kring.teams is not None
    assert SECRET not in repr(kring.teams.adapter)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "kring.example.org"])  # noqa: S104
def test_a_rehearsal_listens_on_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("KRING_TEAMS_LOCAL", "1")
    monkeypatch.setenv("KRING_HOST", host)
    with pytest.raises(Wrong, match="KRING_HOST"):
        load(None)


def test_a_rehearsal_has_no_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_TEAMS_LOCAL", "1")
    monkeypatch.setenv("KRING_TEAMS_APPS", GOOD)
    with pytest.raises(Wrong, match="KRING_TEAMS_LOCAL"):
        load(None)


async def test_a_rehearsal_needs_no_token_and_shows_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    settings = Settings.model_construct(
        database=f"sqlite:///{tmp_path / 'kring.db'}", synchronous="OFF", teams_local=True
    )
    kring = build(settings, clock=CLOCK)
    await kring.open(upgrade=True)
    async with Microsoft.open() as microsoft:
        assert kring.teams is not None
        said = activity(microsoft.service, text="help", channelId="emulator", channelData=None)
        said["conversation"] = {"id": "a:zoe", "conversationType": "personal"}
        transport = httpx.ASGITransport(_site(kring.teams))
        assert "teams.local_mode_lets_everybody" in caplog.text
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
            answer = await web.post("/teams/messages", json=said)
            evil = {**said, "id": "2", "serviceUrl": "https://smba.trafficmanager.net/emea/"}
            refused = await web.post("/teams/messages", json=evil)
        await kring.beat.once()

        assert (answer.status_code, refused.status_code) == (202, 403)
        assert len(microsoft.messages) == 2
        assert {authorization for _, _, authorization in microsoft.calls} == {""}
        assert not microsoft.asked_for_tokens
    await kring.close()


async def test_the_endpoint_opened_in_a_browser_is_there() -> None:
    """docs/teams.md tells to look there first; with all of the pages behind it, it was a 404."""
    secret = SecretStr("s" * 40)
    kring = build(Settings.model_construct(database="sqlite://", teams_local=True, secret=secret))
    transport = httpx.ASGITransport(pages(kring))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
        answer = await web.get("/teams/messages")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    await kring.close()


def _site(service: Service) -> Starlette:
    return Starlette(routes=service.routes())


def test_with_an_app_there_is_no_rehearsal() -> None:
    kring = build(Settings.model_construct(database="sqlite://"))
    with pytest.raises(ValueError, match="rehearsal"):
        Service(
            Choices(apps={APP: _app()}, local=True),
            store=kring.database,
            bot=kring.bot,
            words=lambda key, _, /, **__: key,
            clock=CLOCK,
            new_id=lambda: "1",
            asks=lambda _: True,
            paces=kring.database.paces,
            wake=lambda: None,
        )


def _app(secret: str = SECRET) -> App:
    return App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), secret=secret)


async def test_the_doctor_is_content() -> None:
    async with Microsoft.open() as microsoft:
        found = await looked_at(
            {APP: _app()},
            CLOCK,
            lambda: "1",
            metadata=microsoft.metadata,
            authority=microsoft.url,
        )
    assert [ailment.wrong for ailment in found] == [False, False]


ANSWERS = {
    7000215: "not the right one",
    7000222: "has ended",
    90002: "no tenant",
    700016: "knows no app",
    700027: "certificate",
    7000112: "switched off",
    1: "no token",
}
"""What Entra says with a number, in the doctor's words."""


async def examined(microsoft: Microsoft, *apps: App) -> list[Ailment]:
    return await looked_at(
        {app.id: app for app in apps},
        CLOCK,
        lambda: "1",
        metadata=microsoft.metadata,
        authority=microsoft.url,
    )


@pytest.mark.parametrize("number", ANSWERS)
async def test_the_doctor_says_what_entra_did_not_like(number: int) -> None:
    async with Microsoft.open() as microsoft:
        microsoft.refuse_tokens, microsoft.refused_with = True, [number]
        keys, found = await examined(microsoft, _app())
    assert not keys.wrong
    assert found.wrong
    assert ANSWERS[number] in found.said
    assert found.do
    assert SECRET not in str(found)


async def test_the_doctor_says_that_nobody_answers() -> None:
    async with Microsoft.open() as microsoft:
        gone = microsoft.url
    found = await looked_at({APP: _app()}, CLOCK, lambda: "1", metadata=f"{gone}/x", authority=gone)
    assert [ailment.wrong for ailment in found] == [True, True]
    assert all(gone in ailment.do for ailment in found)


async def test_a_machine_of_azure_proves_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through Microsoft's own library, against an endpoint as App Service has it."""
    managed = App(id=APP, tenant=TENANT, tenants=frozenset({TENANT}), managed=True)
    async with Microsoft.open() as microsoft:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{microsoft.url}/machine/token")
        monkeypatch.setenv("IDENTITY_HEADER", "of-this-machine")
        _, refused = await examined(microsoft, managed)
        microsoft.identity = "of-this-machine"
        _, taken = await examined(microsoft, managed)
        entra = Entra({APP: managed}, CLOCK, lambda: "1", authority=microsoft.url)
        assert await entra.token(APP) == "machine-1"
        asked = microsoft.asked_for_tokens[-1]
    assert (refused.wrong, taken.wrong) == (True, False)
    assert refused.do
    assert asked["client_id"] == APP
    assert asked["resource"] == "https://api.botframework.com"


async def test_each_registration_proves_itself_in_its_own_tenant() -> None:
    other = App(
        id=OTHER_APP, tenant=OTHER_TENANT, tenants=frozenset({OTHER_TENANT}), secret="theirs"
    )
    async with Microsoft.open() as microsoft:
        found = await examined(microsoft, _app(), other)
        asked = {
            (a["client_id"], a["tenant"], a["client_secret"]) for a in microsoft.asked_for_tokens
        }
    assert [ailment.wrong for ailment in found] == [False, False, False]
    assert asked == {(APP, TENANT, SECRET), (OTHER_APP, OTHER_TENANT, "theirs")}


async def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    async with Microsoft.open() as microsoft:
        microsoft.refuse_tokens = microsoft.keys_down = True
        lost = App(
            id="b",
            tenant=TENANT,
            tenants=frozenset({TENANT}),
            certificate=str(tmp_path / "none.pem"),
        )
        found = await looked_at(
            {APP: _app(), "b": lost},
            CLOCK,
            lambda: "1",
            metadata=microsoft.metadata,
            authority=microsoft.url,
        )
    assert all(ailment.wrong and ailment.do for ailment in found)
    assert len(found) == 3
    assert SECRET not in str(found)
