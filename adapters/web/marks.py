"""What a page is told of the wall's counter: not the number, which counts what others are told."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from cryptography.fernet import Fernet, InvalidToken

from adapters.web.wall import Line

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Marks:
    """Sealed with a secret; plain without one, where everybody is on the same machine."""

    secret: str = ""

    def _seal(self) -> Fernet:
        key = blake2b(self.secret.encode(), digest_size=32, person=b"kring.web.marks")
        return Fernet(urlsafe_b64encode(key.digest()))

    def write(self, count: int) -> str:
        """How far somebody has read. No two are alike, so that they tell of no change either."""
        return self._seal().encrypt(b"%d" % count).decode() if self.secret else str(count)

    def read(self, mark: str) -> int:
        """Where the counter stood; 0 for what was not written here."""
        if self.secret:
            try:
                return int(self._seal().decrypt(mark))
            except (InvalidToken, ValueError):
                return 0
        return int(mark) if mark.isdecimal() and len(mark) < 18 else 0  # noqa: PLR2004

    def place(self, line: Line) -> str:
        """A number that grows with the place in a conversation: when it was said."""
        if not self.secret:
            return str(line.seq)
        return str((line.at - BEGINNING) // timedelta(microseconds=1))


PLAIN = Marks()
