"""What Slack sends is read for what it stands for; what it would never send is refused."""

import contextlib
import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import buttons
from adapters.slack.form import taps
from adapters.slack.places import at, ref, standing
from adapters.slack.reach import reach
from adapters.slack.receive import SHARE, Ended, Flooded, Stranger, receive
from adapters.slack.text import escape, read
from adapters.slack.values import Malformed
from adapters.slack.view import home, modal
from bot.content import Button, Card, Choice, Form, Input, Kind
from bot.ports import Commanded, Inbound, Installed, Opened, Pressed, Said, Submitted
from tests.adapters.slack import payloads
from tests.adapters.slack.payloads import BOT, CHANNEL, DM, TEAM, TRIGGER, USER
from tests.adapters.slack.words import words


def heard(body: Any) -> Inbound:
    seen = receive(body)
    assert isinstance(seen, Inbound)
    assert seen.tenant == f"slack:{TEAM}"
    assert seen.sender == at(USER)
    return seen


# ── events ──


def test_a_message_to_kring_is_said() -> None:
    seen = heard(payloads.message("4 &amp; more"))
    assert seen.what == Said("4 & more")
    assert seen.where is None
    assert not seen.window


def test_one_message_has_three_names() -> None:
    seen = heard(payloads.message("hello"))
    assert seen.event == "slack:Ev0PV52K21"
    assert seen.same == (
        f"slack:{DM}:1799999999.000200",
        "slack:3f6b2d1e-1111-4222-8333-944455556666",
    )


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"channel_type": "channel"},
    ],
)
def test_what_nobody_typed_to_kring_is_of_no_concern(more: payloads.Json) -> None:
    assert receive(payloads.message("hello", **more)) is None


def test_a_file_with_a_word_is_said_too() -> None:
    assert heard(payloads.message("this one", subtype="file_share")).what == Said("this one")


def test_a_mention_in_a_channel_is_a_command_there() -> None:
    seen = heard(payloads.mention(f"<@{BOT}> help"))
    assert seen.what == Commanded("help")
    assert seen.where == at(CHANNEL)
    assert heard(payloads.mention(f"hey <@{BOT}|kring>")).what == Commanded("hey")


def test_the_two_tabs_of_the_app() -> None:
    event = {"type": "app_home_opened", "user": USER, "channel": DM}
    assert heard(payloads.envelope({**event, "tab": "home"})).what == Opened()
    assert heard(payloads.envelope({**event, "tab": "messages"})).what == Installed()


def test_the_end_in_either_order() -> None:
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}}
    here = f"slack:{TEAM}"
    gone = payloads.envelope({"type": "app_uninstalled"})
    assert receive(gone) == Ended(tenant=here, uninstalled=True)
    assert receive(payloads.envelope(revoked)) == Ended(tenant=here, uninstalled=False)
    theirs = {"type": "tokens_revoked", "tokens": {"oauth": ["U1AA"]}}
    assert receive(payloads.envelope(theirs)) is None


def test_an_organisation_is_one_tenant() -> None:
    body = payloads.message("hello")
    body["authorizations"][0] |= {
        "enterprise_id": "E0AS553RN",
        "team_id": None,
        "is_enterprise_install": True,
    }
    seen = receive(body)
    assert isinstance(seen, Inbound)
    assert seen.tenant == "slack:E0AS553RN"
    command = payloads.slash("my", is_enterprise_install="true", enterprise_id="E0AS553RN")
    assert getattr(receive(command), "tenant", "") == "slack:E0AS553RN"
    pressed = payloads.action(
        buttons.press("Later", "later:r1:"),
        is_enterprise_install=True,
        enterprise={"id": "E0AS553RN", "name": "Acme"},
    )
    assert getattr(receive(pressed), "tenant", "") == "slack:E0AS553RN"


def test_slack_connect_delivers_for_our_workspace_alone() -> None:
    body = payloads.mention(f"<@{BOT}> my", user_team="T0THEIRS")
    body["team_id"] = "T0THEIRS"
    assert receive(body) == Stranger(tenant=f"slack:{TEAM}")
    pressed = payloads.action(buttons.press("Join", "start:join:n1:"), CHANNEL)
    pressed["user"]["team_id"] = "T0THEIRS"
    assert receive(pressed) == Stranger(tenant=f"slack:{TEAM}")


def test_a_flood_is_told() -> None:
    body = {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1, "token": "x"}
    assert receive(body) == Flooded(tenant=f"slack:{TEAM}")


# ── commands and shortcuts ──


def test_a_slash_command() -> None:
    seen = heard(payloads.slash(" share  now "))
    assert seen.what == Commanded("share  now")
    assert seen.event == f"slack:{TRIGGER}"
    assert seen.where == at(CHANNEL)
    assert seen.window
    assert seen.name == "zoe.martin"
    assert heard(payloads.slash("", channel_id=DM)).where is None


def test_a_message_can_be_shared_as_a_learning() -> None:
    message = {"type": "message", "user": "U0OTHER", "ts": "1.2", "text": "5 &lt; 6, <@U1AA|bart>"}
    seen = heard(payloads.gesture("message_action", callback_id=SHARE, message=message))
    assert seen.what == Commanded("share")
    assert seen.quoted == "5 < 6, @bart"
    assert seen.window
    everywhere = heard(payloads.gesture("shortcut", callback_id=SHARE))
    assert everywhere.what == Commanded("share")
    assert everywhere.quoted == ""
    assert receive(payloads.gesture("shortcut", callback_id="other")) is None


# ── buttons ──


def test_a_button_gives_its_token_back() -> None:
    made = buttons.drawn(Button(token="start:share:n1:s2", label="Share"), 3)
    seen = heard(payloads.action(made, CHANNEL))
    assert seen.what == Pressed("start:share:n1:s2")
    assert seen.window
    assert seen.where == at(CHANNEL)
    assert heard(payloads.action(made)).where is None


def test_one_tap_sends_the_whole_form() -> None:
    asked = Input(key="come", kind="one", label="?", required=True, choices=(Choice('y"', "Yes"),))
    *_, row = taps(asked, "run7:ask")
    seen = heard(payloads.action(row["elements"][0]))
    assert seen.what == Submitted("run7:ask", {"come": 'y"'})
    assert not seen.window, "what follows stands in the same message"


def test_a_link_says_nothing_to_kring() -> None:
    assert (
        receive(payloads.action(buttons.drawn(Button(url="https://a.example", label="A"), 1)))
        is None
    )
    assert receive(payloads.action({"action_id": "answer", "type": "users_select"})) is None


@pytest.mark.parametrize("value", ["", "[", "{}", '["a","b"]', "[1,2,3]", "[" * 100_000])
def test_a_made_up_tap_is_refused(value: str) -> None:
    with pytest.raises(Malformed):
        receive(payloads.action({"action_id": "tap:0", "value": value}))


# ── windows ──


def asked(key: str, kind: Kind, **more: Any) -> Input:
    return Input(key=key, kind=kind, label=key, **more)


CHOICES = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(12))
FORM = Form(
    token="run7:ask",
    submit="Send",
    inputs=(
        asked("text", "text"),
        asked("lines", "lines"),
        asked("scale", "scale", least=1, most=5),
        asked("one", "one", choices=CHOICES[:3]),
        asked("long", "one", choices=CHOICES),
        asked("many", "many", choices=CHOICES[:3]),
        asked("more", "many", choices=CHOICES),
        asked("yesno", "yesno", choices=(Choice("yes", "Yes"), Choice("no", "No"))),
        asked("number", "number"),
        asked("date", "date"),
        asked("moment", "moment"),
        asked("boss", "people", most=1),
        asked("people", "people", most=3),
        asked("place", "place"),
    ),
)
VIEW = modal(Card(title="All", form=FORM, language="en"), words)


def option(key: str) -> payloads.Json:
    return {"text": {"type": "plain_text", "text": key}, "value": key}


FILLED: dict[str, payloads.Json] = {
    "text": {"value": "a & <b>"},
    "lines": {"value": "one\ntwo"},
    "scale": {"selected_option": option("4")},
    "one": {"selected_option": option("c2")},
    "long": {"selected_option": option("c11")},
    "many": {"selected_options": [option("c0"), option("c1")]},
    "more": {"selected_options": [option("c9")]},
    "yesno": {"selected_option": option("no")},
    "number": {"value": "12"},
    "date": {"selected_date": "2027-01-31"},
    "moment": {"selected_date": "2027-01-31"},
    "moment#time": {"selected_time": "09:30"},
    "boss": {"selected_user": "U0BOSS"},
    "people": {"selected_users": ["U0BOSS", "U0ZOE"]},
    "place": {"selected_conversation": CHANNEL},
}


def test_a_window_sends_what_was_filled_in() -> None:
    seen = heard(payloads.submission(VIEW, FILLED))
    assert seen.what == Submitted(
        "run7:ask",
        {
            "text": "a & <b>",
            "lines": "one\ntwo",
            "scale": "4",
            "one": "c2",
            "long": "c11",
            "many": ("c0", "c1"),
            "more": ("c9",),
            "yesno": "no",
            "number": "12",
            "date": "2027-01-31",
            "moment": "2027-01-31T09:30",
            "boss": "U0BOSS",
            "people": ("U0BOSS", "U0ZOE"),
            "place": CHANNEL,
        },
    )
    assert seen.people == {"U0BOSS": at("U0BOSS"), "U0ZOE": at("U0ZOE")}
    assert seen.window


def test_what_was_left_open_is_empty() -> None:
    what = heard(payloads.submission(VIEW, {})).what
    assert isinstance(what, Submitted)
    assert set(what.values) == {question.key for question in FORM.inputs}
    assert not any(what.values.values())


def test_half_a_moment_is_no_moment() -> None:
    what = heard(payloads.submission(VIEW, {"moment": {"selected_date": "2027-01-31"}})).what
    assert isinstance(what, Submitted)
    assert what.values["moment"] == "2027-01-31T"


def test_a_closed_window_is_of_no_concern() -> None:
    assert receive(payloads.gesture("view_closed", view=VIEW)) is None


# ── what Slack would never send ──

BODIES: tuple[Any, ...] = (
    payloads.message("hello <@U1AA>"),
    payloads.mention(f"<@{BOT}> help"),
    payloads.slash("help"),
    payloads.action(buttons.press("Later", "later:r1:")),
    payloads.submission(VIEW, FILLED),
    payloads.gesture("message_action", callback_id=SHARE, message={"text": "x"}),
    payloads.envelope({"type": "tokens_revoked", "tokens": {"bot": [BOT]}}),
    payloads.envelope({"type": "app_home_opened", "user": USER, "tab": "home"}),
)
junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths(body: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    match body:
        case dict():
            inside = [p for key, part in body.items() for p in paths(part, (*here, key))]
        case list():
            inside = [p for n, part in enumerate(body) for p in paths(part, (*here, n))]
        case _:
            inside = []
    return [here, *inside]


@given(st.data())
def test_a_broken_body_is_refused_or_read_and_never_breaks(data: st.DataObject) -> None:
    body = copy.deepcopy(data.draw(st.sampled_from(BODIES)))
    path = data.draw(st.sampled_from(paths(body)))
    piece = data.draw(junk)
    if not path:
        body = piece
    else:
        holder = body
        for step in path[:-1]:
            holder = holder[step]
        if data.draw(st.booleans()):
            holder[path[-1]] = piece
        else:
            del holder[path[-1]]
    for read_it in (receive, lambda b: reach(b) if isinstance(b, dict) else None):
        with contextlib.suppress(Malformed):
            read_it(body)


@pytest.mark.parametrize("body", [None, [], "x", 3, {}, {"type": 4}, {"command": "/kring"}])
def test_nothing_is_refused(body: Any) -> None:
    with pytest.raises(Malformed):
        receive(body)


# ── text ──


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    plain = "".join(c for c in text if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF)
    plain = plain.translate(dict.fromkeys([0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
    assert read(escape(plain)).text == plain


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("see <https://a.example/x|a.example/x>", "see a.example/x"),
        ("see <https://a.example|here>", "see here (https://a.example)"),
        ("<mailto:zoe@a.example|zoe@a.example>", "zoe@a.example"),
        ("<!here> <!subteam^S1|@safety> <!date^1^{date}|today>", "@here @safety today"),
        ("in <#C1AA|general> and <#C2AA>", "in #general and #C2AA"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_markup_is_read_as_its_author_saw_it(sent: str, seen: str) -> None:
    assert read(sent).text == seen


def test_a_channel_alone_is_the_answer_to_where() -> None:
    assert read(" <#C024BE91L|general> ").text == "C024BE91L"


def test_people_are_named_by_the_words_that_stand_for_them() -> None:
    found = read("<@U1AA>, <@U2AA|bart>")
    assert found.text == "@U1AA, @bart"
    assert found.people == {"@U1AA": at("U1AA"), "@bart": at("U2AA")}


# ── the way back ──


def test_the_way_back() -> None:
    command = reach(payloads.slash("my"))
    assert command.respond.startswith("https://hooks.slack.com/")
    assert (command.trigger, command.surface) == (TRIGGER, "command")
    pressed = reach(payloads.action(buttons.press("Later", "later:r1:")))
    assert (pressed.channel, pressed.surface) == (DM, "message")
    sent = reach(payloads.submission(VIEW, {}))
    assert (sent.view, sent.hash, sent.surface) == ("V0FORM", "1800000000.a", "modal")
    tab = home(Card(title="Home"), words) | {"id": "V0HOME", "hash": "h"}
    event = {"type": "app_home_opened", "user": USER, "tab": "home", "view": tab}
    opened = reach(payloads.envelope(event))
    assert (opened.user, opened.view, opened.hash) == (USER, "V0HOME", "h")


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "http://hooks.slack.com/x",
        "https://hooks.slack.com.evil.example/",
        "https://hooks.slack.com@evil.example/",
        "https://[hooks.slack.com/",
        "",
    ],
)
def test_nobody_else_is_answered(url: str) -> None:
    assert reach(payloads.slash("my", response_url=url)).respond == ""


def test_a_message_is_found_again() -> None:
    assert standing(ref(DM, "1.2")).more == ()
    found = standing(ref(DM, "1.2", ("1.3", "1.4")))
    assert (found.channel, found.ts, found.more) == (DM, "1.2", ("1.3", "1.4"))
