"""The connector's REST calls: one try each, at the pace that Microsoft allows, on one kept session.

botbuilder's own client runs `requests` in threads, builds a list of a thousand numbers for each of
them and knows no timeout: https://learn.microsoft.com/azure/bot-service/rest-api/
bot-framework-rest-connector-api-reference says what these calls are.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.buckets import Buckets
from adapters.teams.credentials import Credentials
from adapters.teams.hosts import Trusted
from bot.ports import Ambiguous, Bar, Retry, Unreachable

TIMEOUT = 8.0
"""Seconds for one call, so that it ends before the outbox loses patience."""
PATIENCE = 1.5
"""Seconds that a call waits for its turn here; a longer wait is the outbox's."""
LARGEST = 1 << 20
"""Bytes of an answer; a real one has some fifty."""

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
        buckets: Buckets | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._credentials = credentials
        self._trusted = trusted
        self._buckets = buckets or Buckets()
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def say(self, app: str, service: str, conversation: str, activity: Json) -> str:
        """Post an activity; its id. Raises Retry, Ambiguous, Unreachable."""
        await self._turn(app, service, conversation)
        path = f"v3/conversations/{_in_path(conversation)}/activities"
        said = await self._call("POST", app, service, path, activity, thread=conversation)
        return _id(said)

    async def change(
        self, app: str, service: str, conversation: str, id_: str, activity: Json
    ) -> None:
        """Put an activity in the place of another one. Raises as `say`, and Gone."""
        await self._turn(app, service, conversation)
        path = f"v3/conversations/{_in_path(conversation)}/activities/{_in_path(id_)}"
        await self._call("PUT", app, service, path, activity, thread=conversation)

    async def open(self, app: str, service: str, person: str, asked: Json) -> str:
        """The conversation with one person; it is the same one each time. Raises as `say`."""
        await self._turn(app, service, person)
        said = await self._call("POST", app, service, "v3/conversations", asked, thread=person)
        return _id(said)

    async def member(self, app: str, service: str, conversation: str, person: str) -> str:
        """The name of somebody who is there; "" where it is not told. Raises as `say`."""
        if not self._trusted(service):
            raise Unreachable("strange_service")
        path = f"v3/conversations/{_in_path(conversation)}/members/{_in_path(person)}"
        said = await self._call("GET", app, service, path, None, thread=conversation)
        name = said.get("name")
        return name if isinstance(name, str) else ""

    async def _turn(self, app: str, service: str, thread: str) -> None:
        if not self._trusted(service):
            raise Unreachable("strange_service")
        wait = self._buckets.take(app, thread, patience=PATIENCE)
        if wait > PATIENCE:
            raise Retry(wait, "busy")
        if wait:
            await asyncio.sleep(wait)

    async def _call(
        self, method: str, app: str, service: str, path: str, body: Json | None, *, thread: str
    ) -> Json:
        token = await self._credentials.token(app)
        head = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{service.rstrip('/')}/{path}"
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._kept().request(
                    method, URL(url, encoded=True), json=body, headers=head, allow_redirects=False
                ) as answer,
            ):
                said = _object(await answer.content.read(LARGEST))
        except aiohttp.ClientConnectorError:
            raise Retry(0, "no_connection") from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Ambiguous("no_answer") from None
        if answer.status < 300:  # noqa: PLR2004 - HTTP's own number
            return said
        raise self._meaning(answer, said, app, thread, method)

    def _kept(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _meaning(
        self, answer: aiohttp.ClientResponse, said: Json, app: str, thread: str, method: str
    ) -> Exception:
        status, code = answer.status, _code(said)
        if status == 429:  # noqa: PLR2004 - HTTP's own numbers, here and below
            pause = _after(answer)
            self._buckets.close(app, thread, pause)
            return Retry(pause, "too_many")
        if status == 401:  # noqa: PLR2004
            self._credentials.refused(app)
            return Retry(30, "token_refused")
        if status in (408, 412) or status >= 500:  # noqa: PLR2004
            return Ambiguous(f"status_{status}")
        if status == 404 and method == "PUT":  # noqa: PLR2004
            return Gone("not_found")
        word = _CODES.get(code.casefold(), f"status_{status}")
        return Unreachable(word, BARS.get(word, ""))


BARS: Mapping[str, Bar] = {
    "blocked": "closed",
    "not_found": "outside",
    "not_installed": "outside",
    "status_403": "closed",
    "status_404": "outside",
}
"""What bars the way into a channel, where somebody in it can open it."""

_CODES = {
    "messagewritesblocked": "blocked",
    "botnotinconversationroster": "not_installed",
    "botdisabledbyadmin": "not_installed",
    "forbiddenoperationexception": "not_installed",
    "conversationnotfound": "not_found",
    "messagesizetoobig": "too_large",
}
"""What the connector says, in a word of ours: https://learn.microsoft.com/microsoftteams/platform/
bots/build-conversational-capability, Status codes from bot conversational APIs."""


def _in_path(id_: str) -> str:
    return quote(id_, safe="")


def _object(body: bytes) -> Json:
    try:
        said = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


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
