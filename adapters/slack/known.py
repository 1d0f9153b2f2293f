"""What a card needs from the database before it can be drawn: ids of Slack for ids of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`people`: user ids by the person's id in Kring. `pictures`: uploaded files by their SVG."""

    people: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


NOTHING = Known()
