"""Whom nothing reaches: noted when a message to them is given up, until one arrives again."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from adapters.database.part import mine
from adapters.database.pen import Pen
from adapters.database.prepared import put
from adapters.database.tables import ADDRESSES
from bot.network import Address


@cache
def _found() -> sa.Update:
    there = mine(ADDRESSES, "platform", "address")
    return sa.update(ADDRESSES).where(there, ADDRESSES.c.lost.is_not(None)).values(lost=None)


@cache
def _lost() -> sa.Update:
    there = mine(ADDRESSES, "platform", "address")
    now = sa.bindparam("now", type_=ADDRESSES.c.lost.type)
    return sa.update(ADDRESSES).where(there, ADDRESSES.c.lost.is_(None)).values(lost=now)


def reached(connection: sa.Connection, places: Sequence[tuple[str, Address]]) -> None:
    """`places`: the tenant and the address of each message that arrived."""
    if places:
        put(connection, _found(), [_there(*place) for place in sorted(set(places), key=str)])


def given_up(
    connection: sa.Connection | Pen, places: Sequence[tuple[str, Address, datetime]]
) -> None:
    """Of each: tenant, address, and when. Only for a reason that concerns the person."""
    if places:
        lost = [{**_there(tenant, at), "now": now} for tenant, at, now in places]
        connection.execute(_lost(), lost)


def _there(tenant: str, at: Address) -> dict[str, str]:
    return {"tenant_": tenant, "platform_": at.platform, "address_": at.id}
