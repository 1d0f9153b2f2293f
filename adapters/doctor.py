"""Looks at everything that Kring needs, and says of what is wrong what to do about it."""

import asyncio
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from adapters.main import Kring, NotReady, Unreached, build, choices, new_id
from adapters.settings import DRAWN, Settings, Wrong, load
from adapters.teams.apps import apps
from bot.dialog import Dialog
from bot.dialogs import discover
from bot.fields import Answers
from bot.ports import Clock, Retry, Unreachable
from bot.speech import LANGUAGES, PACKAGED, Reader, Speech

if TYPE_CHECKING:  # a platform's packages are loaded by those who use it
    from adapters.slack.access import Access
    from adapters.slack.health import Ailment

State = Literal["fine", "note", "wrong"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `do` says what helps, where something does."""

    state: State
    about: str
    said: str
    do: str = ""


def examine(env_file: Path | None, clock: Clock) -> Iterator[Finding]:
    """Everything, in the order in which it is best mended."""
    try:
        settings = load(env_file)
    except Wrong as wrong:
        for mistake in wrong.mistakes:
            yield Finding(
                state="wrong", about="settings", said=mistake, do="Mend it, then look again."
            )
        yield time(clock)  # what else there is depends on settings
        return
    yield Finding(state="fine", about="settings", said="All settings can be used.")
    yield secret(settings)
    yield database(settings)
    yield from texts(discover(), Speech(settings.folders))
    yield from strangers(settings.folders)
    yield port(settings)
    yield time(clock)
    yield browser()
    if settings.slack or settings.teams:
        yield contact(settings)
    if settings.slack:
        yield from slack(settings)
    if settings.teams:
        yield from teams(settings, clock)


def teams(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """The Teams set-up, as far as this machine and Microsoft itself can tell."""
    if settings.teams_local:
        yield Finding(
            state="note",
            about="teams",
            said="Teams is rehearsed on this machine: nobody is asked who they are.",
            do="Remove KRING_TEAMS_LOCAL before anybody else can reach this machine.",
        )
        return
    if not settings.address.startswith("https://"):
        yield Finding(
            state="wrong",
            about="teams",
            said=f"Teams sends to https addresses only, not to {settings.address}.",
            do="Set KRING_BASE_URL to the https address at which Kring is reached.",
        )
    from adapters.teams.health import looked_at  # noqa: PLC0415

    registered = apps(settings.teams_apps.get_secret_value())
    for ailment in asyncio.run(looked_at(registered, clock, new_id)):
        state: State = "wrong" if ailment.wrong else "fine"
        yield Finding(state=state, about="teams", said=ailment.said, do=ailment.do)
    for app, tenant in asyncio.run(_unmet(settings)):
        yield Finding(
            state="note",
            about="teams",
            said=f"Nobody in the tenant {tenant} has added Kring yet.",
            do=f"Make its package with `kring teams package --url {settings.address} --app-id "
            f"{app}` and upload it, as docs/teams.md says.",
        )


async def _unmet(settings: Settings) -> list[tuple[str, str]]:
    """Apps and tenants from which nothing has come; none where the database is not ready."""
    from adapters.teams.places import tenant as ours  # noqa: PLC0415

    kring = build(settings)
    try:
        await kring.open()
    except (NotReady, Unreached):
        return []
    try:
        return [
            (app.id, tenant)
            for app in apps(settings.teams_apps.get_secret_value()).values()
            for tenant in sorted(app.tenants)
            if not await kring.database.transact(
                ours(tenant), lambda unit: unit.any_conversation() is not None
            )
        ]
    finally:
        await kring.close()


def slack(settings: Settings) -> Iterator[Finding]:
    """The Slack set-up, as far as this machine and Slack itself can tell."""
    given = choices(settings)
    if given.client_id and not given.keys:
        yield Finding(
            state="wrong",
            about="slack",
            said="There is no key to seal the tokens of workspaces with.",
            do="Set KRING_SLACK_KEYS to what `kring slack key` prints.",
        )
    if given.client_id and not given.address.startswith("https://"):
        yield Finding(
            state="wrong",
            about="slack",
            said=f"Slack sends people to https addresses only, not to {given.address}.",
            do="Set KRING_BASE_URL to the https address at which Kring is reached.",
        )
    for ailment in asyncio.run(_slack(settings)):
        state: State = "wrong" if ailment.wrong else "fine"
        yield Finding(state=state, about="slack", said=ailment.said, do=ailment.do)


async def _slack(settings: Settings) -> "list[Ailment]":
    from adapters.slack import health  # noqa: PLC0415

    kring = build(settings)
    if kring.slack is None:
        return []
    api, access, given = kring.slack.api, kring.slack.access, choices(settings)
    found: list[Ailment] = []
    try:
        if given.bot_token:
            found += [a async for a in health.token(api, given.bot_token, "your workspace")]
        if given.app_token:
            found.append(await health.socket(api, given.app_token))
        found += await _workspaces(kring, access)
    finally:
        await api.close()
    return found


async def _workspaces(kring: Kring, access: "Access") -> "list[Ailment]":
    """Those that are installed; nothing where the database is not ready, which is said above."""
    from adapters.slack import health  # noqa: PLC0415

    found: list[Ailment] = []
    try:
        await kring.open()
    except (NotReady, Unreached):
        return found
    books, api = kring.database.workspaces, access.api
    try:
        for here in await books.all():
            if not here.token:
                continue
            try:
                sealed = await access.token(here.tenant)
            except (Retry, Unreachable):
                said = f"The token of {here.name or here.tenant} was sealed with another key."
                do = "Put the old key back, behind the new one, in KRING_SLACK_KEYS."
                found.append(health.Ailment(said=said, do=do))
                continue
            found += [a async for a in health.token(api, sealed, here.name or here.tenant)]
            found += [a async for a in health.channels(access, books, here.tenant)]
    finally:
        await kring.close()
    return found


def contact(settings: Settings) -> Finding:
    """Whether somebody who needs help is told whom to ask; both stores want to see it."""
    if settings.contact:
        return Finding(state="fine", about="contact", said="People are told whom to ask for help.")
    return Finding(
        state="note",
        about="contact",
        said="The pages /privacy, /terms and /support name nobody to ask.",
        do="Set KRING_CONTACT to an e-mail address or a page, such as kring@example.org.",
    )


def secret(settings: Settings) -> Finding:
    if settings.secret.get_secret_value():
        return Finding(state="fine", about="secret", said="Links and sessions can be signed.")
    return Finding(
        state="note",
        about="secret",
        said="There is no secret: `kring serve` will not start, `kring play` needs none.",
        do=f"Set KRING_SECRET to what this prints, and keep it: {DRAWN}",
    )


def database(settings: Settings) -> Finding:
    try:
        asyncio.run(_open(settings))
    except NotReady as waiting:
        return Finding(state="wrong", about="database", said=str(waiting), do=waiting.do)
    except Unreached as lost:
        return Finding(
            state="wrong",
            about="database",
            said=str(lost),
            do="Check KRING_DATABASE, and that the server or the folder can be reached.",
        )
    return Finding(state="fine", about="database", said="The database is there and up to date.")


async def _open(settings: Settings) -> None:
    kring = build(settings)
    await kring.open()
    await kring.close()


def texts(dialogs: Mapping[str, Dialog], speech: Speech) -> Iterator[Finding]:
    """Every page in every language; a text of one's own may have lost a block."""
    packaged = Speech()
    keys = sorted(page.stem for page in (PACKAGED / LANGUAGES[0]).glob("*.j2"))
    pages = [(key, language) for key in keys for language in LANGUAGES]
    lacking = [
        f"prompts/{language}/{key}.j2 {lack}"
        for key, language in pages
        for lack in _lacking(key, language, speech, dialogs.get(key), packaged)
    ]
    for lack in lacking[:10]:
        yield Finding(
            state="wrong", about="texts", said=lack, do="Mend the file of that name in KRING_TEXTS."
        )
    if not lacking:
        yield Finding(
            state="fine", about="texts", said=f"All {len(pages)} files of texts are whole."
        )


def _lacking(
    key: str, language: str, speech: Speech, dialog: Dialog | None, packaged: Speech
) -> Iterator[str]:
    """A dialog's page may go without hints; any other needs all that Kring's own has."""
    try:
        page = speech.template(key, language)
    except Exception as failed:  # noqa: BLE001 - absent, or not a template: both are findings
        line = getattr(failed, "lineno", None)
        yield f"cannot be read: {type(failed).__name__}{f', line {line}' if line else ''}"
        return
    needed = _needed(dialog) if dialog else set(packaged.template(key, language).blocks)
    if gone := sorted(needed - set(page.blocks)):
        yield f"has no {', '.join(gone)}"
    elif page.filename and not Path(page.filename).is_relative_to(PACKAGED):
        yield from _unsayable(key, language, speech, dialog, packaged)


def _unsayable(
    key: str, language: str, speech: Speech, dialog: Dialog | None, packaged: Speech
) -> Iterator[str]:
    """What would fail only when it is to be said to somebody, who then would hear nothing."""
    examples = dialog.examples if dialog else ()
    told = frozenset[str]().union(*(packaged.names(key, each) for each in LANGUAGES), *examples)
    strange = speech.names(key, language) - told - {"name", "zone", "today", "answers", "field"}
    if strange:
        yield f"asks for {', '.join(sorted(strange))}, which nobody tells it"
        return
    if dialog is None:
        return
    reader = Reader(language=language, zone="Europe/Brussels", name="Zoé", today="2027-01-11")
    try:
        for facts in dialog.examples:
            answers = Answers(facts.get("answers", {}))
            for step in dialog.steps:
                speech.card(dialog, step, reader, facts=facts, answers=answers, token="run")  # noqa: S106
    except Exception as failed:  # noqa: BLE001 - whatever it is, it would be that for everybody
        yield f"cannot be said: {failed}"


def strangers(folders: Iterable[Path]) -> Iterator[Finding]:
    """Files of one's own that take the place of none of Kring's: a slip of the name, mostly."""
    known = {page.relative_to(PACKAGED) for page in PACKAGED.glob("*/*.j2")}
    for folder in folders:
        for file in sorted(folder.rglob("*.j2")):
            if file.relative_to(folder) not in known:
                yield Finding(
                    state="note",
                    about="texts",
                    said=f"{file} is never said: Kring has no text of that name.",
                    do="Give it the name of one of Kring's texts, in en/, fr/ or nl/.",
                )


def _needed(dialog: Dialog) -> set[str]:
    needed = {"title", *(step.key for step in dialog.steps)}
    for facts in dialog.examples:
        needed |= {ask.block for step in dialog.steps for ask in step.asks(facts)}
    return needed


def port(settings: Settings) -> Finding:
    if free(settings.host, settings.port):
        return Finding(state="fine", about="port", said=f"Port {settings.port} is free.")
    return Finding(
        state="note",
        about="port",
        said=f"Port {settings.port} of {settings.host} is taken, perhaps by Kring itself.",
        do="Stop what uses it, or set KRING_PORT to another one.",
    )


def free(host: str, number: int) -> bool:
    """Whether one could listen there now."""
    try:
        listen(host, number).close()
    except OSError:
        return False
    return True


def listen(host: str, number: int) -> socket.socket:
    """A bound socket. Raises OSError where the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, number))
        door.listen(128)
    except OSError:
        door.close()
        raise
    return door


def time(clock: Clock) -> Finding:
    """Whether zones know of summer time, and the clock stands in a year that can be."""
    brussels = ZoneInfo("Europe/Brussels")
    summer, winter = (datetime(2027, month, 1, tzinfo=UTC).astimezone(brussels) for month in (7, 1))
    if summer.utcoffset() != timedelta(hours=2) or winter.utcoffset() != timedelta(hours=1):
        return Finding(
            state="wrong",
            about="time",
            said="The time zones of this machine are not right.",
            do="Install the package tzdata anew: `pip install --force-reinstall tzdata`.",
        )
    if clock() < datetime(2026, 1, 1, tzinfo=UTC):
        return Finding(
            state="wrong",
            about="time",
            said=f"The clock of this machine stands in {clock():%Y}.",
            do="Set it, or switch on time synchronisation.",
        )
    return Finding(state="fine", about="time", said="Clock and time zones are right.")


def browser(which: Callable[[str], str | None] = shutil.which) -> Finding:
    if any(map(which, BROWSERS)):
        return Finding(state="fine", about="browser", said="Chromium is here for the page tests.")
    return Finding(
        state="note",
        about="browser",
        said="No Chromium here: the tests of the pages will be left out.",
        do="Install the package `chromium`, or run `.venv/bin/playwright install chromium`.",
    )
