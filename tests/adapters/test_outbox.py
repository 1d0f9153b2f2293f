import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters import cli, console
from adapters.main import Kring, build
from adapters.outbox import age
from adapters.settings import Settings, load, name
from bot.content import Card
from bot.network import Address
from bot.ports import Outgoing

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder with a database, and no setting of this machine."""
    for field in Settings.model_fields:
        monkeypatch.delenv(name(field), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console.out, "width", 120)
    _run("db", "upgrade")


def _run(*words: str) -> tuple[int, str]:
    result = RUN.invoke(cli.app, words)
    return result.exit_code, " ".join(result.output.split())


def _written(*codes: str) -> None:
    """Letters that could not be delivered, for these reasons; "" is one that waits."""

    async def write(kring: Kring, now: datetime) -> None:
        for n in range(len(codes)):
            out = Outgoing(
                to=Address(platform="web", id=f"dm:zoé{n}"),
                card=Card(title="Zoé said something"),
                key=f"zoé-{n}",
                kind="rsvp",
            )
            await kring.transact(lambda unit, out=out: unit.post(out, now))  # type: ignore[misc]
        for letter in await kring.database.post.claim(now, 50, timedelta(minutes=1)):
            if code := codes[int(letter.key[-1])]:
                await kring.database.post.dead(letter, code, now)
            else:
                await kring.database.post.retry(letter, now, "ratelimited")

    async def whole() -> None:
        kring = build(load())
        await kring.open()
        await write(kring, kring.clock())
        await kring.close()

    asyncio.run(whole())


def test_an_empty_outbox() -> None:
    assert _run("outbox") == (console.FINE, "The outbox is empty.")


def test_the_list_shows_neither_words_nor_readers() -> None:
    _written("blocked", "uncertain", "")
    code, said = _run("outbox")
    assert code == console.FINE
    for word in ("dead", "blocked", "uncertain", "ratelimited", "web", "rsvp"):
        assert word in said
    assert "zoé" not in said.casefold()
    assert "waiting" not in _run("outbox", "--state", "dead")[1]


def test_a_list_that_is_cut_says_so() -> None:
    """Fifty of thousands looked like all of them, as after a copy was put back."""
    _written("blocked", "blocked", "blocked")
    assert "There are more: show them with --limit." in _run("outbox", "--limit", "2")[1]
    assert "There are more" not in _run("outbox", "--limit", "3")[1]


def test_one_letter_in_full_but_for_what_it_says() -> None:
    _written("blocked")
    code, said = _run("outbox", "show", "1")
    assert code == console.FINE
    assert "Code: blocked" in said
    assert "Ended: " in said
    assert "zoé" not in said.casefold()
    assert _run("outbox", "show", "7")[0] == console.USAGE


def test_a_dead_letter_waits_again() -> None:
    _written("blocked", "blocked", "")
    assert _run("outbox", "retry", "1") == (console.FINE, "Waiting again: 1.")
    code, said = _run("outbox", "retry", "1")
    assert code == console.USAGE
    assert "Letter 1 is waiting" in said
    assert "Attempts: 0 Code: none" in _run("outbox", "show", "1")[1]


def test_all_of_one_code_or_all() -> None:
    _written("blocked", "uncertain", "blocked", "not_found")
    assert _run("outbox", "retry", "--all", "--code", "blocked") == (
        console.FINE,
        "Waiting again: 2.",
    )
    assert _run("outbox", "retry", "--all") == (console.FINE, "Waiting again: 2.")
    assert _run("outbox", "retry", "--all") == (console.FINE, "Waiting again: 0.")


def test_discarded_is_gone() -> None:
    _written("blocked", "uncertain")
    assert _run("outbox", "discard", "--all")[0] == console.USAGE  # the code has to be named
    assert _run("outbox", "discard", "--all", "--code", "blocked") == (
        console.FINE,
        "Discarded: 1.",
    )
    assert _run("outbox", "discard", "2") == (console.FINE, "Discarded: 1.")
    assert _run("outbox") == (console.FINE, "The outbox is empty.")


def test_what_waited_in_a_copy_lapses() -> None:
    """There was no way but to read each number, and waiting letters could not be discarded."""
    _written("", "blocked", "")
    assert _run("outbox", "lapse")[0] == console.USAGE
    assert _run("outbox", "lapse", "--before", "yesterday")[0] == console.USAGE
    assert _run("outbox", "lapse", "--before", "2020-01-01 08:00") == (
        console.FINE,
        "Counted as sent: 0.",
    )
    assert _run("outbox", "lapse", "--before", "2999-01-01 08:00") == (
        console.FINE,
        "Counted as sent: 2.",
    )
    assert "waiting" not in _run("outbox")[1]
    assert "blocked" in _run("outbox")[1]
    code, said = _run("outbox", "show", "1")
    assert code == console.FINE
    assert "State: sent" in said
    assert "Code: lapsed" in said


def test_one_or_all_has_to_be_said() -> None:
    for words in (("retry",), ("retry", "1", "--all"), ("discard",)):
        code, said = _run("outbox", *words)
        assert code == console.USAGE
        assert "--all" in said


def test_how_long_ago() -> None:
    told = {
        timedelta(seconds=12): "12 s",
        timedelta(minutes=5, seconds=3): "5 min",
        timedelta(hours=4, minutes=5): "4 h 5 min",
        timedelta(days=3, hours=4): "3 d 4 h",
        timedelta(seconds=-1): "0 s",
    }
    assert {long: age(long) for long in told} == told
