"""What is wrong with a Teams set-up, as Microsoft itself tells: keys, certificates, tokens."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from adapters.teams.apps import App
from adapters.teams.credentials import ENTRA, Entra
from adapters.teams.keys import METADATA, Keys
from bot.ports import Clock, NewId, Retry

SOON = timedelta(days=30)
"""How long before its end a certificate is mentioned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that was looked at: what is so, and where it is wrong, what helps."""

    said: str
    do: str = ""
    wrong: bool = True


async def looked_at(
    apps: Mapping[str, App],
    clock: Clock,
    new_id: NewId,
    *,
    metadata: str = METADATA,
    authority: str = ENTRA,
) -> list[Ailment]:
    """Everything, in the order in which it is best mended. An app is named by its id."""
    found = [await _keys(metadata)]
    entra = Entra(apps, clock, new_id, authority=authority)
    for app in apps.values():
        found += [ailment async for ailment in _app(app, entra, clock())]
    return found


async def _keys(metadata: str) -> Ailment:
    keys = Keys(metadata)
    await keys.get("")
    if keys.known:
        return Ailment(said="Microsoft's signing keys can be fetched.", wrong=False)
    return Ailment(
        said="Microsoft's signing keys cannot be fetched, so nobody from Teams can be let in.",
        do="Allow this machine to reach https://login.botframework.com.",
    )


async def _app(app: App, entra: Entra, now: datetime) -> AsyncIterator[Ailment]:
    if app.certificate and (ailing := _certificate(app, now)):
        yield ailing
        if ailing.wrong:
            return
    try:
        await entra.token(app.id)
    except Retry:
        proof = "managed identity" if app.managed else "secret or certificate"
        yield Ailment(
            said=f"Microsoft Entra gives the app {app.id} no token, so nothing can be sent.",
            do=f"Check its tenant and its {proof}, and that https://login.microsoftonline.com "
            "can be reached.",
        )
    else:
        yield Ailment(said=f"The app {app.id} can speak to Teams.", wrong=False)


def _certificate(app: App, now: datetime) -> Ailment | None:
    try:
        pem = Path(app.certificate).read_bytes()
        ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    except (OSError, ValueError) as unread:
        return Ailment(
            said=f"The certificate of the app {app.id} cannot be read ({type(unread).__name__}).",
            do="Give the path of a file with its private key and the certificate, as PEM.",
        )
    if ends > now + SOON:
        return None
    over = ends <= now
    return Ailment(
        said=f"The certificate of the app {app.id} {'ended' if over else 'ends'} on {ends:%d %B}.",
        do="Make a new one, add it to the registration, and put it in the place of the old one.",
        wrong=over,
    )
