"""The registrations of Kring with Microsoft: one for each customer, all in one service.

`KRING_TEAMS_APPS` is a JSON list of them:

    [{"app_id": "…", "tenant": "…", "secret": "…"},
     {"app_id": "…", "tenant": "…", "certificate": "/etc/kring/teams.pem"},
     {"app_id": "…", "tenant": "…", "managed": true}]

A certificate is a file with the private key and the certificate, both as PEM.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KNOWN = {"app_id", "tenant", "tenants", "secret", "certificate", "managed"}
_WAYS = ("secret", "certificate", "managed")


class Unfit(Exception):
    """Registrations that cannot be used: what is wrong, without what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One registration. It speaks for its own tenant, and for those in `tenants` besides."""

    id: str
    tenant: str
    tenants: frozenset[str]
    secret: str = field(default="", repr=False)
    certificate: str = ""
    managed: bool = False


def apps(said: str) -> Mapping[str, App]:
    """The registrations by their ids. Raises Unfit."""
    try:
        rows = json.loads(said)
    except (ValueError, RecursionError):
        raise Unfit("it is no JSON") from None
    if not isinstance(rows, list) or not rows:
        raise Unfit("it is no list of registrations")
    found = [_app(row, n) for n, row in enumerate(rows, 1)]
    if len({app.id for app in found}) < len(found):
        raise Unfit("one app_id stands there twice")
    return {app.id: app for app in found}


def _app(row: Any, n: int) -> App:
    if not isinstance(row, dict):
        raise Unfit(f"entry {n} is no object")
    if strange := sorted(set(row) - _KNOWN):
        raise Unfit(f"entry {n} has {strange[0]!r}, which is not known")
    ways = [way for way in _WAYS if row.get(way)]
    if len(ways) != 1:
        raise Unfit(f"entry {n} needs one of secret, certificate and managed")
    tenant = _id(row, "tenant", n)
    return App(
        id=_id(row, "app_id", n),
        tenant=tenant,
        tenants=frozenset({tenant, *_more(row.get("tenants", ()), n)}),
        secret=_text(row, "secret", n),
        certificate=_text(row, "certificate", n),
        managed=row.get("managed", False) is True,
    )


def _id(row: Mapping[str, Any], name: str, n: int) -> str:
    found = _text(row, name, n).lower()
    if not _ID.fullmatch(found):
        raise Unfit(f"{name} of entry {n} is no id, such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427")
    return found


def _text(row: Mapping[str, Any], name: str, n: int) -> str:
    found = row.get(name, "")
    if not isinstance(found, str):
        raise Unfit(f"{name} of entry {n} is no text")
    return found.strip()


def _more(found: Any, n: int) -> Sequence[str]:
    if not isinstance(found, list | tuple):
        raise Unfit(f"tenants of entry {n} is no list")
    return [_id({"tenants": one}, "tenants", n) for one in found]
