"""Simulated time: from one due moment to the next, with a cast that answers in its own time."""

import heapq
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.main import Kring
from adapters.playground.actor import Matter, answers, delay
from adapters.playground.cast import Player, move_in
from adapters.playground.clock import Movable
from adapters.playground.plot import Plot, wants_in
from bot.content import Card
from bot.dialog import Run, Status
from bot.network import Address
from bot.ports import Adapter, Clock, Commanded, Inbound, Pressed, Ref, Submitted, Unit, What

STEPS = 20
"""Forms that one dialog may ask one after another."""

STUCK = 1000
"""How much may happen at one instant before it is taken for a fault."""

TRIES = 4
"""How often somebody tries to mend a refused answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message that went out."""

    at: datetime
    to: str
    key: str
    card: Card
    again: bool


@dataclass
class Ear:
    """An adapter that tells what it is given to send, and passes it on where there is somebody."""

    platform: str
    now: Clock
    tells: list[Callable[[Heard], None]] = field(default_factory=list)
    inner: Adapter | None = None

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        sent = ref or Ref(f"{address.id}/{key}")
        if self.inner:
            sent = await self.inner.send(address, card, key=key, ref=ref)
        heard = Heard(at=self.now(), to=address.id, key=key, card=card, again=ref is not None)
        for tell in self.tells:
            tell(heard)
        return sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What somebody of the cast sent."""

    at: datetime
    person: str
    dialog: str
    step: str
    refused: tuple[str, ...] = ()
    last: bool = False


@dataclass(order=True)
class _Plan:
    """An answer that somebody will give."""

    at: datetime
    person: str
    run: str


@dataclass
class Life:
    """A cast in a running Kring. `watch` is told of every answer."""

    kring: Kring
    clock: Movable
    players: Sequence[Player]
    plots: Sequence[Plot]
    seed: int = 1
    watch: Callable[[Acted], None] = lambda _: None
    _plans: list[_Plan] = field(default_factory=list)
    _planned: dict[str, datetime | None] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    messages: int = 0

    def hear(self, heard: Heard) -> None:
        """Something new reached somebody, who may now have something to answer."""
        self.messages += not heard.again
        if not heard.again and heard.to.startswith("dm:"):
            self._told.add(heard.to.removeprefix("dm:"))

    # ── time ──

    async def live(
        self, until: datetime, progress: Callable[[datetime], None] = lambda _: None
    ) -> None:
        """Everything that happens up to an instant, in order."""
        same = 0
        while (found := await self._next(until)) is not None:
            at, answering = found
            same = same + 1 if at <= self.clock() else 0
            if same > STUCK:
                raise RuntimeError(f"time stands still at {at}")
            self.clock.to(at)
            if answering:
                await self._answer_next()
            await self._speak()
            progress(self.clock())
        self.clock.to(until)

    async def _next(self, until: datetime) -> tuple[datetime, bool] | None:
        """When the next thing happens, and whether it is an answer; what Kring says goes first."""
        due = await self.kring.next_due()
        planned = self._plans[0].at if self._plans else None
        first = min((at for at in (due, planned) if at is not None), default=None)
        if first is None or first > until:
            return None
        at = max(first, self.clock())
        return at, due is None or due > at

    async def _speak(self) -> None:
        await self.kring.beat.once()
        await self._listen()

    async def _answer_next(self) -> None:
        plan = heapq.heappop(self._plans)
        self._planned.pop(plan.run, None)
        await self.answer(self.player(plan.person), plan.run)

    async def _listen(self) -> None:
        """Whoever was told something decides when to answer it."""
        told, self._told = self._told, set()
        players = sorted((p for p in self.players if p.id in told), key=lambda p: p.id)
        if not players:
            return
        runs = await self.kring.transact(lambda unit: [unit.open_runs(p.id) for p in players])
        for player, waiting in zip(players, runs, strict=True):
            for run in waiting:
                self._decide(player, run)

    def _decide(self, player: Player, run: Run) -> None:
        if self._planned.get(run.id):
            return
        again = run.id in self._planned
        matter = self._matter(player, run.dialog, run.about or run.network)
        wait = delay(matter, again=again)
        at = self.clock() + wait if wait else None
        self._planned[run.id] = at
        if at and at < run.expires:
            heapq.heappush(self._plans, _Plan(at, player.id, run.id))

    async def waiting(self, person: str) -> list[Run]:
        return await self.kring.transact(lambda unit: unit.open_runs(person))

    # ── what the cast does ──

    async def move_in(self) -> None:
        """Everybody becomes known, and what recurs for them is planned."""
        players, now = tuple(self.players), self.clock()

        def work(unit: Unit) -> None:
            for person in move_in(unit, players):
                self.kring.planner.person(unit, person, now)

        await self.kring.transact(work)

    async def command(self, player: Player, text: str) -> None:
        await self._send(player, Commanded(text))

    async def press(self, player: Player, token: str) -> None:
        await self._send(player, Pressed(token))

    async def _send(self, player: Player, what: What) -> None:
        inbound, now = self._inbound(player, what, self.kring.new_id()), self.clock()
        await self.kring.transact(lambda unit: self.kring.bot.receive(unit, inbound, now))

    def _inbound(self, player: Player, what: What, event: str) -> Inbound:
        return Inbound(
            tenant=self.kring.settings.tenant,
            sender=player.address,
            event=event,
            what=what,
        )

    async def answer(self, player: Player, run: str) -> int:
        """Fill in one form after another until the dialog is done; how many were taken."""
        taken, attempt = 0, 0
        for _ in range(STEPS):
            acted = await self._step(player, run, attempt)
            if acted is None:
                break
            self.watch(acted)
            attempt = attempt + 1 if acted.refused else 0
            taken += not acted.refused
            if acted.last or attempt > TRIES:
                break
        return taken

    async def _step(self, player: Player, run_id: str, attempt: int) -> Acted | None:
        event = self.kring.new_id()
        return await self.kring.transact(
            lambda unit: self._fill_in(unit, player, run_id, attempt, event)
        )

    def _fill_in(
        self, unit: Unit, player: Player, run_id: str, attempt: int, event: str
    ) -> Acted | None:
        """Look at the card, answer it: one transaction, as one event of a platform is."""
        now, run, me = self.clock(), unit.run(run_id), unit.person(player.id)
        if run is None or me is None or run.status is not Status.OPEN:
            return None
        card = self.kring.bot.window(unit, me, run_id, "", now)
        if card is None or card.form is None:
            return None
        matter = self._matter(player, run.dialog, run.about or run.network, attempt)
        sent = Submitted(card.form.token, answers(card.form, matter))
        reply = self.kring.bot.receive(unit, self._inbound(player, sent, event), now)
        if reply.gone:
            return None
        after = unit.run(run_id)
        return Acted(
            at=now,
            person=player.id,
            dialog=run.dialog,
            step=card.form.token.partition(":")[2],
            refused=tuple(f"{key}: {why}" for key, why in reply.errors.items()),
            last=after is None or after.status is not Status.OPEN,
        )

    def _matter(self, player: Player, dialog: str, about: str, attempt: int = 0) -> Matter:
        plot = self._plot(player)
        return Matter(
            player=player,
            dialog=dialog,
            about=about,
            now=self.clock(),
            seed=self.seed,
            said=plot.said(player, dialog, about),
            people=tuple(plot.invited),
            places=(player.person.team,) if player.person.team else (),
            attempt=attempt,
        )

    def _plot(self, player: Player) -> Plot:
        mine = (plot for plot in self.plots if player.id in (*plot.invited, plot.leader))
        return next(mine, self.plots[0])

    def player(self, person: str) -> Player:
        return next(player for player in self.players if player.id == person)

    # ── the button of the playground ──

    async def let_answer(self, keep: Collection[str] = ()) -> int:
        """Everybody but those in `keep` joins what is open and answers what waits, now."""
        acting = [player for player in self.players if player.id not in keep]
        taken = await self._join_in(acting)
        for _ in range(STEPS):
            done = 0
            for player in acting:
                for run in await self.waiting(player.id):
                    done += await self.answer(player, run.id)
            await self.kring.beat.once()
            taken += done
            if not done:
                break
        return taken

    async def _join_in(self, acting: Sequence[Player]) -> int:
        """Participants ask for a seat where one is free, so that a new network fills up."""
        taken = 0
        for player in acting:
            if player.part == "participant":
                for network in await self.kring.transact(lambda unit: unit.catalogue()):
                    if wants_in(network, player.id):
                        taken += await self._join(player, network.id)
        return taken

    async def _join(self, player: Player, network: str) -> int:
        await self.press(player, f"start:join:{network}:")
        runs = [run for run in await self.waiting(player.id) if run.dialog == "join"]
        return sum([await self.answer(player, run.id) for run in runs if run.network == network])
