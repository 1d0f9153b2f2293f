import contextlib
import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams import gestures
from adapters.teams.form import questions
from adapters.teams.known import Known
from adapters.teams.places import at
from adapters.teams.reach import reach, scope
from adapters.teams.receive import Back, Came, Renamed, Went, receive
from adapters.teams.values import Malformed
from adapters.words import in_
from bot.content import Choice, Form, Input
from bot.ports import Commanded, Inbound, Installed, Pressed, Removed, Said, Submitted
from tests.adapters.teams import activities as a
from tests.adapters.teams.words import words

HERE = f"teams:{a.TENANT}"
TAP = gestures.tapping("n1", "run7:ask", "rating", "4")


def heard(activity: a.Json) -> Inbound:
    seen = receive(activity)
    assert isinstance(seen, Inbound)
    return seen


# ── what is typed ──


def test_a_message_is_from_a_person_in_a_tenant() -> None:
    seen = heard(a.activity("message", text="  a < b &amp; c\xa0\r\n"))
    assert seen.what == Said("a < b &amp; c")
    assert (seen.tenant, seen.sender, seen.where) == (HERE, at(a.ZOE), None)
    assert (seen.name, seen.language, seen.zone) == ("Zoé Dubois", "fr-BE", "Europe/Brussels")
    assert not seen.window


def test_the_client_tells_language_and_zone_where_the_activity_does_not() -> None:
    info = {"type": "clientInfo", "locale": "nl-BE", "timezone": "Europe/Amsterdam"}
    said = a.activity("message", text="hoi", locale="", entities=[info])
    del said["localTimezone"]
    seen = heard(said)
    assert (seen.language, seen.zone) == ("nl-BE", "Europe/Amsterdam")


def test_an_object_id_names_a_person_in_small_letters() -> None:
    said = a.activity("message", text="x") | {"from": {"id": "29:z", "aadObjectId": a.ZOE.upper()}}
    assert heard(said).sender == at(a.ZOE)


def test_who_has_no_object_id_is_known_by_the_own_id() -> None:
    said = a.activity("message", text="x") | {"from": {"id": "user-1", "name": "U"}}
    assert heard(said).sender == at("user-1")


@pytest.mark.parametrize(
    ("text", "entities", "understood"),
    [
        ("<at>Kring</at> help", [a.mention()], "help"),
        ("<at>Kring</at>&nbsp;help\n".replace("&nbsp;", "\xa0"), [a.mention()], "help"),
        ("<at>Kring</at>&nbsp;help", [a.mention()], "help"),
        ("<at>Kring</at>&nbsp;help", [], "help"),
        ("please <at>Kring</at> share", [a.mention()], "please   share"),
        ("<at>Kring</at> share <b>", [a.mention()], "share <b>"),
        ("<at>Kring</at> help", [], "help"),
        ("<at>Kring</at>", [a.mention()], ""),
    ],
)
def test_a_mention_is_a_command(text: str, entities: list[a.Json], understood: str) -> None:
    for said in (a.in_channel("message", "99"), a.in_group("message")):
        seen = heard(said | {"text": text, "entities": entities})
        assert seen.what == Commanded(understood)
    assert heard(a.in_channel("message", "99", text=text, entities=entities)).where == at(a.CHANNEL)
    assert heard(a.in_group("message", text=text, entities=entities)).where == at(a.GROUP)


def test_what_is_said_among_people_is_not_heard() -> None:
    assert receive(a.in_channel("message", text="hello all")) is None


def test_people_are_named_by_the_words_that_stand_for_them() -> None:
    bart = a.mention("29:bart", "Bart Peeters", aadObjectId=a.BART)
    unknown = a.mention("29:ana", "Ana")
    seen = heard(
        a.in_group(
            "message",
            text="<at>Kring</at> invite <at>Bart Peeters</at> <at>Ana</at>",
            entities=[a.mention(), bart, unknown],
        )
    )
    assert seen.what == Commanded("invite Bart Peeters Ana")
    assert seen.people == {"Bart Peeters": at(a.BART)}


def test_bots_are_not_answered() -> None:
    for sender in ({"id": "28:other"}, {"id": "x", "role": "bot"}, {"id": a.BOT}):
        assert receive(a.activity("message", text="x") | {"from": sender}) is None
        assert receive(a.executed(TAP) | {"from": sender}) is None


def test_an_empty_message_is_answered_too() -> None:
    assert heard(a.activity("message", attachments=[{"contentType": "image/png"}])).what == Said("")


@pytest.mark.parametrize(
    "sort", ["messageReaction", "messageUpdate", "typing", "event", "endOfConversation", "news"]
)
def test_what_is_of_no_concern(sort: str) -> None:
    assert receive(a.activity(sort)) is None
    assert receive(a.activity("invoke", name="composeExtension/query", value={})) is None


# ── gestures ──


@pytest.mark.parametrize("make", [a.executed, a.submitted])
def test_buttons_come_back(make: Any) -> None:
    assert heard(make(gestures.pressing("n1", "later:r1:"))).what == Pressed("later:r1:")
    assert heard(make(TAP)).what == Submitted("run7:ask", {"rating": "4"})
    chosen = {**gestures.picking("n1"), gestures.CHOSEN: "start:home::"}
    assert heard(make(chosen)).what == Pressed("start:home::")
    assert not heard(make(TAP)).window


def test_a_dialog_can_open_and_go_on() -> None:
    opened = heard(a.task("fetch", gestures.opening("n1", "look:r1:ask")))
    assert (opened.what, opened.window) == (Pressed("look:r1:ask"), True)
    sent = heard(a.task("submit", gestures.sending("n1", "r1:ask") | {"note#text": "x"}))
    assert (sent.what, sent.window) == (Submitted("r1:ask", {"note": "x"}), True)


def test_a_gesture_in_a_channel_says_where() -> None:
    said = a.in_channel("invoke", "99", name="adaptiveCard/action")
    said["value"] = {"action": {"type": "Action.Execute", "verb": "kring", "data": TAP}}
    assert heard(said).where == at(a.CHANNEL)
    assert heard(said).sender == at(a.ZOE)


FORM = Form(
    token="run7:ask",
    submit="Send",
    inputs=(
        Input(key="text", kind="text", label="Text"),
        Input(key="lines", kind="lines", label="Lines"),
        Input(key="scale", kind="scale", label="Scale"),
        Input(key="one", kind="one", label="One", choices=(Choice("c1", "1"), Choice("c2", "2"))),
        Input(
            key="many", kind="many", label="Many", choices=(Choice("a,b", "1"), Choice("c", "2"))
        ),
        Input(key="yesno", kind="yesno", label="Yes?", choices=(Choice("yes", "Yes"),)),
        Input(key="number", kind="number", label="Number"),
        Input(key="date", kind="date", label="Date"),
        Input(key="moment", kind="moment", label="Moment"),
        Input(key="people", kind="people", label="People"),
        Input(key="place", kind="place", label="Place"),
    ),
)
FILLED: a.Json = {
    "text#text": "a & <b>",
    "lines#text": "one\ntwo",
    "scale#one": "4",
    "one#one": "-",
    "many#many": "a%2Cb,c",
    "yesno#one": "yes",
    "number#text": 12.0,
    "date#date": "2027-01-31",
    "moment#date": "2027-01-31",
    "moment#time": "09:30",
    "people#people": "Bart Peeters, Zoé Dubois;Ana",
    "place#one": a.CHANNEL,
}


def test_every_input_is_read_as_it_is_named() -> None:
    drawn = questions(FORM, Known(places={a.CHANNEL: "Cases"}), in_(words, "en"), 9000)
    names = {element["id"] for element in drawn if "id" in element}
    assert names == set(FILLED)
    what = heard(a.executed(gestures.sending("n1", "run7:ask") | FILLED)).what
    assert what == Submitted(
        "run7:ask",
        {
            "text": "a & <b>",
            "lines": "one\ntwo",
            "scale": "4",
            "one": "",
            "many": ("a,b", "c"),
            "yesno": "yes",
            "number": "12",
            "date": "2027-01-31",
            "moment": "2027-01-31T09:30",
            "people": ("Bart Peeters", "Zoé Dubois", "Ana"),
            "place": a.CHANNEL,
        },
    )


@pytest.mark.parametrize(
    ("filled", "value"),
    [
        ({"m#date": "2027-01-31", "m#time": ""}, "2027-01-31T"),
        ({"m#date": "", "m#time": "09:30"}, "T09:30"),
        ({"m#date": "", "m#time": ""}, ""),
        ({"m#date": "2027-01-31", "m#time": "09:30:00"}, "2027-01-31T09:30"),
        ({"m#date": None, "m#time": None}, ""),
    ],
)
def test_half_a_moment_is_no_moment(filled: a.Json, value: str) -> None:
    what = heard(a.executed(gestures.sending("n1", "r:s") | filled)).what
    assert isinstance(what, Submitted)
    assert what.values == {"m": value}


# ── once ──


def keys(activity: a.Json) -> set[str]:
    seen = heard(activity)
    return {seen.event, *seen.same}


def test_the_same_activity_has_the_same_name() -> None:
    assert heard(a.executed(TAP)).event == heard(a.executed(TAP)).event
    elsewhere = {"conversationType": "personal", "tenantId": a.TENANT, "id": "a:other"}
    assert heard(a.executed(TAP)).event != heard(a.executed(TAP, conversation=elsewhere)).event


@pytest.mark.parametrize(
    ("later", "same"),
    [
        ("2027-01-12T13:00:35Z", True),
        ("2027-01-12T13:01:10+00:00", True),
        ("2027-01-12T12:59:50Z", True),
        ("2027-01-12T13:03:00Z", False),
        ("2027-01-13T13:00:05Z", False),
    ],
)
def test_a_gesture_that_comes_again_under_a_new_id_is_known(later: str, same: bool) -> None:  # noqa: FBT001
    again = a.executed(TAP, id="1700000000999", timestamp=later)
    assert (not keys(a.executed(TAP)).isdisjoint(keys(again))) == same


def test_other_gestures_are_not_taken_for_the_same() -> None:
    first = keys(a.executed(TAP))
    others = [
        a.executed(gestures.tapping("n2", "run7:ask", "rating", "4"), id="2"),
        a.executed(gestures.tapping("n1", "run7:ask", "rating", "5"), id="3"),
        a.executed(TAP, id="4") | {"from": {"id": "29:bart", "aadObjectId": a.BART}},
    ]
    assert all(first.isdisjoint(keys(other)) for other in others)


def test_without_a_time_a_gesture_of_one_card_counts_once() -> None:
    first, again = (a.executed(TAP, id=id_, timestamp="") for id_ in ("1", "2"))
    assert not keys(first).isdisjoint(keys(again))


# ── added, removed, renamed ──


def test_added_and_removed_by_a_person() -> None:
    assert heard(a.activity("installationUpdate", action="add")).what == Installed()
    assert heard(a.activity("installationUpdate", action="remove")).what == Removed()
    added = [{"id": a.BOT}, {"id": "29:zoe", "aadObjectId": a.ZOE}]
    assert heard(a.activity("conversationUpdate", membersAdded=added)).what == Installed()
    removed = a.activity("conversationUpdate", membersRemoved=[{"id": a.BOT}])
    assert heard(removed).what == Removed()


@pytest.mark.parametrize("action", ["add-upgrade", "remove-upgrade", "", "new"])
def test_a_new_version_is_no_news(action: str) -> None:
    assert receive(a.activity("installationUpdate", action=action)) is None
    assert receive(a.in_channel("installationUpdate", action=action)) is None


def test_added_to_a_team() -> None:
    said = a.in_channel("installationUpdate", action="add")
    said["channelData"]["settings"] = {"selectedChannel": {"id": "19:general@thread.tacv2"}}
    came = receive(said)
    assert isinstance(came, Came)
    assert came.place == at("19:general@thread.tacv2")
    assert (came.tenant, came.by, came.by_name) == (HERE, at(a.ZOE), "Zoé Dubois")
    assert (came.title, came.team, came.language) == ("Safety", a.TEAM, "fr-BE")


def test_two_activities_tell_of_the_same_coming() -> None:
    first = receive(a.in_channel("installationUpdate", action="add"))
    second = receive(a.in_channel("conversationUpdate", id="2", membersAdded=[{"id": a.BOT}]))
    assert isinstance(first, Came)
    assert isinstance(second, Came)
    assert first.same == second.same
    assert first.event != second.event


def test_added_to_a_group_chat_by_a_policy() -> None:
    came = receive(a.in_group("installationUpdate", action="add") | {"from": {}})
    assert isinstance(came, Came)
    assert (came.place, came.by, came.team) == (at(a.GROUP), None, "")


def test_the_roster_is_left_alone() -> None:
    people = [{"id": "29:bart", "aadObjectId": a.BART}]
    assert receive(a.in_channel("conversationUpdate", membersAdded=people)) is None
    assert receive(a.in_channel("conversationUpdate", membersRemoved=people)) is None


def test_removed_from_a_team() -> None:
    for said in (
        a.in_channel("installationUpdate", action="remove"),
        a.in_channel("conversationUpdate", membersRemoved=[{"id": a.BOT}]),
        a.changed("teamDeleted"),
    ):
        went = receive(said)
        assert isinstance(went, Went)
        assert went.place == at(a.TEAM)
    gone = receive(a.changed("channelDeleted"))
    assert isinstance(gone, Went)
    assert gone.place == at(a.CHANNEL)


def test_renamed_and_restored() -> None:
    renamed = receive(a.changed("teamRenamed"))
    assert isinstance(renamed, Renamed)
    assert (renamed.place, renamed.title) == (at(a.TEAM), "Safety")
    channel = receive(a.changed("channelRenamed"))
    assert isinstance(channel, Renamed)
    assert (channel.place, channel.title) == (at(a.CHANNEL), "Cases")
    back = receive(a.changed("teamRestored"))
    assert isinstance(back, Back)
    assert receive(a.changed("channelCreated")) is None


# ── the way back ──


def test_the_way_back() -> None:
    found = reach(a.in_channel("message", "99"))
    assert found.service == "https://smba.trafficmanager.net/emea/"
    assert found.conversation == f"{a.CHANNEL};messageid=99"
    assert (found.team, found.bot) == (a.TEAM, a.BOT)


def test_where_it_was_said() -> None:
    assert scope(a.in_channel("message", "99")) == "channel"
    assert scope(a.activity("message")) == "personal"
    assert scope(a.in_group("message")) == "groupChat"


# ── what Teams would never send ──

BODIES: tuple[Any, ...] = (
    a.activity("message", text="hello"),
    a.in_channel("message", text="<at>Kring</at> help", entities=[a.mention()]),
    a.executed(TAP),
    a.executed(gestures.sending("n1", "run7:ask") | FILLED),
    a.submitted(gestures.picking("n1")),
    a.task("fetch", gestures.opening("n1", "look:r1:")),
    a.activity("installationUpdate", action="add"),
    a.in_channel("installationUpdate", action="add"),
    a.in_group("installationUpdate", action="remove"),
    a.changed("teamRenamed"),
    a.in_channel("conversationUpdate", membersAdded=[{"id": a.BOT}]),
)
junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths(body: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    match body:
        case dict():
            within = [p for key, part in body.items() for p in paths(part, (*here, key))]
        case list():
            within = [p for n, part in enumerate(body) for p in paths(part, (*here, n))]
        case _:
            within = []
    return [here, *within]


@given(st.data())
def test_a_broken_activity_is_refused_or_read_and_never_breaks(data: st.DataObject) -> None:
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


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        {},
        {"type": 4},
        a.activity("message", text=4),
        a.activity("message", text="x", conversation={"id": a.DM}, channelData={}),
        a.activity("message", text="x", channelData={"tenant": {"id": "another"}}),
        a.activity("message", text="x") | {"from": {}},
        a.activity("message", text="x", id=""),
        a.activity("message", value={"other": "card"}),
        a.executed({}),
        a.executed({"kring": {"do": "dance"}}),
        a.executed(gestures.pressing("n1", "x" * 3000)),
        a.executed(gestures.sending("n1", "r:s") | {"a#text": {"x": 1}}),
        a.executed(TAP, value=None),
        a.task("submit", {}),
    ],
)
def test_nothing_of_ours_is_refused(body: Any) -> None:
    with pytest.raises(Malformed):
        receive(body)
