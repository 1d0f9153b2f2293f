"""Bodies as Slack sends them, shortened to what they have in common with the real ones."""

from collections.abc import Mapping
from typing import Any

TEAM, USER, CHANNEL, DM, BOT = "T024BE7LD", "U061F7AUR", "C024BE91L", "D024BFF1M", "U0KRING00"
TRIGGER = "12466734323.1395872398.8f4c2c5d"

Json = dict[str, Any]


def envelope(event: Json, **more: Any) -> Json:
    return {
        "token": "old",
        "team_id": TEAM,
        "api_app_id": "A0KRING",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0PV52K21",
        "event_time": 1799999999,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        **more,
    }


def message(text: str, **more: Any) -> Json:
    return envelope(
        {
            "type": "message",
            "channel": DM,
            "channel_type": "im",
            "user": USER,
            "text": text,
            "ts": "1799999999.000200",
            "event_ts": "1799999999.000200",
            "client_msg_id": "3f6b2d1e-1111-4222-8333-944455556666",
            **more,
        }
    )


def mention(text: str, **more: Any) -> Json:
    return envelope(
        {
            "type": "app_mention",
            "channel": CHANNEL,
            "user": USER,
            "text": text,
            "ts": "1799999999.000300",
            **more,
        }
    )


def slash(text: str, **more: str) -> Json:
    return {
        "token": "old",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": CHANNEL,
        "channel_name": "general",
        "user_id": USER,
        "user_name": "zoe.martin",
        "command": "/kring",
        "text": text,
        "api_app_id": "A0KRING",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T024BE7LD/1/abc",
        "trigger_id": TRIGGER,
        **more,
    }


def gesture(kind: str, **more: Any) -> Json:
    return {
        "type": kind,
        "user": {"id": USER, "username": "zoe.martin", "name": "zoe.martin", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": "A0KRING",
        "token": "old",
        "trigger_id": TRIGGER,
        **more,
    }


def action(button: Mapping[str, Any], channel: str = DM, **more: Any) -> Json:
    pressed = {**button, "block_id": "k3d", "action_ts": "1800000000.123"}
    return gesture(
        "block_actions",
        actions=[pressed],
        container={"type": "message", "message_ts": "1799999999.000100", "channel_id": channel},
        channel={"id": channel, "name": "directmessage"},
        message={"type": "message", "ts": "1799999999.000100", "text": "…"},
        response_url="https://hooks.slack.com/actions/T024BE7LD/2/def",
        **more,
    )


def submission(view: Mapping[str, Any], filled: Mapping[str, Json], **more: Any) -> Json:
    """A window sent, with what `filled` says of its controls, by question."""
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: {
                "type": block["element"]["type"],
                **filled.get(block["block_id"], {}),
            }
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }
    sent = {**view, "id": "V0FORM", "hash": "1800000000.a", "state": {"values": values}}
    return gesture("view_submission", view=sent, response_urls=[], **more)
