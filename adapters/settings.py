"""What an installation may choose: the environment and `.env`, read once into one frozen object."""

import base64
import difflib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv.parser import parse_stream
from holidays import country_holidays
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.database.address import parsed
from adapters.teams.apps import Unfit, apps
from adapters.teams.hosts import here

PREFIX = "KRING_"
LEAST_SECRET = 32
"""Characters: enough for the 128 bits of a signature, however the key was made up."""
DRAWN = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
"""What prints a key that nobody can guess."""


class Wrong(Exception):
    """Settings that cannot be used: one sentence for each mistake, saying what to do."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(" ".join(self.mistakes))


def _database(address: str) -> str:
    if not re.match(r"(sqlite|postgres(ql)?)(\+\w+)?://", address):
        raise ValueError
    parsed(address)
    return address


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError from None
    return name


def _country(code: str) -> str:
    try:
        country_holidays(code)
    except NotImplementedError:
        raise ValueError from None
    return code


def _web(address: str) -> str:
    if address and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise ValueError
    return address.rstrip("/")


def _contact(found: str) -> str:
    page = re.fullmatch(r"https?://[!-~]{3,200}", found)
    mail = re.fullmatch(r"[^\s@<>\"?&]{1,64}@[\w.-]{1,190}\.\w{2,}", found)
    if found and not page and not mail:
        raise ValueError
    return found


def _secret(key: SecretStr) -> SecretStr:
    """A command that no shell has run, as in `.env`, is long, and everybody's."""
    said = key.get_secret_value()
    if 0 < len(said) < LEAST_SECRET or re.search(r"\$\(|`|token_urlsafe", said):
        raise ValueError
    return key


def _keys(keys: SecretStr) -> SecretStr:
    """Each is 32 bytes as URL-safe base64."""
    for key in filter(None, keys.get_secret_value().split(",")):
        if len(base64.urlsafe_b64decode(key.strip())) != 32:  # noqa: PLR2004
            raise ValueError
    return keys


def _begins(start: str) -> Callable[[SecretStr], SecretStr]:
    def begins(token: SecretStr) -> SecretStr:
        if token.get_secret_value() and not token.get_secret_value().startswith(start):
            raise ValueError
        return token

    return begins


def _apps(said: SecretStr) -> SecretStr:
    if said.get_secret_value():
        try:
            apps(said.get_secret_value())
        except Unfit:
            raise ValueError from None
    return said


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ValueError
    return path


def _upper(word: Any) -> Any:
    return word.strip().upper() if isinstance(word, str) else word


Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Every choice and its default. The description of a field says what its value must be."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
    )

    database: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///kring.db",
        description="the address of a database, sqlite:///… or postgresql://…",
        examples=["sqlite:///kring.db or postgresql://kring:pass%40word@localhost/kring"],
    )
    synchronous: Annotated[Literal["FULL", "NORMAL", "OFF"], BeforeValidator(_upper)] = Field(
        "FULL",
        description="FULL, NORMAL or OFF: how SQLite waits for the disk",
        examples=["FULL"],
    )
    host: str = Field(
        "127.0.0.1", min_length=1, description="an address of this machine", examples=["127.0.0.1"]
    )
    port: int = Field(8000, ge=1, le=65535, description="a port, 1 to 65535", examples=["8000"])
    base_url: Annotated[str, AfterValidator(_web)] = Field(
        "",
        description="the address at which people reach Kring, https://…",
        examples=["https://kring.example.org"],
    )
    secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""),
        description=f"a key of at least {LEAST_SECRET} characters that nobody can guess",
        examples=[f"… with what this prints: {DRAWN}"],
    )
    tenant: str = Field(
        "home",
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}$",
        description="a short name of small letters, digits and hyphens for the organisation",
        examples=["home"],
    )
    language: Literal["en", "fr", "nl"] = Field("en", description="en, fr or nl", examples=["nl"])
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "Europe/Brussels", description="a time zone, Area/City", examples=["Europe/Brussels"]
    )
    country: Annotated[str, BeforeValidator(_upper), AfterValidator(_country)] = Field(
        "BE",
        pattern=r"^[A-Z]{2}$",
        description="the two letters of a country, whose public holidays are kept",
        examples=["BE"],
    )
    threshold: int = Field(
        5,
        ge=5,
        le=50,
        description="5 to 50: how many answers there must be before a result is shown",
        examples=["5"],
    )
    texts: Annotated[Path | None, AfterValidator(_folder)] = Field(
        None,
        description="an existing folder with your own texts, in en/, fr/ and nl/",
        examples=["/etc/kring/texts"],
    )
    log_level: Annotated[Level, BeforeValidator(_upper)] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR", examples=["INFO"]
    )

    contact: Annotated[str, AfterValidator(_contact)] = Field(
        "",
        description="an e-mail address, or a page https://…, at which people get help",
        examples=["kring@example.org"],
    )
    metrics_token: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""),
        description=f"a key of at least {LEAST_SECRET} characters that /metrics is shown for",
        examples=[f"… with what this prints: {DRAWN}"],
    )

    slack_signing_secret: SecretStr = Field(
        SecretStr(""),
        description="the signing secret of your Slack app, from its Basic Information",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    slack_client_id: str = Field(
        "",
        pattern=r"^[0-9.]*$",
        description="the client id of your Slack app, figures and a point",
        examples=["1234567890.1234567890123"],
    )
    slack_client_secret: SecretStr = Field(
        SecretStr(""),
        description="the client secret of your Slack app, from its Basic Information",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    slack_keys: Annotated[SecretStr, AfterValidator(_keys)] = Field(
        SecretStr(""),
        description="keys that seal Slack's tokens, the newest first, with a comma between them",
        examples=["… with what this prints: kring slack key"],
    )
    slack_bot_token: Annotated[SecretStr, AfterValidator(_begins("xoxb-"))] = Field(
        SecretStr(""),
        description="the bot token of your own workspace, xoxb-…",
        examples=["xoxb-…"],
    )
    slack_app_token: Annotated[SecretStr, AfterValidator(_begins("xapp-"))] = Field(
        SecretStr(""),
        description="the app-level token for Socket Mode, xapp-…",
        examples=["xapp-…"],
    )
    slack_api_url: Annotated[str, AfterValidator(_web)] = Field(
        "https://slack.com/api",
        description="the address of Slack's Web API, https://…",
        examples=["https://slack.com/api"],
    )

    teams_apps: Annotated[SecretStr, AfterValidator(_apps)] = Field(
        SecretStr(""),
        description="a JSON list with app_id, tenant and secret of each of your registrations",
        examples=['[{"app_id": "1b4e28ba-…", "tenant": "6f1c0c3e-…", "secret": "…"}]'],
    )
    teams_local: bool = Field(
        default=False,
        description="1 to rehearse Teams with a test client on this machine, without any check",
        examples=["1"],
    )

    @property
    def slack(self) -> bool:
        """Whether Kring is to speak with Slack."""
        given = (self.slack_signing_secret, self.slack_app_token)
        return any(secret.get_secret_value() for secret in given)

    @property
    def teams(self) -> bool:
        """Whether Kring is to speak with Teams."""
        return self.teams_local or bool(self.teams_apps.get_secret_value())

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where texts of one's own are, before Kring's."""
        return (self.texts,) if self.texts else ()

    @property
    def address(self) -> str:
        """Where people reach Kring: `base_url`, or else this machine."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"


def name(field: str) -> str:
    """The variable of the environment that sets a field."""
    return f"{PREFIX}{field.upper()}"


def load(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """Read the environment and `.env`; `given` wins over both. Raises Wrong with every mistake."""
    mistakes = list(_unknown(_written(env_file)))
    try:
        settings = Settings(**{"_env_file": env_file, **given})
    except ValidationError as refused:
        wrong = (_sentence(mistake) for mistake in refused.errors())
        raise Wrong([*mistakes, *wrong]) from None
    mistakes += _clashes(settings)
    if mistakes:
        raise Wrong(mistakes)
    return settings


def _clashes(settings: Settings) -> Iterator[str]:
    """What each by itself can be used, and not together, or not alone."""
    yield from _halves(settings)
    # A rehearsal of Teams lets everybody in: so nobody else may be near.
    if settings.teams_local and settings.teams_apps.get_secret_value():
        yield "KRING_TEAMS_LOCAL is for rehearsals without an app: remove it, or KRING_TEAMS_APPS."
    if settings.teams_local and not here(settings.host):
        yield "With KRING_TEAMS_LOCAL Kring listens on this machine alone: set KRING_HOST=127.0.0.1"


_NEEDS = (
    ("slack_bot_token", ("slack_app_token", "slack_signing_secret")),
    ("slack_app_token", ("slack_bot_token", "slack_client_id", "slack_keys")),
    ("slack_client_id", ("slack_app_token", "slack_signing_secret")),
    ("slack_client_id", ("slack_client_secret",)),
    ("slack_client_secret", ("slack_client_id",)),
)
"""With the first, one of the others is needed: else Slack would be silent, and nobody told why."""


def _halves(settings: Settings) -> Iterator[str]:
    for one, others in _NEEDS:
        if _given(settings, one) and not any(_given(settings, each) for each in others):
            lacking = " or ".join(map(name, others))
            yield f"{name(one)} does nothing without {lacking}: set that too; see docs/slack.md."


def _given(settings: Settings, field: str) -> bool:
    value = getattr(settings, field)
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


def _written(env_file: Path | None) -> list[str]:
    """The names that stand in the file. Raises Wrong where not all of it can be read."""
    if not env_file or not env_file.is_file():
        return []
    try:
        lines = list(parse_stream(StringIO(env_file.read_text("utf-8-sig"))))
    except UnicodeDecodeError:
        raise Wrong([f"{env_file} is not in UTF-8: save it so, or leave accents out."]) from None
    except OSError as refused:
        raise Wrong([f"{env_file} cannot be read ({refused.strerror}): mend its mode."]) from None
    if torn := [str(each.original.line) for each in lines if each.error]:
        where = f"line {', '.join(torn)} of {env_file}"
        raise Wrong([f"From {where} on nothing can be read as NAME=value: mend it, or remove it."])
    if bare := [str(each.original.line) for each in lines if each.key and each.value is None]:
        where = f"Line {', '.join(bare)} of {env_file}"
        raise Wrong([f"{where} cannot be read as NAME=value: mend it, or remove it."])
    return [each.key for each in lines if each.key]


def _unknown(written: Iterable[str]) -> Iterator[str]:
    """A misspelt name would be a setting that silently does nothing."""
    known = [name(field) for field in Settings.model_fields]
    for word in sorted({*os.environ, *written}):
        if word.upper().startswith(PREFIX) and word.upper() not in known:
            near = difflib.get_close_matches(word.upper(), known, n=1)
            meant = f"Did you mean {near[0]}?" if near else "See docs/settings.md for all of them."
            yield f"{word} is not a setting of Kring. {meant}"


def _sentence(mistake: ErrorDetails) -> str:
    field = str(mistake["loc"][0])
    about = Settings.model_fields[field]
    example = about.examples[0] if about.examples else ""
    secret = isinstance(about.default, SecretStr)
    said = "what it is" if secret else repr(_unsaid(mistake["input"]))
    return (
        f"{name(field)} must be {about.description}; it cannot be {said}. "
        f"Set it, for example: {name(field)}={example}"
    )


def _unsaid(given: Any) -> Any:
    """Without the password that an address may hold, wherever in it that was put."""
    if not isinstance(given, str):
        return given
    return re.sub(r"(?i)(password=)[^&]*", r"\1…", re.sub(r":.*@", ":…@", given, flags=re.DOTALL))
