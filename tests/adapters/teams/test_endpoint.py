"""What comes in over HTTP is answered where it was said, once, and in the person's language."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from adapters.database.tables import METADATA
from adapters.teams import entrance
from tests.adapters.teams.microsoft import BOT, TENANT, Json
from tests.adapters.teams.stage import Client, Stage, inputs, shown, stage, words
from tests.pace import unhurried

CHANNEL = "19:general@thread.tacv2"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        yield it


async def rows(here: Stage) -> dict[str, int]:
    """How much stands in the database, by table."""

    def count(connection: sa.Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in METADATA.sorted_tables
        }

    return await here.kring.database._doors.read(count)


def in_channel(client: Client, **more: Any) -> Json:
    said = client.activity(**more)
    return {
        **said,
        "conversation": {
            "conversationType": "channel",
            "id": f"{CHANNEL};messageid=17",
            "tenantId": TENANT,
            "isGroup": True,
        },
        "channelData": {"tenant": {"id": TENANT}, "team": {"id": "19:team@thread.tacv2"}},
    }


def mentioning(client: Client, text: str) -> Json:
    mention = {"type": "mention", "text": "<at>Kring</at>", "mentioned": {"id": BOT}}
    return in_channel(client, text=f"<at>Kring</at> {text}", entities=[mention])


# ── the door ──


BAD: dict[str, tuple[Json, dict[str, str], int]] = {
    "no token": ({}, {}, 401),
    "basic": ({}, {"Authorization": "Basic eDp5"}, 401),
    "garbage": ({}, {"Authorization": "Bearer x.y.z"}, 401),
    "no service": ({"serviceUrl": None}, {"Authorization": "good"}, 403),
    "another channel": ({"channelId": "directline"}, {"Authorization": "good"}, 403),
    "another tenant": ({"channelData": {"tenant": {"id": "x"}}}, {"Authorization": "good"}, 403),
    "no gesture of ours": ({"text": "", "value": {"x": 1}}, {"Authorization": "good"}, 400),
}


@pytest.mark.parametrize("case", BAD)
async def test_who_is_refused_leaves_no_trace(
    here: Stage, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    change, head, status = BAD[case]
    zoe, before = here.client("zoe"), await rows(here)
    if head.get("Authorization") == "good":
        head = {"Authorization": f"Bearer {here.microsoft.token()}"}
    activity = {**zoe.activity(text="my secret words"), **change}

    answer = await here.web.post("/teams/messages", json=activity, headers=head)

    assert answer.status_code == status
    assert answer.text in ("Not known.", "Not allowed.", "Not understood.")
    assert await rows(here) == before
    assert not here.woken
    assert not here.microsoft.said
    logged = "\n".join(json.dumps(vars(r), default=str) for r in caplog.records)
    for word in ("secret words", "Zoe", zoe.id, TENANT, here.microsoft.token()):
        assert word not in logged


async def test_a_body_that_is_too_large(here: Stage) -> None:
    head = {"Authorization": f"Bearer {here.microsoft.token()}"}

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 50_000

    for body in (b" " * 1_100_000, chunks()):
        answer = await here.web.post("/teams/messages", content=body, headers=head)
        assert (answer.status_code, answer.text) == (413, "Too large.")


async def test_when_the_store_fails_teams_may_send_it_again(
    here: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    zoe = here.client("zoe")
    activity = zoe.activity(text="help")

    def broken(*_: Any) -> Any:
        raise OSError("disk full of Zoe")

    with monkeypatch.context() as patch:
        patch.setattr(type(here.kring.bot), "receive", broken)
        failed = await zoe.does(activity)
    assert (failed.status_code, failed.text) == (500, "Not now.")
    assert "Zoe" not in caplog.text

    assert (await zoe.does(activity)).status_code == 202
    assert len(zoe.messages) == 2  # who speaks, and the help


async def test_an_unknown_invoke(here: Stage) -> None:
    zoe = here.client("zoe")
    answer = await zoe.does(zoe.activity(type="invoke", name="composeExtension/query", value={}))

    assert answer.status_code == 501


@pytest.mark.parametrize(
    "sort", ["typing", "messageReaction", "messageUpdate", "endOfConversation", "fromTheFuture"]
)
async def test_what_is_of_no_concern(here: Stage, sort: str) -> None:
    zoe = here.client("zoe")

    assert (await zoe.does(zoe.activity(type=sort))).status_code == 200
    assert not here.microsoft.said


# ── people come ──


async def test_one_welcome_for_one_install_however_often_it_comes(here: Stage) -> None:
    zoe = here.client("zoe", locale="fr-BE")
    installed = zoe.activity(type="installationUpdate", action="add")
    added = zoe.activity(type="conversationUpdate", membersAdded=[{"id": BOT}])

    for activity in (installed, added, installed, added, installed):
        await zoe.does(activity)

    assert len(zoe.messages) == 1
    assert "Je suis Kring" in zoe.hears


async def test_another_install_is_another_welcome(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.installs()
    gone = zoe.activity(type="installationUpdate", action="remove")
    await zoe.does(gone)
    back = zoe.activity(type="installationUpdate", action="add")
    for activity in (back, gone, back):  # late repetitions change nothing
        await zoe.does(activity)

    assert len(zoe.messages) == 2
    await zoe.says("help")
    assert len(zoe.messages) == 3


async def test_an_upgrade_is_no_news(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.installs()
    for action in ("add-upgrade", "remove-upgrade"):
        await zoe.does(zoe.activity(type="installationUpdate", action=action))
    await zoe.says("help")

    assert len(zoe.messages) == 2


async def test_nothing_is_sent_to_somebody_who_removed_kring(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.says("new")
    await zoe.removes()
    calls = len(here.microsoft.calls)
    await here.after(days=40)

    assert len(here.microsoft.calls) == calls


@pytest.mark.parametrize("text", ["hi", "Hello", "HELP", "help ", "asdf qwer", "🤷", "<at>x", ""])
@pytest.mark.parametrize("locale", ["en-GB", "fr-BE", "nl-BE"])
async def test_everything_typed_is_answered(here: Stage, text: str, locale: str) -> None:
    zoe = here.client("zoe", locale=locale)
    await zoe.installs()

    assert (await zoe.says(text)).status_code == 202
    assert len(zoe.messages) == 2


@pytest.mark.parametrize("text", ["hi", "help", "asdf"])
@pytest.mark.parametrize("kind", ["channel", "groupChat"])
async def test_whoever_calls_kring_among_people_is_answered_there(
    here: Stage, text: str, kind: str
) -> None:
    zoe = here.client("zoe", locale="nl-BE")
    activity = mentioning(zoe, text)
    activity["conversation"]["conversationType"] = kind
    await zoe.does(activity)

    there = [s for s in here.microsoft.said if s["to"].startswith(CHANNEL)]
    assert len(there) == 1
    assert "Kring" in words(there[0]["activity"]["attachments"][0]["content"])


async def test_what_is_said_among_people_is_theirs(here: Stage) -> None:
    zoe = here.client("zoe")
    assert (await zoe.does(in_channel(zoe, text="lunch?"))).status_code == 200

    assert not here.microsoft.said
    assert await here.person("zoe") is None


# ── a team ──


def came(by: Client, **more: Any) -> Json:
    said = in_channel(by, type="conversationUpdate", membersAdded=[{"id": BOT}], **more)
    said["conversation"]["id"] = CHANNEL
    said["channelData"]["team"] = {"id": "19:team@thread.tacv2", "name": "Logistics"}
    return said


async def test_a_team_hears_once_who_brought_kring_and_how_to_join(here: Stage) -> None:
    zoe = here.client("zoe", known_as="Zoé Dubois")
    both = came(zoe), {**came(zoe), "type": "installationUpdate", "action": "add"}
    for activity in (*both, *both):
        await zoe.does(activity)

    assert [s["to"] for s in here.microsoft.said] == [CHANNEL]
    card = here.microsoft.said[0]["activity"]["attachments"][0]["content"]
    assert "Zoé Dubois" in words(card)
    assert "Logistics" in words(card)
    assert "https://teams.microsoft.com/l/app/" in json.dumps(card)
    assert not here.microsoft.created  # nobody of the roster is written to


async def test_a_team_that_removed_kring_is_left_alone(here: Stage) -> None:
    zoe = here.client("zoe", known_as="Zoé")
    await zoe.does(came(zoe))
    gone = {**came(zoe), "membersRemoved": [{"id": BOT}], "id": "r"}
    del gone["membersAdded"]
    gone["channelData"].pop("team")
    await zoe.does(gone)

    known = await here.look(lambda unit: unit.conversation(CHANNEL))
    assert known.ended == here.now


async def test_a_channel_can_be_chosen_by_those_who_were_seen_there(here: Stage) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    await zoe.does(came(zoe))
    renamed = came(zoe)
    del renamed["membersAdded"]
    renamed["channelData"] |= {
        "eventType": "channelRenamed",
        "channel": {"id": CHANNEL, "name": "Logistics · General"},
    }
    await zoe.does({**renamed, "id": "renamed"})

    assert await here.look(lambda unit: unit.channels_of(zoe.id)) == {
        CHANNEL: "Logistics · General"
    }
    assert await here.look(lambda unit: unit.channels_of(bart.id)) == {}


# ── gestures ──


async def test_a_card_is_answered_with_the_next_one(here: Stage) -> None:
    zoe = here.client("zoe")
    await zoe.says("new")
    answer = await zoe.sends(aim="start")

    assert any(i["id"].startswith("title#") for i in inputs(shown(answer)))
    assert len(zoe.messages) == 2  # the welcome, and one card that moved on


async def test_what_is_wrong_stands_at_its_field(here: Stage) -> None:
    zoe = here.client("zoe", locale="fr-BE")
    await zoe.says("nouveau")
    await zoe.sends(aim="start")
    long = "x" * 2000
    answer = await zoe.sends(title=long, goal="Apprendre", signs="Un signe")

    card = shown(answer)
    title = next(i for i in inputs(card) if i["id"].startswith("title#"))
    assert title["value"]
    assert "trop long" in words(card).lower() or "caractères" in words(card).lower()


async def test_a_gesture_that_comes_twice_counts_once(here: Stage) -> None:
    """The same activity again, and the same gesture under a new id half a minute later."""
    zoe = here.client("zoe")
    await zoe.says("new")
    message, _, action = zoe.action(
        lambda a: a.get("data", {}).get("kring", {}).get("key") == "start"
    )
    sent = {"type": "Action.Execute", "verb": "kring", "data": action["data"]}
    value = {"action": sent, "trigger": "manual"}
    tap = zoe.activity(type="invoke", name="adaptiveCard/action", value=value, replyToId=message)
    first = await zoe.does(tap)
    said, before = len(here.microsoft.said), await rows(here)

    for again in (tap, {**tap, "id": "another"}):
        answer = await zoe.does(again)
        assert answer.status_code == 200
        assert words(shown(answer)) == words(shown(first))
    after = await rows(here)
    assert len(here.microsoft.said) == said
    assert {k: v for k, v in after.items() if k != "events"} == {
        k: v for k, v in before.items() if k != "events"
    }


async def test_somebody_elses_button_does_nothing(here: Stage) -> None:
    zoe, bart = here.client("zoe"), here.client("bart")
    await zoe.says("new")
    _, _, action = zoe.action(lambda a: a.get("data", {}).get("kring", {}).get("key") == "start")
    sent = {"type": "Action.Execute", "verb": "kring", "data": action["data"]}
    answer = await bart.does(
        bart.activity(type="invoke", name="adaptiveCard/action", value={"action": sent})
    )

    assert answer.json()["type"] == "application/vnd.microsoft.activity.message"
    assert "Huit" not in answer.text


async def test_a_button_of_an_older_client(here: Stage) -> None:
    """`Action.Submit` comes as a message; it is answered by changing the card."""
    zoe = here.client("zoe")
    await zoe.says("new")
    message, _, action = zoe.action(
        lambda a: a.get("data", {}).get("kring", {}).get("key") == "start"
    )
    answer = await zoe.does(zoe.activity(value=action["data"], replyToId=message))

    assert answer.status_code == 202
    assert any(i["id"].startswith("title#") for i in inputs(zoe.cards[-1]))
    assert here.microsoft.said[-1]["new"] is False


async def test_typing_shows_while_an_answer_takes_its_time(
    here: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoe = here.client("zoe")
    await zoe.installs()
    monkeypatch.setattr(entrance, "SOON", 0.05)
    real = here.kring.database.transact

    async def slow(tenant: str, work: Any) -> Any:
        await asyncio.sleep(0.2)
        return await real(tenant, work)

    monkeypatch.setattr(here.kring.database, "transact", slow)
    await zoe.says("help")
    monkeypatch.undo()

    sorts = [s["activity"]["type"] for s in here.microsoft.said]
    assert sorts == ["message", "typing", "message"]


async def test_no_typing_when_it_is_quick(here: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance, "SOON", 5.0)
    zoe = here.client("zoe")
    await zoe.says("help")

    assert {s["activity"]["type"] for s in here.microsoft.said} == {"message"}


async def test_many_at_once(here: Stage) -> None:
    unhurried(here.kring.database)
    people = [here.client(f"p{n}") for n in range(20)]
    answers: list[httpx.Response] = await asyncio.gather(
        *(here.sends(p.activity(text="help")) for p in people)
    )
    await here.drain()

    assert {a.status_code for a in answers} == {202}
    assert all(len(p.messages) == 2 for p in people)
