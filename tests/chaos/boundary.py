"""Death at one statement, and the life after it.

    python -m tests.chaos.boundary <flow> <k> <folder>

ends the process for good at the k-th boundary of a flow, in the database of that folder.
"""

import asyncio
import os
import pickle
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import SecretStr

from adapters.database import Database
from adapters.database.postgres import Postgres, engines
from adapters.database.sqlite import Sqlite
from adapters.database.tables import METADATA
from adapters.main import build
from adapters.settings import Settings
from bot.content import Card
from bot.network import Address
from bot.ports import Adapter, Ref
from scheduler.ports import Letter
from tests.stage import MONDAY, Sheet, Stage

FLEETING = {
    "letters": {"number", "attempts", "at", "lease", "code", "ended", "created"},
    "moments": {"digest"},
}
"""What may differ after a death: how often and when it was tried."""
OURS = re.compile(r"\bi\d{5}\b")
IDS = count(1)


class Death(BaseException):
    """What nobody catches."""


@dataclass
class Desk(Sheet):
    """A platform that outlives Kring, and where a letter can be found again."""

    refuses: Exception | None = None
    posted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of(self, letter: Letter) -> "Way":
        return Way(self, letter)


@dataclass
class Way:
    desk: Desk
    letter: Letter

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        if self.desk.refuses is not None:
            raise self.desk.refuses
        if ref is None:
            self.desk.posted[address.id, self.letter.id] += 1
        return await self.desk.send(address, card, key=key, ref=ref)

    async def find(self, address: Address, key: str) -> Ref | None:
        return Ref(key) if self.desk.posted[address.id, self.letter.id] else None


@dataclass
class Reaper:
    """Counts the boundaries, and strikes at one; from then on nothing can be done any more."""

    at: int = 0
    for_good: bool = False
    seen: int = 0
    dead: bool = False
    armed: bool = True

    def step(self, *_: object) -> None:
        if not self.armed:
            return
        self.seen += not self.dead
        if self.dead or self.seen == self.at:
            self.dead = True
            if self.for_good:
                os._exit(9)
            raise Death

    def watch(self, database: Database, loop: asyncio.AbstractEventLoop) -> None:
        """Before and after each statement, before and after each commit."""
        doors = database._doors
        if isinstance(doors, Sqlite):  # which commits by itself, for all that waited
            commits = self._around(doors._writer._commit)
            doors._writer._commit = commits  # type: ignore[assignment, method-assign]
        listened = _engines(database, loop)
        for engine in listened:
            sa.event.listen(engine, "before_cursor_execute", self.step)
            sa.event.listen(engine, "after_cursor_execute", self.step)
            sa.event.listen(engine, "commit", self.step)
        for dialect in {engine.dialect for engine in listened}:
            commit = dialect.do_commit

            def committed(connection: Any, commit: Callable[[Any], None] = commit) -> None:
                commit(connection)
                self.step()

            dialect.do_commit = committed  # type: ignore[method-assign, assignment]

    def _around(self, commit: Callable[[Any], None]) -> Callable[[Any], None]:
        def committed(raw: Any) -> None:
            self.step()
            commit(raw)
            self.step()

        return committed


def _engines(database: Database, loop: asyncio.AbstractEventLoop) -> list[sa.Engine]:
    doors = database._doors
    if isinstance(doors, Sqlite):
        return [doors._writer._engine, doors._reader._engine]
    assert isinstance(doors, Postgres)
    made = doors._engines[loop] = engines(doors._url)
    return [engine.sync_engine for engine in made.values()]


@contextmanager
def world(
    address: str, desk: Desk, clock: list[Any] | None = None, *, reaper: Reaper | None = None
) -> Iterator[Stage]:
    """A stage whose platform is there before it and after it. Deaths do not leave this block."""
    now = clock or [MONDAY]
    settings = Settings(  # type: ignore[call-arg]
        database=address, synchronous="OFF", secret=SecretStr("s" * 40), _env_file=None
    )

    def hear(adapter: Adapter) -> Adapter:
        return desk

    def new_id() -> str:
        return f"i{next(IDS):05}"

    kring = build(settings, clock=lambda: now[0], new_id=new_id, hear=hear)
    with asyncio.Runner() as runner:
        runner.get_loop().set_exception_handler(lambda *_: None)  # tasks that die along
        if reaper is not None:
            reaper.watch(kring.database, runner.get_loop())
        try:
            yield Stage(kring, desk, runner, now, new_id)
        except Death as death:
            traceback.clear_frames(death.__traceback__)  # a cursor in there holds SQLite's lock
        finally:
            if reaper is not None:
                reaper.armed = False
            runner.run(kring.close())


def finish(here: Stage) -> None:
    """Live on for some minutes: leases run out, what may have arrived is looked for."""
    for _ in range(4):
        here.clock[0] += timedelta(seconds=61)
        here.beat()


def state(here: Stage) -> dict[str, list[str]]:
    """Everything that is kept, but for ids and fleeting times; and everything that is shown."""

    def look(connection: sa.Connection) -> dict[str, list[str]]:
        found = {}
        for table in METADATA.sorted_tables:
            kept = [c for c in table.c if c.name not in FLEETING.get(table.name, ())]
            rows = connection.execute(sa.select(*kept)).all()
            found[table.name] = sorted(OURS.sub("i", repr(tuple(row))) for row in rows)
        return found

    found = here.runner.run(here.kring.database._doors.read(look))
    desk = here.sheet
    assert isinstance(desk, Desk)
    found["shown"] = sorted(
        OURS.sub("i", repr((place, card)))
        for place, cards in desk.standing.items()
        for card in cards.values()
    )
    found["posted"] = sorted(f"{place} {n}" for (place, _), n in desk.posted.items())
    return found


def main(flow: str, at: int, folder: Path) -> None:
    from tests.chaos.flows import FLOWS  # noqa: PLC0415 - flows are told in this file's words

    global IDS  # noqa: PLW0603 - another process draws other ids
    IDS = count(50_000)
    desk, now, told = pickle.loads((folder / "world").read_bytes())  # noqa: S301 - our own
    reaper = Reaper(at, for_good=True)
    with world(f"sqlite:///{folder / 'kring.db'}", desk, [now], reaper=reaper) as here:
        FLOWS[flow].act(here, told)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
