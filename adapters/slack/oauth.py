"""How a workspace gets Kring: to Slack, back with a code, and the token sealed away.

The state of each attempt is used once, within ten minutes, by the browser that began it.
"""

import hashlib
import html
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.oauth import AuthorizeUrlGenerator
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.slack.api import Api
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH
from adapters.slack.methods import scopes
from adapters.slack.places import ID, tenant
from adapters.slack.ports import Books
from adapters.slack.vault import Vault
from adapters.words import Words, preferred
from bot.ports import Ambiguous, Clock, Retry, Unreachable

LOG = logging.getLogger(__name__)
COOKIE = "kring_slack"
LASTS = timedelta(minutes=10)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<main>
<h1>{title}</h1>
<p>{said}</p>
<p><a href="{link}">{label}</a></p>
</main>
</html>
"""


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Kring as Slack knows it."""

    id: str
    secret: str
    address: str  # of Kring, without a slash at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    app: App
    api: Api
    books: Books
    vault: Vault
    words: Words
    clock: Clock

    async def install(self, request: Request) -> Response:  # noqa: ARG002
        """Straight to Slack's own page, where the installer sees what Kring asks for."""
        state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        now = self.clock()
        await self.books.issue(_hash(state), _hash(browser), until=now + LASTS, now=now)
        at = AuthorizeUrlGenerator(
            client_id=self.app.id, scopes=list(scopes()), redirect_uri=self._back
        )
        response = RedirectResponse(at.generate(state), 302, headers=HEADERS)
        response.set_cookie(
            COOKIE,
            browser,
            max_age=int(LASTS.total_seconds()),
            path=REDIRECT_PATH,
            secure=self.app.address.startswith("https://"),
            httponly=True,
            samesite="lax",
        )
        return response

    @property
    def _back(self) -> str:
        return f"{self.app.address}{REDIRECT_PATH}"

    async def back(self, request: Request) -> Response:
        """Slack sends the browser back, with a code that is good for one exchange."""
        language = preferred(request.headers.get("accept-language", ""))
        state, code = request.query_params.get("state", ""), request.query_params.get("code", "")
        browser = request.cookies.get(COOKIE, "")
        known = bool(state and browser) and await self.books.consume(
            _hash(state), _hash(browser), now=self.clock()
        )
        if not known:
            return self._page(language, "stale", 403)
        if not code:  # the installer said no
            return self._page(language, "declined", 200)
        try:
            said = await self.api.exchange(
                {
                    "client_id": self.app.id,
                    "client_secret": self.app.secret,
                    "code": code,
                    "redirect_uri": self._back,
                }
            )
        except (Retry, Ambiguous, Unreachable) as no:
            LOG.warning("oauth.refused", extra={"reason": getattr(no, "code", "uncertain")})
            return self._page(language, "failed", 502)
        here = await self._keep(said)
        if here is None:
            LOG.warning("oauth.refused", extra={"reason": "no_token"})
            return self._page(language, "failed", 502)
        LOG.info("slack.installed", extra={"tenant": here.tenant})
        return self._page(language, "installed", 200, here)

    async def _keep(self, said: Mapping[str, Any]) -> "Kept | None":
        here = kept(said)
        if here is None:
            return None
        await self.books.keep(
            here.tenant,
            enterprise=here.enterprise,
            team=here.team,
            name=here.name,
            app=here.app,
            bot=here.bot,
            token=self.vault.seal(here.tenant, here.token),
            at=self.clock(),
        )
        return here

    def _page(self, language: str, key: str, status: int, here: "Kept | None" = None) -> Response:
        def say(block: str) -> str:
            return html.escape(self.words(block, language))

        name = html.escape(here.name) if here else ""
        link = INSTALL_PATH
        if here:
            team = f"&amp;team={html.escape(here.team)}" if here.team else ""
            link = f"https://slack.com/app_redirect?app={html.escape(here.app)}{team}"
        page = _PAGE.format(
            language=language,
            title=name or "Kring",
            said=say(f"oauth_{key}"),
            link=link,
            label=say("oauth_open" if here else "oauth_again"),
        )
        response = HTMLResponse(page, status, headers=HEADERS)
        response.delete_cookie(COOKIE, path=REDIRECT_PATH)
        return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What of an installation is kept. The installer is not: Kring needs no token of a person."""

    tenant: str
    enterprise: str
    team: str
    name: str
    app: str
    bot: str
    token: str


def kept(said: Mapping[str, Any]) -> Kept | None:
    """What `oauth.v2.access` gave; None where it gave no token of a bot, or of nowhere."""
    team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
    whole = said.get("is_enterprise_install") is True
    home = str((enterprise if whole else team).get("id") or "")
    token = str(said.get("access_token") or "")
    if not token.startswith("xoxb-") or not ID.fullmatch(home):
        return None
    return Kept(
        tenant=tenant(home),
        enterprise=str(enterprise.get("id") or ""),
        team="" if whole else home,
        name=str((enterprise if whole else team).get("name") or ""),
        app=str(said.get("app_id") or ""),
        bot=str(said.get("bot_user_id") or ""),
        token=token,
    )
