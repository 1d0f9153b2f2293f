import asyncio
import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters import cli, console, serving
from adapters.database import sqlite
from adapters.database.sole import claimed
from adapters.main import build
from adapters.playground import stage
from adapters.playground.cast import cast, move_in
from adapters.settings import Settings, load, name
from bot.network import Member, Network, Person, Phase, Role, Session
from bot.ports import Unit
from tests.adapters.programs import free

RUN = CliRunner()
KEY = "a key that is long enough for a test, and made up"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and no setting of this machine."""
    for field in Settings.model_fields:
        monkeypatch.delenv(name(field), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console.out, "width", 120)


def _run(*words: str) -> tuple[int, str]:
    result = RUN.invoke(cli.app, words)
    return result.exit_code, " ".join(result.output.split())


def _inhabited() -> None:
    """A database in which the cast is known."""

    async def move() -> None:
        kring = build(load())
        await kring.open(upgrade=True)
        await kring.transact(lambda unit: move_in(unit, cast()))
        await kring.close()

    asyncio.run(move())


def test_version() -> None:
    assert _run("version")[0] == console.FINE


def test_help_tells_the_exit_codes() -> None:
    for words in (("--help",), ("serve", "--help"), ("simulate", "--help"), ("db", "--help")):
        code, said = _run(*words)
        assert code == console.FINE
        assert "3 the database is not ready" in said.replace("│ ", "")


def test_an_unknown_option_is_wrong_usage() -> None:
    assert _run("simulate", "--no-such-thing")[0] == console.USAGE


def test_wrong_settings_are_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_PORT", "eight")
    code, said = _run("plan", "any")
    assert code == console.USAGE
    assert "KRING_PORT must be" in said


def test_without_a_database_it_says_how_to_make_one() -> None:
    code, said = _run("plan", "any")
    assert code == console.NOT_READY
    assert "kring db upgrade" in said


def test_a_database_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    code, said = _run("plan", "any")
    assert code == console.NOT_READY
    assert "kring doctor" in said


def test_upgrade_is_harmless_to_repeat() -> None:
    assert _run("db", "upgrade")[0] == console.FINE
    assert _run("db", "upgrade")[0] == console.FINE


def test_a_database_of_a_newer_version_wants_that_version() -> None:
    """To upgrade it, as was said before, ended in nothing."""
    _run("db", "upgrade")
    with contextlib.closing(sqlite3.connect("kring.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    for words in (("outbox",), ("db", "upgrade")):
        code, said = _run(*words)
        assert code == console.NOT_READY
        assert "Install the version" in said
        assert "kring db upgrade" not in said
    assert "Install the version" in _run("doctor")[1]


def test_a_database_that_another_holds_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be read meanwhile, so it is opened; to write in it waits, and then is told."""
    monkeypatch.setattr(sqlite, "BUSY", 100)
    _run("db", "upgrade")
    with contextlib.closing(sqlite3.connect("kring.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, said = _run("slack", "forget", "slack:T024BE7LD", "--now")
    assert code == console.NOT_READY
    assert "another program holds it" in said


def test_a_playground_that_cannot_be_opened_is_begun_anew() -> None:
    """It was told to check a setting that the playground does not read."""
    folder = Path(".kring/playground")
    folder.mkdir(parents=True)
    (folder / "kring.db").write_text("no database " * 1000)
    code, said = _run("play", "--no-browser", "--port", "8470")
    assert code == console.NOT_READY
    assert "--fresh" in said.partition("cannot be opened")[2]
    assert "KRING_DATABASE" not in said


def test_serve_wants_a_secret() -> None:
    code, said = _run("serve")
    assert code == console.USAGE
    assert "KRING_SECRET" in said


def test_serve_wants_an_upgraded_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_SECRET", KEY)
    monkeypatch.setenv("KRING_PORT", "8499")
    code, said = _run("serve")
    assert code == console.NOT_READY
    assert "kring db upgrade" in said


def test_sqlite_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_SECRET", KEY)
    for role in ("web", "worker"):
        code, said = _run("serve", "--role", role)
        assert code == console.USAGE
        assert "one process" in said
        assert "PostgreSQL" in said
    assert _run("serve", "--role", "both")[0] == console.USAGE


def test_a_second_process_on_one_file_says_so_and_does_not_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It began without a word: each kept its own memory of networks, and its own paces."""
    monkeypatch.setenv("KRING_SECRET", KEY)
    monkeypatch.setenv("KRING_PORT", str(free()))
    monkeypatch.setattr(serving, "HARD", -1.0)  # nobody is waited for
    monkeypatch.setattr(serving.Served, "serve", _never)
    _run("db", "upgrade")
    Path("way").symlink_to(".")
    lock = claimed("kring.db-lock")
    assert lock is not None
    for address in ("sqlite:///kring.db", "sqlite:///way/kring.db"):
        monkeypatch.setenv("KRING_DATABASE", address)
        code, said = _run("serve")
        assert code == console.NOT_READY
        assert "Another process of Kring serves" in said
        assert "PostgreSQL" in said
        for words in (("outbox",), ("db", "upgrade")):
            assert _run(*words)[0] == console.FINE
        assert "The database is there and up to date" in _run("doctor")[1]
    lock.close()
    with pytest.raises(AssertionError, match="it serves"):
        RUN.invoke(cli.app, ["serve"], catch_exceptions=False)


async def _never(*_: object) -> None:
    raise AssertionError("it serves")


def test_two_do_not_play_in_one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each moved a clock of its own over one database; `--fresh` took it from under the other."""
    played: list[Path] = []

    async def play(place: Path, _: object) -> None:
        played.append(place)

    monkeypatch.setattr(stage, "play", play)
    words = ("play", "--no-browser", "--port", str(free()))
    with stage.alone(Path(".kring")) as alone:
        assert alone
        kept = stage.place(Path(".kring")) / "kring.db"
        kept.write_text("something")
        code, said = _run(*words, "--fresh")
        assert code == console.WRONG
        assert "--folder" in said
        assert kept.exists()
        assert not played
        assert _run(*words, "--folder", "other")[0] == console.FINE
    assert _run(*words)[0] == console.FINE
    assert [place.parent.name for place in played] == ["other", ".kring"]


def test_a_worker_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """It signs nothing."""
    monkeypatch.setenv("KRING_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("KRING_PORT", "8498")
    assert _run("serve", "--role", "web")[0] == console.USAGE
    assert _run("serve", "--role", "worker")[0] == console.NOT_READY


def test_plan_of_an_unknown_network_names_the_known_ones() -> None:
    _run("db", "upgrade")
    code, said = _run("plan", "any")
    assert code == console.USAGE
    assert "none yet" in said


def test_plan_tells_times_where_the_network_is_or_where_one_wants() -> None:
    _run("db", "upgrade")
    _founded("Asia/Tokyo")
    code, said = _run("plan", "Sites", "--role", "participant")
    assert code == console.FINE
    assert "When (Asia/Tokyo)" in said
    assert "Facilitator" not in said
    elsewhere = _run("plan", "Sites", "--zone", "Europe/Lisbon")[1]
    assert "When (Europe/Lisbon)" in elsewhere
    assert _run("plan", "Sites", "--zone", "Europe/Nowhere")[0] == console.USAGE
    ends = [_run("plan", "Sites", "--message", "1", "--zone", z)[1] for z in ("UTC", "Asia/Tokyo")]
    assert "(UTC)" in ends[0]
    assert ends[0].split("·", maxsplit=1)[0] != ends[1].split("·", maxsplit=1)[0]
    assert "Zoé" in ends[0]
    assert _run("plan", "Sites", "--message", "9999")[0] == console.USAGE


@pytest.mark.parametrize(("phase", "listed"), [(Phase.FIXED, False), (Phase.ENDED, True)])
def test_plan_finds_by_its_title_what_is_not_open_to_all(phase: Phase, *, listed: bool) -> None:
    """There was "no network" of that title, and "none yet" was known."""
    _run("db", "upgrade")
    _founded("Europe/Brussels", phase=phase, listed=listed)
    code, said = _run("plan", "sites")
    assert code == console.FINE, said
    assert "These are known: Sites." in _run("plan", "Sights")[1]


def test_plan_knows_a_role_however_it_is_written() -> None:
    """`Participant`, as the table has it, was answered with "Nothing is planned."."""
    _run("db", "upgrade")
    _founded("Europe/Brussels")
    assert _run("plan", "Sites", "--role", "Participant") == _run(
        "plan", "Sites", "--role", "participant"
    )
    assert "Nothing is planned" not in _run("plan", "Sites", "--role", "Participant")[1]
    code, said = _run("plan", "Sites", "--role", "members")
    assert code == console.USAGE
    assert "participant" in said


def _founded(zone: str, *, phase: Phase = Phase.FIXED, listed: bool = True) -> None:
    """A network with dates ahead, in which Zoé has a seat."""

    async def found() -> None:
        kring = build(load())
        await kring.open()
        at = kring.clock() + timedelta(days=60)
        sessions = tuple(
            Session(
                id=f"s{n}",
                number=n,
                starts=at + timedelta(weeks=6 * n),
                ends=at + timedelta(weeks=6 * n, hours=2),
            )
            for n in (1, 2, 3)
        )
        member = Member(person="zoe", role=Role.PARTICIPANT, joined=kring.clock())
        network = Network(
            id="n1",
            title="Sites",
            goal="None gets hurt",
            zone=zone,
            created=kring.clock(),
            channel="channel:n1",
            phase=phase,
            listed=listed,
            sessions=sessions,
            members=(member,),
            end=sessions[-1].ends.date(),
        )

        def keep(unit: Unit) -> None:
            unit.keep_person(Person(id="zoe", name="Zoé Dubois"))
            unit.keep_network(network)
            kring.planner.network(unit, network, kring.clock())

        await kring.transact(keep)
        await kring.close()

    asyncio.run(found())


def test_a_link_is_for_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_SECRET", KEY)
    monkeypatch.setenv("KRING_BASE_URL", "https://kring.example.org")
    _inhabited()
    code, said = _run("link", "Zoé Dubois")
    assert code == console.FINE
    assert said.startswith("https://kring.example.org/enter?key=")
    code, said = _run("link", "m")  # Maes, Martens, Mathieu: several
    assert code == console.USAGE
    assert "mathieu" in said
    assert _run("link", "nobody")[0] == console.USAGE


def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, said = _run("doctor")
    assert code == console.WRONG
    assert "Run `kring db upgrade`." in said
    _run("db", "upgrade")
    assert _run("doctor")[0] == console.FINE
    monkeypatch.setenv("KRING_ZONE", "Europe/Nowhere")
    code, said = _run("doctor")
    assert code == console.WRONG
    assert "KRING_ZONE" in said


def test_the_doctor_vouches_for_no_database_that_is_not_yours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one wrong setting it looked at the defaults, and found kring.db up to date."""
    _run("db", "upgrade")
    monkeypatch.setenv("KRING_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("KRING_PORT", "none")
    said = _run("doctor")[1]
    assert "KRING_PORT" in said
    assert "up to date" not in said


APP = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"


@pytest.mark.parametrize(
    "words",
    [
        ("outbox", "show", "9" * 23),
        ("outbox", "retry", "9" * 23),
        ("outbox", "discard", "0"),
        ("simulate", "--transcript", "/no/such/folder/life.txt"),
        ("simulate", "--weeks", "5"),
        (
            "teams",
            "package",
            "--url",
            "https://k.example.org",
            "--app-id",
            APP,
            "--out",
            "/no/a.zip",
        ),
    ],
)
def test_what_cannot_be_is_wrong_usage_and_no_traceback(words: tuple[str, ...]) -> None:
    _run("db", "upgrade")
    code, said = _run(*words)
    assert code == console.USAGE, said
    assert said


@pytest.mark.slow
def test_simulate_counts_and_writes_a_transcript(tmp_path: Path) -> None:
    code, said = _run(
        "simulate", "--people", "6", "--sessions", "3", "--weeks", "3", "--transcript", "life.txt"
    )
    assert code == console.FINE, said
    assert "Prompts per dialog" in said
    assert "Zoé Dubois → Kring" in (tmp_path / "life.txt").read_text()
