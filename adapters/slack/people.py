"""Who somebody is to Slack: their name, language and clock; nothing else is asked for."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from adapters.slack.access import Access
from adapters.slack.places import at
from adapters.slack.ports import Books, Brain, Store
from bot.desk import LONGEST_NAME, NAMELESS
from bot.network import Person
from bot.ports import Ambiguous, Clock, Inbound, Retry, Unit, Unreachable
from bot.speech import LANGUAGES

LOG = logging.getLogger(__name__)
HIDDEN = frozenset({"user_not_found", "user_not_visible"})
"""What Slack says of somebody who is none of those that Kring may know."""
AGAIN = timedelta(days=1)
"""After that somebody who opens Kring may have another name. Slack would rather tell of each change
of everybody's profile, met or not, a new status among them."""
APART = timedelta(seconds=2)
"""Between two such questions in a workspace: who is new needs these calls more."""
MOST = 20_000
"""People of whom is known when they were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    access: Access
    books: Books
    store: Store
    bot: Brain
    clock: Clock
    known: set[tuple[str, str]] = field(default_factory=set, init=False)  # to be at home
    asked: dict[tuple[str, str], datetime] = field(default_factory=dict, init=False)

    async def at_home(self, tenant: str, user: str) -> bool:
        """Whether somebody belongs to the organisation in which Kring is installed.

        Raises Retry, Ambiguous or Unreachable where Slack does not say so just now.
        """
        if (tenant, user) in self.known:
            return True
        here = await self.books.of(tenant)
        try:
            said = await self.access.call(tenant, "users.info", {"user": user})
        except Unreachable as no:
            if no.code not in HIDDEN:
                raise
            return False
        found: Any = said.get("user") or {}
        theirs = {found.get("team_id"), (found.get("enterprise_user") or {}).get("enterprise_id")}
        home = here is not None and not theirs.isdisjoint({here.team, here.enterprise} - {""})
        if home:
            self.known.add((tenant, user))
        return home

    async def look_up(self, inbound: Inbound) -> Inbound:
        """The same event, with what Slack knows of its sender if Kring has not met them yet.

        Of whom it has met only their name, and once a day: it is as they want to be called now.
        """
        met = await self.store.transact(
            inbound.tenant, lambda unit: _met(unit.person_at(inbound.sender))
        )
        if met and not self._due(inbound.tenant, inbound.sender.id):
            return inbound
        user = await self._user(inbound.tenant, inbound.sender.id)
        if not user or met:
            return replace(inbound, called=_name(user))
        return replace(inbound, name=_name(user), language=_language(user), zone=_zone(user))

    def _due(self, tenant: str, user: str) -> bool:
        """Whether to ask for the name of somebody whom Kring has met; if so, it is being asked."""
        now = self.clock()
        for who, rest in (user, AGAIN), ("", APART):
            before = self.asked.get((tenant, who))
            if before is not None and now - before < rest:
                return False
        if len(self.asked) >= MOST:
            self.asked.clear()
        self.asked[tenant, user] = self.asked[tenant, ""] = now
        return True

    async def learn(self, tenant: str, user: str) -> None:
        """Put the name where none is, with language and clock; a name that is there stays."""
        found = await self._user(tenant, user)
        if not found or not _name(found):
            return

        def work(unit: Unit) -> None:
            person = unit.person_at(at(user))
            if person is None or person.name not in (NAMELESS, str(found.get("name", ""))):
                return
            language = _language(found)[:2]
            known = replace(
                person,
                name=_name(found),
                language=language if language in LANGUAGES else person.language,
                zone=_zone(found) or person.zone,
            )
            self.bot.learn(unit, known, self.clock())

        await self.store.transact(tenant, work)

    async def _user(self, tenant: str, user: str) -> Mapping[str, Any]:
        try:
            said = await self.access.call(
                tenant, "users.info", {"user": user, "include_locale": True}
            )
        except (Retry, Ambiguous, Unreachable) as no:
            LOG.warning("person.unknown", extra={"reason": getattr(no, "code", "uncertain")})
            return {}
        found = said.get("user")
        return found if isinstance(found, dict) else {}


def _met(person: Person | None) -> bool:
    """Whether they are known by more than having been picked from a list."""
    return person is not None and person.name != NAMELESS


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    return str(next((name for name in names if name), user.get("name") or ""))[:LONGEST_NAME]


def _language(user: Mapping[str, Any]) -> str:
    return str(user.get("locale") or "")[:2].lower()


def _zone(user: Mapping[str, Any]) -> str:
    zone = str(user.get("tz") or "")
    return zone if zone in available_timezones() else ""
