"""Whom nothing reaches: noted when a message to them is given up, until one arrives again."""

from datetime import datetime
from functools import cache

import sqlalchemy as sa

from adapters.database.part import mine
from adapters.database.tables import ADDRESSES
from bot.network import Address
from scheduler.ports import LOST


@cache
def _found() -> sa.Update:
    there = mine(ADDRESSES, "platform", "address")
    return sa.update(ADDRESSES).where(there, ADDRESSES.c.lost.is_not(None)).values(lost=None)


@cache
def _lost() -> sa.Update:
    there = mine(ADDRESSES, "platform", "address")
    now = sa.bindparam("now", type_=ADDRESSES.c.lost.type)
    return sa.update(ADDRESSES).where(there, ADDRESSES.c.lost.is_(None)).values(lost=now)


def reached(connection: sa.Connection, tenant: str, at: Address) -> None:
    connection.execute(_found(), _there(tenant, at))


def given_up(connection: sa.Connection, tenant: str, at: Address, code: str, now: datetime) -> None:
    """Only where the reason concerns the person: a message that is too long is no fault of hers."""
    if code in LOST:
        connection.execute(_lost(), {**_there(tenant, at), "now": now})


def _there(tenant: str, at: Address) -> dict[str, str]:
    return {"tenant_": tenant, "platform_": at.platform, "address_": at.id}
