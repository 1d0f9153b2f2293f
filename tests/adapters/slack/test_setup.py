"""The commands for Slack, and what the doctor finds wrong with a set-up."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from typer.testing import CliRunner

from adapters import cli, console, doctor
from adapters.settings import Settings, name
from adapters.slack.methods import scopes
from tests.adapters.slack.fake import TOKEN, Fake, Wrong, fake
from tests.adapters.slack.office import KEY, TENANT, Office, office, settings
from tests.circle import circle

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(name(field), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console.out, "width", 120)


def _run(*words: str) -> tuple[int, str]:
    result = RUN.invoke(cli.app, words)
    return result.exit_code, result.output


def test_the_manifest_is_printed_as_json() -> None:
    code, said = _run("slack", "manifest", "--url", "https://kring.example.org")
    assert code == console.FINE
    made = json.loads(said)
    assert made["oauth_config"]["scopes"]["bot"] == list(scopes())
    assert json.loads(_run("slack", "manifest", "--socket")[1])["settings"]["socket_mode_enabled"]


def test_a_manifest_needs_an_address_or_a_socket() -> None:
    for wrong in ("http://kring.example.org", "https://", "https:///x", "https://kring .example"):
        code, said = _run("slack", "manifest", "--url", wrong)
        assert code == console.USAGE
        assert "--socket" in said
    assert _run("slack", "manifest", "--socket", "--name", "K" * 36)[0] == console.USAGE


def test_a_key_is_one() -> None:
    code, said = _run("slack", "key")
    assert code == console.FINE
    Fernet(said.strip())


def test_keys_are_checked_when_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_SLACK_KEYS", f"{KEY},hunter2")
    code, said = _run("slack", "rotate")
    assert code == console.USAGE
    assert "KRING_SLACK_KEYS" in said
    assert "hunter2" not in said


def test_without_a_key_no_key_is_said_to_be_needless() -> None:
    """Before, whoever ran it without the settings of the server was told to throw the keys away."""
    code, said = _run("slack", "rotate")
    assert code == console.USAGE
    assert "can go" not in said


def test_tokens_are_sealed_anew_and_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def install() -> None:
        async with office(tmp_path):
            pass

    asyncio.run(install())
    new = Fernet.generate_key().decode()
    monkeypatch.setenv("KRING_SLACK_KEYS", new)
    assert _run("slack", "rotate")[0] == console.USAGE  # the old key is gone too early
    monkeypatch.setenv("KRING_SLACK_KEYS", f"{new},{KEY}")
    code, said = _run("slack", "rotate")
    assert code == console.FINE
    assert "1" in said
    monkeypatch.setenv("KRING_SLACK_KEYS", new)
    assert _run("slack", "rotate")[0] == console.FINE
    assert _run("slack", "forget", TENANT)[0] == console.WRONG
    assert _run("slack", "forget", TENANT, "--now")[0] == console.FINE
    assert "0 rows" in _run("slack", "forget", TENANT, "--now")[1]


def test_who_names_a_workspace_badly_is_not_told_that_it_is_deleted() -> None:
    """Somebody asked for it to be deleted: "nothing is left" has to be true of what was meant."""
    _run("db", "upgrade")
    workspace = TENANT.partition(":")[2]
    for wrong in (workspace, "home", "teams:0ab", "slack:", ""):
        for now in ((), ("--now",)):
            code, said = _run("slack", "forget", wrong, *now)
            assert code == console.USAGE, said
            assert "nothing deleted" in said
    assert _run("teams", "forget", TENANT, "--now")[0] == console.USAGE
    code, said = _run("slack", "forget", TENANT.lower(), "--now")
    assert f"Nothing of {TENANT} was there" in said, said


# ── the doctor ──


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def findings(slack: Fake, folder: Path, **more: object) -> list[tuple[str, str]]:
    chosen = settings(slack, f"sqlite:///{folder / 'kring.db'}", **more)
    found = await doctor._slack(chosen)
    assert all(ailment.do for ailment in found if ailment.wrong)
    return [("wrong" if ailment.wrong else "fine", ailment.said) for ailment in found]


async def test_all_is_well(here: Office, tmp_path: Path) -> None:
    assert await findings(here.slack, tmp_path) == [("fine", "Slack knows Kring in Contoso.")]


async def test_a_token_that_slack_refuses(here: Office, tmp_path: Path) -> None:
    here.slack.tokens.clear()
    ((state, said), *_) = await findings(here.slack, tmp_path)
    assert state == "wrong"
    assert "invalid_auth" in said
    assert TOKEN not in said


async def test_a_refused_token_is_not_said_to_be_a_channels_fault(
    here: Office, tmp_path: Path
) -> None:
    here.slack.tokens.clear()
    network = circle(channel="G0CHOSEN0", members=(), sessions=0)
    await here.look(lambda unit: unit.keep_network(network))
    assert len(await findings(here.slack, tmp_path)) == 1


async def test_a_scope_that_is_missing(here: Office, tmp_path: Path) -> None:
    here.slack.granted -= {"im:history"}
    ((state, said), *_) = await findings(here.slack, tmp_path)
    assert state == "wrong"
    assert "im:history" in said


async def test_a_channel_that_kring_is_not_in(here: Office, tmp_path: Path) -> None:
    here.slack.channels["G0CHOSEN0"] = {
        "id": "G0CHOSEN0",
        "name": "chosen",
        "is_private": True,
        "is_member": False,
        "is_archived": False,
    }

    def work(unit: object) -> None:
        for n, channel in enumerate(("G0CHOSEN0", "G0GONE000", "channel:n3")):
            network = circle(id=f"n{n}", channel=channel, members=(), sessions=0)
            unit.keep_network(network)  # type: ignore[attr-defined]

    await here.look(work)
    said = await findings(here.slack, tmp_path)
    assert [state for state, _ in said] == ["fine", "wrong", "wrong"]
    assert "G0CHOSEN0" in said[1][1]
    assert "G0GONE000" in said[2][1]


async def test_a_key_that_is_gone(here: Office, tmp_path: Path) -> None:
    other = SecretStr(Fernet.generate_key().decode())
    ((state, said),) = await findings(here.slack, tmp_path, slack_keys=other)
    assert state == "wrong"
    assert "another key" in said


async def test_tokens_of_the_settings(tmp_path: Path) -> None:
    async with fake() as slack:
        slack.always = {"apps.connections.open": Wrong("invalid_auth")}
        said = await findings(
            slack,
            tmp_path,
            slack_bot_token=SecretStr(TOKEN),
            slack_app_token=SecretStr("xapp-canary"),
        )
        assert [state for state, _ in said] == ["fine", "wrong"]
        assert "Socket Mode" in said[1][1]


async def test_slack_is_out_of_reach(tmp_path: Path) -> None:
    async with fake() as slack:
        slack.address = "http://127.0.0.1:9"
        said = await findings(slack, tmp_path, slack_bot_token=SecretStr(TOKEN))
        assert [state for state, _ in said] == ["wrong"]
