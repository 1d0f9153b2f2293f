"""How people, channels and customers are named, and the way back from a name to Teams' ids.

- A tenant is `teams:` and the customer's Microsoft 365 tenant: `teams:6f1c…-….`.
- A person's address is their Entra object id in small letters, which is the same for every bot and
  every registration of the customer, and which `POST /v3/conversations` takes as a member. Only
  where the platform tells none (a test client, a guest of a meeting) it is the Bot Framework's own
  id, `29:…`, which belongs to one registration. The conversation of the two is found with it.
- A channel's address is its conversation, `19:…@thread.tacv2`, without the message it began with;
  a group chat's is `19:…@thread.v2`.
"""

import re

from bot.network import Address

PLATFORM = "teams"
ID = re.compile(r"[\x21-\x7e]{1,300}")
"""What an id of the platform can look like: no space, nothing unseen."""
CHANNEL = re.compile(r"19:[^\s@]{1,300}@\S{1,100}$")
"""What the id of a channel or of a group chat looks like; `19:00-23:00` is none."""
_TENANT = re.compile(r"[A-Za-z0-9-]{1,64}")
_OBJECT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def tenant(id_: str) -> str:
    """The tenant of a customer. Raises ValueError."""
    if not _TENANT.fullmatch(id_):
        raise ValueError("no tenant")
    return f"{PLATFORM}:{id_.lower()}"


def at(place: str) -> Address:
    """The address of a person, a channel or a group chat, by its id in this file's words."""
    return Address(platform=PLATFORM, id=place)


def person(entra: str, own: str) -> Address:
    """The address of somebody whom Teams names like this. Raises ValueError."""
    if _OBJECT.fullmatch(entra):
        return at(entra.lower())
    if not ID.fullmatch(own):
        raise ValueError("no id")
    return at(own)


def is_entra(address: Address) -> bool:
    """Whether this is a person whom a conversation can be opened with by their object id."""
    return _OBJECT.fullmatch(address.id) is not None


def channel(conversation: str) -> Address:
    """The address of a channel or a group chat, wherever in it something was said."""
    return at(conversation.partition(";")[0])
