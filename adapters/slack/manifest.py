"""The app as Slack is to create it: made from the code, so that it asks for what is used alone."""

import re
from typing import Any

from adapters.slack.methods import EVENTS, scopes
from adapters.slack.receive import SHARE

COMMAND = "/kring"
EVENTS_PATH = "/slack/events"
"""Where Slack sends everything: events, gestures and commands."""
LONGEST_NAME = 35
"""Characters that Slack takes of an app's name."""
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth"

_SHORT = "Facilitates learning networks: from the first meeting to the last, in your own words."
_LONG = (
    "Kring helps groups of colleagues learn from one another. It proposes dates, asks short"
    " questions at the right moment, shows answers without names from five answers on, and reminds"
    " only those who want to be reminded. People answer with one tap, in a short form, or simply"
    " by typing; in English, French or Dutch. Whoever answers sees beforehand who will read it."
    " Facilitators see how their network is doing, managers what people chose to tell them, and"
    " nobody is ranked or scored."
)


def manifest(url: str = "", *, socket: bool = False, name: str = "Kring") -> dict[str, Any]:
    """The manifest for an installation at this https address; without one for Socket Mode.

    Raises ValueError when neither is given.
    """
    if not socket and not re.fullmatch(r"https://[^\s/?#@]+\.[^\s/?#@]+(/[^\s?#]*)?", url):
        raise ValueError("Slack sends to an https address only; without one there is Socket Mode")
    home = url.rstrip("/")
    at: dict[str, str] = {} if socket else {"request_url": f"{home}{EVENTS_PATH}"}
    oauth: dict[str, Any] = {"scopes": {"bot": list(scopes())}}
    if not socket:
        oauth["redirect_urls"] = [f"{home}{REDIRECT_PATH}"]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": _SHORT,
            "long_description": _LONG,
            "background_color": "#1f4d3d",
        },
        "features": _features(name, "" if socket else f"{home}{EVENTS_PATH}"),
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**at, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": True,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }


def _features(name: str, address: str) -> dict[str, Any]:
    command = {
        "command": COMMAND,
        "description": "Your learning networks: answer, share, look up; “help” lists the words",
        "usage_hint": "[help | my | share | dates | …]",
        "should_escape": False,
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": name, "always_online": True},
        "shortcuts": [
            {
                "name": "Share as a learning",
                "type": "message",
                "callback_id": SHARE,
                "description": "Begin a learning for your network with the words of this message",
            },
            {
                "name": "Share a learning",
                "type": "global",
                "callback_id": SHARE,
                "description": "Write down what somebody else could use; you choose who sees it",
            },
        ],
        "slash_commands": [{**command, "url": address} if address else command],
    }
