"""The connector's REST calls: one try each, at the pace that Microsoft allows, on one kept session.

botbuilder's own client runs `requests` in threads, builds a list of a thousand numbers for each of
them and knows no timeout: https://learn.microsoft.com/azure/bot-service/rest-api/
bot-framework-rest-connector-api-reference says what these calls are.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.answer import whole
from adapters.teams.buckets import of_tenant, of_thread, pause
from adapters.teams.credentials import Credentials
from adapters.teams.hosts import Trusted
from bot.ports import Ambiguous, Bar, Retry, Unreachable
from scheduler.ports import Paces, States
from scheduler.turns import turn

TIMEOUT = 8.0
"""Seconds for one call, so that it ends before the outbox loses patience."""
IN_HAND = 0.1
"""Seconds that a letter waits for its turn with whoever sends it; else it goes back until then."""
PATIENCE = 1.5
"""Seconds that a call waits for its turn here; a letter waits for less, and in the outbox."""

Json = Mapping[str, Any]


class Gone(Unreachable):
    """What was to be changed is not there any more."""


class Connector:
    """Calls of one process. They share a session, which is opened with the first one."""

    def __init__(
        self,
        credentials: Credentials,
        trusted: Trusted,
        *,
        paces: Paces,
        timeout: float = TIMEOUT,
    ) -> None:
        self._credentials = credentials
        self._trusted = trusted
        self._paces = paces
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def say(
        self,
        app: str,
        service: str,
        conversation: str,
        activity: Json,
        *,
        shown: str = "",
        patience: float = PATIENCE,
    ) -> str:
        """Post an activity; its id.

        It waits for its turn, for `patience` seconds at most; `shown` is the turn that it was
        given when it came before. Raises Retry, Ambiguous, Unreachable; Queued where its turn
        comes later.
        """
        at = _At(app=app, service=service, thread=conversation, tenant=_tenant(activity))
        await self._turn(at, shown, patience)
        path = f"v3/conversations/{_in_path(conversation)}/activities"
        return _id(await self._call("POST", at, path, activity))

    async def change(
        self,
        app: str,
        service: str,
        conversation: str,
        id_: str,
        activity: Json,
        *,
        shown: str = "",
        patience: float = PATIENCE,
    ) -> None:
        """Put an activity in the place of another one. Raises as `say`, and Gone."""
        at = _At(app=app, service=service, thread=conversation, tenant=_tenant(activity))
        await self._turn(at, shown, patience)
        path = f"v3/conversations/{_in_path(conversation)}/activities/{_in_path(id_)}"
        await self._call("PUT", at, path, activity)

    async def open(
        self, app: str, service: str, person: str, asked: Json, *, shown: str = ""
    ) -> str:
        """The conversation with one person; it is the same one each time. Raises as `say`."""
        tenant = str(asked.get("tenantId") or "")
        at = _At(app=app, service=service, thread=person, tenant=tenant)
        await self._turn(at, shown, IN_HAND)
        return _id(await self._call("POST", at, "v3/conversations", asked))

    async def member(self, app: str, service: str, conversation: str, person: str) -> str:
        """The name of somebody who is there; "" where it is not told. Raises as `say`."""
        if not self._trusted(service):
            raise Unreachable("strange_service")
        path = f"v3/conversations/{_in_path(conversation)}/members/{_in_path(person)}"
        at = _At(app=app, service=service, thread=conversation, tenant="")
        said = await self._call("GET", at, path, None)
        name = said.get("name")
        return name if isinstance(name, str) else ""

    async def channels(self, app: str, service: str, team: str) -> Mapping[str, str]:
        """The channels of a team by id; the first of a team has no name. Raises as `say`."""
        if not self._trusted(service):
            raise Unreachable("strange_service")
        path = f"v3/teams/{_in_path(team)}/conversations"
        at = _At(app=app, service=service, thread=team, tenant="")
        said = await self._call("GET", at, path, None)
        rows = said.get("conversations")
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return {
            row["id"]: row["name"] if isinstance(row.get("name"), str) else ""
            for row in found
            if isinstance(row.get("id"), str)
        }

    async def _turn(self, at: "_At", shown: str, patience: float) -> None:
        if not self._trusted(at.service):
            raise Unreachable("strange_service")
        wide, narrow = of_tenant(at.app), of_thread(at.app, at.thread)
        await turn(self._paces, at.key, wide, narrow, shown=shown, patience=patience)

    async def _call(self, method: str, at: "_At", path: str, body: Json | None) -> Json:
        token = await self._credentials.token(at.app)
        head = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{at.service.rstrip('/')}/{path}"
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._kept().request(
                    method, URL(url, encoded=True), json=body, headers=head, allow_redirects=False
                ) as answer,
            ):
                read = await whole(answer)
        except aiohttp.ClientConnectorError:
            raise Retry(0, "no_connection") from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise Ambiguous("no_answer") from None
        said = _object(read)
        if answer.status < 300:  # noqa: PLR2004 - HTTP's own number
            if said is None:  # somebody else's page, or half an answer
                raise Ambiguous("no_answer")
            return said
        if answer.status == 429:  # noqa: PLR2004 - HTTP's own numbers, here and below
            seconds = _after(answer)
            await self._pause(at, seconds)
            raise Retry(seconds, "too_many")
        raise self._meaning(answer, said, at.app, method)

    async def _pause(self, at: "_At", seconds: float) -> None:
        def work(states: States, now: float) -> None:
            pause(states, now, at.app, at.thread, seconds)

        names = sorted({of_tenant(at.app).name, of_thread(at.app, at.thread).name})
        with suppress(Retry):  # of the database: Microsoft will say it again
            await self._paces.keep(at.key, names, work)

    def _kept(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _meaning(
        self, answer: aiohttp.ClientResponse, said: Json | None, app: str, method: str
    ) -> Exception:
        """Microsoft refuses in JSON, or without a word.

        A page comes from somebody between it and us, who did not let it through.
        """
        status = answer.status
        if status == 401:  # noqa: PLR2004
            self._credentials.refused(app)
            return Retry(30, "token_refused")
        if status in (408, 412) or status >= 500:  # noqa: PLR2004
            return Ambiguous(f"status_{status}")
        if said is None and status not in _WRONGLY_ASKED:
            return Retry(30, f"http_{status}")
        if status == 404 and method == "PUT":  # noqa: PLR2004
            return Gone("not_found")
        word = _CODES.get(_code(said or {}).casefold(), f"status_{status}")
        return Unreachable(word, BARS.get(word, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """Where a call goes: through which connector, to which thread of whose tenant."""

    app: str
    service: str
    thread: str
    tenant: str

    @property
    def key(self) -> str:
        """The tenant as the database names it."""
        return f"teams:{self.tenant.lower()}"


BARS: Mapping[str, Bar] = {
    "blocked": "closed",
    "not_found": "outside",
    "not_installed": "outside",
    "status_403": "closed",
    "status_404": "outside",
}
"""What bars the way into a channel, where somebody in it can open it."""

_WRONGLY_ASKED = frozenset({400, 413, 414, 431})
"""HTTP's own: a request that is no request, or too large; it is so again."""

_CODES = {
    "messagewritesblocked": "blocked",
    "conversationblockedbyuser": "blocked",
    "botnotinconversationroster": "not_installed",
    "botdisabledbyadmin": "not_installed",
    "forbiddenoperationexception": "not_installed",
    "conversationnotfound": "not_found",
    "messagesizetoobig": "too_large",
}
"""What the connector says, in a word of ours: https://learn.microsoft.com/microsoftteams/platform/
bots/build-conversational-capability, Status codes from bot conversational APIs."""


def _tenant(activity: Json) -> str:
    """The customer's tenant, in Microsoft's words; botbuilder writes it in its own way."""
    place = activity.get("conversation")
    if not isinstance(place, dict):
        return ""
    return str(place.get("tenantID") or place.get("tenantId") or "")


def _in_path(id_: str) -> str:
    return quote(id_, safe="")


def _object(body: bytes) -> Json | None:
    """What it says, perhaps nothing; None where it is no answer of Microsoft's."""
    try:
        said = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _id(said: Json) -> str:
    """Taken, and yet without a name: it may be there, but cannot be changed later."""
    found = said.get("id")
    return found if isinstance(found, str) else ""


def _code(said: Json) -> str:
    error = said.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else ""


def _after(answer: aiohttp.ClientResponse) -> float:
    """Retry-After in seconds; the outbox waits longer with each further attempt."""
    try:
        return min(max(1.0, float(answer.headers["Retry-After"])), 3600.0)
    except (KeyError, ValueError):
        return 1.0
