"""Logs are lines of JSON with a code and no personal data: not a name, not a word that was said."""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

OURS = ("adapters", "bot", "scheduler")
PLAIN = (str, int, float, bool)
KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class Lines(logging.Formatter):
    """One JSON object per record.

    A record of ours is a code with facts as `extra`. Of others' records only the words of their
    source code are kept, never what was filled in: an address or a row may stand there. Of an
    error its kind and its place are kept, for the same reason.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "code": str(record.msg),
            "from": record.name,
        }
        if record.name.split(".")[0] in OURS:
            line |= {
                key: value
                for key, value in vars(record).items()
                if key not in KNOWN and isinstance(value, PLAIN)
            }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _where(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)[-6:]
    ]


def lines(level: str) -> None:
    """Everything as lines of JSON on the standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "asyncio", "sqlalchemy", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def quiet() -> None:
    """Only what is wrong, as a line to read."""
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", force=True
    )
