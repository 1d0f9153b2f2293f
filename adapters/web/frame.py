"""What a card needs from the page around it, and how its texts are made safe to show."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s

import htpy as h

from adapters.words import Say
from bot.content import Choice

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Around a card. `still`: only to look at, nothing can be sent."""

    say: Say
    people: Sequence[Choice] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    places: Sequence[Choice] = ()
    still: bool = False


def clean(text: str) -> str:
    """Without control characters, halves of characters, and what turns the direction of a text."""
    return _UNSEEN.sub("", text)


def flat(node: h.Node) -> str:
    """Some elements as one text, for a script to put in its place."""
    return str(h.fragment[node])


def name_of(key: str, prefix: str = "m") -> str:
    """A short id for an element, the same for the same key."""
    return f"{prefix}{blake2s(key.encode(), digest_size=6).hexdigest()}"
