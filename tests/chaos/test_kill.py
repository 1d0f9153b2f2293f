"""Workers are killed at random moments, over a platform that misbehaves."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.figures import count, publish
from tests.postgres import Server

KILLS = count("KILLS", 12, 3000)
CASES = [
    ("slack", "sqlite", 1),
    ("slack", "postgres", 1),
    ("slack", "postgres", 3),
    ("teams", "sqlite", 1),
    ("teams", "postgres", 1),
    ("teams", "postgres", 3),
]
LIFE = {"sqlite": (5, 80, 320), "postgresql": (5, 200, 700)}
"""Milliseconds of work: to connect to PostgreSQL takes some of them."""
SOME = [case for case in CASES if case[1] == "sqlite" or case[2] > 1]


def _shown(case: tuple[str, str, int]) -> str:
    return "-".join(map(str, case))


@contextmanager
def platform(kind: str, seed: int) -> Iterator[str]:
    """A platform in its own process; its address."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.platform", kind, str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdin is not None
    with program.stdout, program.stdin:
        address: str = json.loads(program.stdout.readline())["address"]
        yield address
    program.wait()


def storm(folder: Path, kind: str, database: str, workers: int, kills: int) -> dict[str, Any]:
    with platform(kind, seed=7) as address:
        plan = {
            "kind": kind,
            "database": database,
            "address": address,
            "kills": kills,
            "workers": workers,
            "seed": kills,
            "folder": str(folder),
            "life": LIFE[database.partition(":")[0].partition("+")[0]],
        }
        words = [sys.executable, "-m", "tests.chaos.storm", json.dumps(plan)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    kind, where, workers = request.node.callspec.params["case"]
    if where == "sqlite":
        yield f"sqlite:///{tmp_path / 'kring.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"storm_{kind}_{workers}"
    yield server.create(name)
    server.drop(name)


@pytest.mark.parametrize("case", CASES if KILLS > 100 else SOME, ids=_shown)
def test_killed_at_any_moment_nothing_is_lost(
    case: tuple[str, str, int], database: str, tmp_path: Path
) -> None:
    kind, where, workers = case
    found = storm(tmp_path, kind, database, workers, KILLS)
    publish("kill", platform=kind, database=where, workers=workers, kills=KILLS, **found)
    assert found["prompts"] >= KILLS / 2, "the workers hardly got to work"
    assert found["sound"] == "ok"
    assert found["crashed"] == found["waiting"] == 0
    assert found["lost"] == found["other"] == 0, found["worst"]
    if kind == "slack":
        assert found["extra"] <= found["prompts"] / 1000
        assert found["reported"] == found["news_reported"] == 0
    else:
        assert found["unaccounted"] == found["news_twice"] == 0, found["worst"]
