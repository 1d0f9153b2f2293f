import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.postgres import Server, own

pytestmark = pytest.mark.postgres


async def _ask(address: str, *statements: str) -> list[str]:
    engine = create_async_engine(address)
    try:
        async with engine.begin() as connection:
            for statement in statements[:-1]:
                await connection.execute(text(statement))
            return list((await connection.execute(text(statements[-1]))).scalars())
    finally:
        await engine.dispose()


def test_every_worker_has_a_database_of_its_own(postgres: str) -> None:
    (name,) = asyncio.run(_ask(postgres, "SELECT current_database()"))
    assert name.startswith("kring_")


def test_a_database_can_be_made_emptied_and_dropped(postgres_server: Server) -> None:
    address = postgres_server.create(own("kring_for_a_moment"))
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert asyncio.run(_ask(address, "CREATE TABLE ring (n int)", tables)) == ["ring"]
    postgres_server.empty(own("kring_for_a_moment"))
    assert asyncio.run(_ask(address, tables)) == []
    postgres_server.drop(own("kring_for_a_moment"))
