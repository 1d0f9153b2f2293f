"""Where an answer to a gesture can go: its window, its message, its person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from adapters.slack.values import text

HOSTS = ("hooks.slack.com",)
"""Who may be told something by a `response_url`; it needs no token, so it is a secret itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All that a gesture gives to answer it with; "" for what it does not give.

    `trigger` opens a window, once, within three seconds. `respond` takes five answers within half
    an hour; it is never logged nor kept longer. `view` with `hash` is the window or Home tab it
    was made in, `thread` the ts of the thread in which its message stands.
    """

    user: str = ""
    channel: str = ""
    thread: str = ""
    trigger: str = ""
    respond: str = ""
    view: str = ""
    hash: str = ""
    surface: str = ""  # modal | home | message | command

    @property
    def there(self) -> dict[str, str]:
        """What makes a whisper stand in the thread."""
        return {"thread_ts": self.thread} if self.thread else {}


def reach(body: Mapping[str, Any], hosts: Collection[str] = HOSTS) -> Reach:
    """What the body gives. Raises Malformed."""
    if "command" in body:
        return Reach(
            user=text(body, "user_id"),
            channel=text(body, "channel_id"),
            trigger=text(body, "trigger_id"),
            respond=_allowed(text(body, "response_url"), hosts),
            surface="command",
        )
    event = body.get("event", {})
    view = text(body, "view", "type") or text(event, "view", "type")
    message = text(body, "container", "message_ts") or text(body, "message", "ts")
    return Reach(
        user=text(body, "user", "id") or text(event, "user"),
        channel=text(body, "channel", "id") or text(event, "channel"),
        thread=text(event, "thread_ts"),
        trigger=text(body, "trigger_id"),
        respond=_allowed(text(body, "response_url"), hosts),
        view=text(body, "view", "id") or text(event, "view", "id"),
        hash=text(body, "view", "hash") or text(event, "view", "hash"),
        surface=view or ("message" if message else ""),
    )


def _allowed(url: str, hosts: Collection[str]) -> str:
    """The address, if it is one of Slack's own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    secure = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost")
    return url if secure and parts.hostname in hosts else ""
