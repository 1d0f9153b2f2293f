from pathlib import Path

import pytest

from adapters.settings import Settings, Wrong, load, name


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches these tests."""
    for field in Settings.model_fields:
        monkeypatch.delenv(name(field), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_there_are_defaults() -> None:
    settings = load()
    assert settings.threshold == 5
    assert settings.address == "http://127.0.0.1:8000"


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("KRING_PORT=9000\nKRING_LANGUAGE=nl\n")
    monkeypatch.setenv("KRING_PORT", "9001")
    settings = load()
    assert (settings.port, settings.language) == (9001, "nl")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().port = 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KRING_PORT", "70000"),
        ("KRING_PORT", "eight"),
        ("KRING_THRESHOLD", "4"),
        ("KRING_ZONE", "Europe/Nowhere"),
        ("KRING_ZONE", "../etc/passwd"),
        ("KRING_COUNTRY", "Belgium"),
        ("KRING_COUNTRY", "EU"),  # it has no holidays: everybody would be prompted at Christmas
        ("KRING_LANGUAGE", "de"),
        ("KRING_DATABASE", "mysql://here"),
        ("KRING_BASE_URL", "kring.example.org"),
        ("KRING_TEXTS", "/no/such/folder"),
        ("KRING_SYNCHRONOUS", "sometimes"),
        ("KRING_LOG_LEVEL", "loud"),
        ("KRING_TENANT", "Two Words"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(Wrong) as refused:
        load()
    (sentence,) = refused.value.mistakes
    assert sentence.startswith(variable)
    assert value.upper() in sentence.upper()
    assert f"{variable}=" in sentence


def test_every_mistake_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_PORT", "0")
    monkeypatch.setenv("KRING_THRESHOLD", "1")
    monkeypatch.setenv("KRING_TRESHOLD", "6")
    with pytest.raises(Wrong) as refused:
        load()
    assert len(refused.value.mistakes) == 3
    assert "Did you mean KRING_THRESHOLD?" in refused.value.mistakes[0]


def test_a_secret_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_SECRET", "hunter2")
    with pytest.raises(Wrong) as refused:
        load()
    assert "hunter2" not in str(refused.value)
    monkeypatch.setenv("KRING_SECRET", "hunter2" * 6)
    assert "hunter2" not in repr(load())


@pytest.mark.parametrize(
    ("half", "other"),
    [
        ({"KRING_SLACK_BOT_TOKEN": "xoxb-1"}, "KRING_SLACK_APP_TOKEN"),
        ({"KRING_SLACK_APP_TOKEN": "xapp-1"}, "KRING_SLACK_BOT_TOKEN"),
        ({"KRING_SLACK_CLIENT_SECRET": "s", "KRING_SLACK_SIGNING_SECRET": "s"}, "KRING_SLACK_C"),
        ({"KRING_SLACK_CLIENT_ID": "1.2", "KRING_SLACK_SIGNING_SECRET": "s"}, "KRING_SLACK_C"),
        ({"KRING_SLACK_CLIENT_ID": "1.2", "KRING_SLACK_CLIENT_SECRET": "s"}, "KRING_SLACK_SIGNING"),
    ],
)
def test_half_a_set_up_of_slack_is_no_silence(
    monkeypatch: pytest.MonkeyPatch, half: dict[str, str], other: str
) -> None:
    """Before, Kring served without Slack, and the doctor found that all was well."""
    for variable, value in half.items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(Wrong) as refused:
        load(None)
    (sentence,) = refused.value.mistakes
    assert other in sentence.partition("without")[2]


def test_what_cannot_be_read_in_the_file_is_not_passed_over(tmp_path: Path) -> None:
    """Before, `KRING_THRESHOLD: 8` was a warning of another's, and five answers were enough."""
    file = tmp_path / ".env"
    for written, said in (
        ("KRING_PORT=9000\nKRING_THRESHOLD: 8\nKRING_LANGUAGE=fr\n", "line 2"),
        ('KRING_PORT=9000\nKRING_ZONE="Europe/Paris\n', "line 2"),
    ):
        file.write_text(written)
        with pytest.raises(Wrong) as refused:
            load(file)
        assert said in str(refused.value)
    file.write_bytes("KRING_TEXTS=/srv/réseau\n".encode("latin-1"))
    with pytest.raises(Wrong, match="UTF-8"):
        load(file)
    file.write_text("# a remark\n\nexport KRING_PORT=9000 # another\nPATH_OF_OTHERS=x\n")
    assert load(file).port == 9000


@pytest.mark.parametrize("word", ["KRING_SECRET", "what?"])
def test_so_is_a_name_to_which_nothing_is_set(tmp_path: Path, word: str) -> None:
    """It was read as nothing: what was meant to be set was not, without a word."""
    file = tmp_path / ".env"
    file.write_text(f"KRING_PORT=9000\n{word}\nKRING_LANGUAGE=\n")
    with pytest.raises(Wrong) as refused:
        load(file)
    (sentence,) = refused.value.mistakes
    assert f"Line 2 of {file}" in sentence


@pytest.mark.parametrize("setting", ["KRING_SECRET", "KRING_METRICS_TOKEN"])
def test_a_command_that_no_shell_has_run_is_no_secret(tmp_path: Path, setting: str) -> None:
    """`.env` runs nothing: the key would be these very characters, which everybody knows."""
    command = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
    for said in (f"$({command})", f"`{command}`", f'"{command}"'):
        (tmp_path / ".env").write_text(f"{setting}={said}\n")
        with pytest.raises(Wrong) as refused:
            load(tmp_path / ".env")
        (sentence,) = refused.value.mistakes
        assert f"what this prints: {command}" in sentence
        assert "$(" not in sentence


def test_the_page_of_settings_names_each_of_them() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    for field in Settings.model_fields:
        assert f"`{name(field)}`" in page, field
