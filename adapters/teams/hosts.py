"""Whom Kring’s own token may be shown: Microsoft’s connectors; in a rehearsal, this machine.

An address of a conversation comes in with every message and stays in the database. Were it not
looked at twice, when it is kept and when it is used, one planted row would hand the token over.
Hosts: Microsoft's list of connector service URLs, public cloud and the American government's.
"""

import ipaddress
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

HOSTS = frozenset(
    {
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
    }
)
LONGEST = 500
"""Characters of an address; Microsoft's have fewer than a hundred."""

Trusted: TypeAlias = Callable[[str], bool]


def microsofts(url: str) -> bool:
    """Whether this is a connector of Microsoft: https, its own host, nothing before or after it."""
    parts = _parts(url)
    return parts is not None and parts.scheme == "https" and parts.netloc.lower() in HOSTS


def loopback(url: str) -> bool:
    """Whether this is a port of this machine that nobody else can reach."""
    parts = _parts(url)
    return parts is not None and here(parts.hostname or "")


def here(host: str) -> bool:
    """Whether this name or number is this machine itself, seen from itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult | None:
    plain = len(url) <= LONGEST and url.isascii() and url.isprintable() and " " not in url
    if not plain or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return None
    good = parts.scheme in ("https", "http") and not parts.query and not parts.fragment
    return parts if good and "@" not in parts.netloc else None
