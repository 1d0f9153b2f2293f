import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

PATIENCE = 30.0
"""Seconds that a busy machine may take to start Python."""


def _status(address: str) -> int:
    """What is answered there, 0 where nobody listens yet."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except HTTPError as refused:
        with refused:
            return refused.code
    except OSError:
        return 0


def _free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_strangers_nothing_and_stops_gracefully(
    tmp_path: Path, stop: signal.Signals
) -> None:
    port = _free()
    settings = {"KRING_SECRET": "made up for a test " * 3, "KRING_PORT": str(port)}
    env = {k: v for k, v in os.environ.items() if not k.startswith("KRING_")} | settings
    kring = str(Path(sys.executable).with_name("kring"))
    subprocess.run([kring, "db", "upgrade"], cwd=tmp_path, env=env, check=True)
    log = tmp_path / "log"
    with log.open("w") as lines:
        program = subprocess.Popen([kring, "serve"], cwd=tmp_path, env=env, stderr=lines)
    try:
        address, end = f"http://127.0.0.1:{port}/", time.monotonic() + PATIENCE
        while not (status := _status(address)) and time.monotonic() < end:
            time.sleep(0.1)
        assert status == 401, log.read_text()
        program.send_signal(stop)
        assert program.wait(PATIENCE) == 0, log.read_text()
    finally:
        program.kill()
        program.wait()
    assert not list(tmp_path.glob("kring.db-wal")), "the database was not closed"
