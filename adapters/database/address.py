"""Where a database is, as operators write it, and what it says to whoever cannot open it."""

import sqlite3
from collections.abc import Iterator
from socket import gaierror

import sqlalchemy as sa


def parsed(address: str) -> sa.URL:
    """An address as other programs take it too. Raises ValueError, without what was written."""
    try:
        url = sa.make_url(address if "://" in address else f"sqlite:///{address}")
    except (sa.exc.ArgumentError, ValueError):
        raise ValueError("it is no address") from None
    match url.get_backend_name():
        case "sqlite":
            if url.host:
                raise ValueError("three strokes come before the file")
            return url
        case "postgresql" | "postgres":
            if "@" in (url.host or ""):
                raise ValueError("an @ in a password is written %40")
            return _for_asyncpg(url)
        case other:
            raise ValueError(f"Kring keeps its data in SQLite or PostgreSQL, not in {other}")


def _for_asyncpg(url: sa.URL) -> sa.URL:
    """What libpq calls `sslmode` is `ssl` to the driver."""
    ssl = url.query.get("sslmode")
    url = url.set(drivername="postgresql").difference_update_query(["sslmode"])
    return url.update_query_dict({"ssl": ssl}) if ssl else url


_SQLITE = {
    "SQLITE_BUSY": "another program holds it; end that, or try again",
    "SQLITE_CANTOPEN": "there is no such folder, or its file may not be opened",
    "SQLITE_CORRUPT": "its file is damaged; put back a copy",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk gives errors, or is full",
    "SQLITE_LOCKED": "another program holds it; end that, or try again",
    "SQLITE_NOTADB": "its file is no database",
    "SQLITE_PERM": "its file may not be read",
    "SQLITE_READONLY": "its file or its folder may not be written to",
}
_POSTGRES = {
    "08003": "the connection broke",
    "08006": "the connection broke",
    "28000": "the server does not let this user in",
    "28P01": "the server does not take this user with this password",
    "3D000": "the server has no database of that name",
    "42501": "this user may not do that there; it needs to create tables in its schema",
    "53100": "the server's disk is full",
    "53300": "the server has no connection left",
    "57P01": "the server was stopped",
    "57P03": "the server is starting or stopping; try again",
}
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (gaierror, "the name of its server is not known"),
    (ConnectionRefusedError, "no server answers there"),
    (FileNotFoundError, "no server answers there"),
    (TimeoutError, "no server answers there in time"),
)


def reason(failed: BaseException) -> str:
    """Why it cannot be opened, in words of ours: a driver's may hold an address or a password."""
    if found := lost(failed):
        return found
    if any(isinstance(error, TypeError) for error in _chain(failed)):
        return "its address has an option that is not known"
    return f"{type(failed).__name__}, which Kring has no words for"


def lost(failed: BaseException) -> str:
    """What became of the database; "" where it is none of its faults, as far as is known."""
    for error in _chain(failed):
        if isinstance(error, sqlite3.Error):
            code = "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
            if code in _SQLITE:
                return _SQLITE[code]
        state = getattr(error, "sqlstate", None)
        if state in _POSTGRES:
            return _POSTGRES[state]
        for kind, said in _KINDS:
            if isinstance(error, kind):
                return said
    return ""


def _chain(failed: BaseException | None) -> Iterator[BaseException]:
    while failed is not None:
        yield failed
        failed = getattr(failed, "orig", None) or failed.__cause__
