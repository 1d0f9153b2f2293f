"""Windows, buttons, commands and the Home tab, as Slack sends them and as it is answered."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.places import at
from bot.network import Person
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, buttons, office

ZOE, BART = "U061F7AUR", "U061F7BRT"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        await opened.person(ZOE, "Zoé Dubois")
        yield opened


def texts(block: Any) -> str:
    """All words in a payload."""
    if isinstance(block, dict):
        return " ".join([str(block["text"])] if isinstance(block.get("text"), str) else []) + (
            " ".join(texts(value) for value in block.values())
        )
    return " ".join(map(texts, block)) if isinstance(block, list) else ""


def inputs(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def text(value: str) -> dict[str, str]:
    return {"type": "plain_text_input", "value": value}


async def test_a_command_opens_its_form_in_a_window(here: Office) -> None:
    await here.commands(ZOE, "prefs")
    await here.settle()
    (view,) = here.slack.opened
    assert view["type"] == "modal"
    assert view["private_metadata"]
    assert inputs(view)


async def test_help_is_answered_for_the_sender_alone(here: Office) -> None:
    answer = await here.commands(ZOE, "no such word")
    assert answer.json["response_type"] == "ephemeral"
    assert buttons(answer.json)


async def test_a_command_in_a_channel_is_answered_there_for_the_sender_alone(here: Office) -> None:
    here.slack.channels["C1"] = {"id": "C1", "name": "general", "is_archived": False}
    answer = await here.commands(ZOE, "help", channel_id="C1")
    assert answer.json["response_type"] == "ephemeral"
    assert "prefs" in texts(answer.json["blocks"])
    await here.beat()
    assert here.slack.messages["C1"] == []
    assert here.slack.dm(ZOE) == []


async def test_what_is_wrong_stands_at_its_field(here: Office) -> None:
    await here.commands(ZOE, "new")
    await here.settle()
    (view,) = here.slack.opened
    answer = await here.submits(ZOE, view, {})
    assert answer.json["response_action"] == "errors"
    assert set(answer.json["errors"]) <= set(inputs(view))


async def test_a_foreign_window_is_refused_kindly(here: Office) -> None:
    await here.person(BART, "Bart Claes")
    await here.commands(ZOE, "new")
    await here.settle()
    (view,) = here.slack.opened
    for token in (view["private_metadata"], "made:up", "", ":::"):
        answer = await here.submits(BART, {**view, "private_metadata": token}, {})
        assert answer.status == 200
        assert answer.json["response_action"] == "update"
        assert answer.json["view"]["callback_id"] == "note"


async def test_a_stale_button_is_answered_kindly(here: Office) -> None:
    button = {"action_id": "press:1", "value": "look:gone:ask"}
    answer = await here.presses(ZOE, button, {"ts": "1.1"})
    assert answer.status == 200
    await here.settle()
    (said,) = here.slack.answers
    assert said["response_type"] == "ephemeral"
    assert said["replace_original"] is False


async def test_a_window_that_came_too_late_is_explained(here: Office) -> None:
    here.slack.fail("views.open", Wrong("expired_trigger_id"))
    await here.commands(ZOE, "new")
    await here.settle()
    (said,) = here.slack.answers
    assert "Slack" in said["text"]


async def test_no_one_but_slack_is_answered_at_an_address(here: Office) -> None:
    button = {"action_id": "press:1", "value": "look:gone:ask"}
    for url in ("https://evil.example/x", "https://hooks.slack.com.evil.example/x", "file:///x"):
        answer = await here.presses(ZOE, button, {"ts": "1.1"}, response_url=url)
        assert answer.status == 200
    await here.settle()
    assert here.slack.answers == []
    assert len(here.slack.whispers) == 3


async def test_the_home_tab_shows_itself_and_follows(here: Office) -> None:
    event = {"type": "app_home_opened", "user": ZOE, "tab": "home", "channel": "D061F7AUR"}
    assert (await here.event(event)).status == 200
    await here.settle()
    first = here.slack.homes[ZOE]
    assert first["view"]["type"] == "home"
    await here.says(ZOE, "help")
    await here.settle()
    asked = here.slack.of("views.publish")
    assert len(asked) == 2
    assert asked[1]["hash"] == first["hash"]


async def test_a_home_tab_that_somebody_else_published_is_drawn_again(here: Office) -> None:
    event = {"type": "app_home_opened", "user": ZOE, "tab": "home"}
    await here.event(event)
    await here.settle()
    here.slack.homes[ZOE]["hash"] = "of-another-replica"
    await here.says(ZOE, "help")
    await here.settle()
    assert len(here.slack.of("views.publish")) == 3
    assert "hash" not in here.slack.of("views.publish")[-1]


async def test_a_button_of_the_home_tab_opens_a_window(here: Office) -> None:
    button = {"action_id": "press:1", "value": "start:prefs::"}
    view = {"id": "VH", "type": "home", "hash": "h"}
    await here.presses(ZOE, button, view=view)
    await here.settle()
    assert inputs(here.slack.opened[0])


async def test_somebody_new_is_called_by_the_name_that_slack_knows(here: Office) -> None:
    here.slack.person(BART, "Bart Claes", locale="nl-BE", tz="Europe/Lisbon")
    event = {"type": "app_home_opened", "user": BART, "tab": "messages"}
    await here.event(event)
    await here.beat()
    assert "Bart" in texts(here.slack.dm(BART))
    met = await here.look(lambda unit: unit.person_at(at(BART)))
    assert isinstance(met, Person)
    assert (met.name, met.language, met.zone) == ("Bart Claes", "nl", "Europe/Lisbon")


async def test_somebody_new_who_commands_first_is_named_afterwards(here: Office) -> None:
    here.slack.person(BART, "Bart Claes", locale="fr-FR")
    await here.commands(BART, "help")
    await here.beat()
    met = await here.look(lambda unit: unit.person_at(at(BART)))
    assert isinstance(met, Person)
    assert (met.name, met.language) == ("Bart Claes", "fr")


async def test_a_mention_is_answered_where_it_was_made_for_its_author_alone(here: Office) -> None:
    event = {
        "type": "app_mention",
        "user": ZOE,
        "channel": "C1",
        "text": "<@U0KRING00> gibberish",
        "ts": "1.5",
    }
    await here.event(event)
    await here.settle()
    (said,) = here.slack.whispers
    assert (said["channel"], said["user"]) == ("C1", ZOE)


async def test_typed_words_are_answered_in_the_conversation(here: Office) -> None:
    await here.says(ZOE, "what is this <!channel> about?")
    await here.beat()
    (message,) = here.slack.dm(ZOE)
    assert "<!channel>" not in message["text"]
    assert buttons(message)


async def test_a_double_click_is_one(here: Office) -> None:
    await here.says(ZOE, "xyz")
    await here.beat()
    (message,) = here.slack.dm(ZOE)
    (button,) = buttons(message)
    answers = await asyncio.gather(
        *(here.presses(ZOE, button, message, trigger_id="trigger.same") for _ in range(2))
    )
    assert {answer.status for answer in answers} == {200}
    await here.beat()
    assert len(here.slack.dm(ZOE)) == 2


async def test_a_guest_of_another_company_is_told_politely(here: Office) -> None:
    body = {
        "type": "block_actions",
        "user": {"id": "U0GUEST00", "team_id": "T0OTHER00"},
        "actions": [{"action_id": "press:1", "value": "start:help::"}],
        "response_url": f"{here.slack.address}/answer",
        "enterprise": None,
    }
    assert (await here.gesture("U0GUEST00", body)).status == 200
    await here.settle()
    (said,) = here.slack.answers
    assert said["response_type"] == "ephemeral"


async def test_no_method_is_called_that_the_manifest_does_not_pay_for(here: Office) -> None:
    for word in ("help", "my", "new", "prefs", "share", "home"):
        await here.commands(ZOE, word)
    await here.beat()
    assert here.slack.unknown == []


async def test_it_speaks_the_language_of_its_reader(here: Office) -> None:
    def french(unit: Any) -> None:
        unit.keep_person(replace(unit.person_at(at(ZOE)), language="fr"))

    await here.look(french)
    await here.commands(ZOE, "nouveau")
    await here.settle()
    assert here.slack.opened[0]["close"]["text"] == "Fermer"
