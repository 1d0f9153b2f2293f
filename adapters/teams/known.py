"""What a card needs from the database before it can be drawn: names for ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`people`: names by the person's id in Kring. `places`: names of channels by address id.

    A channel can only be chosen where Kring was added to it, and where the person reads along:
    whoever fills this in sees to that.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


NOTHING = Known()
