"""What the cast has already decided: the network they begin, who comes, what they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.playground.cast import Player
from adapters.playground.chance import lot, one_of
from adapters.playground.phrases import phrases
from bot.content import Raw
from bot.network import Network

ABSENT = 0.12
"""How often somebody who said yes does not come after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One network's story: who is invited, and how many sessions it has."""

    leader: str
    invited: Sequence[str]
    sessions: int = 6
    weeks: int = 6
    seed: int = 1
    number: int = 1

    def said(self, player: Player, dialog: str, about: str) -> Mapping[str, Raw]:
        """Answers that are not left to chance, by field."""
        match dialog:
            case "create":
                return self._create(player)
            case "join":
                return {
                    "notice": "yes",
                    "commit": "yes",
                    "dates_off": (),
                    "language": player.person.language,
                    "manager": "yes" if player.asks_manager else "no",
                    "mention": "yes" if player.asks_manager else "no",
                    "boss": (player.person.manager,) if player.person.manager else (),
                }
            case "debrief":
                return {"held": "held", "came": self._came(about)}
            case "schedule":
                return {"maybe": ()}
            case "dates":
                return {"fix": "yes"}
            case "share":
                return self._share(player, about)
            case _:
                return {}

    def _create(self, player: Player) -> Mapping[str, Raw]:
        tongue = player.person.language
        titles = phrases(tongue, "title")
        title = titles[(self.number - 1) % len(titles)]
        return {
            "aim": "start",
            "title": title if self.number <= len(titles) else f"{title} {self.number}",
            "goal": one_of(phrases(tongue, "goal"), self.seed, "goal"),
            "signs": "\n".join(phrases(tongue, "signs")),
            "seats_min": str(max(6, min(10, len(self.invited) - 1))),
            "seats_max": str(max(8, min(15, len(self.invited)))),
            "helpers": (),
            "sessions": str(self.sessions),
            "weeks": str(self.weeks),
            "languages": ("en", "fr", "nl"),
            "end": "",
            "channel": "",
            "invite": tuple(self.invited)[:20],
            "listed": "yes",
            "publish": "yes",
        }

    def _came(self, about: str) -> tuple[str, ...]:
        return tuple(p for p in self.invited if lot(self.seed, "came", p, about) >= ABSENT)

    def _share(self, player: Player, about: str) -> Mapping[str, Raw]:
        """Most keep it; some show it to the network, their team or their manager."""
        drawn = lot(self.seed, "share", player.id, about)
        to = ("keep",) if drawn < 0.5 else ("network",) if drawn < 0.7 else ("team", "manager")  # noqa: PLR2004
        if "manager" in to and not player.person.manager:
            to = ("team",)
        return {"kind": "insight", "whose": "mine", "audience": to, "confirm": "publish"}


def wants_in(network: Network, person: str) -> bool:
    """Whether somebody of the cast would still ask for a seat here."""
    return network.member(person) is None and not network.full and bool(network.coming)
