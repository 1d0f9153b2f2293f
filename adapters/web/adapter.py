"""The web as a platform: a card goes up on the wall, and whoever has the page open sees it."""

from adapters.web.bell import Bell
from adapters.web.receive import PLATFORM
from adapters.web.wall import Wall
from bot.content import Card
from bot.network import Address
from bot.ports import Clock, Ref, Unreachable


class Web:
    """Writes for one tenant. What has no place yet, or has lost it, goes to the end."""

    platform = PLATFORM

    def __init__(self, wall: Wall, bell: Bell, clock: Clock, *, tenant: str) -> None:
        self._wall = wall
        self._bell = bell
        self._clock = clock
        self._tenant = tenant

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        """Put the card up. The same key is one message, so a repetition shows nothing twice."""
        if address.platform != PLATFORM:
            raise Unreachable("not_on_the_web")
        seq = await self._wall.write(
            self._tenant, address.id, key=key, card=card, at=self._clock(), anew=ref is None
        )
        self._bell.ring(self._tenant)
        return Ref(str(seq))
