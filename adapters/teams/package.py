"""The app as Teams is to install it: made from the code, so that it says what is there alone.

A zip with `manifest.json`, a file of words for each further language, and two icons that are drawn
here: the ring of the web client, and its outline in white.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import resvg_py

from adapters.words import Words, in_
from bot.speech import LANGUAGES

Json = dict[str, Any]
Command = Callable[[str, str], str]
"""The word that starts a dialog, by its key and the language."""

SCHEMA = "1.29"
_AT = "https://developer.microsoft.com/json-schemas/teams"
TAGS = {"en": "en-us", "fr": "fr-fr", "nl": "nl-nl"}
PERSONAL = (
    "help", "home", "open", "create", "dates", "share", "record", "prefs", "seen", "leave",
)  # fmt: skip
"""What can be asked for in the personal chat, as many as Teams lists."""
SHARED = ("help", "home", "open", "share")
"""The same where others read along; the answers come to the person alone."""
_COMMAND, _SAID, _SHORT, _FULL, _PUBLISHER = 32, 128, 80, 4000, 32
"""Characters of a command and of its description, of the app's two, of who answers for it."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_OURS = re.compile(r"(?!.*(microsoft|teams|office))[^<>]{1,25}", re.IGNORECASE)

GREEN = "#1f5d50"
_RING = (
    (20, 8.5), (31.5, 20), (28.1, 28.1), (20, 31.5), (11.9, 28.1), (8.5, 20), (11.9, 11.9),
)  # fmt: skip
_GUEST = (28.1, 11.9)


class Unfit(Exception):
    """Something that cannot stand in a package: what, and what to give instead."""


# ── icons ──


def _circles(colour: str) -> str:
    seats = "".join(f'<circle cx="{x}" cy="{y}" r="2.9"/>' for x, y in _RING)
    return f'<g fill="{colour}">{seats}</g>'


def color_svg() -> str:
    """Seven seats in a ring and somebody new, on green to the edge: Teams rounds it itself."""
    x, y = _GUEST
    inner = f'{_circles("#fdf8ef")}<circle cx="{x}" cy="{y}" r="4.2" fill="#f0a35e"/>'
    return _svg(f'<rect width="40" height="40" fill="{GREEN}"/>{inner}', 192)


def outline_svg() -> str:
    """The ring alone, white on nothing."""
    x, y = _GUEST
    guest = f'<circle cx="{x}" cy="{y}" r="3.6" fill="none" stroke="#ffffff" stroke-width="1.6"/>'
    return _svg(f"{_circles('#ffffff')}{guest}", 32)


def _svg(inner: str, size: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" '
        f'width="{size}" height="{size}">{inner}</svg>'
    )


def png(svg: str) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)


# ── the manifest ──


def _host(url: str) -> str:
    """The host of an address that Teams can reach. Raises Unfit."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unfit(f"{url!r} is no address.") from None
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host or port not in (None, 443):
        raise Unfit(f"Teams needs an address that begins with https:// and a name; not {url!r}.")
    return host


def _commands(
    keys: tuple[str, ...], words: Words, command: Command, language: str
) -> list[dict[str, str]]:
    say = in_(words, language)
    made = [{"title": command(k, language), "description": say(f"command_{k}")} for k in keys]
    for one in made:
        if len(one["title"]) > _COMMAND or len(one["description"]) > _SAID:
            raise Unfit(f"The words for the command {one['title']!r} are too long.")
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the one who installs has to say: the address, the app, who answers for it.

    Raises Unfit for what cannot stand in a manifest.
    """

    url: str
    app: str
    name: str = "Kring"
    publisher: str = "Kring"
    privacy: str = ""
    terms: str = ""
    version: str = "1.0.0"

    def __post_init__(self) -> None:
        if not _GUID.fullmatch(self.app):
            like = "00000000-0000-0000-0000-000000000000"
            raise Unfit(f"An app id looks like {like}, not {self.app!r}.")
        if not _OURS.fullmatch(self.name):
            raise Unfit("A name has at most 25 characters and names no product of Microsoft's.")
        if not 0 < len(self.publisher) <= _PUBLISHER:
            raise Unfit(f"The publisher's name has at most {_PUBLISHER} characters.")
        if not _VERSION.fullmatch(self.version):
            raise Unfit(f"A version looks like 1.0.0, not {self.version!r}.")
        for page in filter(None, (self.url, self.privacy, self.terms)):
            _host(page)

    @property
    def home(self) -> str:
        return self.url.rstrip("/")


def _described(words: Words, language: str) -> tuple[str, str]:
    """What the app is, in short and in full."""
    say = in_(words, language)
    short, full = say("description"), say("about")
    if len(short) > _SHORT or len(full) > _FULL:
        raise Unfit("The description of the app is too long.")
    return short, full


def _developer(listing: Listing) -> Json:
    return {
        "name": listing.publisher,
        "websiteUrl": listing.home,
        "privacyUrl": listing.privacy or f"{listing.home}/privacy",
        "termsOfUseUrl": listing.terms or f"{listing.home}/terms",
    }


def manifest(listing: Listing, words: Words, command: Command) -> Json:
    """The manifest of an installation. Raises Unfit."""
    short, full = _described(words, "en")
    return {
        "$schema": f"{_AT}/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": listing.version,
        "id": listing.app.lower(),
        "developer": _developer(listing),
        "name": {"short": listing.name, "full": listing.name},
        "description": {"short": short, "full": full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": GREEN,
        "localizationInfo": {
            "defaultLanguageTag": TAGS["en"],
            "additionalLanguages": [
                {"languageTag": TAGS[language], "file": f"{language}.json"}
                for language in LANGUAGES
                if language != "en"
            ],
        },
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "bots": [_bot(listing, words, command)],
        "permissions": ["identity"],
        "validDomains": [_host(listing.url)],
    }


def _bot(listing: Listing, words: Words, command: Command) -> Json:
    return {
        "botId": listing.app.lower(),
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "commandLists": [
            {"scopes": scopes, "commands": _commands(keys, words, command, "en")}
            for scopes, keys in ((["personal"], PERSONAL), (["team", "groupChat"], SHARED))
        ],
    }


def localized(made: Mapping[str, Any], words: Words, command: Command, language: str) -> Json:
    """The words of the manifest in another language."""
    short, full = _described(words, language)
    said: Json = {
        "$schema": f"{_AT}/v{SCHEMA}/MicrosoftTeams.Localization.schema.json",
        "name.short": made["name"]["short"],
        "name.full": made["name"]["full"],
        "description.short": short,
        "description.full": full,
    }
    for n, keys in enumerate((PERSONAL, SHARED)):
        for k, one in enumerate(_commands(keys, words, command, language)):
            for what, text in one.items():
                said[f"bots[0].commandLists[{n}].commands[{k}].{what}"] = text
    return said


# ── the zip ──

_EPOCH = (1980, 1, 1, 0, 0, 0)


def package(listing: Listing, words: Words, command: Command) -> bytes:
    """The zip; the same words give the same bytes. Raises Unfit."""
    made = manifest(listing, words, command)
    files = {
        "manifest.json": _json(made),
        "color.png": png(color_svg()),
        "outline.png": png(outline_svg()),
    }
    for language in LANGUAGES:
        if language != "en":
            files[f"{language}.json"] = _json(localized(made, words, command, language))
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return paper.getvalue()


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=2).encode()
