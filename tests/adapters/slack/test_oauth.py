"""How a workspace gets Kring: once, within ten minutes, in the browser that began."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet

from adapters.slack.methods import scopes
from adapters.slack.vault import Locked, Vault
from tests.adapters.slack.fake import TEAM, fake
from tests.adapters.slack.office import KEY, Office, office
from tests.postgres import own

GIVEN: dict[str, Any] = {
    "ok": True,
    "access_token": "xoxb-canary-new",
    "token_type": "bot",
    "app_id": "A0KRING",
    "bot_user_id": "U0KRING00",
    "team": {"id": TEAM, "name": "Contoso <b>&"},
    "enterprise": None,
    "is_enterprise_install": False,
    "authed_user": {"id": "U1"},
}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, installed=False) as opened:
        opened.slack.codes["code-1"] = dict(GIVEN)
        yield opened


async def begin(here: Office) -> tuple[str, str]:
    """The state and the cookie of a new attempt."""
    async with here.session.get(f"{here.address}/slack/install", allow_redirects=False) as answer:
        assert answer.status == 302
        at = urlsplit(answer.headers["Location"])
        assert (at.scheme, at.netloc, at.path) == ("https", "slack.com", "/oauth/v2/authorize")
        asked = parse_qs(at.query)
        assert asked["scope"][0].split(",") == list(scopes())
        assert "user_scope" not in asked or asked["user_scope"] == [""]
        cookie = SimpleCookie(answer.headers["Set-Cookie"])["kring_slack"]
        assert cookie["httponly"]
        assert cookie["samesite"].lower() == "lax"
        return asked["state"][0], cookie.value


async def back(here: Office, browser: str, **query: str) -> tuple[int, str]:
    cookies = {"Cookie": f"kring_slack={browser}"} if browser else {}
    at = f"{here.address}/slack/oauth"
    async with here.session.get(at, params=query, headers=cookies) as answer:
        return answer.status, await answer.text()


async def tenants(here: Office) -> dict[str, str | None]:
    return {w.tenant: w.token for w in await here.kring.database.workspaces.all()}


async def test_a_workspace_is_installed_and_told_the_next_step(here: Office) -> None:
    state, browser = await begin(here)
    status, page = await back(here, browser, state=state, code="code-1")
    assert status == 200
    assert "Contoso &lt;b&gt;&amp;" in page
    assert f"app_redirect?app=A0KRING&amp;team={TEAM}" in page
    sealed = (await tenants(here))[f"slack:{TEAM}"]
    assert sealed is not None
    assert "canary" not in sealed
    assert here.service.vault.open(f"slack:{TEAM}", sealed) == "xoxb-canary-new"


async def test_an_organisation_is_installed_as_a_whole(here: Office) -> None:
    whole = {**GIVEN, "team": None, "enterprise": {"id": "E1", "name": "All of Contoso"}}
    here.slack.codes["code-2"] = {**whole, "is_enterprise_install": True}
    state, browser = await begin(here)
    status, _ = await back(here, browser, state=state, code="code-2")
    assert status == 200
    assert list(await tenants(here)) == ["slack:E1"]


async def test_another_browser_cannot_finish_what_this_one_began(here: Office) -> None:
    state, _ = await begin(here)
    _, other = await begin(here)
    for browser in ("", "made-up", other):
        assert (await back(here, browser, state=state, code="code-1"))[0] == 403
    assert await tenants(here) == {}


async def test_a_state_is_good_once_even_for_two_at_the_same_time(here: Office) -> None:
    state, browser = await begin(here)
    here.slack.codes["code-2"] = dict(GIVEN)
    answers = await asyncio.gather(
        *(back(here, browser, state=state, code=f"code-{n}") for n in (1, 2))
    )
    assert sorted(status for status, _ in answers) == [200, 403]


@pytest.mark.postgres
async def test_a_state_is_good_once_for_two_replicas(tmp_path: Path, postgres_server: Any) -> None:
    database = await asyncio.to_thread(postgres_server.create, own("kring_slack_oauth"))
    try:
        async with (
            fake() as slack,
            office(tmp_path, slack=slack, database=database, installed=False) as one,
            office(tmp_path, slack=slack, database=database, installed=False) as two,
        ):
            for n in range(5):
                state, browser = await begin(one)
                codes = [f"code-{n}-{k}" for k in range(2)]
                slack.codes.update({code: dict(GIVEN) for code in codes})
                answers = await asyncio.gather(
                    *(
                        back(here, browser, state=state, code=code)
                        for here, code in zip((one, two), codes, strict=True)
                    )
                )
                assert sorted(status for status, _ in answers) == [200, 403]
    finally:
        await asyncio.to_thread(postgres_server.drop, own("kring_slack_oauth"))


async def test_ten_minutes_and_no_more(here: Office) -> None:
    state, browser = await begin(here)
    here.clock[0] += timedelta(minutes=10)
    assert (await back(here, browser, state=state, code="code-1"))[0] == 403


@pytest.mark.parametrize("query", [{}, {"state": "made-up", "code": "code-1"}, {"code": "code-1"}])
async def test_a_made_up_return_is_refused(here: Office, query: dict[str, str]) -> None:
    _, browser = await begin(here)
    assert (await back(here, browser, **query))[0] == 403


async def test_an_installer_who_declines_is_let_go(here: Office) -> None:
    state, browser = await begin(here)
    status, _ = await back(here, browser, state=state, error="access_denied")
    assert status == 200
    assert await tenants(here) == {}


async def test_a_code_that_slack_refuses(here: Office) -> None:
    state, browser = await begin(here)
    assert (await back(here, browser, state=state, code="no-such-code"))[0] == 502
    assert await tenants(here) == {}


async def test_the_page_speaks_the_installers_language(here: Office) -> None:
    at = f"{here.address}/slack/oauth"
    async with here.session.get(at, headers={"Accept-Language": "fr-BE, en;q=0.5"}) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Recommencer" in await answer.text()


async def test_the_language_that_is_liked_best_need_not_stand_first(here: Office) -> None:
    at = f"{here.address}/slack/oauth"
    async with here.session.get(at, headers={"Accept-Language": "fr;q=0.1, nl"}) as answer:
        assert '<html lang="nl">' in await answer.text()


async def test_a_workspace_that_comes_back_keeps_its_data(here: Office) -> None:
    for code in ("code-1", "code-2"):
        here.slack.codes[code] = dict(GIVEN)
        state, browser = await begin(here)
        assert (await back(here, browser, state=state, code=code))[0] == 200
        if code == "code-1":
            here.clock[0] += timedelta(seconds=5)
            await here.event({"type": "app_uninstalled"})
            assert await tenants(here) == {f"slack:{TEAM}": None}
            here.clock[0] += timedelta(days=1)
    found = await here.kring.database.workspaces.of(f"slack:{TEAM}")
    assert found is not None
    assert found.due is None
    assert await here.kring.database.workspaces.overdue(here.now + timedelta(days=60)) == []


async def test_thirty_days_later_nothing_is_left(here: Office) -> None:
    state, browser = await begin(here)
    await back(here, browser, state=state, code="code-1")
    here.slack.tokens["xoxb-canary-new"] = TEAM
    await here.person("U061F7AUR", "Zoé Dubois")
    await here.says("U061F7AUR", "help")
    await here.beat()
    await here.event({"type": "app_uninstalled"})
    books = here.kring.database.workspaces
    here.clock[0] += timedelta(days=29)
    assert await books.overdue(here.now) == []
    here.clock[0] += timedelta(days=1)
    assert await books.overdue(here.now) == [f"slack:{TEAM}"]
    assert await books.forget(f"slack:{TEAM}") > 3
    assert await books.forget(f"slack:{TEAM}") == 0


async def test_a_new_key_opens_what_the_old_one_sealed(here: Office) -> None:
    state, browser = await begin(here)
    await back(here, browser, state=state, code="code-1")
    new, tenant = Fernet.generate_key().decode(), f"slack:{TEAM}"
    both = Vault([new, KEY])
    before = (await tenants(here))[tenant] or ""
    with pytest.raises(Locked):
        Vault([new]).open(tenant, before)
    assert await here.kring.database.workspaces.reseal(both.again) == 1
    after = (await tenants(here))[tenant] or ""
    assert Vault([new]).open(tenant, after) == "xoxb-canary-new"
    with pytest.raises(Locked):
        Vault([new]).open("slack:T0OTHER", after)
