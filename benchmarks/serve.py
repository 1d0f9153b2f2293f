"""How soon `kring serve` is ready, and how much memory it holds while nothing happens.

    .venv/bin/python -m benchmarks.serve [--rounds 3] [--idle 5]

Each round starts Kring on an empty SQLite database, alone, with Slack and with Teams (a rehearsal
on this machine), and beside it the least that could answer: Starlette on uvicorn with one route.
Ready is the first 200 of /readyz, from before the process exists; idle is the resident memory some
seconds later. Medians; the floor is measured in the same rounds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.adapters.programs import KRING, environment, free, upgraded

LEAST = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
route = Route("/readyz", lambda request: PlainTextResponse(""))
uvicorn.run(Starlette(routes=[route]), port=int(sys.argv[1]), log_level="error")
"""
SORTS: Mapping[str, Mapping[str, str]] = {
    "": {},
    "slack_": {"KRING_SLACK_SIGNING_SECRET": "0123456789abcdef" * 2},
    "teams_": {"KRING_TEAMS_LOCAL": "1"},
}
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Measured:
    ready: float  # seconds
    worked: float  # seconds of a processor until then: on a busy machine the truer figure
    idle: float  # megabytes


def measured(command: list[str], folder: str, env: Mapping[str, str], idle: float) -> Measured:
    """One process from its start until it has been idle for so many seconds."""
    port = free()
    here = {**env, "KRING_PORT": str(port)}
    begun = time.perf_counter()
    words = [word.replace("PORT", str(port)) for word in command]
    with subprocess.Popen(words, cwd=folder, env=here, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            while not _ready(f"http://127.0.0.1:{port}/readyz"):
                assert process.poll() is None, "it ended"
                assert time.perf_counter() - begun < PATIENCE, "it is not ready"
                time.sleep(0.005)
            ready, worked = time.perf_counter() - begun, _worked(process.pid)
            time.sleep(idle)
            return Measured(ready, worked, _resident(process.pid))
        finally:
            process.kill()


def _ready(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's own number
    except (HTTPError, OSError):
        return False


def _resident(pid: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)  # noqa: S603, S607
    return int(told.stdout) / 1024


def _worked(pid: int) -> float:
    """As Linux counts it; elsewhere 0."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--idle", type=float, default=5.0)
    given = asked.parse_args()
    found: dict[str, list[Measured]] = {}
    with tempfile.TemporaryDirectory() as folder:
        upgraded(Path(folder))
        for _ in range(given.rounds):
            least = [sys.executable, "-c", LEAST, "PORT"]
            found.setdefault("floor_", []).append(
                measured(least, folder, dict(os.environ), given.idle)
            )
            for sort, settings in SORTS.items():
                env = environment(**settings)
                found.setdefault(sort, []).append(
                    measured([KRING, "serve"], folder, env, given.idle)
                )
    line: dict[str, object] = {"bench": "serve", "rounds": given.rounds}
    for sort, each in found.items():
        line[f"{sort}ready_s"] = round(statistics.median(m.ready for m in each), 2)
        line[f"{sort}cpu_s"] = round(statistics.median(m.worked for m in each), 2)
        line[f"{sort}idle_mb"] = round(statistics.median(m.idle for m in each), 1)
    print(json.dumps(line))


if __name__ == "__main__":
    main()
