"""The web client as one object: who is here, what they see, and what becomes of what they send."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import htpy as h
from starlette.requests import Request

from adapters.web.bell import Bell
from adapters.web.chat import Here, aside, home, sidebar, talk
from adapters.web.keys import Keys
from adapters.web.marks import PLAIN, Marks
from adapters.web.panel import panel
from adapters.web.play import Playground
from adapters.web.receive import PLATFORM, dm
from adapters.web.rooms import Look, Room, look, named_in
from adapters.web.shell import page
from adapters.web.wall import Line, Wall
from adapters.words import Words, in_
from bot.content import Card
from bot.dialog import Dialog
from bot.network import Person
from bot.ports import Clock, Commanded, Inbound, Pressed, Reply, Said, Store, Unit
from bot.speech import Speech

COOKIE = "kring"
FOUND = 12
"""People that a search shows at most."""


class Brain(Protocol):
    """What the pages need of the bot."""

    @property
    def dialogs(self) -> Mapping[str, Dialog]: ...
    @property
    def speech(self) -> Speech: ...
    def receive(self, unit: Unit, inbound: Inbound, now: Any) -> Reply: ...
    def home(self, unit: Unit, person: Person, now: Any) -> Card: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that a request may touch. Without a playground people come in by signed links."""

    store: Store
    bot: Brain
    wall: Wall
    bell: Bell
    clock: Clock
    words: Words
    tenant: str
    wake: Callable[[], None]
    keys: Keys | None = None
    marks: Marks = PLAIN
    address: str = ""
    play: Playground | None = None

    # ── who is here ──

    def _person(self, request: Request) -> str | None:
        if self.play is not None:
            cast = [part.person for part in self.play.cast]
            me = request.query_params.get("me", "")
            return me if me in cast else next(iter(cast), None)
        key = request.cookies.get(COOKIE, "")
        guest = self.keys.read("session", key, self.clock()) if self.keys and key else None
        return guest.person if guest and guest.tenant == self.tenant else None

    async def here(self, request: Request) -> Here | None:
        """For whom a page is to be drawn; None for somebody whom we do not know."""
        person = self._person(request)
        return await self.seen_by(person) if person else None

    async def seen_by(self, person: str) -> Here | None:
        """The same for somebody whom we know to be here."""
        cast = [part.person for part in self.play.cast] if self.play else []

        def work(unit: Unit) -> Look | None:
            return look(unit, person, cast)

        found = await self.store.transact(self.tenant, work)
        if found is None:
            return None
        say = in_(self.words, found.person.language)
        return Here(
            look=found, say=say, query=f"?me={person}" if self.play else "", marks=self.marks
        )

    async def naming(self, here: Here, lines: Sequence[Line]) -> Here:
        """The same, knowing the names of all who appear in these lines."""
        unknown = named_in(lines) - set(here.look.names)
        if not unknown:
            return here
        found = await self.store.transact(self.tenant, lambda unit: unit.people(unknown))
        names = {**here.look.names, **{id_: person.name for id_, person in found.items()}}
        return replace(here, look=replace(here.look, names=names))

    # ── what they see ──

    async def talk(self, here: Here, room: Room) -> h.Element:
        """A conversation. The counter is read first: what comes in between is sent again."""
        newest = await self.wall.newest(self.tenant)
        lines = await self.wall.read(self.tenant, room.id)
        main = talk(await self.naming(here, lines), room, lines, newest)
        return await self.whole(here, main, here.title(room), room.id)

    async def people(self, here: Here, words: str) -> Mapping[str, str]:
        """Who of the whole organisation goes by this name, by id."""
        me = here.look.person.id
        found = await self.store.transact(self.tenant, lambda unit: unit.find_people(words, FOUND))
        return {person.id: person.name for person in found if person.id != me}

    async def home(self, here: Here) -> h.Element:
        newest = await self.wall.newest(self.tenant)
        shown = await self.store.transact(
            self.tenant, lambda unit: self.bot.home(unit, here.look.person, self.clock())
        )
        return await self.whole(here, home(here, shown, newest), here.say("home"), "home")

    async def whole(self, here: Here, main: h.Node, title: str, current: str) -> h.Element:
        """A page of the chat around its middle."""
        side = panel(here, self.play, await self.waiting()) if self.play else None
        return page(
            here.say,
            here.look.person.language,
            title,
            sidebar(here, current),
            main,
            side,
            h.div("#veil", hidden=True),
            sort="chat playing" if side else "chat",
        )

    async def waiting(self) -> Mapping[str, int]:
        """How many questions wait for each of the cast."""
        cast = [part.person for part in self.play.cast] if self.play else []
        return await self.store.transact(
            self.tenant, lambda unit: {person: len(unit.open_runs(person)) for person in cast}
        )

    # ── what they send ──

    async def take(self, here: Here, inbound: Inbound) -> Mapping[str, Any]:
        """One gesture, whole; what the page must know now."""
        now, person = self.clock(), here.look.person
        place = inbound.where or inbound.sender

        def work(unit: Unit) -> tuple[Reply, bool]:
            fresh = unit.first_sight(f"{inbound.event}:line", now)
            return self.bot.receive(unit, inbound, now), fresh

        reply, fresh = await self.store.transact(self.tenant, work)
        words = _words(inbound)
        if words and fresh and reply.kept:
            await self.wall.say(self.tenant, place.id, author=person.id, text=words, at=now)
            self.bell.ring(self.tenant)
        lasting = words and fresh and reply.kept and reply.card and inbound.where is None
        if lasting and reply.card:
            await self.wall.write(
                self.tenant, place.id, key=inbound.event, card=reply.card, at=now, anew=True
            )
            self.bell.ring(self.tenant)
        self.wake()
        elsewhere = inbound.where is not None and not isinstance(inbound.what, Said)
        shown = reply.card if reply.card and not lasting else None
        return {
            "errors": dict(reply.errors),
            "gone": reply.gone,
            "card": str(aside(here, shown)) if shown else "",
            "go": here.to("/") if elsewhere and not shown and not reply.errors else "",
        }

    async def arrive(self, person: str) -> bool:
        """Somebody came by their link: they have a place here, and are greeted the first time."""
        address, now = dm(person), self.clock()

        def work(unit: Unit) -> bool:
            known = unit.person(person)
            if known is None:
                return False
            if unit.person_at(address) is None:
                unit.keep_person(known, address)
            return True

        known = await self.store.transact(self.tenant, work)
        silent = not await self.wall.read(self.tenant, address.id, limit=1)
        if known and silent and "welcome" in self.bot.dialogs:
            greeted = Inbound(
                tenant=self.tenant,
                sender=address,
                event=f"{PLATFORM}:{person}:welcome",
                what=Pressed("start:welcome::"),
            )
            await self.store.transact(
                self.tenant, lambda unit: self.bot.receive(unit, greeted, now)
            )
            self.wake()
        return known


def _words(inbound: Inbound) -> str:
    match inbound.what:
        case Said(text):
            return text
        case Commanded(text):
            return f"/kring {text}".strip()
        case _:
            return ""
