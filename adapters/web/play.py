"""What the page needs from a playground: a cast, a clock to move, all that will be said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.content import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the cast. `part`: facilitator, participant, manager or organiser."""

    person: str
    name: str
    part: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something that Kring will say, unless the plans change. `to` is a name or a channel."""

    at: datetime
    role: str
    dialog: str
    to: str
    title: str
    card: Card | None = None


class Playground(Protocol):
    """A made-up company on a made-up clock."""

    @property
    def cast(self) -> Sequence[Part]: ...

    def now(self) -> datetime: ...

    async def jump(self, how: str) -> None:
        """Move the clock to `next`, `hour`, `day`, `week`, `kickoff` or `session`.

        Runs all that is due on the way, in order.
        """

    async def calendar(self, network: str | None) -> Sequence[Coming]:
        """All that will be said, by time; in one network, or in all."""

    async def let_answer(self, keep: Collection[str] = ()) -> int:
        """All but those in `keep` answer what waits for them; how many answers that were."""
