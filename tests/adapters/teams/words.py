"""The real words, as the application hands them to the adapter."""

from bot.commands import Commands
from bot.dialogs import discover
from bot.speech import Speech

DIALOGS = discover()
SPEECH = Speech((), Commands(DIALOGS).word)


def words(key: str, language: str, /, **facts: str | int) -> str:
    return SPEECH.text(f"teams.{key}", language, **facts)
