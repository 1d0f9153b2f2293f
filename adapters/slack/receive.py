"""What Slack sends, as an event for Kring. Pure: a body in, what it stands for out.

The body is what was signed, read as JSON, or the fields of a slash command. Nothing in it is
trusted beyond that: tokens and `private_metadata` only name what is then looked up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from adapters.slack.buttons import pressed
from adapters.slack.places import CHANNEL, ID, at, tenant
from adapters.slack.text import read
from adapters.slack.values import Malformed, answers, inside, text
from bot.network import Address
from bot.ports import Commanded, Inbound, Installed, Opened, Pressed, Said, Submitted, What

SHARE = "share_learning"
"""The shortcuts' own name, on a message and everywhere."""
_SPOKEN = ("", "file_share", "thread_broadcast", "me_message")
"""What is a person's own new message; every other subtype tells of something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A workspace took Kring's access back: nothing is to be sent there any more."""

    tenant: str
    uninstalled: bool  # the whole app; else its token alone, and the rest follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody of another company, in a channel that is shared with them: kept out, politely."""

    tenant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A tap in a channel by somebody of another workspace: of the same organisation, or not."""

    inbound: Inbound


@dataclass(frozen=True, slots=True, kw_only=True)
class Flooded:
    """Slack holds events back for a while, because there were too many."""

    tenant: str


Seen: TypeAlias = Inbound | Ended | Stranger | Doubtful | Flooded | None


def receive(body: Any) -> Seen:
    """What the body stands for; None where it is of no concern. Raises Malformed."""
    if not isinstance(body, Mapping):
        raise Malformed("no object")
    if "command" in body:
        return _slash(body)
    match text(body, "type"):
        case "event_callback":
            return _event(body)
        case "block_actions":
            return _action(body)
        case "view_submission":
            return _submission(body)
        case "message_action" | "shortcut":
            return _shortcut(body)
        case "app_rate_limited":
            return Flooded(tenant=tenant(_id(body, "team_id")))
        case "":
            raise Malformed("no type")
        case _:
            return None  # a closed window, and what Slack may invent


def _id(body: Any, *path: str) -> str:
    """An id that has to be there. Raises Malformed."""
    found = text(body, *path)
    if not ID.fullmatch(found):
        raise Malformed(f"no {path[-1]}")
    return found


def _true(said: Any) -> bool:
    """JSON says true, a slash command's field says "true"."""
    return said is True or said == "true"


def _need(body: Any, *path: str) -> str:
    found = text(body, *path)
    if not 0 < len(found) <= 200:  # noqa: PLR2004 - no key of Slack's is as long as this
        raise Malformed(f"no {path[-1]}")
    return f"slack:{found}"


# ── a command ──


def _slash(body: Mapping[str, Any]) -> Inbound:
    organisation = _true(body.get("is_enterprise_install"))
    workspace = _id(body, "enterprise_id") if organisation else _id(body, "team_id")
    said = read(text(body, "text"))
    return Inbound(
        tenant=tenant(workspace),
        sender=at(_id(body, "user_id")),
        event=_need(body, "trigger_id"),
        what=Commanded(said.text.strip()),
        where=_channel(text(body, "channel_id")),
        name=text(body, "user_name"),
        window=True,
        people=said.people,
    )


def _channel(place: str) -> Address | None:
    """Where others read along; a conversation of two (`D…`) is no such place."""
    return at(place) if ID.fullmatch(place) and not place.startswith("D") else None


# ── gestures ──


def _acting(body: Mapping[str, Any]) -> str | Stranger:
    """The tenant of a gesture."""
    organisation = _true(body.get("is_enterprise_install"))
    if organisation:
        return tenant(_id(body, "enterprise", "id"))
    # In a window `team` is the person's own, which may be of another company.
    own = text(body, "team", "id") or text(body, "user", "team_id")
    home = text(body, "view", "app_installed_team_id") or own
    if not ID.fullmatch(home):
        raise Malformed("no workspace")
    of_user = text(body, "user", "team_id")
    if of_user not in ("", home) and inside(body, "enterprise") is None:
        return Stranger(tenant=tenant(home))
    return tenant(home)


def _channels(what: What) -> frozenset[str]:
    """The answers that are the id of a channel."""
    match what:
        case Submitted(values=values):
            said = frozenset(value for value in values.values() if isinstance(value, str))
        case Said(text):
            said = frozenset((text.strip(),))
        case _:
            said = frozenset[str]()
    return frozenset(filter(CHANNEL.fullmatch, said))


def _gesture(
    body: Mapping[str, Any],
    what: What,
    *,
    window: bool = True,
    people: Mapping[str, Address] | None = None,
    quoted: str = "",
) -> Inbound | Stranger | Doubtful:
    here = _acting(body)
    if isinstance(here, Stranger):
        return here
    inbound = Inbound(
        tenant=here,
        sender=at(_id(body, "user", "id")),
        event=_need(body, "trigger_id"),
        what=what,
        where=_channel(text(body, "channel", "id")),
        name=text(body, "user", "name") or text(body, "user", "username"),
        window=window,
        people=people or {},
        channels=_channels(what),
        quoted=quoted,
    )
    of_user = text(body, "user", "team_id")
    elsewhere = of_user != "" and tenant(of_user) != here
    # In the channels of an organisation another company may read along; nowhere else.
    return Doubtful(inbound=inbound) if elsewhere and inbound.where else inbound


def _action(body: Mapping[str, Any]) -> Inbound | Stranger | Doubtful | None:
    actions = inside(body, "actions")
    if not isinstance(actions, list) or not actions:
        raise Malformed("no actions")
    try:
        what = pressed(text(actions[0], "action_id"), text(actions[0], "value"))
    except (ValueError, RecursionError):
        raise Malformed("no button of Kring") from None
    if what is None:
        return None
    # One tap is answered where it was made; what follows stands in the same message.
    return _gesture(body, what, window=isinstance(what, Pressed))


def _submission(body: Mapping[str, Any]) -> Inbound | Stranger | Doubtful:
    sent, people = answers(inside(body, "view", "state"))
    token = text(body, "view", "private_metadata")
    return _gesture(body, Submitted(token, sent), people=people)


def _shortcut(body: Mapping[str, Any]) -> Inbound | Stranger | Doubtful | None:
    if text(body, "callback_id") != SHARE:
        return None
    said = read(text(body, "message", "text"))
    return _gesture(body, Commanded("share"), quoted=said.text, people=said.people)


# ── events ──


def _event(body: Mapping[str, Any]) -> Inbound | Ended | Stranger | None:
    event = inside(body, "event")
    if not isinstance(event, Mapping):
        raise Malformed("no event")
    here = tenant(_installation(body))
    key = _need(body, "event_id")
    match text(event, "type"):
        case "app_uninstalled":
            return Ended(tenant=here, uninstalled=True)
        case "tokens_revoked":
            gone = bool(inside(event, "tokens", "bot"))
            return Ended(tenant=here, uninstalled=False) if gone else None
        case "app_home_opened":
            tab = text(event, "tab")
            what: What = Opened() if tab == "home" else Installed()
            return Inbound(tenant=here, sender=at(_id(event, "user")), event=key, what=what)
        case "message" if text(event, "channel_type") == "im":
            return _message(body, event, here, key)
        case "app_mention":
            return _mention(body, event, here, key)
        case _:
            return None


def _authorization(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """On whose behalf Kring hears of this: Slack names one installation."""
    match inside(body, "authorizations"):
        case [Mapping() as first, *_]:
            return first
        case None | []:
            return {}
        case _:
            raise Malformed("no authorizations")


def _installation(body: Mapping[str, Any]) -> str:
    """The workspace or organisation of that installation; of one that is gone, the body tells."""
    first = _authorization(body) or body
    if _true(first.get("is_enterprise_install")):
        return _id(first, "enterprise_id")
    return _id(first, "team_id") if text(first, "team_id") else _id(body, "team_id")


def _same(event: Mapping[str, Any]) -> tuple[str, ...]:
    """The other names of a message, under which one gesture may come a second time."""
    named = [f"{_need(event, 'channel')}:{text(event, 'ts')}"]
    if text(event, "client_msg_id"):
        named.append(_need(event, "client_msg_id"))
    return tuple(named)


def _by_person(event: Mapping[str, Any]) -> bool:
    """Whether a person said it just now: no bot, not Kring itself, no change of an old message."""
    own = text(event, "subtype") in _SPOKEN
    return own and not text(event, "bot_id") and not _true(event.get("hidden"))


def _foreign(body: Mapping[str, Any], event: Mapping[str, Any], here: str) -> bool:
    """Whether somebody of another company said it.

    The people of an organisation are all at home in it. Slack does not tell a sister workspace from
    a stranger's: where another company reads along, only those are who are certainly of it.
    """
    team, whole = text(event, "user_team"), text(_authorization(body), "enterprise_id")
    if not team or tenant(team) == here:
        return False
    if not whole:
        return True
    certain = (whole, text(_authorization(body), "team_id"))
    return _true(body.get("is_ext_shared_channel")) and team not in certain


def _message(
    body: Mapping[str, Any], event: Mapping[str, Any], here: str, key: str
) -> Inbound | Stranger | None:
    if not _by_person(event):
        return None
    if _foreign(body, event, here):
        return Stranger(tenant=here)
    said = read(text(event, "text"))
    what = Said(said.text)
    return Inbound(
        tenant=here,
        sender=at(_id(event, "user")),
        event=key,
        what=what,
        same=_same(event),
        people=said.people,
        channels=_channels(what),
    )


def _mention(
    body: Mapping[str, Any], event: Mapping[str, Any], here: str, key: str
) -> Inbound | Stranger | None:
    if not _by_person(event):
        return None
    if _foreign(body, event, here):
        return Stranger(tenant=here)
    me = text(_authorization(body), "user_id")
    call = rf"<@{re.escape(me)}(\|[^>]*)?>" if me else r"^\s*<@[^>]*>"
    said = read(re.sub(call, " ", text(event, "text"), count=1))
    return Inbound(
        tenant=here,
        sender=at(_id(event, "user")),
        event=key,
        what=Commanded(said.text.strip()),
        where=at(_id(event, "channel")),
        same=_same(event),
        people=said.people,
    )
