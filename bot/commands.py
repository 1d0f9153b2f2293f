"""`/kring …`: one word in three languages leads to a dialog."""

from collections.abc import Mapping

from bot.dialog import Dialog
from bot.speech import LANGUAGES
from bot.typed import plain

GREETINGS = (
    "hi",
    "hello",
    "hey",
    "bonjour",
    "salut",
    "hallo",
    "hoi",
    "dag",
)


class Commands:
    """Which word stands for which dialog."""

    def __init__(self, dialogs: Mapping[str, Dialog]) -> None:
        self._words = {plain(word): key for key, dialog in dialogs.items() for word in dialog.words}
        self._said = {
            (key, language): word
            for key, dialog in dialogs.items()
            for language, word in zip(LANGUAGES, dialog.words, strict=False)
        }
        self._words |= {plain(word): "help" for word in GREETINGS}

    def find(self, text: str) -> str | None:
        """The dialog that this text asks for, if it is a command and nothing else."""
        if text.strip() in ("?", "/kring", "/"):
            return "help"
        return self._words.get(plain(text.removeprefix("/kring").strip().lstrip("/")))

    def first(self, text: str) -> str | None:
        """The dialog of the first word: a slash command may carry more."""
        words = text.split()
        return self.find(words[0]) if words else "help"

    def word(self, key: str, language: str) -> str:
        """The word that starts a dialog, in this language. The key itself when it has none."""
        return self._said.get((key, language), key)
