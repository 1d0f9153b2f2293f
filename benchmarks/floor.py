"""What all measurements have in common: a floor in the same run, a database, one line of JSON."""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import statistics
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import uvloop
from pydantic import SecretStr

from adapters.main import Kring, build
from adapters.settings import Settings
from tests import postgres

SPAWN = multiprocessing.get_context("spawn")
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - the one of Slack's own documentation
KEY = "bXktb3duLWtleS1vZi0zMi1ieXRlcy1leGFjdGx5ISE="


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured. `must` is how it is to compare with `bound`.

    With a floor the two are compared as a ratio, `ours / floor`; without one, by themselves.
    """

    name: str
    unit: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    floor_is: str = ""
    must: str = ""  # ">=" or "<="; "" for what is only told
    bound: float = 0.0
    more: dict[str, Any] | None = None

    @property
    def value(self) -> float:
        """What is compared with the bound."""
        ours = statistics.median(self.ours)
        return ours / statistics.median(self.floor) if self.floor else ours

    @property
    def reached(self) -> bool | None:
        if not self.must:
            return None
        return self.value >= self.bound if self.must == ">=" else self.value <= self.bound


def tell(benchmark: str, figure: Figure) -> None:
    """One line of JSON for whoever runs it, program or person."""
    line = {
        "benchmark": benchmark,
        "figure": figure.name,
        "ours": _short(statistics.median(figure.ours)),
        **({"floor": _short(statistics.median(figure.floor))} if figure.floor else {}),
        "unit": figure.unit,
        **({"ratio": _short(figure.value)} if figure.floor else {}),
        **({"must": f"{figure.must} {figure.bound:g}"} if figure.must else {}),
        **({"reached": figure.reached} if figure.must else {}),
        **({"floor_is": figure.floor_is} if figure.floor_is else {}),
        "rounds": {
            "ours": [_short(each) for each in figure.ours],
            **({"floor": [_short(each) for each in figure.floor]} if figure.floor else {}),
        },
        **(figure.more or {}),
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def arguments(doc: str | None, *, on: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Those that every measurement knows. `on` are its databases, all if none are named."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true", help="only see that it runs")
    parser.add_argument(
        "--on", nargs="*", default=on or DATABASES, choices=DATABASES, help="which databases"
    )
    return parser


Once = Callable[[], Awaitable[float]]


async def in_turns(floor: Once, ours: Once, rounds: int) -> tuple[list[float], list[float]]:
    """Floor, ours, floor, ours …: what the machine does meanwhile happens to both.

    A first round warms up and does not count.
    """
    found: tuple[list[float], list[float]] = ([], [])
    for round_ in range(rounds + 1):
        each = (await floor(), await ours())
        if round_:
            found[0].append(each[0])
            found[1].append(each[1])
    return found


def run(work: Callable[[], Any]) -> Any:
    """On the loop that Kring itself runs on."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work())


# ── databases ──

DATABASES = ("sqlite", "sqlite-normal", "postgres")
NAMED = {
    "sqlite": "SQLite, synchronous FULL",
    "sqlite-normal": "SQLite, synchronous NORMAL",
    "postgres": "PostgreSQL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """One database, empty or filled."""

    sort: str
    address: str

    @property
    def name(self) -> str:
        return NAMED[self.sort]

    @property
    def synchronous(self) -> str:
        return "NORMAL" if self.sort == "sqlite-normal" else "FULL"

    def settings(self, **more: Any) -> Settings:
        """Kring as it is on Slack, as far as nothing says otherwise."""
        chosen = {
            "database": self.address,
            "synchronous": self.synchronous,
            "secret": SecretStr("s" * 40),
            **more,
        }
        return Settings(_env_file=None, **chosen)  # type: ignore[call-arg]


def sqlite(where: Where) -> sa.Engine:
    """As one would write it by hand: one connection, and each transaction begins as a writer."""
    engine = sa.create_engine(
        sa.make_url(where.address).set(drivername="sqlite+pysqlite"),
        poolclass=sa.pool.StaticPool,
        connect_args={"check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, record: object) -> None:  # noqa: ARG001
        connection.isolation_level = None
        for setting in ("journal_mode = WAL", f"synchronous = {where.synchronous}"):
            connection.execute(f"PRAGMA {setting}").close()

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextlib.contextmanager
def databases(sorts: Sequence[str]) -> Iterator[Callable[[str], Where]]:
    """Makes empty databases of these sorts, and takes them away at the end."""
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as folder:
        made = 0
        server = _server() if "postgres" in sorts else None

        def make(sort: str) -> Where:
            nonlocal made
            made += 1
            if sort == "postgres":
                assert server is not None
                return Where(sort=sort, address=server.create(f"bench{made}"))
            return Where(sort=sort, address=f"sqlite:///{folder}/bench{made}.db")

        yield make


def _server() -> postgres.Server:
    """A PostgreSQL as it comes, which stops when this process has ended."""
    told = json.loads(postgres.start(os.getpid(), durable=True))
    if "missing" in told:
        raise SystemExit(told["missing"])
    return postgres.Server(folder=told["folder"])


@contextlib.asynccontextmanager
async def opened(settings: Settings, **more: Any) -> AsyncIterator[Kring]:
    kring = build(settings, **more)
    await kring.open(upgrade=True)
    try:
        yield kring
    finally:
        if kring.slack is not None:
            await kring.slack.close()
        await kring.close()


# ── processes ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A process that is ready, and what it said when it was."""

    pid: int
    said: Any

    def cpu(self) -> float:
        """Seconds of processor time that it has used: what a busy machine does not change much."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def started(what: Callable[..., None], *words: Any) -> Iterator[Program]:
    """A program in a process of its own, which calls its last argument when it is ready.

    It is ended with this block.
    """
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=_child, args=(what, *words, there.send), daemon=True)
    process.start()
    try:
        assert here.poll(120), "it did not start"
        assert process.pid is not None
        yield Program(pid=process.pid, said=here.recv())
    finally:
        process.terminate()
        process.join()


def _child(what: Callable[..., None], *words: Any) -> None:
    """Who started it may be killed: then it ends as well."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    what(*words)


def machine() -> str:
    """Enough to know it again."""
    cpu = Path("/proc/cpuinfo")
    model = ""
    if cpu.exists():
        models = [line for line in cpu.read_text().splitlines() if line.startswith("model name")]
        model = models[0].partition(":")[2].strip() if models else ""
    return f"{os.cpu_count()} × {model or os.uname().machine}"
