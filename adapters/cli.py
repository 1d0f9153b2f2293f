"""The command `kring`: each error is a sentence with a next step, each exit code has a meaning."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from adapters import doctor as ward
from adapters import logs, main, report
from adapters.playground import simulation, stage
from adapters.settings import Settings, Wrong, load

FINE, WRONG, USAGE, NOT_READY = 0, 1, 2, 3
CODES = (
    "Exit codes: 0 fine; 1 something is wrong; 2 wrong usage or settings; "
    "3 the database is not ready."
)

app = typer.Typer(
    name="kring",
    help="Kring facilitates learning networks: a chatbot with its web client and its clock.",
    epilog=CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
db = typer.Typer(help="The database.", no_args_is_help=True, epilog=CODES)
app.add_typer(db, name="db")

out = Console()
err = Console(stderr=True)


class Trouble(Exception):  # noqa: N818
    """Something that a person can mend: what is wrong, what to do, and the exit code."""

    def __init__(self, said: str, do: str, code: int = WRONG) -> None:
        super().__init__(said)
        self.said, self.do, self.code = said, do, code


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Troubles become sentences; anything else is a fault of Kring and keeps its traceback."""
    try:
        yield
    except Wrong as wrong:
        _say_wrong(*wrong.mistakes)
        raise typer.Exit(USAGE) from None
    except main.NotReady as waiting:
        _say_wrong(str(waiting), "Run: kring db upgrade")
        raise typer.Exit(NOT_READY) from None
    except main.Unreached as lost:
        _say_wrong(str(lost), "Check KRING_DATABASE, or run: kring doctor")
        raise typer.Exit(NOT_READY) from None
    except Trouble as trouble:
        _say_wrong(trouble.said, trouble.do)
        raise typer.Exit(trouble.code) from None


def _say_wrong(*sentences: str) -> None:
    for sentence in sentences:
        err.print(Text("● ", style="red") + Text(sentence), soft_wrap=True)


def _settings() -> Settings:
    return load()


def _signing() -> Settings:
    """Settings with which links can be signed."""
    settings = _settings()
    if not settings.secret.get_secret_value():
        raise Trouble(
            "KRING_SECRET is not set, so links cannot be signed.",
            "Set it: KRING_SECRET=$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')",
            USAGE,
        )
    return settings


def _door(settings: Settings) -> socket.socket:
    try:
        return ward.listen(settings.host, settings.port)
    except OSError as refused:
        raise Trouble(
            f"Port {settings.port} of {settings.host} cannot be used ({refused.strerror}).",
            "Stop what uses it, or set KRING_PORT or KRING_HOST. `kring doctor` tells more.",
        ) from None


# ── commands ──


@app.command(epilog=CODES)
def serve() -> None:
    """Serve the web client and send what is due. Stops gracefully on Ctrl-C or SIGTERM."""
    with told():
        settings = _signing()
        logs.lines(settings.log_level)
        with _door(settings) as door:
            asyncio.run(main.serve(settings, door))


@app.command(epilog=CODES)
def play(
    folder: Annotated[
        Path, typer.Option(help="Where the playground keeps its state between two starts.")
    ] = Path(".kring"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The first port to try.")] = 8000,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew, with nothing said.")] = False,
    browser: Annotated[bool, typer.Option(help="Open a browser, where there is a screen.")] = True,
) -> None:
    """Try Kring: a made-up company on a clock that you move, on this machine only."""
    with told():
        logs.quiet()
        door = stage.door(port)
        if door is None:
            raise Trouble(
                f"No port from {port} to {port + stage.PORTS - 1} is free.",
                "Choose another with --port.",
            )
        with door:
            place = stage.place(folder, fresh=fresh)
            address = f"http://{stage.HERE}:{door.getsockname()[1]}"
            out.print(report.welcome(address, place))
            if browser and stage.screen():
                stage.show(address)
            asyncio.run(stage.play(place, door))


@app.command(epilog=CODES)
def simulate(
    networks: Annotated[int, typer.Option(min=1, max=500, help="How many networks.")] = 1,
    people: Annotated[int, typer.Option(min=6, max=20, help="Participants in each.")] = 12,
    sessions: Annotated[int, typer.Option(min=3, max=12, help="Sessions of each.")] = 6,
    weeks: Annotated[int, typer.Option(help="Weeks between: 2, 3, 4, 6 or 8.")] = 6,
    seed: Annotated[int, typer.Option(help="Another seed, another life.")] = 1,
    transcript: Annotated[
        Path | None, typer.Option(help="Write all that was said to this file.", dir_okay=False)
    ] = None,
) -> None:
    """Live through whole networks in simulated time, and count what everybody got."""
    with told():
        logs.quiet()
        story = simulation.Story(
            networks=networks, people=people, sessions=sessions, weeks=weeks, seed=seed
        )
        try:
            lived = _lived(story, transcript)
        except simulation.Failed as failed:
            raise Trouble(
                f"Kring broke: {failed}", "This is a fault of Kring; --transcript shows the way."
            ) from failed
        out.print(report.lived(lived))
        if not lived.kept:
            raise Trouble("Somebody got more than the limits allow.", "See the table above.")
        if not lived.finished:
            raise Trouble("A network did not come to its decision.", "Look with --transcript.")


def _lived(story: simulation.Story, transcript: Path | None) -> simulation.Lived:
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err)
    with contextlib.ExitStack() as open_:
        paper = open_.enter_context(transcript.open("w", encoding="utf-8")) if transcript else None
        open_.enter_context(bar)
        task = bar.add_task("Living", total=1.0)
        return asyncio.run(
            simulation.in_a_drawer(story, paper, lambda far: bar.update(task, completed=far))
        )


@app.command(epilog=CODES)
def plan(
    network: Annotated[str, typer.Argument(help="The id or the title of a network.")],
    role: Annotated[str, typer.Option(help="Only what goes to this role.")] = "",
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Show each message.")] = False,
) -> None:
    """Show all that Kring will say in a network, to whom and when, if nothing changes."""
    with told():
        found = asyncio.run(main.rehearsed(_settings(), network))
        if found.rows is None:
            known = ", ".join(found.titles) or "none yet"
            raise Trouble(f"There is no network {network!r}.", f"These are known: {known}.", USAGE)
        out.print(report.planned(found.rows, role=role, preview=preview))


@app.command(epilog=CODES)
def doctor() -> None:
    """Look at everything that Kring needs, and say what to do."""
    findings = []
    for finding in ward.examine(Path(".env"), main.now):
        findings.append(finding)
        out.print(report.finding(finding))
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(WRONG)


@db.command(epilog=CODES)
def upgrade() -> None:
    """Bring the database to the version of this program. Harmless to repeat."""
    with told():
        asyncio.run(main.upgrade(_settings()))
        out.print("The database is up to date.")


@app.command(epilog=CODES)
def link(
    person: Annotated[str, typer.Argument(help="The id or the name of somebody.")],
) -> None:
    """Print somebody's personal link to the web client. It is for them alone."""
    with told():
        found = asyncio.run(main.link(_signing(), person))
        match found:
            case str():
                out.print(Text(found), soft_wrap=True)
            case [] | ():
                raise Trouble(
                    f"Nobody is called {person!r}.", "Check the spelling, or use the id.", USAGE
                )
            case _:
                names = ", ".join(f"{p.name} ({p.id})" for p in found)
                raise Trouble(f"Several fit {person!r}: {names}.", "Use the id.", USAGE)


@app.command(epilog=CODES)
def version() -> None:
    """Print the version."""
    out.print(main.VERSION, highlight=False)
