"""News for an open page, as server-sent events: new messages here, how many elsewhere."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from adapters.web import panel
from adapters.web.chat import Here, conversations, message
from adapters.web.frame import flat
from adapters.web.site import Site

PATIENCE = 20.0
"""Seconds of silence after which a sign of life is sent, so that nothing on the way hangs up."""


def event(name: str, mark: str, data: Mapping[str, Any]) -> str:
    """One event in the words of the protocol; JSON keeps line ends out of it."""
    return f"id: {mark}\nevent: {name}\ndata: {json.dumps(data)}\n\n"


async def gather(site: Site, here: Here, room: str, after: int) -> Mapping[str, Any]:
    """All that changed for this person since the counter stood at `after`."""
    lines, elsewhere = [], {}
    for each in here.look.rooms:
        changed = await site.wall.read(site.tenant, each.id, after=after)
        if each.id == room:
            named = await site.naming(here, changed)
            lines = [str(message(named, line, each.language)) for line in changed]
        elif unread := sum(line.author != here.look.person.id for line in changed):
            elsewhere[each.id] = unread
    news: dict[str, Any] = {"lines": lines, "elsewhere": elsewhere}
    news["rooms"] = flat(conversations(here, room))
    if site.play:
        news["now"] = flat(panel.time(here, site.play))
        cast = panel.cast(here, site.play, await site.waiting())
        news["cast"] = flat(cast)
    return news


def _own(told: Mapping[str, Any], rooms: str) -> bool:
    """Whether any of it is this person's: what others are told, and when, is theirs."""
    return bool(told["lines"] or told["elsewhere"] or "now" in told or told["rooms"] != rooms)


async def news(site: Site, person: str, room: str, after: int) -> AsyncGenerator[str, None]:
    """As long as the page is open."""
    yield "retry: 2000\n\n"
    clock = asyncio.get_running_loop().time
    here, spoke = await site.seen_by(person), clock()
    rooms = flat(conversations(here, room)) if here else ""
    while not site.bell.closed:
        count = await site.bell.wait(site.tenant, after, max(0.0, spoke + PATIENCE - clock()))
        if count != after:
            here = await site.seen_by(person)
            if here is None or count < after:  # gone, or the data began anew
                yield event("again", site.marks.write(count), {})
                return
            told = await gather(site, here, room, after)
            after = count
            if _own(told, rooms):
                rooms, spoke = told["rooms"], clock()
                yield event("news", site.marks.write(count), told)
        if clock() - spoke >= PATIENCE:
            spoke = clock()
            yield ": still here\n\n"
