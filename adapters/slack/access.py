"""With which token one speaks to a workspace; where there is none, nothing is said any more."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.api import PATIENCE, Api
from adapters.slack.ports import Books
from adapters.slack.vault import Locked, Vault
from bot.ports import Clock, Retry, Unreachable


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
        """Raises Unreachable where Kring is not installed, Retry where there is none just now."""
        try:
            here = await self._books.of(tenant)
        except Exception as failed:
            raise Retry(1, "no_database") from failed  # certainly nothing was sent
        if here is None or here.token is None:
            raise Unreachable("not_installed")
        return self._opened(tenant, here.token)

    def _opened(self, tenant: str, sealed: str) -> str:
        if not sealed:
            if tenant not in self.given:
                raise Retry(60, "no_token")
            return self.given[tenant]
        try:
            return self._vault.open(tenant, sealed)
        except Locked:
            raise Retry(600, "no_key") from None

    async def call(
        self,
        tenant: str,
        method: str,
        arguments: Mapping[str, Any],
        *,
        shown: str = "",
        patience: float = PATIENCE,
    ) -> Mapping[str, Any]:
        """One call of the Web API. Raises as `token` and `Api.call`."""
        token = await self.token(tenant)
        return await self.api.call(
            method, arguments, token=token, tenant=tenant, shown=shown, patience=patience
        )
