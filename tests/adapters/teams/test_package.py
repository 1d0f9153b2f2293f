"""The app package: within the limits of the manifest, its commands work, its icons are icons."""

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adapters import cli, console
from adapters.teams.package import Listing, Unfit, manifest, package
from bot.commands import Commands
from bot.network import Role
from bot.speech import LANGUAGES
from tests.adapters.teams.words import DIALOGS, words

APP = "11111111-2222-3333-4444-555555555555"
COMMANDS = Commands(DIALOGS)
LISTING = Listing(url="https://kring.example/", app=APP, publisher="Example")


def opened(zipped: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(zipped)) as found:
        return {name: found.read(name) for name in found.namelist()}


FILES = opened(package(LISTING, words, COMMANDS.word))
MADE: dict[str, Any] = json.loads(FILES["manifest.json"])


def test_the_package_is_flat_and_whole() -> None:
    assert set(FILES) == {"manifest.json", "fr.json", "nl.json", "color.png", "outline.png"}
    named = {more["file"] for more in MADE["localizationInfo"]["additionalLanguages"]}
    assert {*named, *MADE["icons"].values(), "manifest.json"} == set(FILES)


def test_the_same_words_give_the_same_bytes() -> None:
    again = package(LISTING, words, COMMANDS.word)
    assert again == package(LISTING, words, COMMANDS.word)


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_their_size(name: str, size: int) -> None:
    picture = FILES[name]
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_names_and_descriptions_fit() -> None:
    for said in (MADE, *(_flat(json.loads(FILES[f"{x}.json"])) for x in ("fr", "nl"))):
        assert len(said["name"]["short"]) <= 30
        assert len(said["description"]["short"]) <= 80
        assert len(said["description"]["full"]) <= 4000
        assert "Microsoft" not in said["name"]["short"]
    assert len(MADE["developer"]["name"]) <= 32


def _flat(said: dict[str, str]) -> dict[str, Any]:
    return {
        whole: {part: said[f"{whole}.{part}"] for part in ("short", "full")}
        for whole in ("name", "description")
    }


def commands(language: str) -> list[dict[str, str]]:
    """The commands that somebody with this language is shown."""
    shown = [dict(one) for some in MADE["bots"][0]["commandLists"] for one in some["commands"]]
    if language != "en":
        said = json.loads(FILES[f"{language}.json"])
        places = [
            f"bots[0].commandLists[{n}].commands[{k}]"
            for n, some in enumerate(MADE["bots"][0]["commandLists"])
            for k in range(len(some["commands"]))
        ]
        shown = [{part: said[f"{p}.{part}"] for part in ("title", "description")} for p in places]
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_works(language: str) -> None:
    for one in commands(language):
        assert COMMANDS.find(one["title"]) in DIALOGS
        assert COMMANDS.first(one["title"]) in DIALOGS
        assert 0 < len(one["title"]) <= 32
        assert 0 < len(one["description"]) <= 128
        assert not one["title"].startswith("/")


@pytest.mark.parametrize(
    ("language", "who"), [("en", "facilitator"), ("fr", "si vous animez"), ("nl", "als begeleider")]
)
def test_what_facilitators_alone_can_do_says_so(language: str, who: str) -> None:
    """Before, everybody read “Say when you can come” at the word that fixes all dates."""
    for one in commands(language):
        found = COMMANDS.find(one["title"])
        assert found is not None
        theirs = DIALOGS[found].audience is Role.FACILITATOR
        assert (who in one["description"]) is theirs, one


def test_lists_are_short_and_without_doubles() -> None:
    lists = MADE["bots"][0]["commandLists"]
    assert [scope for some in lists for scope in some["scopes"]] == MADE["bots"][0]["scopes"]
    for some in lists:
        titles = [one["title"] for one in some["commands"]]
        assert 1 <= len(titles) <= 10
        assert len(set(titles)) == len(titles)
        assert "help" in titles


def test_only_our_own_domain_is_named() -> None:
    assert MADE["validDomains"] == ["kring.example"]
    assert MADE["developer"]["privacyUrl"] == "https://kring.example/privacy"
    assert MADE["permissions"] == ["identity"]  # nothing of a team's members
    assert f"v{MADE['manifestVersion']}/" in MADE["$schema"]
    assert MADE["id"] == MADE["bots"][0]["botId"] == APP


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://kring.example"},
        {"url": "https://localhost"},
        {"url": "https://kring.example:8443"},
        {"url": "https://[x"},
        {"app": "kring"},
        {"name": "Kring for Teams"},
        {"name": "x" * 26},
        {"publisher": ""},
        {"privacy": "ftp://x.example"},
        {"version": "1"},
    ],
)
def test_what_cannot_stand_in_a_manifest(wrong: dict[str, str]) -> None:
    with pytest.raises(Unfit):
        Listing(**{"url": "https://kring.example", "app": APP, **wrong})


def wordy(key: str, language: str, /, **facts: str | int) -> str:
    return "x" * 200


def test_texts_that_are_too_long_are_noticed() -> None:
    with pytest.raises(Unfit):
        manifest(LISTING, wordy, COMMANDS.word)


# ── the command ──


def test_the_command_writes_the_package(tmp_path: Path) -> None:
    paper = tmp_path / "app.zip"
    asked = ["teams", "package", "--url", "https://kring.example", "--app-id", APP]
    result = CliRunner().invoke(cli.app, [*asked, "--out", str(paper)])
    assert result.exit_code == console.FINE, result.output
    assert set(opened(paper.read_bytes())) == set(FILES)


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    asked = ["teams", "package", "--url", "http://kring.example", "--app-id", APP]
    result = CliRunner().invoke(cli.app, [*asked, "--out", str(tmp_path / "app.zip")])
    assert result.exit_code == console.USAGE
    assert "https" in result.output
    assert not list(tmp_path.iterdir())
