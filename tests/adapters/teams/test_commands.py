"""Every word that the manifest offers is typed by somebody, in each language and in each place."""

from collections.abc import AsyncIterator

import pytest

from bot.speech import LANGUAGES
from tests.adapters.teams.microsoft import BOT
from tests.adapters.teams.stage import Client, Stage, stage, words
from tests.adapters.teams.test_endpoint import CHANNEL, in_channel
from tests.adapters.teams.test_package import MADE, commands
from tests.adapters.teams.words import words as said
from tests.pace import unhurried

LOCALES = {"en": "en-GB", "fr": "fr-BE", "nl": "nl-BE"}
PERSONAL = len(MADE["bots"][0]["commandLists"][0]["commands"])


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as it:
        yield it


def mentioned(client: Client, text: str, kind: str) -> dict[str, object]:
    mention = {"type": "mention", "text": "<at>Kring</at>", "mentioned": {"id": BOT}}
    activity = in_channel(client, text=f"<at>Kring</at> {text}", entities=[mention])
    activity["conversation"]["conversationType"] = kind
    return activity


async def unknown(here: Stage, language: str) -> str:
    """What somebody is told who types a word that is none."""
    other = here.client(f"x{language}", locale=LOCALES[language])
    await other.installs()
    await other.says("qwertz")
    return other.hears.replace("qwertz", "")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_command_is_answered_in_the_conversation_of_two(
    here: Stage, language: str
) -> None:
    unhurried(here.kring.database)
    zoe = here.client("zoe", locale=LOCALES[language])
    await zoe.installs()
    strange = await unknown(here, language)
    for one in commands(language)[:PERSONAL]:
        for word in (one["title"], f" {one['title'].upper()}  "):
            before = len(here.microsoft.said)
            assert (await zoe.says(word)).status_code == 202
            heard = [s for s in here.microsoft.said[before:] if s["to"] == zoe.place]
            assert len(heard) == 1, word
            text = words(heard[0]["activity"]["attachments"][0]["content"])
            assert text.replace(word.strip(), "") != strange, word


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_command_is_answered_where_others_read_along(
    here: Stage, language: str, kind: str
) -> None:
    unhurried(here.kring.database)
    zoe = here.client("zoe", locale=LOCALES[language])
    await zoe.installs()
    for one in commands(language)[PERSONAL:]:
        before = len(here.microsoft.said)
        await zoe.does(mentioned(zoe, one["title"], kind))
        places = [s["to"].partition(";")[0] for s in here.microsoft.said[before:]]
        assert sorted(places) == sorted([CHANNEL, zoe.place]), one


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_word_that_is_none_is_answered_otherwise(here: Stage, language: str) -> None:
    """Where others read along too: what is understood and what is not sound different."""
    zoe = here.client("zoe", locale=LOCALES[language])
    await zoe.installs()
    shown = []
    for word in ("help", "qwertz", ""):
        await zoe.does(mentioned(zoe, word, "channel"))
        there = [s for s in here.microsoft.said if s["to"].startswith(CHANNEL)]
        shown.append(words(there[-1]["activity"]["attachments"][0]["content"]))
    helped, strange, silent = shown
    assert said("said_alone", language) in helped
    assert said("unknown_here", language) in strange
    assert silent == helped


@pytest.mark.parametrize("word", ["hi", "Hello", "HELP"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_greeting_and_a_call_for_help_are_heard_in_any_case(
    here: Stage, language: str, word: str
) -> None:
    zoe = here.client("zoe", locale=LOCALES[language])
    await zoe.installs()
    await zoe.says(word)
    assert len(zoe.messages) == 2
    for kind in ("channel", "groupChat"):
        before = len(here.microsoft.said)
        await zoe.does(mentioned(zoe, word, kind))
        there = [s for s in here.microsoft.said[before:] if s["to"].startswith(CHANNEL)]
        assert len(there) == 1
        shown = words(there[0]["activity"]["attachments"][0]["content"])
        assert said("add_me", language) in shown
