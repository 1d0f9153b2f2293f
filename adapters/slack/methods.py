"""Every method of Slack's Web API that Kring calls, every event it hears, and what each needs.

The manifest's scopes are worked out from here; nothing else may be called. Limits are calls a
minute for one workspace: https://docs.slack.dev/apis/web-api/rate-limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TIER = {2: 20, 3: 50, 4: 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`scopes`: what the bot's token must carry. `minute`: calls that Slack takes in one.

    `burst` is the part of them that may come at once. It is taken off the rest, so it is large
    only where people wait for the call, and many of them may make their gesture together.
    """

    scopes: tuple[str, ...] = ()
    minute: int = TIER[4]
    burst: float = 0.05


METHODS: Mapping[str, Method] = {
    "auth.test": Method(minute=200),
    "chat.delete": Method(scopes=("chat:write",), minute=TIER[3]),
    "chat.postEphemeral": Method(scopes=("chat:write",), burst=0.5),
    # One a second in each channel, and for the workspace as a whole some hundreds a minute.
    "chat.postMessage": Method(scopes=("chat:write", "chat:write.public"), minute=200),
    "chat.update": Method(scopes=("chat:write",), minute=TIER[3], burst=0.1),
    "conversations.archive": Method(scopes=("groups:write",), minute=TIER[2]),
    "conversations.create": Method(scopes=("groups:write",), minute=TIER[2], burst=0.25),
    "conversations.history": Method(scopes=("im:history",), minute=TIER[3]),
    "conversations.info": Method(scopes=("channels:read", "groups:read"), minute=TIER[3]),
    "conversations.invite": Method(scopes=("groups:write",), minute=TIER[3]),
    "conversations.open": Method(scopes=("im:write",), minute=TIER[3]),
    "conversations.rename": Method(scopes=("groups:write",), minute=TIER[2], burst=0.25),
    "files.completeUploadExternal": Method(scopes=("files:write",)),
    "files.getUploadURLExternal": Method(scopes=("files:write",)),
    "users.info": Method(scopes=("users:read",), burst=0.5),
    "views.open": Method(burst=0.5),
    "views.publish": Method(burst=0.5),
    "views.update": Method(burst=0.5),
}
"""With the bot's token of a workspace."""

UNSIGNED: Mapping[str, Method] = {
    "apps.connections.open": Method(scopes=("connections:write",), minute=1),
    "oauth.v2.access": Method(minute=600),
}
"""With the app's own token (Socket Mode only), or with its secret."""

EVENTS: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "message.im": ("im:history",),
    "tokens_revoked": (),
}
"""What Slack tells Kring by itself, with the scope that each needs."""

FEATURES: Mapping[str, tuple[str, ...]] = {
    "slash command": ("commands",),
    "shortcuts": ("commands",),
}

REASONS: Mapping[str, str] = {
    "app_mentions:read": "To answer somebody who calls on Kring in a channel. Nothing else that is"
    " said in channels reaches Kring.",
    "channels:read": "To show the name of a public channel that somebody chose, and to refuse the"
    " general one. It does not let Kring read messages.",
    "chat:write": "To write to people who take part, and in the channels of their networks; and to"
    " bring its own messages up to date.",
    "chat:write.public": "To post a learning in the public channel that its author chose, without"
    " becoming a member who could read along there.",
    "commands": "For /kring, and for the shortcut “Share as a learning”.",
    "files:write": "To show the results of an evaluation as a picture, with the same in words.",
    "groups:read": "To see whether the private channel of a network is still there, and what it is"
    " called. Kring sees only private channels that it is in, and no messages.",
    "groups:write": "To make the private channel of a network, to invite its members, to rename it"
    " when the network begins anew, and to archive it at the end, after asking.",
    "im:history": "To read what people type to Kring in their own conversation with it, and to see"
    " whether a message of Kring arrived when the connection broke. No other conversation.",
    "im:write": "To find the conversation with a person when looking for such a message.",
    "users:read": "To call people by their name, in their language and at their hours. Addresses of"
    " e-mail are not part of it, and are not asked for.",
}
"""Why each scope, as an administrator would want to read it."""


def _calls(scope: str) -> list[str]:
    return [f"`{name}`" for name, method in METHODS.items() if scope in method.scopes]


def _hears(scope: str) -> list[str]:
    return [f"`{name}`" for name, needs in EVENTS.items() if scope in needs]


def _offers(scope: str) -> list[str]:
    return [name for name, needs in FEATURES.items() if scope in needs]


def scopes() -> tuple[str, ...]:
    """What the bot's token needs for all this, and not one more."""
    calls = (scope for method in METHODS.values() for scope in method.scopes)
    hears = (scope for needs in (*EVENTS.values(), *FEATURES.values()) for scope in needs)
    return tuple(sorted({*calls, *hears}))


def table() -> str:
    """The scopes with their reasons, as Markdown."""
    rows = [
        f"| `{scope}` | {REASONS[scope]} |"
        f" {', '.join((*_calls(scope), *_hears(scope), *_offers(scope)))} |"
        for scope in scopes()
    ]
    return "\n".join(("| Scope | Why | Used by |", "| --- | --- | --- |", *rows))


def document() -> str:
    """The whole of docs/slack-scopes.md."""
    return f"""# What Kring may do in a Slack workspace, and why

Kring asks for {len(scopes())} scopes. It has no user token, reads no channel, and asks for no
e-mail address. This page is made from the code (`adapters/slack/methods.py`), and a test holds
the two together.

{table()}

In Socket Mode alone, a token of the app itself has `connections:write`: it opens the connection
over which Slack sends events, in place of a public address.
"""
