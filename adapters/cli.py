"""The command `kring`: each error is a sentence with a next step, each exit code has a meaning."""

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable, Coroutine
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import typer
from cryptography.fernet import Fernet
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from adapters import doctor as ward
from adapters import errands, logs, main, outbox, report, serving
from adapters.console import CODES, NOT_READY, USAGE, WRONG, Trouble, err, out, told
from adapters.playground import simulation, stage
from adapters.settings import DRAWN, Settings, load
from adapters.slack.manifest import LONGEST_NAME
from adapters.slack.manifest import manifest as slack_manifest
from adapters.slack.vault import Locked
from adapters.teams import package as parcel
from bot.commands import Commands
from bot.dialogs import discover
from bot.dialogs.create import EVERY
from bot.network import Role
from bot.speech import Speech

T = TypeVar("T")
WEEKS = ", ".join(EVERY)
ROLES = tuple(role.value for role in Role)

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
teams = typer.Typer(help="Microsoft Teams.", no_args_is_help=True, epilog=CODES)
app.add_typer(teams, name="teams")

slack = typer.Typer(help="The Slack app.", no_args_is_help=True, epilog=CODES)
app.add_typer(slack, name="slack")

app.add_typer(outbox.app, name="outbox")


def _signing() -> Settings:
    """Settings with which links can be signed."""
    settings = load()
    if not settings.secret.get_secret_value():
        raise Trouble(
            "KRING_SECRET is not set, so links cannot be signed.",
            f"Set it to what this prints, and keep it: {DRAWN}",
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
def serve(
    role: Annotated[
        serving.Duty, typer.Option(help="web hears, worker sends; PostgreSQL bears many of each.")
    ] = serving.Duty.ALL,
) -> None:
    """Serve the web client and send what is due. Stops gracefully on Ctrl-C or SIGTERM."""
    with told():
        settings = _signing() if role.listens else load()
        if role is not serving.Duty.ALL and settings.database.startswith("sqlite"):
            raise Trouble(
                f"A SQLite database is served by one process that does all, not by a {role}.",
                "Run: kring serve, or set KRING_DATABASE to a PostgreSQL for more than one.",
                USAGE,
            )
        logs.served(settings.log_level)
        with _door(settings) as door:
            _run(serving.serve(settings, door, role))


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
        with door, stage.alone(folder) as alone:
            if not alone:
                raise Trouble(
                    f"Somebody plays in {folder} already.",
                    "Go on in the window of that playground, or end it first; "
                    "another one wants another --folder.",
                )
            place = stage.place(folder, fresh=fresh)
            address = f"http://{stage.HERE}:{door.getsockname()[1]}"
            out.print(report.welcome(address, place))
            if browser and stage.screen():
                stage.show(address)
            try:
                _run(stage.play(place, door))
            except (main.NotReady, main.Unreached) as lost:  # no setting leads to this database
                anew = "Begin anew: kring play --fresh"
                raise Trouble(f"{lost} It is in {place}.", anew, NOT_READY) from None


@app.command(epilog=CODES)
def simulate(
    networks: Annotated[int, typer.Option(min=1, max=500, help="How many networks.")] = 1,
    people: Annotated[int, typer.Option(min=6, max=20, help="Participants in each.")] = 12,
    sessions: Annotated[int, typer.Option(min=3, max=12, help="Sessions of each.")] = 6,
    weeks: Annotated[int, typer.Option(help=f"Weeks between: {WEEKS}.")] = 6,
    seed: Annotated[int, typer.Option(help="Another seed, another life.")] = 1,
    transcript: Annotated[
        Path | None, typer.Option(help="Write all that was said to this file.", dir_okay=False)
    ] = None,
) -> None:
    """Live through whole networks in simulated time, and count what everybody got."""
    with told():
        logs.quiet()
        if str(weeks) not in EVERY:
            raise Trouble(f"No network meets every {weeks} weeks.", f"Choose of {WEEKS}.", USAGE)
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


def _unwritten(file: Path | None, refused: OSError, option: str) -> Trouble:
    said = f"{file} cannot be written ({refused.strerror})."
    return Trouble(said, f"Name a file in a folder that is there with {option}.", USAGE)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """On uvloop where there is one: the way to the writer's thread and back is shorter there."""
    with asyncio.Runner(loop_factory=_loop()) as runner:
        return runner.run(work)


def _loop() -> Callable[[], asyncio.AbstractEventLoop]:
    with contextlib.suppress(ImportError):
        return import_module("uvloop").new_event_loop  # type: ignore[no-any-return]
    return asyncio.new_event_loop


def _lived(story: simulation.Story, transcript: Path | None) -> simulation.Lived:
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err)
    with contextlib.ExitStack() as open_:
        try:
            paper = (
                open_.enter_context(transcript.open("w", encoding="utf-8")) if transcript else None
            )
        except OSError as refused:
            raise _unwritten(transcript, refused, "--transcript") from None
        open_.enter_context(bar)
        task = bar.add_task("Living", total=1.0)
        return _run(
            simulation.in_a_drawer(story, paper, lambda far: bar.update(task, completed=far))
        )


@app.command(epilog=CODES)
def plan(
    network: Annotated[str, typer.Argument(help="The id or the title of a network.")],
    role: Annotated[str, typer.Option(help="Only what goes to this role.")] = "",
    zone: Annotated[str, typer.Option(help="Times as here, else as where the network is.")] = "",
    message: Annotated[int, typer.Option(min=0, help="Show this message, by its number.")] = 0,
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Show each message.")] = False,
) -> None:
    """Show all that Kring will say in a network, to whom and when, if nothing changes."""
    with told():
        if zone and zone not in available_timezones():
            raise Trouble(f"There is no zone {zone!r}.", "Give one such as Europe/Lisbon.", USAGE)
        found = asyncio.run(errands.rehearsed(load(), network))
        if found.rows is None:
            known = ", ".join(found.titles) or "none yet"
            raise Trouble(f"There is no network {network!r}.", f"These are known: {known}.", USAGE)
        if role and role.lower() not in ROLES:
            raise Trouble(f"There is no role {role!r}.", f"Give one of {', '.join(ROLES)}.", USAGE)
        clock = ZoneInfo(zone or found.zone)
        if message > len(found.rows):
            raise Trouble(
                f"There is no message {message}.", f"They end with {len(found.rows)}.", USAGE
            )
        if message:
            out.print(report.message(found.rows[message - 1], clock))
        else:
            out.print(report.planned(found.rows, clock, role=role.lower(), preview=preview))


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
        asyncio.run(errands.upgrade(load()))
        out.print("The database is up to date.")


@teams.command(epilog=CODES)
def package(
    url: Annotated[str, typer.Option(help="Where Teams reaches Kring: https://…")],
    app_id: Annotated[str, typer.Option(help="The application id of the bot's registration.")],
    out_file: Annotated[
        Path, typer.Option("--out", help="The zip to write.", dir_okay=False)
    ] = Path("kring-teams.zip"),
    name: Annotated[str, typer.Option(help="What the bot is called.")] = "Kring",
    publisher: Annotated[str, typer.Option(help="Who answers for it.")] = "Kring",
    privacy: Annotated[str, typer.Option(help="Your privacy page; else URL/privacy.")] = "",
    terms: Annotated[str, typer.Option(help="Your terms of use; else URL/terms.")] = "",
    version_: Annotated[str, typer.Option("--version", help="Of the package: 1.0.0.")] = "1.0.0",
) -> None:
    """Make the app package that is uploaded to Teams: manifest, words in three languages, icons."""
    with told():
        try:
            listing = parcel.Listing(
                url=url,
                app=app_id,
                name=name,
                publisher=publisher,
                privacy=privacy,
                terms=terms,
                version=version_,
            )
            commands = Commands(discover())
            speech = Speech((), commands.word)
            zipped = parcel.package(
                listing,
                lambda key, tongue, /, **facts: speech.text(f"teams.{key}", tongue, **facts),
                commands.word,
            )
        except parcel.Unfit as unfit:
            raise Trouble(str(unfit), "See: kring teams package --help", USAGE) from None
        try:
            out_file.write_bytes(zipped)
        except OSError as refused:
            raise _unwritten(out_file, refused, "--out") from None
        out.print(Text(f"{out_file} is written; docs/teams.md says where to upload it."))


@slack.command(epilog=CODES)
def manifest(
    url: Annotated[str, typer.Option(help="The https address at which Kring is reached.")] = "",
    *,
    socket: Annotated[bool, typer.Option("--socket", help="For Socket Mode.")] = False,
    name: Annotated[str, typer.Option(help="What Kring is called there.")] = "Kring",
) -> None:
    """Print the manifest to create the Slack app from."""
    with told():
        if not 0 < len(name) <= LONGEST_NAME:
            raise Trouble(
                f"A name has at most {LONGEST_NAME} characters in Slack.", "Shorten --name.", USAGE
            )
        try:
            made = slack_manifest(url, socket=socket, name=name)
        except ValueError:
            raise Trouble(
                "Slack sends to an https address only.",
                "Give one such as --url https://kring.example.org, or --socket, which needs none.",
                USAGE,
            ) from None
        typer.echo(json.dumps(made, indent=2, ensure_ascii=False))


@slack.command(epilog=CODES)
def key() -> None:
    """Print a new key for KRING_SLACK_KEYS."""
    typer.echo(Fernet.generate_key().decode())


@slack.command(epilog=CODES)
def rotate() -> None:
    """Seal all tokens anew with the first key of KRING_SLACK_KEYS. Harmless to repeat."""
    with told():
        settings = load()
        if not settings.slack_keys.get_secret_value():
            raise Trouble(
                "KRING_SLACK_KEYS is not set, so there is nothing to seal with.",
                "Set the keys as `kring serve` has them, the new one first.",
                USAGE,
            )
        try:
            number = asyncio.run(errands.resealed(settings))
        except Locked:
            raise Trouble(
                "A token was sealed with a key that is not in KRING_SLACK_KEYS.",
                "Put the new key first and leave the old ones behind it until this has run.",
                USAGE,
            ) from None
        out.print(f"Tokens sealed with the first key: {number}. The other keys can go now.")


@slack.command(epilog=CODES)
def forget(
    tenant: Annotated[str, typer.Argument(help="slack: and the id, such as slack:T024BE7LD.")],
    *,
    now: Annotated[bool, typer.Option("--now", help="Delete it, for good.")] = False,
) -> None:
    """Delete everything that Kring keeps of a workspace."""
    _forget("slack", tenant, str.upper, now=now)


@teams.command("forget", epilog=CODES)
def forget_teams(
    tenant: Annotated[str, typer.Argument(help="teams: and the id of the Microsoft 365 tenant.")],
    *,
    now: Annotated[bool, typer.Option("--now", help="Delete it, for good.")] = False,
) -> None:
    """Delete everything that Kring keeps of a customer on Teams."""
    _forget("teams", tenant, str.lower, now=now)


def _forget(platform: str, named: str, form: Callable[[str], str], *, now: bool) -> None:
    """`form`: how the platform writes its ids, however they were typed."""
    with told():
        begins, _, id_ = named.strip().partition(":")
        if begins.lower() != platform or not id_:
            raise Trouble(
                f"{named!r} is no tenant of {platform}: nothing was looked for, nothing deleted.",
                f"Begin it with {platform}: and let the whole id follow.",
                USAGE,
            )
        tenant = f"{platform}:{form(id_)}"
        match asyncio.run(errands.forgotten(load(), tenant, at_once=now)):
            case 0:
                out.print(f"Deleted: 0 rows. Nothing of {tenant} was there: is that its whole id?")
            case int(rows):
                out.print(f"Deleted: {rows} rows. Nothing of {tenant} is left.")
            case None:
                raise Trouble(
                    f"Nothing of {tenant} is to be deleted.",
                    "With --now it is deleted all the same, for good.",
                )
            case due:
                out.print(f"{tenant} is deleted on {due:%Y-%m-%d}. With --now it is done at once.")


@app.command(epilog=CODES)
def link(
    person: Annotated[str, typer.Argument(help="The id or the name of somebody.")],
) -> None:
    """Print somebody's personal link to the web client. It is for them alone."""
    with told():
        found = asyncio.run(errands.link(_signing(), person))
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
