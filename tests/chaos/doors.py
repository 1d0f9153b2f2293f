"""A web process that is killed while both platforms post to it, until it was killed so many times.

    python -m tests.chaos.doors '{"database": "sqlite:///kring.db", "kills": 60, …}'

The door is a socket of this program, which every child inherits, so that what knocks while nobody
is there waits for the next one. Who posts is a child that is not killed, and writes down at once
what was acknowledged. In the end each of these must be in the database. Prints one line of JSON.
"""

import asyncio
import gc
import itertools
import json
import os
import random
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa

from adapters.database.tables import EVENTS
from adapters.main import Kring, pages, server
from adapters.slack import receive as slack
from adapters.slack.door import Door, carried
from adapters.teams import receive as teams
from bot.ports import Inbound
from tests.adapters.slack.office import install
from tests.chaos.living import Journal, awake, clock_from, kring_on, still
from tests.chaos.served import Senders, slack_event, teams_event
from tests.chaos.storm import Life, done, fork, sound

AT_ONCE = 6
PEOPLE = 40
SERVICE = "http://127.0.0.1:9/teams/"
"""Where nobody listens: nothing is sent here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    database: str
    kills: int
    seed: int
    folder: str
    life: tuple[int, int] = (20, 400)  # milliseconds of work


class Doors:
    def __init__(self, plan: Plan, kring: Kring) -> None:
        self.plan, self.kring = plan, kring
        self.folder = Path(plan.folder)
        self.log = self.folder / "log"
        self.journal = str(self.folder / "acknowledged")
        self.door = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def run(self) -> dict[str, Any]:
        began, chance = time.monotonic(), random.Random(self.plan.seed)
        asyncio.run(self._prepare())
        gc.freeze()
        poster = fork(self._post, self.log)
        for _ in range(self.plan.kills):
            life = Life(fork(self._serve, self.log), chance.uniform(*self.plan.life) / 1000)
            while not life.over:
                time.sleep(0.002)
            os.kill(life.child, signal.SIGKILL)
            os.waitpid(life.child, 0)
        os.kill(poster, signal.SIGKILL)
        os.waitpid(poster, 0)
        assert done(fork(self._tally, self.log)), self.log.read_text()
        found: dict[str, Any] = json.loads((self.folder / "tally").read_text())
        return found | {"seconds": round(time.monotonic() - began, 1)}

    async def _prepare(self) -> None:
        """Also take one event of each sort, so that every child knows how."""
        await self.kring.open(upgrade=True)
        await install(self.kring, self.kring.clock())
        with socket.create_server(("127.0.0.1", 0)) as other:
            program = server(self.kring, self._site())
            serving = asyncio.create_task(program.serve([other]))
            address = f"http://127.0.0.1:{other.getsockname()[1]}"
            async with aiohttp.ClientSession() as session:
                senders = Senders(address, session, self.kring.clock, service=SERVICE)
                for kind in ("slack", "teams"):
                    await senders.until_taken(kind, "warm")
            program.should_exit = True
            await serving
        await still(self.kring)

    def _site(self) -> Any:
        assert self.kring.slack is not None
        side = self.kring.slack
        app = carried(side.entrance, side._books, side.api)
        side._door = Door(app, side._choices.signing_secret, side.outside)
        return pages(self.kring)

    async def _serve(self) -> None:
        awake(self.kring)
        await server(self.kring, self._site()).serve([self.door])

    async def _post(self) -> None:
        journal, ids = Journal(self.journal), itertools.count(1)
        async with aiohttp.ClientSession() as session:
            senders = Senders(self.address, session, self.kring.clock, service=SERVICE)

            async def one() -> None:
                while True:
                    n = next(ids)
                    kind = ("slack", "teams")[n % 2]
                    status = await senders.once(kind, f"p{n % PEOPLE}", f"Ev{n}")
                    journal.note(kind, f"p{n % PEOPLE}", f"Ev{n}", status)

            await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    async def _tally(self) -> None:
        awake(self.kring)

        def look(connection: sa.Connection) -> tuple[set[str], str]:
            return set(connection.execute(sa.select(EVENTS.c.id)).scalars()), sound(connection)

        known, whole = await self.kring.database._doors.read(look)
        await self.kring.close()
        lines = await asyncio.to_thread(Path(self.journal).read_text)
        said = [line.split() for line in lines.splitlines()]
        taken = [(kind, who, id_) for kind, who, id_, status in said if status in ("200", "202")]
        lost = [each for each in taken if _name(*each) not in known]
        found = {"posted": len(said), "acknowledged": len(taken), "lost": len(lost)}
        found |= {"kills": self.plan.kills}
        (self.folder / "tally").write_text(json.dumps(found | {"sound": whole, "which": lost[:5]}))


def _name(kind: str, who: str, id_: str) -> str:
    """Under which an event is remembered."""
    if kind == "slack":
        seen: object = slack.receive(slack_event(f"U{who.upper()}", "help", id_))
    else:
        seen = teams.receive(teams_event(SERVICE, who, "help", id_))
    assert isinstance(seen, Inbound)
    return seen.event


def main(said: str) -> None:
    plan = Plan(**json.loads(said))
    kring = kring_on(
        "both",
        plan.database,
        "http://127.0.0.1:9",
        clock_from(time.monotonic()),
        synchronous="FULL",
    )
    print(json.dumps(Doors(plan, kring).run()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
