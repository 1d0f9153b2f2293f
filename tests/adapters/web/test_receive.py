from typing import Any

import pytest

from adapters.web.receive import Unreadable, inbound, what
from bot.network import Address
from bot.ports import Commanded, Opened, Pressed, Said, Submitted

EVENT = "a1b2c3d4e5f6"


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"say": "4"}, Said("4")),
        ({"say": "  two\nlines "}, Said("  two\nlines ")),
        ({"say": "/kring share"}, Commanded("share")),
        ({"say": "/KRING"}, Commanded("")),
        ({"say": "/kringle"}, Said("/kringle")),
        ({"press": "start:share:n1:"}, Pressed("start:share:n1:")),
        ({"open": True}, Opened()),
        ({"submit": "r:s", "values": {}}, Submitted("r:s", {})),
        (
            {"submit": "r:s", "values": {"a": "1", "b": ["x", "y"]}},
            Submitted("r:s", {"a": "1", "b": ("x", "y")}),
        ),
    ],
)
def test_a_payload_is_one_gesture(payload: dict[str, Any], said: object) -> None:
    assert what(payload) == said


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"say": " "},
        {"say": 4},
        {"press": None},
        {"submit": "r:s"},
        {"submit": "r:s", "values": {"a": {"$ne": 1}}},
        {"submit": "r:s", "values": {"a": [1]}},
        {"submit": ["r"], "values": {}},
        {"open": "yes"},
    ],
)
def test_anything_else_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        what(payload)


@pytest.mark.parametrize("event", [None, "", "short", "with:colon:here", "x" * 65, 12345678])
def test_every_gesture_has_its_own_mark(event: object) -> None:
    with pytest.raises(Unreadable):
        inbound({"say": "hi", "event": event}, tenant="home", person="zoe")


def test_an_event_belongs_to_its_person() -> None:
    zoe = inbound({"say": "hi", "event": EVENT}, tenant="home", person="zoe")
    bart = inbound({"say": "hi", "event": EVENT}, tenant="home", person="bart")
    assert zoe.event != bart.event
    assert zoe.event == inbound({"say": "yes", "event": EVENT}, tenant="home", person="zoe").event


def test_an_event_does_not_name_its_person() -> None:
    """Before, for a week the database knew how many forms somebody had sent, and when."""
    zoe = inbound({"say": "hi", "event": EVENT}, tenant="home", person="zoe")
    assert "zoe" not in zoe.event
    assert EVENT not in zoe.event
    assert zoe.sender == Address(platform="web", id="dm:zoe")


@pytest.mark.parametrize(
    ("where", "shared"), [("", None), ("dm:zoe", None), ("channel:n1", "channel:n1")]
)
def test_a_channel_is_told_from_ones_own_conversation(where: str, shared: str | None) -> None:
    event = inbound({"say": "hi", "event": EVENT, "where": where}, tenant="home", person="zoe")
    assert (event.where and event.where.id) == shared


@pytest.mark.parametrize("payload", [None, [], "say", 3])
def test_a_payload_is_an_object(payload: object) -> None:
    with pytest.raises(Unreadable):
        inbound(payload, tenant="home", person="zoe")
