"""`kring serve` as real processes: what they answer, who does what, and how they end."""

import json
import signal
import sqlite3
import threading
import time
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from adapters.playground.cast import cast, move_in
from adapters.serving import HARD
from bot.network import Address
from bot.ports import Unit
from tests.adapters.programs import (
    SECRET,
    Program,
    ask,
    connector,
    free,
    serving,
    until,
    upgraded,
)
from tests.postgres import Server
from tests.tables import empty

TEAMS = {"KRING_TEAMS_LOCAL": "1"}


def _letters(folder: Path, what: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "kring.db") as database:
        found = database.execute(f"SELECT {what} FROM letters ORDER BY number").fetchall()  # noqa: S608
    database.close()
    return found


def test_told_to_stop_it_sends_what_it_began_and_claims_nothing_more(tmp_path: Path) -> None:
    empty(tmp_path / "kring.db")
    with connector(takes=2.0) as teams, serving(tmp_path, **TEAMS) as kring:
        for person in ("zoe", "bart"):
            assert teams.hears(kring, "help", person) == 202
        until(lambda: teams.begun == 2)
        teams.hears(kring, "help", "zoe")  # waits for its turn in this conversation
        kring.stop()
        until(lambda: kring.ready() == (False, ["stopping"]))
        assert kring.get("/healthz")[0] == 200
        assert kring.ended() == 0, kring.log.read_text()
        assert teams.begun == len(teams.said) == 2
    kept = _letters(tmp_path, "state, attempts, lease, code")
    assert kept.count(("sent", 1, None, "taken")) == 2
    assert set(kept) - {("sent", 1, None, "taken")} == {("waiting", 0, None, "")}
    assert not list(tmp_path.glob("kring.db-wal")), "the database was not closed"


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_strangers_nothing_and_stops_gracefully(
    tmp_path: Path, stop: signal.Signals
) -> None:
    empty(tmp_path / "kring.db")
    with serving(tmp_path) as kring:
        assert kring.get("/")[0] == 401
        status, figures = kring.get("/metrics")
        assert status == 200
        assert 'kring_refused_total{platform="web",status="401"} 1.0' in figures
        kring.stop(stop)
        assert kring.ended() == 0, kring.log.read_text()
    assert {line["level"] for line in kring.lines()} == {"INFO"}
    assert not list(tmp_path.glob("kring.db-wal")), "the database was not closed"


@pytest.mark.slow
def test_the_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    empty(tmp_path / "kring.db")
    with connector(takes=6.0) as teams, serving(tmp_path, **TEAMS) as kring:
        teams.hears(kring, "help", "zoe")
        until(lambda: teams.begun)
        kring.stop()
        until(lambda: not kring.ready()[0])
        kring.stop()
        assert kring.ended() == 1
        assert not teams.said
    assert _letters(tmp_path, "state, code")[0] == ("waiting", "taken")


@pytest.mark.slow
def test_what_hangs_does_not_keep_it(tmp_path: Path) -> None:
    """A database that is locked by somebody else for longer than anybody waits."""
    empty(tmp_path / "kring.db")
    with serving(tmp_path) as kring:
        lock = sqlite3.connect(tmp_path / "kring.db", isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        until(lambda: "database" in kring.ready()[1])
        assert kring.get("/healthz")[0] == 200
        kring.stop()
        told = time.monotonic()
        assert kring.ended() == 0
        assert time.monotonic() - told < HARD + 1
        lock.close()


@pytest.mark.slow
def test_the_next_one_waits_for_the_last_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    empty(tmp_path / "kring.db")
    with connector(takes=2.0) as teams, serving(tmp_path, **TEAMS) as first:
        assert teams.hears(first, "help", "zoe") == 202
        until(lambda: teams.begun)
        first.stop()
        with serving(tmp_path, **TEAMS) as second:
            assert first.process.poll() == 0
            assert len(teams.said) == 1
            second.stop(signal.SIGKILL)
            second.ended()
            with serving(tmp_path, **TEAMS) as third:
                third.stop()
                assert third.ended() == 0


# ── many processes ──


def _moved_in(folder: Path, address: str) -> None:
    """A database in which the cast of the playground is known, and its tables are there."""
    import asyncio  # noqa: PLC0415

    from adapters.main import build  # noqa: PLC0415
    from adapters.settings import load  # noqa: PLC0415

    async def move() -> None:
        kring = build(load(None, database=address))
        await kring.open(upgrade=True)
        await kring.transact(_known)
        await kring.close()

    def _known(unit: Unit) -> None:
        move_in(unit, cast())
        for player in cast():
            person = unit.person(player.id)
            assert person is not None
            unit.keep_person(person, Address(platform="web", id=f"dm:{player.id}"))

    asyncio.run(move())


def _entered(kring: Program, person: str) -> OpenerDirector:
    """A browser in which somebody has followed their personal link."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from adapters.web.keys import link_for  # noqa: PLC0415

    link = link_for(
        person,
        tenant="home",
        secret=SECRET,
        address=kring.address,
        now=datetime.fromtimestamp(time.time(), UTC),  # noqa: TID251 - as the programs do
    )
    browser = build_opener(HTTPCookieProcessor())
    browser.open(link, timeout=30).close()
    return browser


@pytest.mark.slow
@pytest.mark.postgres
def test_one_process_hears_another_speaks_and_the_page_shows_it(
    tmp_path: Path, postgres_server: Server
) -> None:
    """On PostgreSQL; a page that is served by one process shows what another one sent."""
    address = postgres_server.create(name := f"kring_roles_{free()}")
    settings = {"KRING_DATABASE": address}
    _moved_in(tmp_path, address)
    with (
        serving(tmp_path, "--role", "web", **settings) as web,
        serving(tmp_path, "--role", "worker", **settings) as worker,
        serving(tmp_path, "--role", "worker", **settings) as other,
    ):
        for each in (worker, other):
            assert each.get("/healthz")[0] == 200
            assert each.get("/")[0] == 404
            assert ask(f"{each.address}/send", {})[0] == 404
        browser = _entered(web, "zoe")
        heard: list[str] = []
        page = browser.open(f"{web.address}/events?room=dm:zoe&after=0", timeout=30)

        def listen() -> None:
            heard.extend(line.decode() for line in page if line.startswith(b"data: "))

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        until(lambda: any("lines" in line and json.loads(line[6:])["lines"] for line in heard))
        sent = sum(
            'kring_due_to_sent_seconds_count{platform="web"}' in p.get("/metrics")[1]
            for p in (worker, other)
        )
        assert sent == 1
        for each in (web, worker, other):
            each.stop()
        assert [each.ended() for each in (web, worker, other)] == [0, 0, 0]
        listener.join(10)
        page.close()
    postgres_server.drop(name)


@pytest.mark.slow
@pytest.mark.postgres
def test_without_its_database_it_is_alive_not_ready_and_recovers_by_itself(
    tmp_path: Path, postgres_server: Server
) -> None:
    address = postgres_server.create(name := f"kring_gone_{free()}")
    upgraded(tmp_path, KRING_DATABASE=address)
    with serving(tmp_path, KRING_DATABASE=address) as kring:
        postgres_server.run("postgres", f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        gone = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
        postgres_server.run("postgres", gone)
        until(lambda: "database" in kring.ready()[1])
        assert kring.get("/healthz")[0] == 200
        assert kring.get("/metrics")[0] == 200
        postgres_server.run("postgres", f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
        until(lambda: kring.ready()[0])
        kring.stop()
        assert kring.ended() == 0
    assert "heartbeat.failed" in {line["code"] for line in kring.lines()}
    postgres_server.drop(name)
