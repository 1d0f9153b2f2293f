"""Logs are lines of JSON with a code and no personal data: not a name, not a word that was said."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

OURS = ("adapters", "bot", "scheduler")
CONSTANT = ("uvicorn",)
"""Whose messages without anything to fill in are always the same words of their source code."""
FACTS = frozenset(
    {
        "attempts",
        "dialogs",
        "kind",
        "letter",
        "number",
        "plans",
        "platform",
        "reason",
        "role",
        "rows",
        "silent",
        "status",
        "tenant",
        "whole",
    }
)
"""What a record of ours may tell besides its code: codes, numbers, an organisation; never who."""


def _told(record: logging.LogRecord) -> dict[str, object]:
    """What may be known of a record.

    A record of ours is a code with facts as `extra`. Of others' records only the words of their
    source code are kept, never what was filled in: an address or a row may stand there. Where that
    cannot be told apart, the place in their source code stands for the words. Of an error its kind
    and its place are kept, for the same reason.
    """
    told: dict[str, object] = {"code": _code(record), "from": record.name}
    if _of(record, OURS):
        told |= {key: value for key, value in vars(record).items() if key in FACTS}
    if record.exc_info and record.exc_info[0]:
        told["error"] = record.exc_info[0].__name__
        told["where"] = _where(record.exc_info[2])
    return told


def _of(record: logging.LogRecord, names: tuple[str, ...]) -> bool:
    return record.name.split(".")[0] in names


def _code(record: logging.LogRecord) -> str:
    if record.args or _of(record, (*OURS, *CONSTANT)):
        return str(record.msg)
    return f"{record.module}:{record.lineno}"


def _where(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)[-6:]
    ]


def _at(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


class Lines(logging.Formatter):
    """One JSON object per record, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        at = _at(record).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, **_told(record)}
        return json.dumps(line, ensure_ascii=False, default=str)


class Words(logging.Formatter):
    """The same for whoever looks at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        code, where = told.pop("code"), told.pop("where", [])
        facts = " ".join(f"{key}={value}" for key, value in told.items() if key != "from")
        line = f"{_at(record):%H:%M:%S} {record.levelname:<7} {code} {facts}".rstrip()
        return "\n".join([line, *(f"    {place}" for place in where)])  # type: ignore[attr-defined]


def served(level: str) -> None:
    """What `kring serve` tells on the standard error: JSON, but to a terminal words."""
    _to(Words() if sys.stderr.isatty() else Lines(), level)


def _to(formatter: logging.Formatter, level: str) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "asyncio", "sqlalchemy", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def quiet() -> None:
    """Only what is wrong, as a line to read."""
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", force=True
    )
