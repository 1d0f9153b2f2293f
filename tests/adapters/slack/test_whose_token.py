"""Whose token that of the settings is, where Slack cannot be asked at the start.

Before, a refusal that came later, or a database that was away just then, ended the asking without
a word, and later the closing of Kring in the middle. Now the refusal is told, and all else is
tried again.
"""

import asyncio
import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.main import build
from adapters.slack import service
from tests.adapters.slack.fake import TOKEN, Wrong, fake
from tests.adapters.slack.office import TENANT, settings
from tests.adapters.slack.test_socket import until

AUTH = "auth.test"


@pytest.mark.parametrize("code", ["account_inactive", "invalid_auth"])
async def test_a_refusal_that_comes_later_is_told_and_kring_closes_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    monkeypatch.setattr(service, "LATER", 0.01)
    chosen = {"slack_bot_token": SecretStr(TOKEN)}
    async with fake() as slack:
        slack.fail(AUTH, Wrong("internal_error", status=500), Wrong(code))
        kring = build(settings(slack, f"sqlite:///{tmp_path / 'kring.db'}", **chosen))
        await kring.open(upgrade=True)
        assert kring.slack is not None
        with caplog.at_level(logging.ERROR):
            await kring.slack.open()
            await until(lambda: "slack.refused" in caplog.messages)
        await asyncio.sleep(0)
        await kring.slack.close()
        await kring.close()
        assert len(slack.of(AUTH)) == 2


async def test_a_database_that_was_away_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LATER", 0.01)
    chosen = {"slack_bot_token": SecretStr(TOKEN)}
    async with fake() as slack:
        slack.fail(AUTH, Wrong("internal_error", status=500))
        kring = build(settings(slack, f"sqlite:///{tmp_path / 'kring.db'}", **chosen))
        await kring.open(upgrade=True)
        assert kring.slack is not None
        kept = kring.slack._books.keep
        away = iter([OSError("no database")])

        async def keep(*args: str, **about: object) -> None:
            if (error := next(away, None)) is not None:
                raise error
            await kept(*args, **about)  # type: ignore[arg-type]

        monkeypatch.setattr(kring.slack._books, "keep", keep)
        await kring.slack.open()
        here = None
        for _ in range(200):
            here = await kring.slack._books.of(TENANT)
            if here is not None:
                break
            await asyncio.sleep(0.01)
        assert here is not None
        await kring.slack.close()
        await kring.close()
