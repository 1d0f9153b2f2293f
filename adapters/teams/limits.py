"""What fits into Teams, and how a text is brought to fit without losing a word unseen.

Figures: https://learn.microsoft.com/microsoftteams/platform, "Format your bot messages" (100 KB,
measured as UTF-16; older clients and connectors take 28 KB) and the store's validation guidelines
(at most six actions on a card).
"""

import json
import re
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring_ascii
from typing import Any

CARD = 26_000
"""Bytes of a card in a message, written as ASCII; what is around it has room below 28 KB."""
DIALOG = 40_000
"""Bytes of a card in a dialog: the answer to a request, to which only the 100 KB apply."""
ACTIONS = 6
"""Buttons of a card."""
PIECE = 5000
"""Bytes of one text, as ASCII in JSON; a longer one goes on in a further element."""
VALUE = 9000
"""Bytes of what stands in a field beforehand."""
FALLBACK = 1200
"""Bytes of the text for clients that cannot show the card."""
LABEL = 200
"""Characters of a question's label; a longer one stands above its input as well."""
OPTION = 200
"""Characters of an option."""
BUTTON = 40
"""Characters of a button; a telephone shows little more in one line."""
SHORT = 30
"""Characters up to which an answer can be a button."""
TITLE = 60
"""Characters of a dialog's title."""
TOKEN = 2000
"""Characters of a button's token."""
LINK = 2000

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Without control characters, halves of characters, and what turns the direction of a text."""
    if text.isprintable():  # nearly every line: none of these is
        return text
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def weight(shown: Any) -> int:
    """Bytes on its way, however its sender writes JSON: non-ASCII as escapes is the longest."""
    if type(shown) is str:
        return len(encode_basestring_ascii(shown))
    return len(json.dumps(shown))


def _fits(text: str, most: int, weigh: Callable[[str], int]) -> int:
    """How many characters of the text have room, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if weigh(text[:middle]) <= most else (low, middle - 1)
    return low


def pieces(text: str, most: int = PIECE) -> Iterator[str]:
    """The text in parts that fit, cut between words where there are any; together all of it."""
    while weight(text) > most and len(text) > 1:
        end = _fits(text, most, weight)
        gap = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
        cut = gap + 1 if gap > 0 else end
        yield text[:cut]
        text = text[cut:]
    yield text


def shorten(text: str, most: int, weigh: Callable[[str], int] = len) -> str:
    """The whole text, or as many of its words as fit and `…`."""
    if weigh(text) <= most:
        return text
    room = text[: _fits(text, max(most - weigh("…"), 1), weigh)]
    words = room.rstrip() if text[len(room) :][:1].isspace() else _whole_words(room)
    return f"{words}…"


def _whole_words(room: str) -> str:
    head = re.split(r"\s+\S*$", room, maxsplit=1)[0].rstrip(" ,;:–-")
    return head if 2 * len(head) > len(room) else room.rstrip()
