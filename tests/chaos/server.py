"""A PostgreSQL server of one's own, to be stopped and started by its own program."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.absent import absent
from tests.postgres import PACKAGE, SETTINGS, Server, _copied


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Its data, and who may run it."""

    folder: Path
    programs: Path
    user: int | None

    def run(self, program: str, *words: str) -> None:
        with (self.folder / "log").open("ab") as lines:
            subprocess.run(
                [self.programs / "bin" / program, "-D", self.folder / "data", *words],
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                cwd=self.folder,
                user=self.user,
                extra_groups=None if self.user is None else [],
                check=True,
            )

    def start(self) -> None:
        self.run("pg_ctl", "start", "-w", "-l", str(self.folder / "server.log"))

    def stop(self, mode: str = "immediate") -> None:
        """At once: like a crash, it writes nothing down and tells no client."""
        self.run("pg_ctl", "stop", "-m", mode)

    @property
    def server(self) -> Server:
        return Server(folder=str(self.folder))


@contextmanager
def cluster() -> Iterator[Cluster]:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        absent("No PostgreSQL here: it comes with requirements/dev.txt.")
    programs = max(Path(found.origin).parent.glob("pginstall*/bin")).parent
    folder, user = Path(tempfile.mkdtemp(prefix="kring-cluster-")), None
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody").pw_uid
        programs = _copied(programs, folder / "copy")
        os.chown(folder, user, -1)
    here = Cluster(folder=folder, programs=programs, user=user)
    durable = SETTINGS | {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    settings = durable | {"unix_socket_directories": str(folder)}
    options = [f"--set={name}={value}" for name, value in settings.items()]
    here.run("initdb", "--username=postgres", "--auth=trust", "--no-locale", *options)
    here.start()
    try:
        yield here
    finally:
        here.stop()
        shutil.rmtree(folder, ignore_errors=True)
