"""Methods, scopes, reasons, errors and the manifest say the same thing."""

import ast
import re
from pathlib import Path

import pytest

import adapters.slack
from adapters.slack.errors import EVERYWHERE, TABLE, Refused, Verdict, failure, failure_of, verdict
from adapters.slack.manifest import manifest
from adapters.slack.methods import METHODS, REASONS, UNSIGNED, document, scopes
from adapters.slack.picture import png
from bot.picture import dots_svg
from bot.ports import Ambiguous, Retry, Unreachable

HERE = Path(next(iter(adapters.slack.__path__)))
PAGE = Path(__file__).parents[3] / "docs" / "slack-scopes.md"
BROAD = re.compile(r"admin|identity|search|:history$|users:read\.email|^bot$|^client$|:join$")


def test_each_scope_has_its_reason_and_each_reason_its_scope() -> None:
    assert set(REASONS) == set(scopes())


def test_no_scope_reaches_further_than_a_conversation_with_kring() -> None:
    assert [scope for scope in scopes() if BROAD.search(scope)] == ["im:history"]


def test_the_page_of_scopes_is_made_from_the_code(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        PAGE.write_text(document())
    assert PAGE.read_text() == document()


def _called(source: str) -> set[str]:
    """Methods that a module names: `client.chat_postMessage(…)` or `"chat.postMessage"`."""
    named = {f"{m.partition('.')[0]}_{m.partition('.')[2]}".replace(".", "_"): m for m in KNOWN}
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in named:
            found.add(named[node.attr])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in KNOWN:
            found.add(node.value)
        if (
            isinstance(node, ast.Attribute)
            and re.fullmatch(
                r"(chat|views|users|conversations|files|reactions|auth)_\w+", node.attr
            )
            and node.attr not in named
        ):
            found.add(node.attr)
    return found


KNOWN = {*METHODS, *UNSIGNED}


def test_nothing_else_is_called() -> None:
    called = {m for file in HERE.glob("*.py") for m in _called(file.read_text())}
    assert called <= KNOWN


# ── errors ──


def test_each_method_has_its_errors() -> None:
    assert set(TABLE) == KNOWN


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ratelimited", Retry),
        ("invalid_auth", Retry),
        ("internal_error", Ambiguous),
        ("fatal_error", Ambiguous),
        ("channel_not_found", Unreachable),
        ("is_archived", Unreachable),
        ("user_disabled", Unreachable),
        ("account_inactive", Unreachable),
        ("token_revoked", Unreachable),
        ("messages_tab_disabled", Unreachable),
        ("restricted_action", Unreachable),
        ("invalid_blocks", Refused),
        ("msg_blocks_too_long", Refused),
        ("missing_scope", Refused),
        ("something_new", Retry),
    ],
)
def test_what_a_refusal_means_for_a_message(code: str, kind: type[Exception]) -> None:
    assert type(failure("chat.postMessage", code)) is kind


def test_what_is_so_already_is_no_failure() -> None:
    assert failure("conversations.archive", "already_archived") is None
    assert failure("conversations.invite", "already_in_channel") is None
    assert failure("chat.delete", "message_not_found") is None


def test_slack_says_how_long_to_wait() -> None:
    said = failure("chat.postMessage", "ratelimited", 17)
    assert isinstance(said, Retry)
    assert (said.after, said.code) == (17, "ratelimited")
    by_status = failure_of(429, 5)
    assert isinstance(by_status, Retry)
    assert by_status.after == 5
    assert type(failure_of(503)) is Ambiguous
    assert type(failure_of(413)) is Refused


def test_codes_keep_their_meaning_whatever_the_method() -> None:
    """A method may only add to what is common; the two uncertain ones stay uncertain."""
    for method in TABLE:
        assert not set(TABLE[method]) & set(EVERYWHERE), method
        assert verdict(method, "internal_error") is Verdict.PERHAPS
        assert verdict(method, "token_revoked") is Verdict.NEVER


# ── the manifest ──


def test_the_manifest_asks_for_what_is_used() -> None:
    made = manifest("https://kring.example/")
    assert made["oauth_config"]["scopes"] == {"bot": list(scopes())}
    assert made["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.im",
        "tokens_revoked",
    ]
    assert made["settings"]["interactivity"]["request_url"] == "https://kring.example/slack/events"
    assert made["oauth_config"]["redirect_urls"] == ["https://kring.example/slack/oauth"]
    assert made["settings"]["org_deploy_enabled"]
    assert not made["settings"]["token_rotation_enabled"]


def test_socket_mode_needs_no_address() -> None:
    made = manifest(socket=True)
    assert made["settings"]["socket_mode_enabled"]
    assert "http" not in str(made)
    with pytest.raises(ValueError, match="https"):
        manifest("http://kring.example")


def test_the_manifest_is_within_slacks_limits() -> None:
    made = manifest("https://kring.example")
    about = made["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    for shortcut in made["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["name"].startswith("Share"), "a verb comes first"
    (command,) = made["features"]["slash_commands"]
    assert command["command"] == "/kring"
    assert len(command["description"]) <= 100
    assert len(command["usage_hint"]) <= 100
    assert made["features"]["app_home"]["home_tab_enabled"]


# ── pictures ──


def test_dots_become_a_picture() -> None:
    assert png(dots_svg(3.5)).startswith(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ValueError):  # noqa: PT011 - resvg's own words
        png("no drawing")
