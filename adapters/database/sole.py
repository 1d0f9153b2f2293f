"""One process alone: a lock on a file, which goes with its holder, however that ends.

It is SQLite's own lock, on a database with nothing in it: so it holds wherever SQLite does.
"""

import sqlite3
from pathlib import Path


def claimed(file: str | Path) -> sqlite3.Connection | None:
    """The lock, held until it is closed; None where somebody else has it. Raises OSError.

    Its file stays behind: to take it away would part those who hold it from those who come.
    """
    try:
        lock = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("PRAGMA journal_mode = MEMORY").close()  # no second file beside it
            lock.execute("BEGIN EXCLUSIVE").close()
        except BaseException:
            lock.close()
            raise
    except sqlite3.Error as failed:
        if failed.sqlite_errorname == "SQLITE_BUSY":
            return None
        raise OSError("it cannot be locked") from failed
    return lock
