"""Death at every boundary of every flow: before and after each statement and each commit.

Whatever the point, the life that follows ends where a life without death ends: every table has the
same rows, every conversation shows the same, and nothing was posted twice.
"""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.boundary import Desk, Reaper, finish, state, world
from tests.chaos.figures import count, publish
from tests.chaos.flows import FLOWS, Flow
from tests.postgres import Server
from tests.tables import empty

POINTS = count("POINTS", 4, 100_000)
"""Of each flow, spread over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brink:
    """A flow that is about to happen, as often as one likes."""

    flow: Flow
    told: Any
    desk: Desk
    now: datetime
    seen: int
    wanted: dict[str, list[str]]


class Files:
    """Databases of SQLite: a copy is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.brink = folder / "brink.db"
        empty(self.brink)

    def address(self) -> str:
        return f"sqlite:///{self.brink}"

    @contextmanager
    def copy(self) -> Iterator[str]:
        shutil.copy(self.brink, self.folder / "kring.db")
        yield f"sqlite:///{self.folder / 'kring.db'}"
        for left in self.folder.glob("kring.db*"):
            left.unlink()


class Servers:
    """The same on PostgreSQL: a copy is made from a template."""

    def __init__(self, server: Server, name: str) -> None:
        self._server, self._name = server, name
        self._brink = server.create(f"{name}_brink")
        with world(self._brink, Desk()) as here:
            here.runner.run(here.kring.database.upgrade())

    def address(self) -> str:
        return self._brink

    @contextmanager
    def copy(self) -> Iterator[str]:
        named = f"{self._name}_copy"
        self._server.run("postgres", f'CREATE DATABASE "{named}" TEMPLATE "{self._name}_brink"')
        yield self._server.address(named)
        self._server.drop(named)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Files | Servers:
    if request.param == "sqlite":
        return Files(tmp_path)
    flow = str(request.getfixturevalue("flow")).replace("-", "_")
    return Servers(request.getfixturevalue("postgres_server"), f"bound_{flow}")


def brink(flow: Flow, place: Files | Servers) -> Brink:
    """Live up to it; and once past it, to see how it ends."""
    with world(place.address(), Desk()) as here:
        told = flow.begin(here)
        desk, now = deepcopy(here.sheet), here.now
    assert isinstance(desk, Desk)
    reaper = Reaper()
    with place.copy() as address, world(address, deepcopy(desk), [now], reaper=reaper) as here:
        flow.act(here, told)
        reaper.armed = False
        finish(here)
        wanted = state(here)
    return Brink(flow=flow, told=told, desk=desk, now=now, seen=reaper.seen, wanted=wanted)


def lived_on(at: Brink, address: str, desk: Desk) -> dict[str, list[str]]:
    """After a death: the same comes again, and life goes on."""
    with world(address, desk, [at.now]) as here:
        at.flow.act(here, at.told)
        finish(here)
        return state(here)
    raise AssertionError("nothing dies here")


def spread(last: int, most: int) -> list[int]:
    """Up to so many numbers from 1 to the last, evenly, with both ends."""
    if last <= most:
        return list(range(1, last + 1))
    return sorted({1 + round(n * (last - 1) / (most - 1)) for n in range(most)})


def differences(found: dict[str, list[str]], wanted: dict[str, list[str]]) -> dict[str, Any]:
    return {k: (found[k], wanted[k]) for k in wanted if found[k] != wanted[k]}


@pytest.mark.parametrize("flow", FLOWS)
def test_a_death_at_any_boundary_leaves_no_trace(flow: str, place: Files | Servers) -> None:
    at = brink(FLOWS[flow], place)
    points = spread(at.seen, POINTS if isinstance(place, Files) else max(2, POINTS // 2))
    for point in points:
        desk = deepcopy(at.desk)
        with place.copy() as address:
            reaper = Reaper(point)
            with world(address, desk, [at.now], reaper=reaper) as here:
                at.flow.act(here, at.told)
            assert reaper.dead, f"nobody died at {point} of {at.seen}"
            assert differences(lived_on(at, address, desk), at.wanted) == {}, point
    publish(
        "boundary",
        flow=flow,
        database="sqlite" if isinstance(place, Files) else "postgres",
        boundaries=at.seen,
        deaths=len(points),
        differences=0,
    )


@pytest.mark.parametrize("flow", ["answer", "tick-start"])
def test_the_same_when_the_process_ends_for_good(flow: str, tmp_path: Path) -> None:
    place = Files(tmp_path)
    at = brink(FLOWS[flow], place)
    points = spread(at.seen, count("EXITS", 2, 12))
    (tmp_path / "world").write_bytes(pickle.dumps((at.desk, at.now, at.told)))
    for point in points:
        with place.copy() as address:
            words = [sys.executable, "-m", "tests.chaos.boundary", flow, str(point), str(tmp_path)]
            assert subprocess.run(words, check=False).returncode == 9
            assert differences(lived_on(at, address, deepcopy(at.desk)), at.wanted) == {}, point
    publish("boundary-exit", flow=flow, boundaries=at.seen, deaths=len(points), differences=0)
