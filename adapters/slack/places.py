"""How people, channels and workspaces are named, and the way back from a name to Slack's ids.

- A tenant is `slack:` and the id of the workspace, or of the organisation (Enterprise Grid) where
  Kring is installed for all of it: `slack:T024BE7LD`, `slack:E0AS553RN`.
- A person's address is their user id, `U…` or `W…`. `chat.postMessage` takes it as a channel and
  opens the conversation with Kring by itself; its answer names that conversation (`D…`), which
  `chat.update` needs: it is kept in the `Ref`.
- A channel's address is its id, `C…` or `G…`.
- A message's `Ref` is `<channel>:<ts>`, and one more `:<ts>` for each part that follows in its
  thread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.network import Address
from bot.ports import Ref

PLATFORM = "slack"
ID = re.compile(r"[A-Za-z0-9]{2,40}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{6,39}")
"""A person's id in its place would open a conversation with them."""


def tenant(workspace: str) -> str:
    """The tenant of a workspace, or of an organisation."""
    return f"{PLATFORM}:{workspace}"


def at(place: str) -> Address:
    """The address of a user or of a channel."""
    return Address(platform=PLATFORM, id=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a message stands: its channel, its own ts, and those of its further parts."""

    channel: str
    ts: str
    more: tuple[str, ...] = ()


def ref(channel: str, ts: str, more: Sequence[str] = ()) -> Ref:
    return Ref(":".join((channel, ts, *more)))


def standing(of: Ref) -> Standing:
    """What `ref` was given. Raises ValueError for another platform's."""
    channel, ts, *more = of.id.split(":")
    return Standing(channel=channel, ts=ts, more=tuple(more))
