"""What arrives at the door: only what Slack signed, well formed, once; none of it is logged."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import entrance
from adapters.slack.door import ALONE, _payload
from bot.network import Address
from tests.adapters.slack.fake import TEAM, Wrong
from tests.adapters.slack.office import Office, office, signed

ZOE = "U061F7AUR"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


def _message(text: str = "help") -> bytes:
    event = {
        "type": "message",
        "channel": "D061F7AUR",
        "channel_type": "im",
        "user": ZOE,
        "text": text,
        "ts": "1800000000.000100",
        "client_msg_id": "c-1",
    }
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    return json.dumps(body).encode()


async def test_what_slack_signed_is_taken(here: Office) -> None:
    answer = await here.raw(_message(), JSON)
    assert (answer.status, answer.text) == (200, "")
    assert here.slack.calls == []  # nobody was asked before the acknowledgement
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Request-Timestamp": "abc"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "٣"},
        {"X-Slack-Request-Timestamp": "9" * 30},
    ],
)
async def test_what_is_not_signed_is_refused(here: Office, change: dict[str, str]) -> None:
    body = _message()
    headers = {"Content-Type": JSON, **(signed(body, here.now) | change if change else {})}
    answer = await here.post(body, headers)
    assert answer.status == 401
    assert answer.json == {"error": "invalid request"}
    await here.beat()
    assert here.slack.dm(ZOE) == []


async def test_a_body_that_was_changed_is_refused(here: Office) -> None:
    headers = {"Content-Type": JSON, **signed(_message(), here.now)}
    assert (await here.post(_message("other"), headers)).status == 401


async def test_another_secret_is_refused(here: Office) -> None:
    body = _message()
    headers = {"Content-Type": JSON, **signed(body, here.now, "another")}
    assert (await here.post(body, headers)).status == 401


@pytest.mark.parametrize(("seconds", "status"), [(-299, 200), (299, 200), (-301, 401), (301, 401)])
async def test_five_minutes_and_no_more(here: Office, seconds: int, status: int) -> None:
    body = _message()
    headers = {"Content-Type": JSON, **signed(body, here.now + timedelta(seconds=seconds))}
    assert (await here.post(body, headers)).status == status


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"not json", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b'"text"', JSON),
        (b"{}", JSON),
        (b"payload=not+json", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload=%7B%22type%22%3A%22block_actions%22%7D", FORM),
        (b'{"type":"event_callback","event":[]}', JSON),
        (b'{"type":"event_callback","team_id":5,"event":{"type":"message"}}', JSON),
        (b'{"type":"event_callback","team_id":"T1","event_id":"E","event":{"type":{}}}', JSON),
        (b'{"type":"view_submission","team":"x","user":[]}', JSON),
        (b"[" * 100_000, JSON),
        (b"command=%2Fkring&text=help", FORM),
        (b"a=b", FORM),
    ],
)
async def test_what_is_signed_and_malformed_is_refused_in_peace(
    here: Office, body: bytes, kind: str
) -> None:
    assert (await here.raw(body, kind)).status == 400


async def test_what_is_no_text_is_refused(here: Office) -> None:
    assert (await here.raw(b"\xff\xfe", JSON)).status == 401


async def test_a_body_of_a_megabyte_is_too_large(here: Office) -> None:
    assert (await here.raw(b"x" * (1024 * 1024 + 1), JSON)).status == 413


async def test_slack_makes_sure_of_the_address(here: Office) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c-1", "token": "t"}).encode()
    answer = await here.raw(body, JSON)
    assert (answer.status, answer.json) == (200, {"challenge": "c-1"})


@pytest.mark.parametrize("retry", [{}, {"X-Slack-Retry-Num": "1"}])
async def test_the_same_request_again_does_nothing_again(
    here: Office, retry: dict[str, str]
) -> None:
    for headers in ({}, retry, retry):
        assert (await here.raw(_message(), JSON, **headers)).status == 200
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_one_message_under_two_event_ids_is_one(here: Office) -> None:
    for event_id in (b"Ev1", b"Ev2"):
        await here.raw(_message().replace(b"Ev1", event_id), JSON)
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_a_workspace_without_kring_is_heard_politely_and_forgotten(here: Office) -> None:
    answer = await here.raw(_message().replace(TEAM.encode(), b"T0STRANGER"), JSON)
    assert answer.status == 200
    await here.beat()
    assert here.slack.calls == []


async def test_when_the_database_is_gone_slack_is_to_come_again(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(type(here.service.entrance), "_inbound", broken)
    assert (await here.raw(_message(), JSON)).status == 503


async def test_a_database_that_is_locked_for_long_is_said_to_be_before_slack_gives_up(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "SOON", 0.1)
    file = sqlite3.connect(
        here.kring.settings.database.removeprefix("sqlite:///"), isolation_level=None
    )
    with closing(file):
        file.execute("BEGIN IMMEDIATE")
        assert (await here.raw(_message(), JSON)).status == 503
        file.execute("ROLLBACK")
    monkeypatch.setattr(entrance, "SOON", 60.0)
    assert (await here.raw(_message(), JSON)).status == 200
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 1


async def test_nothing_of_a_request_is_logged(
    here: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canary = _message("canary-said-by-zoe")
    await here.raw(canary, JSON)
    await here.post(canary, {"Content-Type": JSON, "X-Slack-Signature": "v0=canary"})
    await here.raw(b"canary-no-json", JSON)
    await here.commands(ZOE, "canary-command")
    await here.beat()
    assert "canary" not in caplog.text


async def test_slow_slack_does_not_delay_the_acknowledgement(here: Office) -> None:
    here.slack.always = {
        method: Wrong(slow=5, accepted=True) for method in ("views.open", "users.info")
    }
    loop = asyncio.get_running_loop()
    times = []
    for _ in range(20):
        before = loop.time()
        assert (await here.commands(ZOE, "new")).status == 200
        times.append(loop.time() - before)
    assert max(times) < 1
    for task in here.service.entrance.under_way:
        task.cancel()


async def test_the_people_of_an_organisation_are_one_tenant(here: Office) -> None:
    """Installed for all of an organisation: its id stands for every workspace in it."""
    await here.kring.database.workspaces.keep(
        "slack:E1",
        enterprise="E1",
        team="",
        name="All",
        app="A",
        bot="U0KRING00",
        token=here.service.vault.seal("slack:E1", "xoxb-canary-of-the-bot"),
        at=here.now,
    )
    whole = {"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}
    event = {
        "type": "message",
        "channel": "D061F7AUR",
        "channel_type": "im",
        "user": ZOE,
        "text": "help",
        "ts": "1.1",
    }
    for team in ("T0ONE", "T0TWO"):
        await here.event(
            {**event, "ts": team}, team_id=team, enterprise_id="E1", authorizations=[whole]
        )
    await here.settle()
    found = await here.kring.database.transact(
        "slack:E1", lambda unit: unit.person_at(Address(platform="slack", id=ZOE))
    )
    assert found is not None
    await here.beat()
    assert len(here.slack.dm(ZOE)) >= 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_form_is_read_as_forms_are(text: str) -> None:
    said = json.dumps({"type": "block_actions", "said": text}, ensure_ascii=False)
    form = urlencode({"payload": said})
    assert form.startswith(ALONE)
    assert _payload(form.encode()) == said == dict(parse_qsl(form))["payload"]


@pytest.mark.parametrize(
    "form", ["payload=%7B%7D&more=1", "command=%2Fkring&text=%7B", '{"type":"event_callback"}', ""]
)
def test_what_is_more_than_one_object_is_left_to_bolt(form: str) -> None:
    assert _payload(form.encode()) == form
