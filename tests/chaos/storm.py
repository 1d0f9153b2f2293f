"""A storm: workers that live for some milliseconds each, until so many of them were killed.

    python -m tests.chaos.storm '{"kind": "slack", "database": "sqlite:///kring.db", …}'

This program has imported everything and compiled the templates, and forks: so a worker costs some
milliseconds, not a second. It has neither thread nor event loop of its own. One child plans a small
network for each kill, with something that is due at once. At the end a last worker may finish, and
what stands on the platform is compared with what was planned. Prints one line of JSON.
"""

import asyncio
import gc
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import sqlalchemy as sa

from adapters.database.saying import WAITING
from adapters.database.tables import LETTERS, MOMENTS, PENDING
from adapters.main import Kring
from bot.network import Address, Network, Person, Role
from bot.ports import Unit
from scheduler.timeline import Timeline
from tests.adapters.slack.fake import BOT, TEAM, TOKEN
from tests.chaos.living import START, awake, clock_from, finish, kring_on, still, watched, work
from tests.circle import circle, member, session

TENANTS = 40
SEATS = 3
"""Participants of a network: so many prompts for each kill."""
ROOM = 60
"""Prompts that may wait at a time: workers who are killed get through so much."""
KINDS = (("rsvp",), ("archive_notice",), ("rsvp",), ())
"""What is planned of a network, in turn; all there is with ()."""
NEWS = "archive_notice"
"""Asks nothing, so that it is not sent twice where nobody can know."""
WARM = 1_000_000
"""The first of the networks with which the caches are filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    kind: str
    database: str
    address: str
    kills: int
    workers: int
    seed: int
    folder: str
    life: tuple[int, int, int] = (5, 80, 320)  # milliseconds of work from its first beat: the
    # shortest; the longest of one half, which say and claim; and of the other, which also send
    patience: float = 60.0  # seconds for the last worker


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody to whom exactly one message is to come."""

    tenant: str
    person: str
    place: str
    news: bool


# ── what is planned ──


def tenant_of(plan: Plan, number: int) -> str:
    """Teams tells tenants apart by a name, Slack by a workspace."""
    return f"{plan.kind}:{'T' if plan.kind == 'slack' else 't'}{number % TENANTS:04}"


def seats(plan: Plan, number: int) -> list[Seat]:
    news = KINDS[number % len(KINDS)] == (NEWS,)
    names = [f"p{number}x{n}" for n in range(SEATS)]
    return [Seat(tenant_of(plan, number), n, _place(plan, n), news) for n in names]


def _place(plan: Plan, person: str) -> str:
    """Where a message to them is found on the platform."""
    return f"D{person.upper()}" if plan.kind == "slack" else f"a:{person}"


def _address(plan: Plan, person: str) -> Address:
    return Address(
        platform=plan.kind, id=f"U{person.upper()}" if plan.kind == "slack" else f"29:{person}"
    )


def _network(plan: Plan, number: int) -> Network:
    """A session tomorrow, of which one speaks today; or the last one, five weeks ago."""
    news = KINDS[number % len(KINDS)] == (NEWS,)
    begins = START + (-timedelta(days=37) if news else timedelta(hours=18))
    held = replace(session(1), starts=begins, ends=begins + timedelta(hours=2))
    seated = (
        (f"l{number}", Role.FACILITATOR),
        *((s.person, Role.PARTICIPANT) for s in seats(plan, number)),
    )
    members = tuple(
        replace(member(person, role), joined=START - timedelta(days=90)) for person, role in seated
    )
    return replace(circle(), id=f"n{number}", channel="", sessions=(held,), members=members)


def feed(kring: Kring, plan: Plan, number: int) -> Callable[[Unit], None]:
    network, only = _network(plan, number), KINDS[number % len(KINDS)]
    dialogs = kring.bot.dialogs
    planner = Timeline({key: dialogs[key] for key in only or dialogs})

    def keep(unit: Unit) -> None:
        for each in network.members:
            at = _address(plan, each.person)
            unit.keep_person(Person(id=each.person, name=each.person.capitalize()), at)
            if plan.kind == "teams":
                _known(unit, plan, at.id, f"a:{each.person}")
        unit.keep_network(network)
        planner.network(unit, network, START)

    return keep


def _known(unit: Any, plan: Plan, address: str, conversation: str) -> None:
    service = f"{plan.address}/teams/"
    unit.keep_conversation(
        address, app="", service=service, conversation=conversation, bot="28:kring"
    )


# ── processes ──


def fork(run: Callable[[], Coroutine[Any, Any, None]], log: Path) -> int:
    """A child that runs this and nothing else; what it fails with stands in the log."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        asyncio.run(run())
        code = 0
    except BaseException:  # noqa: BLE001 - a child must never go on as its parent
        with log.open("a") as lines:
            traceback.print_exc(file=lines)
    finally:
        os._exit(code)


def done(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


class Life:
    """A worker and how long it may work: on a busy machine a second means little."""

    def __init__(self, child: int, seconds: float) -> None:
        self.child = child
        self._clock = (~child << 3) | 2  # the processor's time of all threads of that process
        self._until = time.clock_gettime(self._clock) + seconds
        self._latest = time.monotonic() + 0.05 + 8 * seconds  # for one that has nothing to do

    @property
    def over(self) -> bool:
        late = time.monotonic() >= self._latest
        return late or time.clock_gettime(self._clock) >= self._until


@dataclass
class Storm:
    plan: Plan
    kring: Kring

    def __post_init__(self) -> None:
        self.folder = Path(self.plan.folder)
        self.log = self.folder / "log"
        self.chance = random.Random(self.plan.seed)

    def run(self) -> dict[str, Any]:
        began = time.monotonic()
        asks, planned = os.pipe(), os.pipe()
        feeder = fork(lambda: self._feed(asks, planned), self.log)
        os.close(asks[0])
        os.close(planned[1])
        crashed = self._kill(asks[1])
        os.close(asks[1])
        with os.fdopen(planned[0]) as lines:
            fed = [int(line) for line in lines]
        assert done(feeder), self.log.read_text()
        stormed = time.monotonic() - began
        with urlopen(f"{self.plan.address}/chaos/calm") as answer:  # noqa: S310 - our own
            answer.read()
        assert done(fork(self._finish, self.log)), self.log.read_text()
        assert done(fork(lambda: self._tally(fed), self.log)), self.log.read_text()
        found: dict[str, Any] = json.loads((self.folder / "tally").read_text())
        found |= {"crashed": crashed, "storm_s": round(stormed, 1)}
        return found | {"total_s": round(time.monotonic() - began, 1)}

    async def prepare(self) -> None:
        await self.kring.database.open()
        await self.kring.database.upgrade()
        if self.kring.slack is not None:
            for number in range(TENANTS):
                tenant = tenant_of(self.plan, number)
                await self.kring.database.workspaces.keep(
                    tenant,
                    enterprise="",
                    team=TEAM,
                    name="Contoso",
                    app="A0KRING",
                    bot=BOT,
                    token=self.kring.slack.vault.seal(tenant, TOKEN),
                    at=START,
                )

    async def _feed(self, asks: tuple[int, int], planned: tuple[int, int]) -> None:
        """A network for each kill, as soon as the workers have room; what is planned is told."""
        awake(self.kring)
        os.close(asks[1])
        os.close(planned[0])
        loop, number, owed = asyncio.get_running_loop(), 0, 0
        while some := await loop.run_in_executor(None, os.read, asks[0], 100):
            owed += len(some)
            room = (ROOM - await self.kring.database._doors.read(_waiting)) // SEATS
            for _ in range(min(owed, room)):
                tenant = tenant_of(self.plan, number)
                await self.kring.database.transact(tenant, feed(self.kring, self.plan, number))
                os.write(planned[1], f"{number}\n".encode())
                number += 1
                owed -= 1
        await self.kring.close()

    async def _work(self, begun: int) -> None:
        awake(self.kring)
        await work(self.kring, lambda: os.write(begun, b"+"))

    async def _finish(self) -> None:
        awake(self.kring)
        if not await finish(self.kring, self.plan.patience):
            raise TimeoutError("Something that is due was never done with.")
        await self.kring.close()

    def _kill(self, asks: int) -> int:
        """All the kills; how many workers died by themselves."""
        alive: list[Life] = []
        crashed = killed = 0
        while killed < self.plan.kills:
            while len(alive) < min(self.plan.workers, self.plan.kills - killed):
                alive.append(Life(self._born(), self._life()))
            time.sleep(0.002)
            for life in [each for each in alive if each.over]:
                os.kill(life.child, signal.SIGKILL)
                code = os.waitstatus_to_exitcode(os.waitpid(life.child, 0)[1])
                crashed += code != -signal.SIGKILL
                killed += 1
                alive.remove(life)
                os.write(asks, b"+")
        return crashed

    def _life(self) -> float:
        """Seconds: half of them die while they say and claim, half while they send and record."""
        shortest, *longest = self.plan.life
        return self.chance.uniform(shortest, self.chance.choice(longest)) / 1000

    def _born(self) -> int:
        """A worker whose heart has begun to beat."""
        reads, writes = os.pipe()
        child = fork(lambda: self._work(writes), self.log)
        os.close(writes)
        os.read(reads, 1)
        os.close(reads)
        return child

    # ── what came of it ──

    async def _tally(self, fed: list[int]) -> None:
        awake(self.kring)
        with urlopen(f"{self.plan.address}/chaos/report") as answer:  # noqa: S310, ASYNC210
            told = json.load(answer)
        letters, moments, sound = await self._rows()
        await self.kring.close()
        expected = [seat for number in fed for seat in seats(self.plan, number)]
        journal = _journal(self.folder / "journal")
        found = tally(expected, told["places"], letters, journal, teams=self.plan.kind == "teams")
        found |= {"moments": moments, "calls": told["had"], "sound": sound}
        (self.folder / "tally").write_text(json.dumps(found))

    async def _rows(self) -> tuple[list[Any], dict[str, int], str]:
        def look(connection: sa.Connection) -> tuple[list[Any], dict[str, int], str]:
            columns = ("tenant", "number", "address", "person", "kind", "state", "code")
            letters = connection.execute(sa.select(*(LETTERS.c[c] for c in columns))).all()
            fate = connection.execute(
                sa.select(MOMENTS.c.state, sa.func.count())
                .where(MOMENTS.c.at <= START + timedelta(minutes=5))
                .group_by(MOMENTS.c.state)
            ).all()
            return list(letters), {state: n for state, n in fate}, sound(connection)  # noqa: C416

        return await self.kring.database._doors.read(look)


def _waiting(connection: sa.Connection) -> int:
    """Moments and messages that are due and not done with."""
    due = MOMENTS.c.state == PENDING, MOMENTS.c.at <= START + timedelta(minutes=5)
    moments = connection.execute(sa.select(sa.func.count()).where(*due)).scalar() or 0
    unsent = LETTERS.c.state == WAITING
    letters = connection.execute(sa.select(sa.func.count()).where(unsent)).scalar() or 0
    return int(moments) // 2 + int(letters)


def sound(connection: sa.Connection) -> str:
    """What the database says of itself: `ok`."""
    if connection.dialect.name != "sqlite":
        return "ok"  # PostgreSQL holds its references itself, and has no such question
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    return str(said) if not broken else f"{len(broken)} rows refer to nothing"


def _journal(path: Path) -> dict[tuple[str, str], Counter[str]]:
    """What was noted of each letter."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for line in path.read_text().splitlines() if path.exists() else ():
        word, tenant, letter = line.split(" ")
        found.setdefault((tenant, letter), Counter())[word] += 1
    return found


def tally(
    expected: list[Seat],
    places: dict[str, list[str]],
    letters: list[Any],
    journal: dict[tuple[str, str], Counter[str]],
    *,
    teams: bool,
) -> dict[str, Any]:
    """Of everybody who was to get one message: who got none, who got it twice, and why."""
    of: dict[tuple[str, str], list[Any]] = {}
    for row in letters:
        of.setdefault((row.tenant, row.address), []).append(row)
    found: Counter[str] = Counter()
    worst: list[Any] = []
    for seat in expected:
        own = of.get((seat.tenant, _addressed(seat.place)), [])
        marks = places.get(seat.place, [])
        copies = Counter(marks)
        dead = [row for row in own if row.state == "dead"]
        unknown = sum(_unknown(journal.get((r.tenant, str(r.number)), Counter())) for r in own)
        extra = sum(copies.values()) - len(copies)
        found["prompts"] += 1
        found["news"] += seat.news
        found["reported"] += bool(dead) and not seat.news
        found["news_reported"] += bool(dead) and seat.news
        found["lost"] += not marks and not dead
        found["other"] += len(own) > 1 or (len(copies) > 1)
        found["twice"] += extra > 0
        found["extra"] += extra
        found["news_twice"] += seat.news and len(marks) > 1
        found["ambiguous"] += unknown
        found["unaccounted"] += extra > unknown
        if extra > unknown or (not marks and not dead) or len(own) > 1:
            worst.append((seat.person, marks, [tuple(r) for r in own]))
    found["waiting"] = sum(row.state == "waiting" for row in letters)
    found["letters"] = len(letters)
    return {**found, "worst": worst[:5]}


def _addressed(place: str) -> str:
    return f"U{place[1:]}" if place.startswith("D") else f"29:{place.removeprefix('a:')}"


def _unknown(noted: Counter[str]) -> int:
    """Attempts whose end nobody learnt: the sender died, or no answer came that says."""
    return noted["begun"] - noted["ended"] + noted["unknown"]


def warm(storm: Storm) -> None:
    """Templates, statements and holidays are read once, here; then nothing of it is open."""

    async def live() -> None:
        await storm.prepare()
        for number in range(WARM, WARM + 2 * len(KINDS)):
            tenant = tenant_of(storm.plan, number)
            await storm.kring.database.transact(tenant, feed(storm.kring, storm.plan, number))
        assert await finish(storm.kring, 30)
        await still(storm.kring)

    asyncio.run(live())


def main(said: str) -> None:
    given = json.loads(said)
    plan = Plan(**{**given, "life": tuple(given.get("life", (5, 80, 320)))})
    kring = kring_on(plan.kind, plan.database, plan.address, clock_from(time.monotonic()))
    watched(kring, f"{plan.folder}/journal")
    storm = Storm(plan, kring)
    warm(storm)
    gc.freeze()  # pages that nobody's collector touches are shared
    print(json.dumps(storm.run()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
