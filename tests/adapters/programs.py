"""`kring serve` as a program of its own, and a platform on this machine that takes its time."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.adapters.teams.activities import activity

PATIENCE = 60.0
"""Seconds that a busy machine may take to start Python."""
KRING = str(Path(sys.executable).with_name("kring"))
SECRET = "made up for a test " * 3


def free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def ask(address: str, body: object = None, **headers: str) -> tuple[int, str]:
    """Status and text of what is answered there; 0 where nobody listens."""
    data = None if body is None else json.dumps(body).encode()
    head = {"Content-Type": "application/json"} | headers
    try:
        with urlopen(Request(address, data, head), timeout=5) as answer:  # noqa: S310 - our own
            return int(answer.status), answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


@dataclass
class Program:
    """One process of Kring."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        return ask(f"{self.address}{path}")

    def ready(self) -> tuple[bool, list[str]]:
        _, text = self.get("/readyz")
        told: dict[str, Any] = json.loads(text) if text else {"ok": False, "codes": []}
        return bool(told["ok"]), list(told["codes"])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(how)

    def ended(self) -> int:
        return self.process.wait(PATIENCE)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def until(holds: Any, what: str = "") -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def environment(**settings: str) -> dict[str, str]:
    bare = {k: v for k, v in os.environ.items() if not k.startswith("KRING_")}
    return bare | {"KRING_SECRET": SECRET} | settings


def upgraded(folder: Path, **settings: str) -> None:
    command = [KRING, "db", "upgrade"]
    subprocess.run(
        command, cwd=folder, env=environment(**settings), check=True, capture_output=True
    )


@contextmanager
def serving(folder: Path, *words: str, **settings: str) -> Iterator[Program]:
    """Kring as it serves in this folder, ready; ended at the latest with this block."""
    port = free()
    log = folder / f"log-{port}"
    env = environment(**settings, KRING_PORT=str(port))
    with log.open("w") as lines:
        process = subprocess.Popen([KRING, "serve", *words], cwd=folder, env=env, stderr=lines)
    program = Program(process, f"http://127.0.0.1:{port}", log)
    try:
        until(lambda: program.ready()[0] or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield program
    finally:
        process.kill()
        process.wait()


@dataclass
class Connector:
    """Where Teams takes what Kring sends, after `takes` seconds."""

    address: str
    takes: float
    begun: int = 0
    said: list[Mapping[str, Any]] = field(default_factory=list)

    def hears(self, program: Program, text: str, person: str) -> int:
        """Somebody writes to Kring in Teams."""
        user = {"id": f"29:{person}", "name": person, "aadObjectId": _entra(person)}
        said = activity("message", text=text, id=f"{person}-{time.monotonic_ns()}")
        said |= {"serviceUrl": self.address, "from": user}
        said["conversation"] = {**said["conversation"], "id": f"a:{person}"}
        return ask(f"{program.address}/teams/messages", said)[0]


def _entra(person: str) -> str:
    return f"00000000-0000-4000-8000-{person.encode().hex():0>12}"[:36]


@contextmanager
def connector(takes: float = 0.0) -> Iterator[Connector]:
    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            here.begun += 1
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(here.takes)
            here.said.append(said)
            self.send_response(201)
            self.end_headers()
            self.wfile.write(b'{"id": "1"}')

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    here = Connector(f"http://127.0.0.1:{server.server_port}/", takes)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
