"""With which token one speaks to a workspace; where there is none, nothing is said any more."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.api import Api
from adapters.slack.ports import Books, Installed
from adapters.slack.vault import Locked, Vault
from bot.ports import Clock, Retry, Unreachable

PAUSED = "paused"


class Access:
    """Looks the token up for each call, so that what was taken back is not used again.

    `given` are tokens that stand in the settings, by tenant.
    """

    def __init__(self, api: Api, books: Books, vault: Vault, clock: Clock) -> None:
        self.api = api
        self._books = books
        self._vault = vault
        self._clock = clock
        self.given: dict[str, str] = {}

    async def token(self, tenant: str) -> str:
        """Raises Unreachable where Kring is not installed, Retry where the key is missing."""
        return self._opened(tenant, await self._books.of(tenant))

    def _opened(self, tenant: str, here: Installed | None) -> str:
        if here is None or here.token is None:
            raise Unreachable("not_installed")
        if not here.token:
            if tenant not in self.given:
                raise Retry(60, "no_token")
            return self.given[tenant]
        try:
            return self._vault.open(tenant, here.token)
        except Locked:
            raise Retry(600, "no_key") from None

    async def call(
        self, tenant: str, method: str, arguments: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """One call of the Web API. Raises as `token` and `Api.call`.

        A pause that Slack asks for is kept by all processes: it stands beside the token.
        """
        here = await self._books.of(tenant)
        token = self._opened(tenant, here)
        now = self._clock().timestamp()
        if here is not None and (left := here.pauses.get(method, 0.0) - now) > 0:
            raise Retry(left, PAUSED)
        try:
            return await self.api.call(method, arguments, token=token, tenant=tenant)
        except Retry as no:
            if no.code in ("ratelimited", "rate_limited"):
                await self._books.pause(tenant, method, now + no.after)
            raise
