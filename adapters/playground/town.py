"""The playground as the pages know it: a cast, a clock to move, all that is to come."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from adapters.playground.life import Life
from adapters.web.play import Coming, Part
from bot.network import Network
from bot.ports import Unit
from scheduler.rehearsal import Row, rehearse

STRIDES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}

FURTHEST = timedelta(weeks=10)
"""How far the next message is looked for."""


class Town:
    """`adapters.web.play.Playground`. One thing at a time: two jumps would be one too far."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self._lock = asyncio.Lock()

    @property
    def cast(self) -> Sequence[Part]:
        return tuple(
            Part(
                person=player.id,
                name=player.person.name,
                part=player.part,
                language=player.person.language,
                zone=player.person.zone,
            )
            for player in self.life.players
        )

    def now(self) -> datetime:
        return self.life.clock()

    # ── the clock ──

    async def jump(self, how: str) -> None:
        """Move on; everything due on the way is said in its order."""
        async with self._lock:
            if how == "next":
                await self._until_something()
            elif (to := await self._where(how)) is not None:
                await self._pass(to)

    async def _until_something(self) -> None:
        """To the next message that goes out: some moments pass in silence."""
        before, end = self.life.messages, self.now() + FURTHEST
        await self.life.kring.beat.once()
        while self.life.messages == before:
            at = await self.life.kring.next_due()
            if at is None or at > end:
                return
            await self._pass(at)

    async def _pass(self, to: datetime) -> None:
        life = self.life
        while (at := await life.kring.next_due()) is not None and at <= to:
            life.clock.to(at)
            await life.kring.beat.once()
        life.clock.to(to)

    async def _where(self, how: str) -> datetime | None:
        now = self.now()
        if how in STRIDES:
            return now + STRIDES[how]
        starts = [
            session.starts
            for network in await self._networks()
            for session in (network.alive[:1] if how == "kickoff" else network.alive)
            if session.starts > now
        ]
        return min(starts, default=None)

    async def _networks(self) -> list[Network]:
        people = [player.id for player in self.life.players]

        def work(unit: Unit) -> list[Network]:
            found = {n.id: n for person in people for n in unit.networks_of(person)}
            return list(found.values())

        return await self.life.kring.transact(work)

    # ── what is to come ──

    async def calendar(self, network: str | None) -> Sequence[Coming]:
        """The dry run of one network, or of all."""
        kring = self.life.kring
        chosen = [each for each in await self._networks() if network in (None, each.id)]

        def work(unit: Unit) -> list[Coming]:
            everybody = unit.people(player.id for player in self.life.players)
            return [
                _coming(row)
                for each in chosen
                for people in (unit.people(m.person for m in each.members),)
                for row in rehearse(kring.bot, each, people, unit.moments(each.id))
            ] + [_coming(row) for row in rehearse(kring.bot, None, everybody, unit.moments(""))]

        return sorted(await kring.transact(work), key=lambda coming: coming.at)

    async def let_answer(self, keep: Collection[str] = ()) -> int:
        """All of the cast but those in `keep` answer what waits for them."""
        async with self._lock:
            return await self.life.let_answer(keep)


def _coming(row: Row) -> Coming:
    return Coming(
        at=row.at,
        role=row.role,
        dialog=row.dialog,
        to=row.person,
        title=row.title,
        card=row.card,
    )
