"""Four processes read, think and write the same rows of one SQLite, through our repositories."""

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from adapters.database import Database
from bot.network import Network, Person
from bot.ports import Unit
from tests.chaos.figures import count, publish

EACH = count("WRITES", 100, 1000)
PROCESSES = 4
NOW = datetime(2027, 1, 13, 9, tzinfo=UTC)


def _more(unit: Unit) -> None:
    """Read two rows, and write back one more than was read."""
    person, network = unit.person("zoe"), unit.network("n1")
    assert person is not None
    assert network is not None
    unit.keep_person(Person(id="zoe", name=str(int(person.name) + 1)))
    unit.keep_network(_network(int(network.title) + 1))


def _network(n: int) -> Network:
    return Network(id="n1", title=str(n), goal="", zone="Europe/Brussels", created=NOW)


def _begin(unit: Unit) -> None:
    unit.keep_person(Person(id="zoe", name="0"))
    unit.keep_network(_network(0))


async def _write(address: str, times: int) -> float:
    """The longest that one transaction took, in seconds."""
    database, longest = Database(address), 0.0
    for _ in range(times):
        began = time.perf_counter()
        await database.transact("home", _more)
        longest = max(longest, time.perf_counter() - began)
    await database.close()
    return longest


async def test_nothing_is_lost_and_nobody_is_locked_out(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'kring.db'}"
    database = Database(address)
    await database.upgrade()
    await database.transact("home", _begin)
    words = [sys.executable, "-m", "tests.chaos.test_many_writers", address, str(EACH)]
    began = time.monotonic()
    programs = [
        await asyncio.create_subprocess_exec(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    told = [await each.communicate() for each in programs]
    assert [each.returncode for each in programs] == [0] * PROCESSES, [e.decode() for _, e in told]
    person = await database.transact("home", lambda unit: unit.person("zoe"))
    network = await database.transact("home", lambda unit: unit.network("n1"))
    await database.close()
    assert person is not None
    assert network is not None
    wanted = PROCESSES * EACH
    publish(
        "many-writers",
        processes=PROCESSES,
        transactions=wanted,
        lost=wanted - int(person.name),
        locked=0,
        longest_s=round(max(float(out) for out, _ in told), 3),
        seconds=round(time.monotonic() - began, 1),
    )
    assert int(person.name) == int(network.title) == wanted


if __name__ == "__main__":
    print(asyncio.run(_write(sys.argv[1], int(sys.argv[2]))))
