"""The web process is killed at any moment: what it acknowledged is in the database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chaos.figures import count, publish
from tests.postgres import Server

KILLS = count("WEB_KILLS", 8, 1500)


@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_what_is_acknowledged_is_never_lost(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = f"sqlite:///{tmp_path / 'kring.db'}"
    if where == "postgres":
        server: Server = request.getfixturevalue("postgres_server")
        address = server.create("doors")
    plan = {"database": address, "kills": KILLS, "seed": 3, "folder": str(tmp_path)}
    words = [sys.executable, "-m", "tests.chaos.doors", json.dumps(plan)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    publish("acknowledged", database=where, **found)
    assert found["acknowledged"] > KILLS
    assert found["lost"] == 0, found["which"]
    assert found["sound"] == "ok"
