"""Whoever cannot open the database learns why, in words that hold no password."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.main import Unreached, build
from adapters.settings import Settings, Wrong, load

PASSWORD = "geheim"


async def refused(address: str) -> str:
    kring = build(Settings.model_construct(database=address))
    with pytest.raises(Unreached) as lost:
        await kring.open(upgrade=True)
    return str(lost.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://kring:geheim@localhost:abc/kring",
        "postgresql://kring:@geheim@localhost/kring",
        "postgresql:/kring:geheim@localhost/kring",
        "postgresql//localhost/kring?user=kring&password=geheim",
        "mysql://kring:geheim@localhost/kring",
        "sqlite://kring.db",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("KRING_DATABASE", address)
    with pytest.raises(Wrong) as wrong:
        load(None)
    (sentence,) = wrong.value.mistakes
    assert "%40" in sentence
    assert PASSWORD not in sentence


async def test_a_file_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "words.db").write_text("These are the minutes of our meeting. " * 200)
    assert "is no database" in await refused(f"sqlite:///{tmp_path}/words.db")
    assert "no such folder" in await refused(f"sqlite:///{tmp_path}/none/kring.db")
    assert "no such folder" in await refused(f"sqlite:///{tmp_path}")


async def test_a_server_that_is_not_there() -> None:
    assert "no server answers" in await refused("postgresql://kring:geheim@127.0.0.1:1/kring")
    assert "no server answers" in await refused("postgres://kring@/kring?host=/nowhere")
    assert "option" in await refused("postgresql://kring@/kring?host=/nowhere&channel=own")


@pytest.mark.postgres
async def test_what_the_server_does_not_take(postgres: str) -> None:
    url = sa.make_url(postgres)
    wrong = url.set(database="nowhere"), url.set(username="stranger")
    said = [await refused(each.render_as_string(hide_password=False)) for each in wrong]
    assert "no database of that name" in said[0]
    assert "does not let this user in" in said[1]


@pytest.mark.postgres
async def test_an_address_as_servers_for_hire_give_it(postgres: str) -> None:
    """`postgres://…?sslmode=…` is what most of them show, to be copied."""
    address = postgres.replace("postgresql+asyncpg://", "postgres://") + "&sslmode=prefer"
    kring = build(Settings.model_construct(database=address))
    await kring.open(upgrade=True)
    await kring.close()
