"""What Teams sends, as an event for Kring. Pure: an activity in, what it stands for out.

The activity has passed the guard. Nothing in it is trusted beyond that: tokens only name what is
then looked up.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from adapters.teams.gestures import is_ours, made, marks, minutes
from adapters.teams.limits import clean
from adapters.teams.places import ID, at, channel, person, tenant
from adapters.teams.reach import scope
from adapters.teams.values import Malformed, inside, text
from bot.network import Address
from bot.ports import Commanded, Inbound, Installed, Removed, Said, What

_LONGEST = 200_000
"""Characters of a typed message; Teams takes about 28,000."""
_GAP = re.compile(r"(?<=</at>)&nbsp;")
"""Some clients write the space behind a mention like this."""
_CALL = re.compile(r"\s*<at>[^<>]{0,200}</at>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Kring was added to a team or a group chat: one post there says by whom, and how to join.

    `by` is who did it; Teams often tells no name, so it is looked up. Two activities may tell of
    the same, so they share a name in `same`.
    """

    tenant: str
    event: str
    same: tuple[str, ...]
    place: Address
    by: Address | None = None
    by_name: str = ""
    title: str = ""
    language: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """Kring was removed there, or the place was deleted: nothing can be written there any more.

    `place` may be a team; then its channels are meant too. `removed`: Kring was, not the place.
    """

    tenant: str
    event: str
    place: Address
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A deleted or archived place is there again."""

    tenant: str
    event: str
    place: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A team or a channel has another name."""

    tenant: str
    event: str
    place: Address
    title: str


Seen: TypeAlias = Inbound | Came | Went | Back | Renamed | None


def receive(activity: Any) -> Seen:
    """What the activity stands for; None where it is of no concern. Raises Malformed."""
    if not isinstance(activity, Mapping):
        raise Malformed("no object")
    match text(activity, "type"):
        case "message":
            return _message(activity)
        case "invoke":
            return _invoke(activity)
        case "installationUpdate":
            return _installation(activity)
        case "conversationUpdate":
            return _conversation(activity)
        case "":
            raise Malformed("no type")
        case _:
            return None  # reactions, edits, typing, and what Teams may invent


# ── who, where, which ──


def _tenant(activity: Mapping[str, Any]) -> str:
    said = {
        found
        for path in (("conversation", "tenantId"), ("channelData", "tenant", "id"))
        if (found := text(activity, *path))
    }
    if len(said) != 1:
        raise Malformed("not one tenant")
    try:
        return tenant(said.pop())
    except ValueError:
        raise Malformed("no tenant") from None


def _person(body: Any) -> Address:
    try:
        return person(text(body, "aadObjectId"), text(body, "id"))
    except ValueError:
        raise Malformed("nobody") from None


def _id(body: Any, *path: str) -> str:
    found = text(body, *path)
    if not ID.fullmatch(found):
        raise Malformed(f"no {'.'.join(path)}")
    return found


def _event(activity: Mapping[str, Any]) -> str:
    """The activity's own name: its id is unique in its conversation only."""
    said = f"{_id(activity, 'conversation', 'id')}\n{_id(activity, 'id')}"
    return f"teams:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _where(activity: Mapping[str, Any]) -> Address | None:
    """Where others read along."""
    here = _id(activity, "conversation", "id")
    return None if scope(activity) == "personal" else channel(here)


def _from_bot(activity: Mapping[str, Any]) -> bool:
    """Whether another bot said it, or Kring itself."""
    own = text(activity, "from", "id")
    bot = own.startswith("28:") or text(activity, "from", "role") == "bot"
    return bot or (bool(own) and own == text(activity, "recipient", "id"))


def _entities(activity: Mapping[str, Any], sort: str) -> Iterator[Mapping[str, Any]]:
    every = inside(activity, "entities")
    if not isinstance(every or [], list):
        raise Malformed("no list of entities")
    for entity in every or ():
        if isinstance(entity, Mapping) and entity.get("type") == sort:
            yield entity


def _client(activity: Mapping[str, Any], said: str, of_client: str) -> str:
    """What the platform tells of the person's client: its language, its time zone."""
    told = (text(entity, of_client) for entity in _entities(activity, "clientInfo"))
    return text(activity, said) or next(filter(None, told), "")


def _inbound(
    activity: Mapping[str, Any],
    what: What,
    *,
    same: tuple[str, ...] = (),
    people: Mapping[str, Address] | None = None,
    window: bool = False,
) -> Inbound:
    name = clean(text(activity, "from", "name")).strip()
    return Inbound(
        tenant=_tenant(activity),
        sender=_person(inside(activity, "from")),
        event=_event(activity),
        what=what,
        where=_where(activity),
        name=name,
        called=name,
        language=_client(activity, "locale", "locale"),
        zone=_client(activity, "localTimezone", "timezone"),
        window=window,
        same=same,
        people=people or {},
    )


# ── what was typed ──


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    text: str
    people: Mapping[str, Address]
    called: bool  # Kring was mentioned


def _read(activity: Mapping[str, Any]) -> _Read:
    """The characters that the author saw, without the mention of Kring."""
    said, called = _GAP.sub(" ", text(activity, "text")[:_LONGEST]), False
    people: dict[str, Address] = {}
    me, entra = text(activity, "recipient", "id"), text(activity, "from", "aadObjectId")
    for entity in _entities(activity, "mention"):
        mark, own = text(entity, "text"), text(entity, "mentioned", "id")
        name = clean(text(entity, "mentioned", "name")).strip()
        if me and own == me:
            called = True
            said = said.replace(mark, " ", 1) if mark else said
            continue
        if mark and name:
            said = said.replace(mark, name)
        if name and (text(entity, "mentioned", "aadObjectId") or not entra):
            people[name] = _person(inside(entity, "mentioned"))
    if not called and (begun := _CALL.match(said)):
        said, called = said[begun.end() :], True
    return _Read(text=clean(said.replace("\xa0", " ")).strip(), people=people, called=called)


def _message(activity: Mapping[str, Any]) -> Inbound | None:
    if _from_bot(activity):
        return None
    value = inside(activity, "value")
    if is_ours(value):
        return _gesture(activity, value)
    read = _read(activity)
    if value is not None and not read.text:
        raise Malformed("a value that is not ours")
    if scope(activity) == "personal":
        return _inbound(activity, Said(read.text), people=read.people)
    if not read.called:
        return None  # said among people
    return _inbound(activity, Commanded(read.text), people=read.people)


# ── gestures ──


def _gesture(activity: Mapping[str, Any], data: Any, *, window: bool = False) -> Inbound:
    who = _person(inside(activity, "from")).id
    return _inbound(
        activity,
        made(data),
        same=marks(data, who, text(activity, "timestamp")),
        window=window,
    )


def _invoke(activity: Mapping[str, Any]) -> Inbound | None:
    if _from_bot(activity):
        return None
    match text(activity, "name"):
        case "adaptiveCard/action":
            return _gesture(activity, inside(activity, "value", "action", "data"))
        case "task/fetch" | "task/submit":
            return _gesture(activity, inside(activity, "value", "data"), window=True)
        case _:
            return None


# ── added, removed, renamed ──


def _installation(activity: Mapping[str, Any]) -> Seen:
    """`add-upgrade` and `remove-upgrade` are a new version of the app, and no news."""
    match text(activity, "action"):
        case "add":
            return _added(activity)
        case "remove":
            return _removed(activity)
        case _:
            return None


def _added(activity: Mapping[str, Any]) -> Inbound | Came:
    if scope(activity) == "personal":
        return _inbound(activity, Installed())
    chosen = text(activity, "channelData", "settings", "selectedChannel", "id")
    here, team = _id(activity, "conversation", "id"), text(activity, "channelData", "team", "id")
    place = channel(chosen) if ID.fullmatch(chosen) else channel(here)
    said = f"{_tenant(activity)}\n{team or channel(here).id}"
    same = hashlib.sha256(said.encode()).hexdigest()[:32]
    by = None if _from_bot(activity) else _perhaps(inside(activity, "from"))
    return Came(
        tenant=_tenant(activity),
        event=_event(activity),
        same=tuple(f"teams:came:{same}:{each}" for each in minutes(text(activity, "timestamp"))),
        place=place,
        by=by,
        by_name=clean(text(activity, "from", "name")).strip(),
        title=clean(text(activity, "channelData", "team", "name")).strip(),
        language=_client(activity, "locale", "locale"),
        team=team,
    )


def _perhaps(body: Any) -> Address | None:
    """Who did it, where that is told: an administrator's policy is nobody."""
    return _person(body) if text(body, "id") or text(body, "aadObjectId") else None


def _removed(activity: Mapping[str, Any]) -> Inbound | Went:
    if scope(activity) == "personal":
        return _inbound(activity, Removed())
    team = text(activity, "channelData", "team", "id")
    place = at(team) if ID.fullmatch(team) else channel(_id(activity, "conversation", "id"))
    return Went(tenant=_tenant(activity), event=_event(activity), place=place, removed=True)


def _members(activity: Mapping[str, Any], which: str) -> bool:
    """Whether Kring itself is among those who came or went; of the others Kring takes no note."""
    members, me = inside(activity, which), text(activity, "recipient", "id")
    if not isinstance(members or [], list):
        raise Malformed("no list of members")
    return bool(me) and any(text(member, "id") == me for member in members or ())


def _conversation(activity: Mapping[str, Any]) -> Seen:
    if _members(activity, "membersAdded"):
        return _added(activity)
    if _members(activity, "membersRemoved"):
        return _removed(activity)
    sort = text(activity, "channelData", "eventType")
    match sort:
        case "teamRenamed" | "channelRenamed":
            place, title = _changed(activity, sort)
            return Renamed(
                tenant=_tenant(activity), event=_event(activity), place=place, title=title
            )
        case "teamDeleted" | "teamHardDeleted" | "teamArchived" | "channelDeleted":
            place, _ = _changed(activity, sort)
            return Went(tenant=_tenant(activity), event=_event(activity), place=place)
        case "teamRestored" | "teamUnarchived" | "channelRestored":
            place, _ = _changed(activity, sort)
            return Back(tenant=_tenant(activity), event=_event(activity), place=place)
        case _:
            return None


def _changed(activity: Mapping[str, Any], sort: str) -> tuple[Address, str]:
    """The team or the channel that this tells of, and its name."""
    which = "team" if sort.startswith("team") else "channel"
    title = clean(text(activity, "channelData", which, "name")).strip()
    return channel(_id(activity, "channelData", which, "id")), title
