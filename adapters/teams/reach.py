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

    `conversation` is as it came, with the message that a thread of a channel began with. `bot` is
    the Bot Framework's id. `at` is when it happened, by Teams' own clock.
    """

    service: str
    conversation: str
    bot: str = ""
    team: str = ""
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
        bot=text(activity, "recipient", "id"),
        team=text(activity, "channelData", "team", "id"),
        at=_instant(text(activity, "timestamp")),
    )


def _instant(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
