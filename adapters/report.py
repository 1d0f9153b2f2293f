"""What the command line shows: tables and panels from plain data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from adapters.doctor import Finding
from adapters.playground.caps import A_DAY, AROUND, IN_FIVE
from adapters.playground.simulation import Lived
from bot.content import plain
from scheduler.rehearsal import Row

MARKS = {"fine": ("✓", "green"), "note": ("•", "yellow"), "wrong": ("✗", "red")}


def finding(found: Finding) -> RenderableType:
    mark, colour = MARKS[found.state]
    line = Text.assemble((f"{mark} ", colour), (f"{found.about}: ", "bold"), found.said)
    return Group(line, Text(f"    {found.do}", style="italic")) if found.do else line


def welcome(address: str, place: Path) -> RenderableType:
    words = Text.assemble(
        ("Kring is here: ", "bold"),
        (address, "bold cyan"),
        f"\n\nA made-up company, and a clock that you move. All of it stays in {place}.",
        "\nBegin anew with --fresh. Stop with Ctrl-C.",
    )
    return Panel(words, title="The playground", expand=False, padding=(1, 2))


def lived(life: Lived) -> RenderableType:
    """What everybody got, against what they may get, and what each dialog came to."""
    return Group(_people(life), _dialogs(life), *_ending(life))


def _people(life: Lived) -> Table:
    table = Table(title="Messages per person", title_justify="left")
    table.add_column("Person")
    table.add_column("in all", justify="right")
    table.add_column("prompted", justify="right")
    table.add_column(f"busiest day (≤ {A_DAY})", justify="right")
    table.add_column(
        f"busiest 5 working days (≤ {IN_FIVE}, {AROUND} near a session)", justify="right"
    )
    table.add_column("")
    for load in life.loads:
        table.add_row(
            Text(life.names.get(load.person, load.person)),
            str(life.messages[load.person]),
            str(load.messages),
            str(load.busiest_day),
            str(load.busiest_five),
            Text("✓", style="green") if load.kept else Text("✗ too many", style="red"),
        )
    return table


def _dialogs(life: Lived) -> Table:
    table = Table(title="Prompts per dialog", title_justify="left")
    table.add_column("Dialog")
    table.add_column("prompts", justify="right")
    for dialog, number in sorted(life.by_dialog.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(dialog, str(number))
    return table


def _ending(life: Lived) -> Iterator[RenderableType]:
    days = (life.ended - life.begun).days
    held = sum(len(network.alive) for network in life.networks)
    yield Text(
        f"{len(life.networks)} network(s), {held} sessions, {days} days; "
        f"{sum(life.messages.values())} messages, {life.answers} answers."
    )
    for network in life.networks:
        yield Text(f"{network.title}: {network.phase.value} {network.outcome}".rstrip())
    for refused, number in Counter(life.refused).most_common(5):
        yield Text(f"Refused {number} ×: {refused}", style="yellow")


def planned(rows: Sequence[Row], zone: ZoneInfo, *, role: str, preview: bool) -> RenderableType:
    """The dry run, one table per role, on the clock of a zone; numbers are those of the whole."""
    kept = [(n, row) for n, row in enumerate(rows, 1) if not role or row.role == role]
    roles = sorted({row.role for _, row in kept})
    parts: list[RenderableType] = []
    for each in roles:
        mine = [(n, row) for n, row in kept if row.role == each]
        parts += _role(each, mine, zone, preview=preview)
    return Group(*parts) if parts else Text("Nothing is planned.")


def _role(
    role: str, rows: Sequence[tuple[int, Row]], zone: ZoneInfo, *, preview: bool
) -> Iterator[RenderableType]:
    table = Table(title=role.capitalize(), title_justify="left")
    table.add_column("", justify="right")
    for head in (f"When ({zone.key})", "To", "Dialog", "Title"):
        table.add_column(head)
    for n, row in rows:
        table.add_row(str(n), _when(row, zone), Text(row.person), _what(row), Text(row.title))
        if preview and row.card:
            table.add_row("", "", "", "", Text(plain(row.card), style="dim"))
    yield table


def message(row: Row, zone: ZoneInfo) -> RenderableType:
    """One message of the dry run, as it may look."""
    head = f"{_when(row, zone)} ({zone.key}) · {row.role} · {row.person} · {_what(row)}"
    said = plain(row.card) if row.card else "It says nothing by itself."
    buttons = " ".join(f"[ {button.label} ]" for button in (row.card.buttons if row.card else ()))
    return Panel(Text(f"{said}\n{buttons}".rstrip()), title=Text(head), title_align="left")


def _when(row: Row, zone: ZoneInfo) -> str:
    return f"{row.at.astimezone(zone):%a %d %b %Y %H:%M}"


def _what(row: Row) -> str:
    return row.dialog if row.does == "start" else f"{row.dialog} ({row.does})"
