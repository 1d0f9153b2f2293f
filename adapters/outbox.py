"""`kring outbox`: what waits and what could not be delivered; its words and its readers never."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from adapters import errands
from adapters.console import CODES, USAGE, Trouble, out, told
from adapters.database.outbox import Held, State
from adapters.main import Kring
from adapters.settings import load

T = TypeVar("T")
ALL = 1_000_000
"""More than anybody wants to do at once: the rest is for the next time."""
STEP = 500
TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]

app = typer.Typer(
    help="What waits to be sent, and what could not be: without its words and its readers.",
    epilog=CODES,
    invoke_without_command=True,
)

HIGHEST = 2**63 - 1
"""Numbers of letters are 64 bits long."""
Number = Annotated[
    int | None,
    typer.Argument(min=1, max=HIGHEST, help="A letter, by the number of the list."),
]
All = Annotated[bool, typer.Option("--all", help="All that could not be delivered.")]
Code = Annotated[str, typer.Option(help="Only those with this code.")]
Tenant = Annotated[str, typer.Option(help="Of this organisation, where several have that number.")]


@app.callback()
def outbox(
    context: typer.Context,
    state: Annotated[
        State | None, typer.Option(help="Only what is waiting, uncertain or dead.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="So many, the oldest first.")] = 50,
) -> None:
    """Show what waits to be sent, and what could not be: number, age, platform, kind, code."""
    if context.invoked_subcommand is None:
        with told():
            now, letters = _run(lambda kring: kring.database.outbox.held(limit + 1, state))
            out.print(_table(letters[:limit], now) if letters else Text("The outbox is empty."))
            if len(letters) > limit:
                out.print("There are more: show them with --limit.")


@app.command(epilog=CODES)
def show(
    number: Annotated[int, typer.Argument(min=1, max=HIGHEST, help="Its number.")],
    tenant: Tenant = "",
) -> None:
    """Show all that may be known of one letter."""
    with told():
        now, letters = _run(lambda kring: kring.database.outbox.numbered(number))
        letter = _one(letters, number, tenant)
        for name, value in _facts(letter, now):
            out.print(Text.assemble((f"{name}: ", "bold"), value))


@app.command(epilog=CODES)
def retry(
    number: Number = None, *, every: All = False, code: Code = "", tenant: Tenant = ""
) -> None:
    """Let what could not be delivered wait again, as if it were new."""
    with told():
        _chosen(number, every=every)

        async def work(kring: Kring) -> tuple[int, int]:
            letters = await _dead(kring, number, code, tenant)
            done = 0
            for n in range(0, len(letters), STEP):
                part = letters[n : n + STEP]
                done += await kring.database.outbox.retry(part, kring.clock())
            return done, len(letters)

        _, (done, found) = _run(work)
        out.print(f"Waiting again: {done}.")
        if done < found:
            out.print(f"Left as they are, since a newer one took their place: {found - done}.")


@app.command(epilog=CODES)
def discard(
    number: Number = None, *, every: All = False, code: Code = "", tenant: Tenant = ""
) -> None:
    """Delete what could not be delivered, for good. With --all a --code has to be named."""
    with told():
        _chosen(number, every=every)
        if every and not code:
            raise Trouble(
                "All letters at once are discarded by their code only.",
                "Name it with --code; `kring outbox --state dead` shows the codes.",
                USAGE,
            )

        async def work(kring: Kring) -> int:
            letters = await _dead(kring, number, code, tenant)
            parts = [letters[n : n + STEP] for n in range(0, len(letters), STEP)]
            return sum([await kring.database.outbox.discard(part) for part in parts])

        _, done = _run(work)
        out.print(f"Discarded: {done}.")


@app.command(epilog=CODES)
def lapse(
    before: Annotated[
        datetime,
        typer.Option(
            formats=TIMES,
            metavar="TIME",
            help='Written before this time, in UTC: "2026-11-25 14:00".',
        ),
    ],
    tenant: Annotated[str, typer.Option(help="Of this organisation alone.")] = "",
) -> None:
    """Count as sent what waits, without sending it: for an older copy that was put back."""
    with told():
        at = before.replace(tzinfo=UTC)
        _, done = _run(lambda kring: kring.database.outbox.lapse(at, kring.clock(), tenant))
        out.print(f"Counted as sent: {done}.")


# ── what is meant ──


def _chosen(number: int | None, *, every: bool) -> None:
    if (number is None) != every:
        raise Trouble(
            "Name one letter, or all of them.", "Give a number, or --all, and not both.", USAGE
        )


async def _dead(kring: Kring, number: int | None, code: str, tenant: str) -> Sequence[Held]:
    """The dead letters that are meant. Raises Trouble where one was named that is not one."""
    if number is not None:
        letter = _one(await kring.database.outbox.numbered(number), number, tenant)
        if letter.state != "dead":
            raise Trouble(
                f"Letter {number} is {letter.look}: nothing is to be done.",
                "`kring outbox --state dead` shows what could not be delivered.",
                USAGE,
            )
        return [letter]
    found = await kring.database.outbox.held(ALL, "dead")
    return [each for each in found if code in ("", each.code) and tenant in ("", each.tenant)]


def _one(letters: Sequence[Held], number: int, tenant: str) -> Held:
    found = [each for each in letters if tenant in ("", each.tenant)]
    if len(found) == 1:
        return found[0]
    if found:
        theirs = ", ".join(each.tenant for each in found)
        raise Trouble(f"Several have a letter {number}: {theirs}.", "Name one: --tenant.", USAGE)
    raise Trouble(f"There is no letter {number}.", "`kring outbox` shows what there is.", USAGE)


def _run(work: Callable[[Kring], Coroutine[Any, Any, T]]) -> tuple[datetime, T]:
    return asyncio.run(errands.within(load(), work))


# ── how it looks ──


def _table(letters: Sequence[Held], now: datetime) -> RenderableType:
    several = len({each.tenant for each in letters}) > 1
    table = Table()
    for head in ("Number", "Age", "State", "Platform", "Kind", "Attempts", "Code"):
        table.add_column(head, justify="right" if head in ("Number", "Age", "Attempts") else "left")
    if several:
        table.add_column("Organisation")
    for each in letters:
        table.add_row(
            str(each.number),
            age(now - each.created),
            each.look,
            each.platform,
            Text(each.kind),
            str(each.attempts),
            Text(each.code),
            *([Text(each.tenant)] if several else []),
        )
    return table


def _facts(letter: Held, now: datetime) -> list[tuple[str, str]]:
    facts = [
        ("Number", str(letter.number)),
        ("Organisation", letter.tenant),
        ("State", letter.look if letter.state != "sent" else "sent"),
        ("Platform", letter.platform),
        ("Kind", letter.kind),
        ("Attempts", str(letter.attempts)),
        ("Code", letter.code or "none"),
        ("Written", _when(letter.created, now)),
    ]
    if letter.lease is not None:
        facts.append(("Being sent until", _when(letter.lease, now)))
    elif letter.ended is None:
        facts.append(("Goes", _when(letter.at, now)))
    else:
        facts.append(("Ended", _when(letter.ended, now)))
    return facts


def _when(at: datetime, now: datetime) -> str:
    far = f"in {age(at - now)}" if at > now else f"{age(now - at)} ago"
    return f"{at:%Y-%m-%d %H:%M:%S} UTC, {far}"


def age(long: timedelta) -> str:
    """`3 d 4 h`, `4 h 5 min`, `5 min`, `12 s`."""
    seconds = max(0, int(long.total_seconds()))
    days, hours, minutes = seconds // 86_400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{seconds} s"
