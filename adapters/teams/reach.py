"""Where an answer can go: what an activity tells of the conversation that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from adapters.teams.values import inside, text

Scope = Literal["personal", "channel", "groupChat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is needed to write there; "" for what the activity does not say.

    `conversation` is as it came, with the message that a thread of a channel began with. `user`
    and `bot` are the Bot Framework's ids. `answers` is the activity that this one replies to: of
    a gesture, the message that its card stands in. `at` is when it happened, by Teams' own clock.
    """

    service: str
    conversation: str
    scope: Scope
    activity: str
    user: str = ""
    bot: str = ""
    team: str = ""
    answers: str = ""
    at: datetime | None = None


def scope(activity: Mapping[str, Any]) -> Scope:
    """Where this was said. Raises Malformed."""
    match text(activity, "conversation", "conversationType"):
        case "personal":
            return "personal"
        case "channel":
            return "channel"
        case "groupChat" | "groupchat":
            return "groupChat"
        case _ if inside(activity, "channelData", "team") is not None:
            return "channel"
        case _:
            return "groupChat" if inside(activity, "conversation", "isGroup") else "personal"


def reach(activity: Mapping[str, Any]) -> Reach:
    """What this activity gives. Raises Malformed."""
    return Reach(
        service=text(activity, "serviceUrl"),
        conversation=text(activity, "conversation", "id"),
        scope=scope(activity),
        activity=text(activity, "id"),
        user=text(activity, "from", "id"),
        bot=text(activity, "recipient", "id"),
        team=text(activity, "channelData", "team", "id"),
        answers=text(activity, "replyToId"),
        at=_instant(text(activity, "timestamp")),
    )


def _instant(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
