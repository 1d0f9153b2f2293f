"""Machines whose clocks are some minutes off go by the clock of the database that they share."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.main import Kring, Real, build, now
from adapters.settings import Settings
from bot.content import Card
from bot.network import Address
from bot.ports import Outgoing
from tests.chaos.figures import publish
from tests.postgres import Server

CLOSE = timedelta(seconds=5)
LEASE = timedelta(seconds=60)


async def machine(address: str, off: float) -> Kring:
    settings = Settings(database=address, _env_file=None)  # type: ignore[call-arg]
    kring = build(settings, clock=Real(lambda: now() + timedelta(minutes=off)))
    await kring.open(upgrade=True)
    return kring


@pytest.mark.postgres
@pytest.mark.parametrize("apart", [4, 6])
async def test_two_workers_with_clocks_apart_do_not_send_the_same(
    apart: int, postgres_server: Server
) -> None:
    address = await asyncio.to_thread(postgres_server.create, f"clocks_{apart}")
    one, other = await machine(address, 0), await machine(address, apart)
    assert abs(one.clock() - other.clock()) < CLOSE
    out = Outgoing(to=Address(platform="web", id="dm:zoe"), card=Card(title="Once"), key="k")
    await one.transact(lambda unit: unit.post(out, one.clock()))
    first = await one.database.post.claim(one.clock() + CLOSE, 10, LEASE)
    second = await other.database.post.claim(other.clock() + CLOSE, 10, LEASE)
    for kring in (one, other):
        await kring.close()
    assert (len(first), len(second)) == (1, 0)
    publish("clocks", minutes_apart=apart, sent_by_both=0)


async def test_a_file_has_no_clock_to_go_by(tmp_path: Path) -> None:
    alone = await machine(f"sqlite:///{tmp_path / 'kring.db'}", 6)
    assert alone.clock() - now() > timedelta(minutes=5)
    await alone.close()
