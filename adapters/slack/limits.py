"""What fits into Slack, and how a text is brought to fit without losing a word unseen.

Figures: https://docs.slack.dev/reference/block-kit and /reference/methods/chat.postMessage.
"""

import re
from collections.abc import Iterator

MESSAGE = 50
"""Blocks of a message."""
VIEW = 100
"""Blocks of a window or of the Home tab."""
PAGE = 11_000
"""Characters of a message's blocks as JSON: beyond about 13,000 Slack has answered
`msg_blocks_too_long`, a figure that it does not publish."""
WINDOW = 200_000
"""Bytes of a view as JSON; Slack says `view_too_large` from 250 kB."""
FALLBACK = 4000
"""Characters of the text beside the blocks that Slack advises; from 40,000 it cuts."""
TEXT = 3000
"""Characters of one text, of a typed answer, and what one of our blocks carries."""
HEADER = 150
TITLE = 24
"""A window's title and the words on its own buttons."""
LABEL = 2000
"""A question's label; its hint has as much room."""
BUTTON = 75
TOKEN = 2000
"""A button's value."""
OPTION = 75
"""An option's words, and the key that comes back."""
PLACEHOLDER = 150
OPEN = 10
"""Options that radio buttons or check boxes may have."""
LIST = 100
"""Options of a list, or of one group of a list; and groups of a list."""
ROW = 5
"""Buttons side by side; Slack takes 25 in one block, a telephone shows few."""
LINK = 3000
FIELD = 255
"""A block's name, which is the key of its question."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Without control characters, halves of characters, and what turns the direction of a text."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def size(text: str) -> int:
    """Length as the strictest reader counts it: in UTF-16, where an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fits(text: str, most: int) -> int:
    """How many characters of the text have room."""
    if size(text) <= most:
        return len(text)
    used = 0
    for n, character in enumerate(text):
        used += 2 if character > "\uffff" else 1  # its `size`
        if used > most:
            return n
    return len(text)


def shorten(text: str, most: int) -> str:
    """The whole text, or as many of its words as fit and `…`."""
    if size(text) <= most:
        return text
    room = text[: _fits(text, most - 1)]
    words = room.rstrip() if text[len(room)].isspace() else _whole_words(room)
    return f"{words}…"


def _whole_words(room: str) -> str:
    head = re.split(r"\s+\S*$", room, maxsplit=1)[0].rstrip(" ,;:–-")
    return head if 2 * len(head) > len(room) else room.rstrip()


def pieces(text: str, most: int = TEXT) -> Iterator[str]:
    """The text in parts that fit, cut between words where there are any; together all of it."""
    while size(text) > most:
        end = _fits(text, most)
        gap = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
        cut = gap + 1 if gap > 0 else end
        yield text[:cut]
        text = text[cut:]
    yield text
