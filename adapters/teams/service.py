"""All of Teams, put together: what `adapters.main` routes to, sends with, and closes."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.routing import BaseRoute, Route

from adapters.teams import render
from adapters.teams.adapter import Teams
from adapters.teams.apps import App
from adapters.teams.connector import TIMEOUT, Connector
from adapters.teams.credentials import ENTRA, Credentials, Entra, Nothing
from adapters.teams.door import PATH, Door, looked_at
from adapters.teams.entrance import Entrance
from adapters.teams.guard import Guard, Local, Strict
from adapters.teams.hosts import Trusted, loopback, microsofts
from adapters.teams.keys import METADATA, Keys
from adapters.teams.known import Known
from adapters.teams.ports import Brain, Store
from adapters.teams.turns import Turns
from adapters.teams.values import Json
from adapters.words import Words
from bot.content import Card
from bot.ports import Clock, NewId
from scheduler.ports import Paces

LOG = logging.getLogger(__name__)
ADDED = "https://teams.microsoft.com/l/app/"
"""Where people add an app for themselves, followed by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What an installation of Kring may choose about Teams.

    `local` lets test clients of this machine in, without a token, and nobody else. The addresses
    are Microsoft's own; a test gives others.
    """

    apps: Mapping[str, App] = field(default_factory=dict)
    local: bool = False
    metadata: str = METADATA
    authority: str = ENTRA
    trusted: Trusted = microsofts
    timeout: float = TIMEOUT


class Service:
    """Everything that Teams needs of one process. Raises ValueError without a usable app."""

    def __init__(  # noqa: PLR0913 - a platform is handed all it touches
        self,
        choices: Choices,
        *,
        store: Store,
        bot: Brain,
        words: Words,
        clock: Clock,
        new_id: NewId,
        asks: Callable[[str], bool],
        paces: Paces,
        wake: Callable[[], None],
    ) -> None:
        guard, credentials, trusted = _sides(choices, clock, new_id)
        self._local = choices.local
        self.connector = Connector(credentials, trusted, paces=paces, timeout=choices.timeout)
        turns = Turns(self.connector)

        def draw(card: Card, *, nonce: str, known: Known) -> Json:
            return render.message(card, words, nonce=nonce, known=known)

        self.adapter = Teams(
            store=store,
            turns=turns,
            connector=self.connector,
            draw=draw,
            asks=asks,
            clock=clock,
            apps=choices.apps,
        )
        self.entrance = Entrance(
            store=store,
            bot=bot,
            turns=turns,
            connector=self.connector,
            words=words,
            clock=clock,
            new_id=new_id,
            wake=wake,
            join=lambda app: f"{ADDED}{app}",
        )
        self.door = Door(guard, self.entrance.take)

    def routes(self) -> list[BaseRoute]:
        """What Teams may ask for. A rehearsal is told of, where it begins to be reachable."""
        if self._local:
            LOG.warning("teams.local_mode_lets_everybody_on_this_machine_in")
        entrance = Route(PATH, self.door.__call__, methods=["POST"])
        return [entrance, Route(PATH, looked_at, methods=["GET"])]  # else the pages' own 404

    async def close(self) -> None:
        await self.connector.close()


def _sides(choices: Choices, clock: Clock, new_id: NewId) -> tuple[Guard, Credentials, Trusted]:
    """Who is let in, with what Kring shows itself, and to whom."""
    if choices.local:
        if choices.apps:
            raise ValueError("A rehearsal on this machine has no app.")
        return Local(), Nothing(), loopback
    keys = Keys(choices.metadata)
    guard = Strict(apps=choices.apps, keys=keys, clock=clock, trusted=choices.trusted)
    entra = Entra(choices.apps, clock, new_id, authority=choices.authority)
    return guard, entra, choices.trusted
