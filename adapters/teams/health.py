"""What is wrong with a Teams set-up, as Microsoft itself tells: keys, certificates, tokens."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from adapters.teams.apps import App
from adapters.teams.credentials import ENTRA, Denied, Entra, reason
from adapters.teams.keys import METADATA, Keys
from bot.ports import Clock, NewId

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
        found += [ailment async for ailment in _app(app, entra, clock(), authority)]
    return found


async def _keys(metadata: str) -> Ailment:
    keys = Keys(metadata)
    await keys.get("")
    if keys.known:
        return Ailment(said="Microsoft's signing keys can be fetched.", wrong=False)
    return Ailment(
        said="Microsoft's signing keys cannot be fetched, so nobody from Teams can be let in.",
        do=f"Allow this machine to reach {_host(metadata)}.",
    )


async def _app(app: App, entra: Entra, now: datetime, authority: str) -> AsyncIterator[Ailment]:
    if app.certificate and (ailing := _certificate(app, now)):
        yield ailing
        if ailing.wrong:
            return
    try:
        await entra.fetch(app.id)
    except Denied as denied:
        yield _denied(app, denied)
    except Exception as failed:  # noqa: BLE001 - whatever it was, no token came
        place = "the identity of this machine" if app.managed else authority
        yield Ailment(
            said=f"The app {app.id} got no token: {place} does not answer ({reason(failed)}).",
            do="Give this machine a user-assigned identity with the id of the app, or use a secret."
            if app.managed
            else f"Allow this machine to reach {authority}.",
        )
    else:
        yield Ailment(said=f"The app {app.id} can speak to Teams.", wrong=False)


def _denied(app: App, denied: Denied) -> Ailment:
    """Entra tells by a number what it did not like."""
    for codes, said, do in _DENIED:
        if codes & denied.codes:
            return Ailment(said=said.format(app=app.id, tenant=app.tenant), do=do)
    proof = "certificate" if app.certificate else "managed identity" if app.managed else "secret"
    return Ailment(
        said=f"Microsoft Entra gives the app {app.id} no token ({reason(denied)}).",
        do=f"Compare its app id, its tenant and its {proof} with the registration.",
    )


_NEW = "Make a new one under Certificates & secrets, put it into KRING_TEAMS_APPS, start Kring."
_DENIED: tuple[tuple[frozenset[int], str, str], ...] = (
    (
        frozenset({7000215}),
        "The secret of the app {app} is not the right one.",
        "Take the value of the secret, not its id. " + _NEW,
    ),
    (frozenset({7000222}), "The secret of the app {app} has ended.", _NEW),
    (
        frozenset({90002, 900023}),
        "There is no tenant {tenant}, in which the app {app} should be.",
        "Take the Directory (tenant) ID from the registration's overview.",
    ),
    (
        frozenset({700016}),
        "The tenant {tenant} knows no app {app}.",
        "Take both ids from the same registration; one from another tenant does not count.",
    ),
    (
        frozenset({700027, 7000221}),
        "The certificate of the app {app} is not one that the registration knows.",
        "Upload the certificate under Certificates & secrets, or use the one that is there.",
    ),
    (
        frozenset({7000112, 7000229}),
        "The app {app} is switched off in the tenant {tenant}, or has no enterprise application.",
        "Enable it in Entra under Enterprise applications, or run: az ad sp create --id APP_ID",
    ),
)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


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
